"""What a case says after people wrote apart, example by example."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest

from data.model.referral import ReferralStep
from data.ops.conflict import ConflictKind
from data.ops.fold import CaseState, FieldMark, fold
from data.ops.header import DESK, OWN, Routing, Status
from data.ops.opened import OpenedOp, opened
from data.ops.payload import Entry, PayloadBody, Value, Void
from tests.data.ops.city import CITY, book, enrol
from tests.data.ops.letters import ROUTING, letter

REC = bytes(range(16))
OWNER, UPTD, GURU, STRANGER = (bytes([n]) * 16 for n in range(1, 5))
SCOPE = f"desk:{CITY}"


@dataclass
class Book:
    """Ops of one case, written by hand."""

    ops: list[OpenedOp] = field(default_factory=list)

    def add(
        self, by: bytes, body: PayloadBody | None, *deps: OpenedOp, kind: str = "d", aud: str = DESK
    ) -> OpenedOp:
        """One op on top of ``deps``."""
        number = len(self.ops)
        op = OpenedOp(
            opid=hashlib.sha256(f"{number}".encode()).digest(),
            rec=REC,
            kind=kind,
            deps=tuple(one.opid[:16] for one in deps),
            lam=1 + max((one.lam for one in deps), default=0),
            tw=1_795_266_000,
            fv="catat/1",
            aud=aud,
            author=by,
            role="case_manager" if by == UPTD else "kader_pkk",
            scopes=(SCOPE,) if by == UPTD else (),
            body=body,
            routing=ROUTING if kind == "r" else None,
        )
        self.ops.append(op)
        return op

    def says(self, by: bytes, *deps: OpenedOp, aud: str = DESK, **fields: Value) -> OpenedOp:
        """One op that sets fields."""
        return self.add(by, PayloadBody("answers", dict(fields)), *deps, aud=aud)

    def status(
        self, by: bytes, of: OpenedOp, step: str, *deps: OpenedOp, state: int = 3, accepted: int = 0
    ) -> OpenedOp:
        """One status op of a referral."""
        body = PayloadBody("status", {"step": step})
        op = replace(
            self.add(by, body, *(deps or (of,)), kind="s"),
            status=Status(of.opid, state, accepted),
        )
        self.ops[-1] = op
        return op

    def fold(self) -> CaseState:
        """The case, the same whatever the order."""
        first = fold(self.ops, owner=OWNER)
        for order in list(permutations(self.ops))[:120:7]:
            assert fold([*order, order[0]], owner=OWNER) == first
        return first


def _referred() -> tuple[Book, OpenedOp]:
    book_ = Book()
    return book_, book_.add(OWNER, PayloadBody("referral", {"level": "tinggi"}), kind="r")


def _two(name: str, one: Value, two: Value) -> tuple[Book, OpenedOp, OpenedOp]:
    """Owner and desk write the same field without knowing of one another."""
    book_, start = _referred()
    return (
        book_,
        book_.add(OWNER, PayloadBody("answers", {name: one}), start),
        book_.add(UPTD, PayloadBody("answers", {name: two}), start),
    )


def test_a_name_written_twice_asks_a_person() -> None:
    book_, one, two = _two("survivor_name", "Ani", "Ana")
    state = book_.fold()
    assert state.fields["survivor_name"].state is FieldMark.ASK
    (conflict,) = state.conflicts
    assert conflict.kind is ConflictKind.ASK
    assert {(w.value, w.opid, w.by) for w in conflict.values} == {
        ("Ani", one.opid, OWNER),
        ("Ana", two.opid, UPTD),
    }


def test_a_persons_choice_that_saw_both_settles_it_everywhere() -> None:
    book_, one, two = _two("survivor_name", "Ani", "Ana")
    book_.says(OWNER, one, two, survivor_name="Ani")
    state = book_.fold()
    assert state.conflicts == ()
    assert state.value("survivor_name") == "Ani"
    assert state.fields["survivor_name"].state is FieldMark.SETTLED


def test_the_same_value_written_twice_is_no_conflict() -> None:
    book_, _, _ = _two("survivor_name", "Ani", "Ani")
    assert book_.fold().conflicts == ()


def test_a_safe_contact_written_twice_holds_what_depends_on_it() -> None:
    book_, _, _ = _two("safe_contact", "lewat kader", "telepon")
    state = book_.fold()
    assert state.fields["safe_contact"].state is FieldMark.HOLD
    assert state.conflicts[0].kind is ConflictKind.HOLD


def test_a_light_field_shows_the_newest_and_keeps_the_other() -> None:
    book_, _, _ = _two("channel", "telepon", "chat")
    found = book_.fold()
    assert found.conflicts == ()
    assert found.fields["channel"].state is FieldMark.MARKED
    assert len(found.fields["channel"].alternatives) == 1


@pytest.mark.parametrize(
    ("name", "one", "two", "safest"),
    [
        ("level", "tinggi", "darurat", "darurat"),
        ("safe_now", "ya", "tidak", "tidak"),
        ("perp_nearby", "tidak", "ya", "ya"),
        ("consent_contact", "ya", "tidak", "tidak"),
        ("consent_services", ["uptd", "polisi"], ["uptd", "hukum"], ["uptd"]),
        ("due", 3600, 86400, 3600),
        ("sexual_window", "lebih_120j", "kurang_72j", "kurang_72j"),
        ("ipv_1", "tidak", "ya", "ya"),
        ("jiwa_1", "tidak_tahu", "tidak_mau_menjawab", "tidak_mau_menjawab"),
        ("jiwa_level", "sedang", "darurat", "darurat"),
        ("kbgo_3_when", "lain_hari", "sudah_pergi", "sudah_pergi"),
        ("medis_1_awake", "ya", "tidak", "tidak"),
        ("strangled_when", "lebih_lama", "minggu_ini", "minggu_ini"),
        ("urgency", "7h", "segera", "segera"),
        ("visible_injury", "berat", "tidak", "berat"),
    ],
)
def test_the_safest_value_holds_until_a_person_decides(
    name: str, one: Value, two: Value, safest: Value
) -> None:
    for first, second in ((one, two), (two, one)):
        book_, _, _ = _two(name, first, second)
        state = book_.fold()
        assert state.value(name) == safest
        assert state.fields[name].state is FieldMark.SAFEST
        assert [conflict.field for conflict in state.conflicts] == [name]


def test_a_level_is_lowered_by_a_case_manager_and_by_nobody_else() -> None:
    book_, start = _referred()
    lower = book_.says(OWNER, start, level="rendah")
    assert book_.fold().value("level") == "tinggi"
    assert book_.fold().conflicts[0].field == "level"
    book_.says(UPTD, lower, level="sedang")
    assert book_.fold().value("level") == "sedang"
    assert book_.fold().conflicts == ()


def test_a_level_may_be_raised_by_anybody_who_may_write() -> None:
    book_, start = _referred()
    book_.says(OWNER, start, level="darurat")
    assert book_.fold().value("level") == "darurat"
    assert book_.fold().conflicts == ()


def test_a_set_is_what_was_added_minus_what_somebody_took_out_knowingly() -> None:
    book_, start = _referred()
    both = book_.says(OWNER, start, needs=["aman", "hukum"])
    book_.says(OWNER, both, needs=["aman"])
    book_.says(UPTD, start, needs=["berobat"])
    assert book_.fold().value("needs") == ["aman", "berobat"]
    book_.says(UPTD, both, needs=["hukum"])  # names it again, not having seen it taken out
    assert book_.fold().value("needs") == ["aman", "berobat", "hukum"]
    assert book_.fold().conflicts == ()


def test_entries_are_all_kept_and_struck_through_at_most() -> None:
    book_, start = _referred()
    notes = PayloadBody("note", {}, [Entry("note", {"text": "satu"}), Entry("call", {"at": 5})])
    mine = book_.add(OWNER, notes, start)
    theirs = book_.add(UPTD, PayloadBody("note", {}, [Entry("note", {"text": "dua"})]), start)
    void = PayloadBody("void", void=[Void(mine.opid.hex(), 1, "salah orang")])
    struck_by = book_.add(UPTD, void, mine, theirs)
    state = book_.fold()
    assert {(one.opid, one.index, one.kind) for one in state.entries} == {
        (mine.opid, 0, "note"),
        (mine.opid, 1, "call"),
        (theirs.opid, 0, "note"),
    }
    (struck,) = [one for one in state.entries if one.struck]
    assert struck.struck is not None
    assert (struck.opid, struck.index) == (mine.opid, 1)
    assert (struck.struck.opid, struck.struck.why) == (struck_by.opid, "salah orang")


def test_what_a_stranger_writes_is_kept_outside_and_changes_nothing() -> None:
    book_, start = _referred()
    before = book_.fold()
    stray = book_.says(STRANGER, start, survivor_name="Palsu", level="darurat")
    state = book_.fold()
    assert state.outside == (stray.opid,)
    assert state.fields == before.fields
    assert stray.opid[:16] not in state.heads


def test_a_grant_lets_somebody_in_also_when_it_arrives_later() -> None:
    book_, start = _referred()
    book_.says(GURU, start, school_name="SD Contoh")
    assert book_.fold().value("school_name") is None
    book_.add(OWNER, PayloadBody("grant", grant=[GURU.hex()]), start, kind="g")
    state = book_.fold()
    assert state.value("school_name") == "SD Contoh"
    assert state.grantees == frozenset({GURU})
    assert state.outside == ()


def test_a_stranger_cannot_let_anybody_in() -> None:
    book_, start = _referred()
    book_.add(STRANGER, PayloadBody("grant", grant=[STRANGER.hex(), GURU.hex()]), start, kind="g")
    book_.add(OWNER, PayloadBody("grant", grant=["zz", "12"]), start, kind="g")
    assert book_.fold().grantees == frozenset()


def test_the_desk_writes_only_where_a_referral_went_to_it() -> None:
    book_ = Book()
    own = book_.says(OWNER, aud=OWN, survivor_name="Ani")
    early = book_.says(UPTD, own, level="sedang")
    assert book_.fold().outside == (early.opid,)
    book_.add(OWNER, PayloadBody("referral", {}), own, kind="r")
    assert book_.fold().outside == ()


def test_the_desk_outdates_nothing_it_had_no_key_for() -> None:
    book_ = Book()
    own = book_.says(OWNER, aud=OWN, survivor_name="Ani", own_words="rahasia")
    referral = book_.add(OWNER, PayloadBody("referral", {"age_years": 30}), own, kind="r")
    book_.says(UPTD, referral, survivor_name="Ana", age_years=31)
    state = book_.fold()
    assert state.fields["survivor_name"].state is FieldMark.ASK
    assert state.value("age_years") == 31
    assert [conflict.field for conflict in state.conflicts] == ["survivor_name"]


def test_the_owner_outdates_nothing_a_grantee_kept_to_herself() -> None:
    book_, start = _referred()
    grant = book_.add(OWNER, PayloadBody("grant", grant=[GURU.hex()]), start, kind="g")
    kept = book_.says(GURU, grant, aud=OWN, school_name="SD Contoh", survivor_name="Ani")
    shared = book_.says(GURU, kept, channel="chat")
    book_.says(OWNER, shared, survivor_name="Ana")
    assert book_.fold().fields["survivor_name"].state is FieldMark.ASK
    book_.says(GURU, kept, survivor_name="Ana")
    assert book_.fold().fields["survivor_name"].state is FieldMark.SETTLED


def test_a_missing_ancestor_is_told_and_loses_nothing() -> None:
    book_, start = _referred()
    middle = book_.says(OWNER, start, survivor_name="Ana")
    last = book_.says(OWNER, middle, survivor_name="Ani")
    partly = fold([start, last], owner=OWNER)
    assert partly.missing
    assert partly.value("survivor_name") == "Ani"
    whole = book_.fold()
    assert not whole.missing
    assert whole.heads == (last.opid[:16],)


def test_letters_without_a_key_and_erased_ones_are_counted_apart() -> None:
    book_, start = _referred()
    closed = book_.add(UPTD, None, start)
    gone = replace(book_.says(OWNER, start, survivor_name="Ani"), body=None, erased=True)
    book_.ops[-1] = gone
    state = book_.fold()
    assert state.unread == (closed.opid,)
    assert state.erased == (gone.opid,)
    assert state.value("survivor_name") is None
    assert state.heads == (start.opid[:16],)


def test_an_op_of_a_later_version_marks_the_case_and_its_fields_still_count() -> None:
    book_, start = _referred()
    book_.add(OWNER, PayloadBody("a.later.thing", {"channel": "chat"}), start)
    assert book_.fold().newer
    assert book_.fold().value("channel") == "chat"


def test_a_desks_answers_advance_a_referral_and_nobody_elses_do() -> None:
    book_, start = _referred()
    taken = book_.status(UPTD, start, "accepted", accepted=1)
    book_.status(OWNER, start, "completed", state=6)
    state = book_.fold()
    (referral,) = state.referrals
    assert referral.accepted and referral.step is ReferralStep.ACCEPTED
    assert referral.state == 3
    assert [status.opid for status in referral.statuses] == [taken.opid]
    book_.status(UPTD, start, "first_contact", taken, state=4)
    assert book_.fold().referrals[0].step is ReferralStep.FIRST_CONTACT
    assert len(book_.fold().loose) == 1


def test_a_returned_referral_is_not_accepted() -> None:
    book_, start = _referred()
    taken = book_.status(UPTD, start, "accepted", accepted=1)
    book_.status(UPTD, start, "returned", taken, state=2)
    (referral,) = book_.fold().referrals
    assert referral.step is ReferralStep.RETURNED
    assert not referral.accepted


def test_two_desks_that_cannot_both_be_right_are_listed() -> None:
    book_, start = _referred()
    taken = book_.status(UPTD, start, "accepted", accepted=1)
    book_.status(UPTD, start, "completed", taken, state=6)
    book_.status(UPTD, start, "returned", taken, state=2)
    (conflict,) = [one for one in book_.fold().conflicts if one.kind is ConflictKind.STATUS]
    assert {written.value for written in conflict.values} == {"completed", "returned"}
    assert len(book_.fold().referrals[0].statuses) == 3


def test_an_answer_that_comes_before_its_referral_waits() -> None:
    book_, start = _referred()
    taken = book_.status(UPTD, start, "accepted", accepted=1)
    alone = fold([taken], owner=UPTD)
    assert alone.loose == (taken.opid,) and alone.missing and not alone.referrals


def test_who_began_the_case_is_found_without_a_pin() -> None:
    book_, start = _referred()
    book_.says(OWNER, start, channel="chat")
    assert fold(book_.ops).owner == OWNER


def test_ops_of_two_cases_are_never_folded_together() -> None:
    _, start = _referred()
    with pytest.raises(ValueError, match="more than one case"):
        fold([start, replace(start, rec=bytes(16), opid=bytes(32))])
    with pytest.raises(ValueError, match="no ops"):
        fold([])


def test_an_op_and_its_proved_author_make_what_is_folded() -> None:
    kader = enrol(10)
    person = book(kader).writer(kader.writer_id)
    body = PayloadBody("note", {"channel": "chat"})
    state = fold([opened(letter(body=body, writer=kader.writer), person, body)])
    assert state.owner == kader.user_id
    assert state.value("channel") == "chat"
    nobody = opened(letter(body=body), None, body)
    assert fold([nobody]).outside == (nobody.opid,)


def test_a_routing_is_what_the_outside_of_a_referral_says() -> None:
    book_, start = _referred()
    (referral,) = book_.fold().referrals
    assert isinstance(start.routing, Routing)
    assert (referral.scope, referral.due, referral.services) == (SCOPE, 3600, ("medis", "psiko"))
    assert referral.level.word == "darurat"
