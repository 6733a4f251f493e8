"""Two versions of an answer: both shown, by whom and when by whose clock; a person chooses."""

from __future__ import annotations

from collections.abc import Callable

from data.ops.conflict import Conflict, ConflictKind, Written
from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.work import cases, resolve
from responder_app.work.cases import CaseView, shown
from responder_app.work.world import local_time
from ui.screens.conflict import ConflictModel, TwoVersions, Version
from ui.words import phrases
from ui.words.translate import translate

# What is off while two versions of these differ (class C): acting on the wrong one may harm her.
_HELD = frozenset(
    {"safe_contact", "contact_rule", "phone_reader", "reporter_contact", "guardian_contact"}
)


class ConflictsFlow:
    """Route: ``check_case`` (case)."""

    def __init__(self, stage: Stage, labels: Labels) -> None:
        self._stage = stage
        self._labels = labels
        self._rec = b""
        self._noted = False  # that locked answers of this case are looked at
        screen = stage.window.conflict
        screen.chosen.connect(self._on_chosen)
        screen.written.connect(self._on_written)
        screen.back.connect(lambda: stage.go("open_case", self._rec))
        stage.window.case.compare_asked.connect(self._on_compare)
        stage.routes["check_case"] = self.show

    def show(self, rec: bytes) -> None:
        """Everything of this case that waits for a choice."""
        self._rec = rec
        self._noted = False
        self.ask()

    def ask(self) -> None:
        """Ask again what is on show."""
        self._stage.bridge.ask(
            cases.open_case,
            self._stage.world,
            self._rec,
            then=self._on_view,
            fails=self._stage.say,
            owner=self,
        )

    def _on_compare(self) -> None:
        model = self._stage.window.case.model()
        if model is not None:
            self._stage.go("check_case", bytes.fromhex(model.rec))

    def _on_view(self, view: CaseView) -> None:
        if self._stage.heading != "check_case" or view.line.rec != self._rec:
            return
        if not self._noted and any(one.field in cases.SEALED for one in view.conflicts):
            self._stage.bridge.do(
                resolve.note_look,
                self._stage.world,
                self._rec,
                then=lambda _nothing: self._on_noted(view),
                fails=self._stage.say,
                owner=self,
            )
            return
        fields = tuple(self._field(view, one) for one in view.conflicts)
        self._stage.window.conflict.present(ConflictModel(self._rec.hex(), view.line.code, fields))
        self._stage.window.show_room("conflict")

    def _on_noted(self, view: CaseView) -> None:
        self._noted = True
        self._on_view(view)

    def _field(self, view: CaseView, one: Conflict) -> TwoVersions:
        language = self._stage.here.language
        return TwoVersions(
            field=one.field,
            label=self._labels.question(one.field, language),
            versions=tuple(self._version(view, one, value) for value in one.values),
            held=held_words(one),
            options=self._labels.choices(one.field, language),
            closed=_closed(view, one),
        )

    def _version(self, view: CaseView, conflict: Conflict, one: Written) -> Version:
        language = self._stage.here.language
        text = self._labels.value(conflict.field, shown(one.value), language)
        return Version(
            id=one.opid.hex(),
            value=text or translate("flows", "(emptied)"),
            by=by_words(view, one),
            when=clock_words(one, self._stage),
            may=one.opid in view.choosable,
        )

    def _on_chosen(self, field: str, choice: str) -> None:
        self._do(resolve.choose, field, choice)

    def _on_written(self, field: str, value: str) -> None:
        self._do(resolve.write_anew, field, value)

    def _do(self, verb: Callable[..., None], field: str, what: str) -> None:
        self._stage.bridge.do(
            verb,
            self._stage.world,
            self._rec,
            field,
            what,
            then=lambda _nothing: self._on_settled(),
            fails=self._stage.say,
            owner=self,
        )

    def _on_settled(self) -> None:
        self._stage.window.toast(
            translate("flows", "Chosen. The other version stays in the history.")
        )
        self.ask()


def by_words(view: CaseView, one: Written) -> str:
    """Who wrote a version."""
    name = view.circle.names.get(one.by)
    return name if name is not None else translate("flows", "You")


def clock_words(one: Written, stage: Stage) -> str:
    """When, by whose clock: nobody can promise that a laptop's clock is right."""
    at, now = local_time(one.tw), stage.moment()
    when = phrases.when(at, now)
    if at.year != now.year:
        when = f"{phrases.day_and_month(at)} {at.year}"
    text = translate("flows", "{when}, by that laptop's clock")
    return text.format(when=when)


def held_words(one: Conflict) -> str:
    """What is off until somebody has chosen."""
    if one.kind is ConflictKind.SAFEST:
        return translate("flows", "Until you choose, the safer answer holds.")
    if one.kind is not ConflictKind.HOLD:
        return ""
    if one.field in _HELD:
        return translate(
            "flows", "Do not contact anybody by this before you have chosen. Sending is off too."
        )
    return translate("flows", "Sending and sharing are off until you have chosen.")


def _closed(view: CaseView, one: Conflict) -> str:
    ids = {value.opid for value in one.values}
    if one.kind is ConflictKind.STATUS:
        return translate("flows", "The UPTD said two things of this referral. Ask them.")
    if not ids & view.choosable:
        return translate("flows", "Whoever keeps this case chooses.")
    return ""
