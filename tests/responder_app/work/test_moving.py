"""A newer form and drafts in progress: they stay, until a person moves them; nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from data.content import reader
from data.content.source import BUILT_IN
from data.forms.formdef import load_form
from data.forms.session import FormSession
from data.store.drafts import Draft
from data.store.store import Store
from responder_app.work import answered, begin, drafts, filling, finish, moving, pack, road
from responder_app.work.answered import AnsweredForm
from responder_app.work.drafts import OpenDraft
from responder_app.work.identity import load
from responder_app.work.moving import MovePreview
from responder_app.work.pack import Current
from responder_app.work.reading import state_of
from responder_app.work.world import local_time
from tests.packs import Signers, changed_form, signed
from tests.responder_app.work.conftest import Town
from tests.responder_app.work.laptops import Laptop, intake_answers
from tests.responder_app.work.test_take_pack import deliver, reopen

VERSION = "2099010101"
FIRST = "2026112101"
NEW_QUESTION = {
    "type": "text",
    "name": "school_told",
    "label::Bahasa Indonesia (id)": "Apakah sekolah sudah tahu?",
    "label::English (en)": "Does the school know?",
    "required": "yes",
}
WORDS = "Piring dilempar ke pintu."


@pytest.fixture(autouse=True)
def built_in_again() -> Iterator[None]:
    """Content is this process's: the next test begins with what is built in."""
    yield
    pack.use(Current())


@pytest.fixture(scope="module")
def newer_intake() -> bytes:
    """The city took ``own_words`` out and asks something new before ``safe_now``'s neighbour."""
    return changed_form("intake", VERSION, drop=["own_words"], after={"perp_nearby": NEW_QUESTION})


@pytest.fixture
def opened(town: Town) -> OpenDraft:
    """An intake in progress, with the demo's answers and words of our own."""
    made, session = town.cadre.open_form("intake", None, {**intake_answers(), "own_words": WORDS})
    town.cadre.w(drafts.save, made.id, session.to_xml(), "", False)
    return made


def newer_comes(town: Town, form: bytes, seq: int = 2) -> None:
    signers = Signers(town.city.pack, town.city.admin)
    deliver(town.cadre, signed(signers, seq, {"built/intake.xml": form}), seq)
    town.cadre.w(road.look)


def again(laptop: Laptop, draft: bytes) -> tuple[OpenDraft, FormSession]:
    found: OpenDraft = laptop.do(drafts.open_draft, draft)
    return found, filling.session_of(found, laptop.world, "id")


def test_a_draft_stays_on_its_version_and_says_that_there_is_a_newer_one(
    town: Town, opened: OpenDraft, newer_intake: bytes
) -> None:
    before = opened.form.version
    assert not again(town.cadre, opened.id)[0].newer
    newer_comes(town, newer_intake)
    found, session = again(town.cadre, opened.id)
    assert (found.form.version, found.newer) == (before, True)
    assert session.answers()["own_words"] == WORDS
    fresh: OpenDraft = town.cadre.w(begin.start, "intake", None, {})
    assert (fresh.form.version, fresh.newer) == (VERSION, False)
    reopen(town.cadre)
    found, session = again(town.cadre, opened.id)
    assert (found.form.version, session.answers()["own_words"]) == (before, WORDS)


def test_an_old_draft_is_finished_on_its_version_whatever_has_come_since(
    town: Town, opened: OpenDraft, newer_intake: bytes
) -> None:
    newer_comes(town, newer_intake)
    _found, session = again(town.cadre, opened.id)
    done = town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    sha = opened.form_sha
    (row,) = town.cadre.do(lambda store: store.vault.answered.of_case(done.rec))
    assert row.sha == sha[:8]
    assert town.cadre.do(pack.form_of, row.sha).version == opened.form.version
    assert town.cadre.do(pack.form_of, row.sha[:4]) is None
    reopen(town.cadre)
    assert town.cadre.do(pack.form_of, sha).version == opened.form.version


def test_an_old_draft_is_finished_though_the_pack_forgot_its_form_and_a_field(
    town: Town, opened: OpenDraft, newer_intake: bytes
) -> None:
    """The office's tool refuses such a pack; a laptop would still lose nothing by it."""
    files = {
        "built/intake.xml": newer_intake,
        "forms.csv": _without("forms.csv", "intake"),
        "fields.csv": _without("fields.csv", "own_words"),
    }
    signers = Signers(town.city.pack, town.city.admin)
    deliver(town.cadre, signed(signers, 2, files), 2)
    town.cadre.w(road.look)
    assert pack.current().seq == 2
    _found, session = again(town.cadre, opened.id)
    done = town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    (kept,) = town.cadre.do(_forms, town.cadre, done.rec)
    assert (kept.form, kept.version) == ("intake", opened.form.version)


def _without(table: str, name: str) -> bytes:
    """A built-in table without the row of that name."""
    lines = BUILT_IN.read(table).decode().splitlines()
    return "\n".join(line for line in lines if line.split(",")[0] != name).encode()


