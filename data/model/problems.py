"""What can go wrong, as codes and facts: whose fault decides the type; words live in ui/words.

``Refusal``: a rule says no. ``Fault``: the world failed. Anything else that is raised is our bug.
"""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """Every problem a person can meet; each has its sentence in ui/words/failures.py."""

    # the drawer: vault and mailbag files
    VAULT_MISSING = "vault-missing"
    VAULT_HEADER_MISSING = "vault-header-missing"
    VAULT_HEADER_DAMAGED = "vault-header-damaged"
    VAULT_PLAINTEXT = "vault-plaintext"
    VAULT_FOREIGN = "vault-foreign"
    VAULT_NEWER = "vault-newer"
    VAULT_DAMAGED = "vault-damaged"
    VAULT_EXISTS = "vault-exists"
    MAILBAG_MISSING = "mailbag-missing"
    MAILBAG_PLAINTEXT = "mailbag-plaintext"
    MAILBAG_FOREIGN = "mailbag-foreign"
    MAILBAG_NEWER = "mailbag-newer"
    MAILBAG_DAMAGED = "mailbag-damaged"
    DEVICE_KEY_DAMAGED = "device-key-damaged"
    DEVICE_KEY_MISSING = "device-key-missing"
    DISK_FULL = "disk-full"
    DISK_READ_ONLY = "disk-read-only"
    STORE_BUSY = "store-busy"
    STORE_CLOSED = "store-closed"
    LIBRARY_TOO_OLD = "library-too-old"
    HOME_UNSAFE = "home-unsafe"
    ALREADY_RUNNING = "already-running"
    DEMO_ONLY = "demo-only"
    # the person at the door
    WRONG_PASSPHRASE = "wrong-passphrase"
    WAIT_BEFORE_TRYING = "wait-before-trying"
    PASSPHRASE_TOO_SHORT = "passphrase-too-short"
    PASSPHRASE_TOO_COMMON = "passphrase-too-common"
    # enrolment
    CODE_MALFORMED = "code-malformed"
    CODE_REFUSED = "code-refused"
    CODE_USED = "code-used"
    CODE_EXPIRED = "code-expired"
    CITY_UNREACHABLE = "city-unreachable"
    CITY_NOT_THE_ONE = "city-not-the-one"
    DEMO_CITY_REFUSED = "demo-city-refused"
    # letters
    OP_MALFORMED = "op-malformed"
    OP_TOO_LARGE = "op-too-large"
    OP_SIGNATURE_WRONG = "op-signature-wrong"
    OP_WRITER_UNKNOWN = "op-writer-unknown"
    OP_UNREADABLE = "op-unreadable"
    CERT_INVALID = "cert-invalid"
    DIRECTORY_INVALID = "directory-invalid"
    RECEIPT_INVALID = "receipt-invalid"
    # forms and rules
    FORM_REFUSED = "form-refused"
    FORM_UNKNOWN = "form-unknown"
    FORM_NOT_FOR_ROLE = "form-not-for-role"
    ANSWER_REFUSED = "answer-refused"
    ANSWERS_MISSING = "answers-missing"
    DRAFT_UNREADABLE = "draft-unreadable"
    CONSENT_MISSING = "consent-missing"
    NOTHING_TO_SEND = "nothing-to-send"
    CASE_CLOSED = "case-closed"
    CASE_UNKNOWN = "case-unknown"
    STEP_NOT_ALLOWED = "step-not-allowed"
    LEVEL_NOT_LOWERED = "level-not-lowered"
    NOT_YOUR_CASE = "not-your-case"
    CHOOSE_FIRST = "choose-first"
    COLLEAGUE_UNKNOWN = "colleague-unknown"
    CONSENT_TO_SHARE_MISSING = "consent-to-share-missing"
    HANDOVER_OPEN = "handover-open"
    NOT_ENROLLED = "not-enrolled"
    TOO_LATE_TO_UNDO = "too-late-to-undo"
    REASON_MISSING = "reason-missing"
    # files put into a form
    FILE_TOO_BIG = "file-too-big"
    FILE_UNREADABLE = "file-unreadable"
    FILE_KIND_REFUSED = "file-kind-refused"
    FILE_OF_A_CHILD = "file-of-a-child"
    FILE_GONE = "file-gone"
    FILE_NOT_SAVED = "file-not-saved"


class _Problem(Exception):
    """A code and facts. Facts never hold answers, names or addresses: they may be logged."""

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts


class Refusal(_Problem):
    """A rule says no: shown as a sentence beside the field or the button."""


class Fault(_Problem):
    """The world failed: shown as a calm page: what happened, what is safe, what to do."""
