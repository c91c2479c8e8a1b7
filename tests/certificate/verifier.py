"""A verifier of certificates written from core/certificate/PROFILE.md alone; the section is named where it is kept."""

import datetime
import unicodedata
import zlib

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.hashes import SHA256

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
TOLERANCE, WINDOW = 60, 90

# Section 7: the verdicts in their order, and the reasons that ask for each.
VERDICTS = {
    "not_ours": "too_long prefix base45 flags inflation message certificate signature claims",
    "unknown_key": "no_key_list no_such_key key_window",
    "revoked": "revoked suspended other_status",
    "sample": "sample_key",
    "clock_suspect": "clock_behind issued_ahead stamp_ahead",
    "expired": "expired",
    "screenshot_or_copy": "stamp_old device_signature no_device_signature",
    "not_registered": "not_registered",
    "paper_copy": "paper",
    "valid_as_of": "key_list_old no_status_list status_list_old not_in_list",
}
ORDER = [(reason, verdict) for verdict, reasons in VERDICTS.items() for reason in reasons.split()]


class Refused(Exception):
    """What is not as the profile says; its text is the reason."""


def need(holds, reason="malformed"):
    if not holds:
        raise Refused(reason)


def is_int(value, below, least=0):
    return type(value) is int and least <= value < below


def is_moment(value):
    return is_int(value, 1 << 40)


def is_bytes(value, length):
    return type(value) is bytes and len(value) == length


def is_name(value):
    return (
        type(value) is str
        and 1 <= len(value.encode()) <= 120
        and all(unicodedata.category(letter) != "Cc" for letter in value)
    )


def decode(data):
    """Section 2: what decodes, and encodes to the same bytes."""
    try:
        item = cbor2.loads(data)
        again = cbor2.dumps(item, canonical=True)
    except Exception as error:  # cbor2 raises many kinds; all mean the same here
        raise Refused("malformed") from error
    need(again == data)
    return item


def inflate(data, most):
    """Section 1.5."""
    need(data[:1] == b"\x78", "inflation")
    inflating = zlib.decompressobj()
    try:
        out = inflating.decompress(data, most + 1)
    except zlib.error as error:
        raise Refused("inflation") from error
    need(inflating.eof and not inflating.unused_data and len(out) <= most, "inflation")
    return out


def public_key(compressed):
    need(compressed[0] in (2, 3))
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), compressed)
    except ValueError as error:
        raise Refused("malformed") from error


class Sign1:
    """Section 3."""

    def __init__(self, data, header, most):
        item = decode(data)
        need(type(item) is cbor2.CBORTag and item.tag == 18)
        parts = item.value
        need(type(parts) in (list, tuple) and len(parts) == 4)
        self.protected, unprotected, self.payload, self.signature = parts
        need(type(self.protected) is bytes and len(self.protected) <= 128)
        need(unprotected == {} and hasattr(unprotected, "keys"))
        need(type(self.payload) is bytes and len(self.payload) <= most)
        need(is_bytes(self.signature, 64))
        found = decode(self.protected)
        need(hasattr(found, "keys") and list(found) == [1, 4, 16][: len(found)] and len(found) == len(header) + 1)
        need(type(found[1]) is int and found[1] == -7)
        self.kid = found.get(4)
        if "kid" in header:
            need(is_bytes(self.kid, 4))
        if len(header) == 2:
            need(type(found[16]) is str and found[16] == header[1])

    def holds(self, key):
        message = cbor2.dumps(["Signature1", self.protected, b"", self.payload], canonical=True)
        r, s = (int.from_bytes(half, "big") for half in (self.signature[:32], self.signature[32:]))
        try:
            key.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(SHA256()))
            return True
        except InvalidSignature:
            return False


class Key:
    def __init__(self, entry):
        need(type(entry) in (list, tuple) and len(entry) == 5)
        self.kid, point, self.start, self.until, self.sample = entry
        need(is_bytes(self.kid, 4) and is_bytes(point, 33))
        need(is_moment(self.start) and is_moment(self.until) and type(self.sample) is bool)
        self.point = point
        self.key = public_key(point)

    def signs_at(self, moment):
        return self.start <= moment < self.until


def keys_of(data, keys):
    need(hasattr(data, "keys") and list(data) == keys)
    return data


def times(claims):
    need(is_moment(claims[4]) and is_moment(claims[6]) and claims[6] < claims[4])
    return claims[6], claims[4]