def test_the_preview_changes_nothing_and_tells_all(
    town: Town, opened: OpenDraft, newer_intake: bytes
) -> None:
    newer_comes(town, newer_intake)
    before = again(town.cadre, opened.id)[0]
    preview: MovePreview = town.cadre.w(moving.preview, opened.id, "id")
    assert (preview.before, preview.after) == (opened.form.version, VERSION)
    assert [(one.words, one.why) for one in preview.aside] == [(WORDS, "gone")]
    assert preview.required == ("Apakah sekolah sudah tahu?",)
    assert len(preview.carried) > 10
    assert again(town.cadre, opened.id)[0] == before


def test_after_the_step_every_answer_is_there_or_kept_aside(
    town: Town, opened: OpenDraft, newer_intake: bytes
) -> None:
    newer_comes(town, newer_intake)
    old = dict(again(town.cadre, opened.id)[1].answers())
    town.cadre.w(moving.move_draft, opened.id, "id")
    found, session = again(town.cadre, opened.id)
    assert (found.form.version, found.newer) == (VERSION, False)
    new = dict(session.answers())
    assert "own_words" not in new
    assert {name: new.get(name) for name in old if name != "own_words"} == {
        name: value for name, value in old.items() if name != "own_words"
    }
    ((path, name, label, value, why, words),) = found.unplaced
    assert (name, value, why, words) == ("own_words", WORDS, "gone", WORDS)
    assert path.endswith("own_words") and label
    town.cadre.w(drafts.save, opened.id, session.to_xml(), "", False)
    reopen(town.cadre)
    assert again(town.cadre, opened.id)[0].unplaced == found.unplaced


def test_what_is_kept_aside_goes_with_the_record_when_it_is_finished(
    town: Town, opened: OpenDraft, newer_intake: bytes
) -> None:
    newer_comes(town, newer_intake)
    town.cadre.w(moving.move_draft, opened.id, "id")
    _found, session = again(town.cadre, opened.id)
    filling.put_in(session, {"school_told": "Belum"})
    done = town.cadre.w(finish.finish, opened.id, session.to_xml(), filling.told(session))
    (kept,) = town.cadre.do(_forms, town.cadre, done.rec)
    assert (kept.version, kept.answers["school_told"]) == (VERSION, "Belum")
    (aside,) = kept.entry["unplaced"]
    assert aside.endswith(f"/own_words={WORDS}")


def test_a_draft_that_was_only_begun_moves_with_what_was_put_in(
    town: Town, newer_intake: bytes
) -> None:
    begun: OpenDraft = town.cadre.w(begin.start, "intake", None, {"channel": "tatap_muka"})
    newer_comes(town, newer_intake)
    preview: MovePreview = town.cadre.w(moving.preview, begun.id, "id")
    assert (preview.aside, preview.required) == ((), ())
    town.cadre.w(moving.move_draft, begun.id, "id")
    found, session = again(town.cadre, begun.id)
    assert found.form.version == VERSION
    assert dict(found.answers)["channel"] == "tatap_muka"
    assert session.form.version == VERSION


def test_after_a_program_upgrade_a_draft_opens_with_the_form_of_the_older_program(
    town: Town,
) -> None:
    """An older program's built-in form is kept by hash; today's built-in one differs."""
    older = changed_form(
        "intake", "2020010101", words={"| survey |": "| survey |"}, after={"safe_now": NEW_QUESTION}
    )

    class Older(Current):
        def source(self, form_id: str) -> bytes:
            return older if form_id == "intake" else super().source(form_id)

    pack.use(Older())
    made, session = town.cadre.open_form("intake", None, {"safe_now": "ya", "school_told": "Belum"})
    town.cadre.w(drafts.save, made.id, session.to_xml(), "", False)
    reopen(town.cadre)
    assert pack.form("intake").version != "2020010101"
    found, session = again(town.cadre, made.id)
    assert (found.form.version, found.newer) == ("2020010101", True)
    assert session.answers()["school_told"] == "Belum"
    preview: MovePreview = town.cadre.w(moving.preview, made.id, "id")
    assert [(one.words, one.why) for one in preview.aside] == [("Belum", "gone")]


def _forms(store: Store, laptop: Laptop, rec: bytes) -> tuple[AnsweredForm, ...]:
    """The answered forms of a case, as its letters tell them."""
    return answered.forms_of(state_of(store, laptop.world, load(store), rec))


@pytest.mark.parametrize("form_id", ["intake", "ipv5", "anak", "followup"])
def test_a_draft_of_the_program_before_packs_opens_with_its_own_form(
    town: Town, form_id: str
) -> None:
    """That program kept no form beside a draft; its forms are shipped for these drafts."""
    form = load_form(reader.earlier_form(form_id, FIRST))
    session = FormSession.new(
        form, clock=lambda: local_time(town.cadre.clock()), new_id=lambda: "0" * 32
    )
    filling.put_in(session, {**intake_answers(), "ipv_a": "ya", "fu_result": "aman"})
    body = drafts.packed(drafts.DraftBody(session.to_xml().decode()))
    id, rec = bytes([7]) * 16, bytes([8]) * 16

    def put(store: Store) -> None:
        with store.transaction():
            store.vault.drafts.put(Draft(id, rec, form_id, FIRST, 1, 2, body))

    town.cadre.do(put)
    reopen(town.cadre)
    found, again_session = again(town.cadre, id)
    assert (found.form.version, found.newer) == (FIRST, True)
    assert again_session.answers() == session.answers() != {}
