"""She says no, or the law stands in its place; nothing anywhere makes peace between the two."""

from __future__ import annotations

import pytest

from data.model.problems import Code, Refusal
from data.store.store import Store
from responder_app.rules.consent import EMERGENCY_FIELDS
from responder_app.work import assess, cases, drafts, finish
from responder_app.work.identity import load
from responder_app.work.reading import state_of
from responder_app.work.world import World
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import intake_answers

PEACE = ("mediasi", "mediation", "damai", "musyawarah", "puspaga")


def _left(store: Store, rec: bytes) -> tuple[int, int, int, int, int]:
    """Drafts, letters of the case, lines found by her name, pressed rows, letters in the mailbag
    that are no user key."""
    name = intake_answers()["survivor_name"].split()[0]
    return (
        len(store.vault.drafts.list()),
        len(store.vault.ops.of_case(rec)),
        len(store.vault.cases.search(name)),
        len(store.vault.pending.list()),
        sum(face.kind != "a" for face in store.mailbag.faces()),
    )


def _fields(store: Store, world: World, rec: bytes) -> dict[str, str]:
    state = state_of(store, world, load(store), rec)
    return {name: str(state.value(name)) for name in state.fields}


def _told(store: Store, _world: World, rec: bytes) -> int:
    return len(store.vault.ops.of_case(rec))


def _count(store: Store) -> int:
    return int(store.vault.settings.read(finish.NOT_STORED, 0))


def test_the_tap_erases_nothing_the_confirmed_page_erases_all_but_one_counter(town: Town) -> None:
    cadre = town.cadre
    said = {**intake_answers(), "consent_store": "tidak"}
    for number in (1, 2):
        opened, session = cadre.open_form("intake", None, said)
        cadre.w(drafts.save, opened.id, session.to_xml(), "", True)
        assert cadre.do(_left, opened.rec) == (1, 0, 0, 0, 0)  # the page can still be left
        assert cadre.w(finish.erase_refused, opened.id) == number
        assert cadre.do(_left, opened.rec) == (0, 0, 0, 0, 0)
        with pytest.raises(Refusal) as gone:
            cadre.do(drafts.open_draft, opened.id)
        assert gone.value.code is Code.CASE_UNKNOWN
    assert cadre.do(_count) == 2
    town.mail()
    assert town.desk.do(_left, opened.rec)[1] == 0


@pytest.mark.parametrize("word", ["tidak", "tidak_mau_menjawab", "tidak_tahu"])
def test_anything_but_yes_is_no(word: str) -> None:
    assert finish.refused_to_keep({"consent_store": word})
    assert not finish.refused_to_keep({"consent_store": "ya"})
    assert not finish.refused_to_keep({"consent_store": word, "legal_basis": "kepentingan_vital"})
    assert finish.refused_to_keep({"consent_store": word, "legal_basis": "ingin_tahu"})


def test_on_a_legal_basis_it_is_kept_and_only_what_an_emergency_needs_is_told(town: Town) -> None:
    cadre, uptd = town.cadre, town.desk
    rec = cadre.record_case(consent_store="tidak", legal_basis="kepentingan_vital")
    assert cadre.w(_fields, rec)["consent_store"] == "tidak"
    cadre.judge(rec)
    plan = cadre.w(assess.plan_of, rec).plan
    assert [one.service.id for one in plan.sendable()] == ["uptd_ppa"]
    cadre.refer(rec)
    town.mail()
    told = uptd.w(_fields, rec)
    assert set(told) - {"level"} <= EMERGENCY_FIELDS | {
        name for name in told if name.startswith(("ipv_", "anak_"))
    }
    assert "own_words" not in told
    assert "survivor_name" in cadre.w(_fields, rec)


def test_nothing_in_the_plan_of_sexual_violence_makes_peace(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(
        violence_types="fisik seksual", sexual_window="kurang_72j", conflict_flag="ya"
    )
    plan = cadre.judge(rec).plan
    todo = [one.service.id for one in plan.services]
    todo += [text for one in plan.steps for text in (one.step.title_id, one.step.title_en)]
    assert todo
    assert not [text for text in todo if any(word in text.lower() for word in PEACE)]
    assert "kemenag_tokoh_agama" not in todo


def test_where_the_accused_holds_power_the_letter_goes_straight_to_the_uptd(town: Town) -> None:
    cadre = town.cadre
    rec = cadre.record_case(conflict_flag="ya")
    plan = cadre.judge(rec).plan
    assert "22" in plan.rules
    assert "uptd_ppa" in [one.service.id for one in plan.services]
    cadre.refer(rec)
    town.mail()
    assert town.desk.w(cases.open_case, rec).answers["conflict_flag"] == "ya"
    assert town.desk.w(_told, rec) >= 1
