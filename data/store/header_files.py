"""A vault's header on disk: two copies, the second written only when the first has proved good.

No error deletes or re-makes a copy. One that cannot be read is moved aside, under a name that ends
in ``.damaged``, when a proved header takes its place.
"""

from __future__ import annotations

import os
from pathlib import Path

from data.model.problems import Code, Fault
from data.store.files import fault_of, put_whole
from data.store.header import Header, read_header


def copies_of(path: Path) -> tuple[Path, Path]:
    """The two header files of the database at ``path``."""
    return path.with_suffix(".hdr"), path.with_suffix(".hdr2")


def read_copy(copy: Path) -> tuple[Header | None, Code | None]:
    """One copy's header, or why it cannot be read."""
    try:
        return read_header(copy.read_bytes()), None
    except FileNotFoundError:
        return None, Code.VAULT_HEADER_MISSING
    except OSError:
        return None, Code.VAULT_HEADER_DAMAGED
    except Fault as fault:
        return None, fault.code


def best_header(path: Path) -> Header:
    """The newest readable copy; an older one stands in only where the newer cannot be read."""
    found = [read_copy(copy) for copy in copies_of(path)]
    good = [header for header, _ in found if header is not None]
    if good:
        return max(good, key=lambda header: header.gen)
    codes = {code for _, code in found}
    for worst in (Code.VAULT_NEWER, Code.VAULT_HEADER_DAMAGED):
        if worst in codes:
            raise Fault(worst)
    raise Fault(Code.VAULT_HEADER_MISSING)


def write_proved(path: Path, header: Header, mac_key: bytes) -> None:
    """Write both copies: the first, read back and proved under ``mac_key``, then the second.

    Raises ``Fault`` DISK_FULL, DISK_READ_ONLY, or VAULT_HEADER_DAMAGED where it reads back wrong.
    """
    for copy in copies_of(path):
        _put_copy(copy, header)
        again = read_header(copy.read_bytes())
        if again != header or not again.genuine(mac_key):
            raise Fault(Code.VAULT_HEADER_DAMAGED)


def write_counters(path: Path, header: Header) -> None:
    """Only counters changed and nobody is proved yet: copies that cannot be read stay untouched."""
    for copy in copies_of(path):
        if read_copy(copy)[0] is not None:
            put_whole(copy, header.packed())


def _put_copy(copy: Path, header: Header) -> None:
    """Write one copy; a damaged one that stands there is kept beside under another name."""
    known, code = read_copy(copy)
    if known is None and code is not Code.VAULT_HEADER_MISSING:
        try:
            os.replace(copy, copy.with_name(f"{copy.name}.damaged"))
        except OSError as error:
            raise fault_of(error) from error
    put_whole(copy, header.packed())
