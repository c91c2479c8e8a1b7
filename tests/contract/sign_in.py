"""How schemathesis signs in: as an app does, with a receipt for each document in force.

Every request gets a session of its own, because some requests end the session that they are made in.

The three calls that take a body would otherwise never succeed: no generated password is right and no generated hash is that
of a text. Every other request for them that schemathesis means to be good is therefore given values that really are.
"""

import os
import uuid
from datetime import UTC, datetime

import requests
import schemathesis

# A sample account of the sandbox, which opens samples only.
LOGIN = "ulgu-esepchi"
PASSWORD = "ulgu-syr-soz"
APP_VERSION = "0.1.0"
ACCEPTED_AT = datetime.now(UTC).isoformat(timespec="seconds")

BASE_URL = os.environ["SALYK_BASE_URL"]
service = requests.Session()
# Else a variable of the machine could replace the authority.
service.trust_env = False
service.verify = os.environ["SALYK_AUTHORITY"]


def receipts():
    """One receipt for the Kyrgyz text of each document in force (guide:M2)."""
    in_force = service.get(f"{BASE_URL}/v1/documents", timeout=10).json()["documents"]
    return [
        {
            "kind": document["kind"],
            "version": document["version"],
            "sha256": next(text["sha256"] for text in document["texts"] if text["language"] == "ky"),
            "language": "ky",
            "accepted_at": ACCEPTED_AT,
            "app_version": APP_VERSION,
        }
        for document in in_force
    ]


RECEIPTS = receipts()


def good_sign_in():
    return {
        "login": LOGIN,
        "password": PASSWORD,
        "receipts": RECEIPTS,
        "app_version": APP_VERSION,
        "installation_id": str(uuid.uuid4()),
    }


def signed_in():
    answer = service.post(f"{BASE_URL}/v1/sessions", json=good_sign_in(), timeout=10)
    answer.raise_for_status()
    return answer.json()


@schemathesis.auth(refresh_interval=None)
class Session:
    """A fresh access token for each request."""

    def get(self, case, context):
        return signed_in()["access_token"]

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


GOOD_BODIES = {
    "signIn": good_sign_in,
    "refresh": lambda: {"refresh_token": signed_in()["refresh_token"], "request_id": str(uuid.uuid4())},
    "addReceipts": lambda: {"receipts": RECEIPTS},
}
turn = dict.fromkeys(GOOD_BODIES, 0)


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw.get("operationId")
    if operation not in GOOD_BODIES or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    turn[operation] += 1
    if turn[operation] % 2:
        case.body = GOOD_BODIES[operation]()
