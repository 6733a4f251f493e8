"""The new-writer rule: every way in which a number could be given twice ends in a new writer."""

from __future__ import annotations

import pytest

from data.store.store import Store
from data.store.tables.keys import WriterKey
from data.store.tables.ops import OWN
from data.store.writers import WhyNewWriter, why_new_writer
from tests.data.store.letters import WRITER_SEED, chain, forked, laid


@pytest.fixture
def writing(store: Store) -> Store:
    """A vault that has written three ops and laid them."""
    ops = chain(3)
    mailbag = store.mailbag
    mailbag.note_instance(store.vault.vault16, store.vault.instance)
    store.vault.keys.put_writer(
        WriterKey(ops[0].writer, WRITER_SEED, mailbag.id16, store.vault.instance, 1, b"cert")
    )
    for op in ops:
        store.vault.ops.add(op, src=OWN, got_at=1)
    mailbag.lay([laid(op) for op in ops])
    return store


def test_an_ordinary_vault_goes_on_with_its_writer(writing: Store) -> None:
    ops = chain(3)
    assert why_new_writer(writing, [(3, ops[2].opid)]) is None
    writing.mailbag.drop_safe([op.opid for op in ops])
    assert why_new_writer(writing, [(2, ops[1].opid)]) is None


def test_a_vault_without_a_writer_starts_its_first(store: Store) -> None:
    assert why_new_writer(store, []) is WhyNewWriter.FIRST


def test_a_retired_writer_is_never_taken_up_again(writing: Store) -> None:
    writing.vault.keys.retire_writer(chain(1)[0].writer, "laid")
    assert why_new_writer(writing, []) is WhyNewWriter.FIRST


def test_another_mailbag_means_a_new_writer(writing: Store) -> None:
    writing.mailbag.put_meta("mailbag16", b"other mailbag 16")
    assert why_new_writer(writing, []) is WhyNewWriter.MAILBAG


@pytest.mark.parametrize("where", ["mailbag", "database"])
def test_another_instance_means_a_new_writer(writing: Store, where: str) -> None:
    if where == "mailbag":
        writing.mailbag.note_instance(writing.vault.vault16, b"another instance")
    else:
        writing.vault.settings.put("instance", b"another instance")
    assert why_new_writer(writing, []) is WhyNewWriter.INSTANCE


def test_a_number_the_mailbag_knows_and_the_vault_lacks(writing: Store) -> None:
    writing.mailbag.lay([laid(chain(4)[3])])
    assert why_new_writer(writing, []) is WhyNewWriter.LAID


def test_another_op_at_a_number_the_vault_has(writing: Store) -> None:
    writing.mailbag.lay([laid(forked(chain(2)[1]))])
    assert why_new_writer(writing, []) is WhyNewWriter.LAID


def test_a_receipt_that_names_what_the_vault_lacks(writing: Store) -> None:
    ops = chain(5)
    assert why_new_writer(writing, [(5, ops[4].opid)]) is WhyNewWriter.HAD
    assert why_new_writer(writing, [(2, forked(ops[1]).opid)]) is WhyNewWriter.HAD
