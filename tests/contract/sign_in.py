"""How schemathesis signs in: as an app does, with a receipt for each document in force.

Every request gets a session of its own, because some requests end the session that they are made in.

The calls that take a body would otherwise never succeed: no generated password is right and no generated hash is that
of a text. Every other request for them that schemathesis means to be good is therefore given values that really are.
"""

import hashlib
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


PRIVACY = next(receipt for receipt in RECEIPTS if receipt["kind"] == "privacy_policy")


def registration(inn, office):
    """An application for access of a person of the sandbox's register, who can be nobody."""
    return {
        "method": "login_and_password",
        "applicant": "individual",
        "inn": inn,
        "office": office,
        "password": PASSWORD,
        "receipt": PRIVACY,
        "app_version": APP_VERSION,
    }


def registered(key, body):
    headers = {"Idempotency-Key": key}
    answer = service.post(f"{BASE_URL}/v1/registrations", json=body, headers=headers, timeout=10)
    answer.raise_for_status()
    return answer.json()


# The one is followed with its secret, the other is only asked for by its key. The same key with the same content is answered again.
FOLLOWED_KEY, LOST_KEY = str(uuid.uuid4()), str(uuid.uuid4())
FOLLOWED = registration("13213999900101", "001")
SUBMITTED = registered(FOLLOWED_KEY, FOLLOWED)
registered(LOST_KEY, registration("23213999900102", "003"))
CLAIM = {"number": SUBMITTED["number"], "claim_secret": SUBMITTED["claim_secret"]}
KEYED = {"register", "mendRegistration"}

GOOD_BODIES = {
    "lookUpPerson": lambda: {"inn": "13213999900101", "applicant": "legal_entity", "receipt": PRIVACY},
    "lookUpOrganisation": lambda: {"inn": "03213999900111", "receipt": PRIVACY},
    "register": lambda: FOLLOWED,
    "mendRegistration": lambda: {"claim": CLAIM, "registration": FOLLOWED},
    "registrationReceipt": lambda: {"key": LOST_KEY},
    "registrationStatus": lambda: CLAIM,
    "signIn": good_sign_in,
    "refresh": lambda: {"refresh_token": signed_in()["refresh_token"], "request_id": str(uuid.uuid4())},
    "addReceipts": lambda: {"receipts": RECEIPTS},
}
turn = dict.fromkeys(GOOD_BODIES, 0)

# One application that was received, one attachment that is whole and one of which nothing has come: no generated key or id is of any.
EAEU_TAXPAYER = "5a1e0000-0000-4000-8000-000000000002"
REPORT = {
    "kind": "indirect_tax_report",
    "lot": "107e0002-0000-4000-8000-000000000001",
    "month": "2026-10-01",
    "with_receipt": True,
}
CONTENT = b"ulgu"
ANNOUNCEMENT = {
    "name": "Sample.pdf",
    "kind": "pdf",
    "bytes": len(CONTENT),
    "sha256": hashlib.sha256(CONTENT).hexdigest(),
    "certified_by": "Sample",
    "certified_at": ACCEPTED_AT,
}
PART_HEADERS = {"Part-SHA256": ANNOUNCEMENT["sha256"], "Content-Type": "application/octet-stream"}


def filed_and_attached():
    """The paths of what is there: of the application by its key, and of the attachment by its id."""
    bearer = {"Authorization": f"Bearer {signed_in()['access_token']}"}
    key = str(uuid.uuid4())
    keyed = {**bearer, "Idempotency-Key": key}
    own = f"{BASE_URL}/v1/taxpayers/{EAEU_TAXPAYER}"
    service.post(f"{own}/applications", json=REPORT, headers=keyed, timeout=10).raise_for_status()

    def announced():
        keyed = {**bearer, "Idempotency-Key": str(uuid.uuid4())}
        answer = service.post(f"{own}/attachments", json=ANNOUNCEMENT, headers=keyed, timeout=10)
        answer.raise_for_status()
        return {"id": EAEU_TAXPAYER, "attachment": answer.json()["id"]}

    whole = announced()
    part = {**bearer, **PART_HEADERS}
    path = f"{own}/attachments/{whole['attachment']}/parts/0"
    service.put(path, data=CONTENT, headers=part, timeout=10).raise_for_status()
    return {
        "application": {"id": EAEU_TAXPAYER, "key": key},
        "attachment": whole,
        "completeAttachment": whole,
        "putAttachmentPart": {**announced(), "offset": 0},
    }


GOOD_PATHS = filed_and_attached()
path_turn = dict.fromkeys(GOOD_PATHS, 0)


@schemathesis.hook
def before_call(context, case, kwargs):
    operation = case.operation.definition.raw.get("operationId")
    if operation in GOOD_PATHS and case.meta is not None and case.meta.generation.mode.is_positive:
        path_turn[operation] += 1
        if path_turn[operation] % 2:
            case.path_parameters = GOOD_PATHS[operation]
            if operation == "putAttachmentPart":
                case.body = CONTENT
                case.headers = {**(case.headers or {}), **PART_HEADERS}
    if operation not in GOOD_BODIES or case.meta is None or not case.meta.generation.mode.is_positive:
        return
    turn[operation] += 1
    if turn[operation] % 2:
        case.body = GOOD_BODIES[operation]()
        if operation in KEYED:
            case.headers = {**(case.headers or {}), "Idempotency-Key": FOLLOWED_KEY}
