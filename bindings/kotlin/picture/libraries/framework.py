#!/usr/bin/env python3
"""framework.py FRAMEWORK.jar OUT.apk: Android's resource table as an old aapt2 can read it.

The table of API 34 and later has short offsets, sparse types and compact entries. Debian's aapt2 (2.19) knows none of them
and finds no attribute. This rewrites the first package in the plain encoding, for the default configuration only: enough to
link against, and to nothing else.
"""
import struct
import sys
import zipfile

STRING_POOL, TABLE, PACKAGE, TYPE, TYPE_SPEC = 0x001, 0x002, 0x200, 0x201, 0x202
SPARSE, SHORT_OFFSETS = 1, 2  # flags of a type
COMPLEX, COMPACT = 1, 8  # flags of an entry
NO_ENTRY = 0xFFFFFFFF


class Table:
    """A resource table, read by position."""

    def __init__(self, data):
        self.data = data

    def short(self, at):
        return struct.unpack_from("<H", self.data, at)[0]

    def word(self, at):
        return struct.unpack_from("<I", self.data, at)[0]

    def chunks(self, start, end):
        """Kind, place and size of each chunk."""
        while start < end:
            size = self.word(start + 4)
            yield self.short(start), start, size
            start += size

    def offsets(self, at):
        """Where a type's entries lie, by their number."""
        header, flags, count = self.short(at + 2), self.data[at + 9], self.word(at + 12)
        first = at + header
        found = {}
        for number in range(count):
            if flags & SPARSE:
                found[self.short(first + 4 * number)] = 4 * self.short(first + 4 * number + 2)
            elif flags & SHORT_OFFSETS:
                if (offset := self.short(first + 2 * number)) != 0xFFFF:
                    found[number] = 4 * offset
            elif (offset := self.word(first + 4 * number)) != NO_ENTRY:
                found[number] = offset
        return found

    def entry(self, at):
        """An entry in the plain encoding."""
        flags = self.short(at + 2)
        if flags & COMPACT:
            key, kind, value = self.short(at), flags >> 8, self.word(at + 4)
            return struct.pack("<HHIHBBI", 8, flags & 0xF7, key, 8, 0, kind, value)
        length = 16 + 12 * self.word(at + 12) if flags & COMPLEX else 16
        return self.data[at : at + length]

    def plain_type(self, at, entries):
        """A type with at least so many places for entries."""
        header, body = self.short(at + 2), bytearray()
        found = self.offsets(at)
        places = [NO_ENTRY] * max(entries, max(found, default=-1) + 1)
        for number, offset in sorted(found.items()):
            places[number] = len(body)
            body += self.entry(at + self.word(at + 16) + offset)
        head = bytearray(self.data[at : at + header])
        head[9] = 0
        bodies_at = header + 4 * len(places)
        struct.pack_into("<I", head, 4, bodies_at + len(body))
        struct.pack_into("<II", head, 12, len(places), bodies_at)
        return bytes(head) + struct.pack(f"<{len(places)}I", *places) + bytes(body)

    def plain_package(self, at, size):
        header = self.short(at + 2)
        out, counts = bytearray(self.data[at : at + header]), {}
        for kind, place, length in self.chunks(at + header, at + size):
            if kind == TYPE:
                configuration = place + 20
                words = self.data[configuration + 4 : configuration + self.word(configuration)]
                if not any(words):
                    out += self.plain_type(place, counts.get(self.data[place + 8], 0))
                continue
            if kind == TYPE_SPEC:
                counts[self.data[place + 8]] = self.word(place + 12)
            if kind in (STRING_POOL, TYPE_SPEC):
                out += self.data[place : place + length]
        struct.pack_into("<I", out, 4, len(out))
        return bytes(out)

    def plain(self):
        chunks = list(self.chunks(self.short(2), self.word(4)))
        strings = next(self.data[at : at + size] for kind, at, size in chunks if kind == STRING_POOL)
        package = next(self.plain_package(at, size) for kind, at, size in chunks if kind == PACKAGE)
        return struct.pack("<HHII", TABLE, 12, 12 + len(strings) + len(package), 1) + strings + package


def main(framework, out):
    with zipfile.ZipFile(framework) as jar, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as apk:
        apk.writestr("AndroidManifest.xml", jar.read("AndroidManifest.xml"))
        apk.writestr("resources.arsc", Table(jar.read("resources.arsc")).plain(), zipfile.ZIP_STORED)


if __name__ == "__main__":
    main(*sys.argv[1:])