class Holder:
    """Section 8: a verifier with its lists."""

    def __init__(self, roots):
        self.roots = [public_key(root) for root in roots]
        self.keys = None
        self.keys_issued = self.keys_expires = 0
        self.status, self.register = {}, {}

    def take(self, kind, data, now):
        """Whether a list was taken; if not, the former one stays."""
        take = {"keys": self.take_keys, "status": self.take_status, "register": self.take_register}[kind]
        try:
            take(data, now)
            return True
        except Refused:
            return False

    def take_keys(self, data, now):
        need(len(data) <= 16 * 1024)
        message = Sign1(data, ("kid", "application/salyk-keys+cwt"), 16 * 1024)
        need(any(message.holds(root) for root in self.roots))
        claims = keys_of(decode(message.payload), [4, 6, -65539])
        issued, expires = times(claims)
        entries = claims[-65539]
        need(type(entries) in (list, tuple) and len(entries) <= 128)
        keys = [Key(entry) for entry in entries]
        need(issued <= now + TOLERANCE and (self.keys is None or self.keys_issued <= issued))
        self.keys, self.keys_issued, self.keys_expires = keys, issued, expires

    def signers(self, message):
        need(self.keys is not None)
        signers = [key for key in self.keys if key.kid == message.kid and message.holds(key.key)]
        need(signers)
        return signers

    def withdrawn(self, taken):
        """Whether the key list has a list's key no longer."""
        signer, issued = taken["signer"], taken["issued"]
        return not any(
            (key.kid, key.point, key.sample) == (signer.kid, signer.point, signer.sample) and key.signs_at(issued)
            for key in self.keys
        )

    def take_register(self, data, now):
        need(len(data) <= 32 << 20)
        message = Sign1(data, ("kid", "application/salyk-register+cwt"), 32 << 20)
        signers = self.signers(message)
        claims = keys_of(decode(message.payload), [4, 6, -65538])
        issued, _ = times(claims)
        need(type(claims[-65538]) is bytes)
        signers = [key for key in signers if key.signs_at(issued)]
        need(signers and issued <= now + TOLERANCE)
        sample = signers[0].sample
        former = self.register.get(sample)
        need(former is None or former["issued"] <= issued)
        self.register[sample] = {"issued": issued, "rows": rows_of(inflate(claims[-65538], 128 << 20))}

    def take_status(self, data, now):
        need(len(data) <= 16 << 20)
        message = Sign1(data, ("kid", "application/statuslist+cwt"), 16 << 20)
        signers = self.signers(message)
        claims = keys_of(decode(message.payload), [2, 4, 6, 65533, 65534])
        need(type(claims[2]) is str and len(claims[2].encode()) <= 256)
        issued, expires = times(claims)
        listed = claims[65533]
        need(hasattr(listed, "keys") and set(listed) == {"lst", "bits"})
        need(type(listed["lst"]) is bytes and type(listed["bits"]) is int and listed["bits"] in (1, 2))
        need(is_moment(claims[65534]))
        signers = [key for key in signers if key.signs_at(issued)]
        need(signers and issued <= now + TOLERANCE)
        statuses = inflate(listed["lst"], 25_000_000)
        sample = signers[0].sample
        former = self.status.get(sample)
        need(former is None or former["issued"] <= issued and former["address"] == claims[2])
        self.status[sample] = {
            "issued": issued,
            "fresh": min(expires, issued + claims[65534]),
            "bits": listed["bits"],
            "statuses": statuses,
            "address": claims[2],
            "signer": signers[0],
        }


def rows_of(data):
    """The extract's rows, by INN."""
    need(len(data) >= 4)
    count = int.from_bytes(data[:4], "big")
    need(len(data) >= 4 + 13 * count)
    names, rows, before = data[4 + 13 * count :], {}, -1
    for number in range(count):
        row = data[4 + 13 * number : 17 + 13 * number]
        inn, days, facts, at = (int.from_bytes(part, "big") for part in (row[:6], row[6:8], row[8:9], row[9:]))
        need(before < inn < 10**14 and facts < 8 and facts & 3 < 3 and (facts & 4 or not days))
        need(at < len(names) and at + 1 + names[at] <= len(names))
        try:
            name = names[at + 1 : at + 1 + names[at]].decode()
        except UnicodeDecodeError as error:
            raise Refused("malformed") from error
        need(is_name(name))
        rows[inn] = {"name": name, "since": day_of(days) if facts & 4 else None, "debt": DEBTS[facts & 3]}
        before = inn
    return rows


DEBTS = ["not_stated", "none", "known"]


def day_of(days):
    return str(datetime.date(1970, 1, 1) + datetime.timedelta(days))


def base45(text):
    """Section 1.3."""
    need(all(letter in ALPHABET for letter in text) and len(text) % 3 != 1, "base45")
    out = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        value = sum(ALPHABET.index(letter) * 45**place for place, letter in enumerate(group))
        need(value < (1 << 16 if len(group) == 3 else 1 << 8), "base45")
        out += value.to_bytes(len(group) - 1, "big")
    return bytes(out)


