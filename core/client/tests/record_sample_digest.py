"""Records the SHA-256 of the sample PDF that the tests of attached files seal, computed without any of their code."""

import hashlib
import pathlib

size = 1_000_000
noise = bytes(((place * 2_654_435_761 & 0xFFFFFFFF) >> 13) & 0xFF for place in range(size))
head = b"%PDF-1.4\n1 0 obj\n<< >>\nstream\n"
tail = b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"
digest = hashlib.sha256(head + noise + tail).hexdigest()
(pathlib.Path(__file__).parent / "recorded" / "sample_pdf.sha256").write_text(digest + "\n")
