"""A vault filled again from the city: what is missing yet, and slips that come back with it."""

from __future__ import annotations

from data.ops.fold import CaseState
from data.ops.receipt import have_form
from data.ops.ticket_token import ticket_token
from data.store.store import Store
from data.store.tables.tickets import TicketRow
from responder_app.work import receipts
from responder_app.work.identity import Me

TICKET = "ticket"


def waits(store: Store, me: Me) -> bool:
    """Whether letters of one's own are known to exist that this vault does not have (yet).

    Known by the mailbag, which remembers every number for ever, or by the city's receipt.
    """
    receipt = receipts.newest(store, me)
    ends = have_form(receipt).ranges if receipt is not None else {}
    for writer in store.vault.keys.writers():
        told = {opid for _n, opid in store.mailbag.laid_chain(writer.id)}
        told |= {one.opid for one in ends.get(writer.id, ())}
        if told - {face.opid for face in store.vault.ops.faces(writer.id)}:
            return True
    return False


def slips(store: Store, me: Me, state: CaseState) -> int:
    """Put tickets back that only letters tell of; gives how many."""
    back = 0
    for entry in state.entries:
        if entry.kind != TICKET or entry.by != me.user or entry.struck is not None:
            continue
        number, pin = str(entry.data.get("number")), str(entry.data.get("pin"))
        if store.vault.tickets.get(number) is not None:
            continue
        token = ticket_token(number, pin, me.directory.ticket_salt)
        opid = next((one.opid for one in state.referrals if one.ticket_token == token), None)
        if opid is None:
            continue
        store.vault.tickets.put(TicketRow(number, pin, state.rec, opid, token, entry.tw))
        back += 1
    return back