def renamed(reason, call, *arguments):
    try:
        return call(*arguments)
    except Refused as error:
        raise Refused(reason) from error


def read_presentation(message):
    outer = Sign1(message, (), 4096)
    payload = decode(outer.payload)
    need(type(payload) in (list, tuple) and len(payload) == 2)
    certificate, stamp = payload
    need(type(certificate) is bytes and len(certificate) <= 1024 and is_moment(stamp))
    return outer, certificate, stamp


def read_claims(payload, presented):
    """Section 4."""
    claims = keys_of(decode(payload), [4, 6, -65537])
    need(is_moment(claims[4]) and is_moment(claims[6]) and 1 <= claims[4] - claims[6] <= 86_400)
    taxpayer = claims[-65537]
    need(type(taxpayer) in (list, tuple) and len(taxpayer) == 6)
    inn, name, since, debt, index, device = taxpayer
    need(is_int(inn, 10**14) and is_name(name) and is_int(debt, 3) and is_int(index, 1 << 32))
    need(since is None or is_int(since, 65_536))
    need(device is None or is_bytes(device, 33))
    key = None if device is None else public_key(device)
    need(key is not None or not presented)
    told = {
        "inn": f"{inn:014}",
        "name": name,
        "since": None if since is None else day_of(since),
        "debt": DEBTS[debt],
        "issued": claims[6],
        "expires": claims[4],
        "index": index,
        "device": None if device is None else device.hex(),
    }
    return told, key


def signed(text, holder, now):
    """Sections 1 to 5: what was signed, by which key, and how it came."""
    need(len(text.encode()) <= 1024, "too_long")
    need(text.startswith("SALYK1:"), "prefix")
    data = base45(text[7:])
    need(data and data[0] < 4, "flags")
    message = inflate(data[1:], 4096) if data[0] & 1 else data[1:]
    outer = stamp = None
    if not data[0] & 2:
        outer, message, stamp = renamed("message", read_presentation, message)
    certificate = renamed("certificate", Sign1, message, ("kid",), 1024)
    need(holder.keys is not None, "no_key_list")
    named = [key for key in holder.keys if key.kid == certificate.kid]
    need(named, "no_such_key")
    named = [key for key in named if certificate.holds(key.key)]
    need(named, "signature" if now < holder.keys_expires else "no_such_key")
    claims, device = renamed("claims", read_claims, certificate.payload, outer is not None)
    named = [key for key in named if key.signs_at(claims["issued"])]
    need(named, "key_window")
    return claims, device, named[0], outer, stamp


def verify(text, holder, now, newest):
    """Sections 6 and 7."""
    real = (holder.status.get(False), holder.register.get(False))
    guard = max([newest, holder.keys_issued] + [held["issued"] for held in real if held])
    try:
        claims, device, key, outer, stamp = signed(text, holder, now)
    except Refused as error:
        return answer({str(error): None}, None, guard)
    issued = claims["issued"]
    found = {
        "clock_behind": now + TOLERANCE < guard,
        "issued_ahead": issued > now + TOLERANCE,
        "expired": now >= claims["expires"],
        "sample_key": key.sample,
        "not_registered": claims["since"] is None,
        "no_device_signature": outer is None and device is not None,
        "paper": outer is None and device is None,
        "stamp_ahead": outer is not None and stamp > now + TOLERANCE,
        "stamp_old": outer is not None and stamp < now - WINDOW,
        "device_signature": outer is not None and not outer.holds(device),
    }
    reasons = {reason: None for reason, applies in found.items() if applies}
    if now >= holder.keys_expires:
        reasons["key_list_old"] = holder.keys_issued
    status = holder.status.get(key.sample)
    if status is None:
        reasons["no_status_list"] = issued
    else:
        if now >= status["fresh"] or holder.withdrawn(status):
            reasons["status_list_old"] = status["issued"]
        bits, index = status["bits"], claims["index"]
        byte, place = divmod(index * bits, 8)
        if byte >= len(status["statuses"]):
            reasons["not_in_list"] = issued
        else:
            value = status["statuses"][byte] >> place & (1 << bits) - 1
            if value:
                reasons[["revoked", "suspended", "other_status"][value - 1]] = None
    stays = key.sample or found["issued_ahead"]
    return answer(reasons, claims, guard if stays else max(guard, issued))


def answer(reasons, claims, newest):
    ordered = [(reason, verdict) for reason, verdict in ORDER if reason in reasons]
    stale = [moment for moment in reasons.values() if moment is not None]
    return {
        "verdict": ordered[0][1] if ordered else "valid",
        "reasons": [reason for reason, _ in ordered],
        "as_of": min(stale) if stale else None,
        "newest": newest,
        "claims": claims,
    }
