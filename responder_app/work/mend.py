"""After the mailbag was lost: what the courier needs to know again, out of the vault's own papers.

The vault keeps the city's address and ids, the directory it has pinned and every paper of its
person; a new mailbag gets them back at the first unlock, and the lay pass lays every letter again.
"""

from __future__ import annotations

from data.ops.certs import CertProblem, DeviceCert, UserCert, Voucher, read_cert
from data.ops.directory import Directory
from data.store.store import Store
from responder_app.work.identity import OWN_PAPERS, Me

ROAD = "city.road"  # url, server_id, root_id of the enrolment line, as hex and text
_KINDS = ((Voucher, "voucher"), (UserCert, "user"), (DeviceCert, "device"))


def keep_road(store: Store, line: dict[str, str]) -> None:
    """Keep the enrolment line's public facts in the vault (called inside its transaction)."""
    store.vault.settings.write(ROAD, line)


def mend(store: Store, me: Me) -> bool:
    """Give a mailbag that knows no city what this vault knows; True when it was needed.

    A second vault of the laptop adds its own papers only.
    """
    _put_papers(store)
    line = store.vault.settings.read(ROAD)
    if not isinstance(line, dict) or store.mailbag.meta("city_url"):
        return False
    _put_directory(store, me.directory)
    store.mailbag.put_meta("root_id", bytes.fromhex(line["root_id"]))
    store.mailbag.put_meta("server_id", bytes.fromhex(line["server_id"]))
    store.mailbag.put_meta("city_url", line["url"].encode())
    return True


def _put_papers(store: Store) -> None:
    known = set(store.mailbag.certs())
    writers = [key.cert for key in store.vault.keys.writers()]
    own = [bytes.fromhex(paper) for paper in store.vault.settings.read(OWN_PAPERS, [])]
    for wire in [*own, *writers]:
        if wire not in known:
            store.mailbag.put_cert(wire, _kind(wire))


def _kind(wire: bytes) -> str:
    try:
        cert = read_cert(wire).cert
    except CertProblem:
        return ""
    return next((name for kind, name in _KINDS if isinstance(cert, kind)), "writer")


def _put_directory(store: Store, directory: Directory) -> None:
    known = set(store.mailbag.directory_docs())
    for seq, wire in enumerate(directory.wires):
        if wire not in known:
            store.mailbag.put_directory_doc(seq, wire)
