"""pycose, a library that is not ours, reads our codes, and ours (bin `answers`) reads pycose's."""

import json
import subprocess
import sys
import zlib

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from pycose.algorithms import Es256
from pycose.headers import KID, Algorithm
from pycose.keys import EC2Key
from pycose.keys.curves import P256
from pycose.messages import CoseMessage, Sign1Message

from verifier import ALPHABET, base45

# tests/certificate/src/world.rs: the issuer's and the device's keys are these bytes, 32 times; the moment.
ISSUER, DEVICE, NOW = 2, 9, 1_795_000_000


def cose_key(seed):
    numbers = ec.derive_private_key(int.from_bytes(bytes([seed]) * 32, "big"), ec.SECP256R1()).private_numbers()
    x, y = (part.to_bytes(32, "big") for part in (numbers.public_numbers.x, numbers.public_numbers.y))
    return EC2Key(crv=P256, x=x, y=y, d=bytes([seed]) * 32)


def sign(headers, payload, seed):
    message = Sign1Message(phdr=headers, payload=payload)
    message.key = cose_key(seed)
    return message.encode()


def read(data, seed):
    message = CoseMessage.decode(data)
    message.key = cose_key(seed)
    assert isinstance(message, Sign1Message) and message.phdr[Algorithm] is Es256
    assert message.verify_signature(), "pycose refuses a signature of ours"
    return message


def encode45(data):
    text = ""
    for at in range(0, len(data), 2):
        pair = data[at : at + 2]
        value = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            text += ALPHABET[value % 45]
            value //= 45
    return text


def theirs_reads_ours(path):
    """Every valid case of the JSON lines, both messages of it."""
    count = 0
    for line in list(open(path, encoding="utf-8"))[1:]:
        case = json.loads(line)
        if case["kind"] != "valid" or case["answer"]["verdict"] != "valid":
            continue
        data = base45(case["text"][7:])
        outer = read(zlib.decompress(data[1:]) if data[0] & 1 else data[1:], DEVICE)
        certificate, _ = cbor2.loads(outer.payload)
        inner = read(certificate, ISSUER)
        assert inner.phdr[KID] == bytes([ISSUER]) * 4
        assert cbor2.loads(inner.payload)[-65537][1] == case["answer"]["claims"]["name"]
        count += 1
    assert count, "there was no valid case"
    return count


def ours_reads_theirs(answers):
    device = cose_key(DEVICE)
    point = bytes([2 + (device.y[-1] & 1)]) + device.x
    cases = []
    for index in range(0, 500, 10):
        taxpayer = [23213999900001, "Үлгү Асан Үсөнович", 20727, 1, index, point]
        claims = cbor2.dumps({4: NOW + 4000, 6: NOW - 100, -65537: taxpayer}, canonical=True)
        certificate = sign({Algorithm: Es256, KID: bytes([ISSUER]) * 4}, claims, ISSUER)
        message = sign({Algorithm: Es256}, cbor2.dumps([certificate, NOW]), DEVICE)
        text = "SALYK1:" + encode45(bytes([0]) + message)
        cases.append(json.dumps({"world": 0, "now": NOW, "newest": 0, "text": text}))
    run = subprocess.run([answers], input="\n".join(cases) + "\n", capture_output=True, text=True, check=True)
    verdicts = [json.loads(line)["verdict"] for line in run.stdout.splitlines()]
    assert verdicts == ["valid"] * len(cases), verdicts
    return len(cases)


if __name__ == "__main__":
    print(f"pycose reads {theirs_reads_ours(sys.argv[1])} codes of ours")
    print(f"ours reads {ours_reads_theirs(sys.argv[2])} codes of pycose")
