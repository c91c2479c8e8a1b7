"""How schemathesis signs in: as an app does, with a receipt for each document in force.

Every request gets a session of its own, because some requests end the session that they are made in.
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


@schemathesis.auth(refresh_interval=None)
class Session:
    """A fresh access token for each request."""

    def get(self, case, context):
        sign_in = {
            "login": LOGIN,
            "password": PASSWORD,
            "receipts": RECEIPTS,
            "app_version": APP_VERSION,
            "installation_id": str(uuid.uuid4()),
        }
        answer = service.post(f"{BASE_URL}/v1/sessions", json=sign_in, timeout=10)
        answer.raise_for_status()
        return answer.json()["access_token"]

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}
