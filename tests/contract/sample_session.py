"""Signs in for schemathesis as a phone does, so that it sees what only a session shows.

The three calls that take a body would otherwise never succeed: no generated password is right and no generated hash is that
of a text. Every other request for them that schemathesis means to be good is therefore given values that really are.
"""

import os
import uuid

import requests
import schemathesis

BASE_URL = os.environ["SALYK_BASE_URL"]
SAMPLE = {"login": "ulgu-esepchi", "password": "ulgu-syr-soz"}

service = requests.Session()
# Loopback needs no proxy, and no other authority may vouch for it.
service.trust_env = False
service.verify = os.environ["SALYK_AUTHORITY"]
turn = {"signIn": 0, "refresh": 0, "addReceipts": 0}


def receipts():
    documents = service.get(f"{BASE_URL}/v1/documents", timeout=10).json()["documents"]
    return [
        {
            "kind": document["kind"],
            "version": document["version"],
            "sha256": document["texts"][0]["sha256"],
            "language": document["texts"][0]["language"],
            "accepted_at": "2026-06-01T04:00:00Z",
            "app_version": "0.1.0",
        }
        for document in documents
    ]


def good_sign_in():
    return {
        **SAMPLE,
        "receipts": receipts(),
        "app_version": "0.1.0",
        "installation_id": str(uuid.uuid4()),
    }


def signed_in():
    answer = service.post(f"{BASE_URL}/v1/sessions", json=good_sign_in(), timeout=10)
    answer.raise_for_status()
    return answer.json()


GOOD_BODIES = {
    "signIn": good_sign_in,
    "refresh": lambda: {
        "refresh_token": signed_in()["refresh_token"],
        "request_id": str(uuid.uuid4()),
    },
    "addReceipts": lambda: {"receipts": receipts()},
}


@schemathesis.auth(refresh_interval=None)
class SampleSession:
    """A fresh session for each request: some of them end it."""

    def get(self, case, context):
        return signed_in()["access_token"]

    def set(self, case, data, context):
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw.get("operationId")
    if operation not in GOOD_BODIES or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    turn[operation] += 1
    if turn[operation] % 2:
        case.body = GOOD_BODIES[operation]()
