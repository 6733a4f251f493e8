"""One case: what happened, what comes next, where it is, and its sealed part behind one button."""

from __future__ import annotations

from data.ops.conflict import Conflict
from responder_app.flows import case_forms, case_people
from responder_app.flows.case_files import CaseFilesFlow
from responder_app.flows.conflicts import by_words, clock_words
from responder_app.flows.danger import service_icon
from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.flows.wording import action_word, due_words
from responder_app.work import cases, pack, resolve
from responder_app.work.cases import CaseView, Event, shown
from responder_app.work.world import local_time
from ui.screens.case import (
    CaseModel,
    CaseScreen,
    ConflictChoice,
    ConflictRow,
    NextStep,
    ReferralLine,
    SealedPart,
    TicketSlip,
)
from ui.widgets.timeline import TimelineEntry
from ui.words import phrases
from ui.words.translate import translate

_KINDS = {
    "intake": ("record", "record"),
    "checklist": ("danger", "danger"),
    "raise": ("danger", "danger"),
    "service": ("send", "referral"),
    "followup": ("clock", "followup"),
    "status": ("reply", "referral"),
    "quick": ("record", "record"),
    "consultation": ("counsel", "record"),
    "report": ("globe", "record"),
    "evidence": ("evidence", "evidence"),
    "closing": ("check", "followup"),
}


class CaseFlow:
    """Shows one case and leads to its forms."""

    def __init__(self, stage: Stage, labels: Labels) -> None:
        self._stage = stage
        self._labels = labels
        self._view: CaseView | None = None
        self._rec: bytes | None = None
        self._sealed: tuple[tuple[str, str], ...] | None = None
        self._files = CaseFilesFlow(stage, labels, "case", self.ask)
        screen: CaseScreen = stage.window.case
        screen.file_asked.connect(self._files.on_asked)
        screen.open_sealed.connect(self._on_open_sealed)
        screen.close_sealed.connect(self._on_close_sealed)
        screen.followup_asked.connect(lambda: self._open_form("followup"))
        screen.checklist_asked.connect(self._on_checklist)
        screen.more_forms_asked.connect(self._on_more_forms)
        screen.correct_asked.connect(self._on_correct)
        screen.resolve_conflict.connect(self._on_resolve)
        screen.back.connect(lambda: stage.go("cases"))
        stage.routes["open_case"] = self.open

    @property
    def rec(self) -> bytes | None:
        """The case on show."""
        return self._rec

    def open(self, rec: bytes) -> None:
        """Show a case; its sealed part is locked."""
        self._rec = rec
        self._sealed = None
        self._view = None
        self.ask()

    def ask(self) -> None:
        """Ask the case on show again."""
        if self._rec is None:
            return
        self._stage.bridge.ask(
            cases.open_case,
            self._stage.world,
            self._rec,
            then=self._on_case,
            fails=self._stage.say,
            owner=self,
        )

    def _on_case(self, view: CaseView) -> None:
        first = self._view is None
        self._view = view
        self._present()
        if first:
            self._stage.window.show_room("case")

    def _present(self) -> None:
        view = self._view
        if view is None:
            return
        line = view.line
        self._stage.window.case.present(
            CaseModel(
                rec=line.rec.hex(),
                code=line.code,
                level=line.level.word if line.level is not None else "",
                subtitle=self._subtitle(view),
                timeline=self._timeline(view),
                sealed=self._sealed_part(),
                next_step=self._next(view),
                referrals=self._referrals(view),
                ticket=self._slip(view),
                conflicts=tuple(self._conflict(view, one) for one in view.conflicts),
                notice=self._notice(view),
                forms=case_forms.form_lines(view, self._labels, self._stage),
                evidence=case_forms.evidence_lines(view, self._labels, self._stage),
                people=case_people.people_of(view, self._stage),
                law=case_forms.law_lines(view, self._stage.now()),
                files=self._files.lines(line.rec, view.files),
            )
        )

    def _subtitle(self, view: CaseView) -> str:
        language = self._stage.here.language
        sex = self._labels.value("sex", view.answers.get("sex", ""), language)
        age = view.answers.get("age_years", "")
        who = sex
        if age:
            who = translate("flows", "{sex}, {age} years").format(sex=sex, age=age)
        locked = translate("flows", "Name and story stay locked.")
        return f"{who}. {locked}" if who else locked

    def _timeline(self, view: CaseView) -> tuple[TimelineEntry, ...]:
        here = self._stage.moment()
        entries = []
        for event in view.events:
            icon, kind = _KINDS.get(event.what, ("pen", "record"))
            title, detail = self._event_words(event)
            if event.what == "service":
                icon = service_icon(shown(event.said.get("id")))
            entries.append(
                TimelineEntry(
                    icon,
                    title,
                    detail,
                    phrases.when(local_time(event.at), here),
                    event.state.value if event.state and event.what != "status" else "",
                    "" if event.state else copy_words(),
                    kind=kind,
                )
            )
        due, _left, _late = due_words(view.line.due_at, self._stage.now())
        if due and not view.line.closed:
            title = action_word(view.line.action)
            entries.append(TimelineEntry("clock", title, "", due, to_come=True, kind="followup"))
        return tuple(entries)

    def _event_words(self, event: Event) -> tuple[str, str]:
        language = self._stage.here.language
        if event.what == "intake":
            return translate("flows", "The first story was recorded"), ""
        if event.what == "checklist":
            level = phrases.level_word(shown(event.said.get("level")))
            title = translate("flows", "Danger signs judged: {level}").format(level=level)
            return title, self._reasons(event)
        if event.what == "raise":
            return translate("flows", "Danger raised by a person"), shown(event.said.get("words"))
        if event.what == "service":
            return (
                translate("flows", "Referral: {service}").format(
                    service=self._service(shown(event.said.get("id")))
                ),
                "",
            )
        if event.what == "followup":
            return translate("flows", "Looked again"), ""
        if event.what in case_people.TITLES:
            return case_people.title_of(event), shown(event.said.get("why"))
        if event.what in case_forms.TITLES:
            return case_forms.title_of(event.what), ""
        if event.what == "status":
            return step_words(shown(event.said.get("step"))), shown(event.said.get("reason"))
        return self._labels.question(event.what, language), ""

    def _reasons(self, event: Event) -> str:
        codes = event.said.get("why")
        words = pack.reason_words()
        english = self._stage.here.language == "en"
        if not isinstance(codes, list):
            return ""
        return ", ".join(words.get(one, (one, one))[1 if english else 0] for one in codes)

    def _service(self, service: str) -> str:
        found = pack.table().services.get(service)
        if found is None:
            return service
        return found.label_en if self._stage.here.language == "en" else found.label_id

    def _next(self, view: CaseView) -> NextStep | None:
        if view.line.closed or not view.line.action:
            return None
        due, left, late = due_words(view.line.due_at, self._stage.now())
        return NextStep(action_word(view.line.action), due or left, left if not late else due)

    def _referrals(self, view: CaseView) -> tuple[ReferralLine, ...]:
        here = self._stage.moment()
        return tuple(
            ReferralLine(
                self._service(one.service), one.state.value, phrases.when(local_time(one.at), here)
            )
            for one in view.referrals
        )

    def _slip(self, view: CaseView) -> TicketSlip | None:
        if not view.ticket:
            return None
        text = translate(
            "flows",
            "Your number is {number}, your PIN is {pin}. On the city's page you can see how far it "
            "is. The page says nothing about you.",
        )
        return TicketSlip(view.ticket, view.pin, text.format(number=view.ticket, pin=view.pin))

    def _sealed_part(self) -> SealedPart | None:
        if self._sealed is None:
            return None
        language = self._stage.here.language
        return SealedPart(
            tuple(
                (
                    self._labels.question(name, language),
                    self._labels.value(name, text, language),
                )
                for name, text in self._sealed
            )
        )

    def _conflict(self, view: CaseView, conflict: Conflict) -> ConflictRow:
        """Its versions to choose from; of what is locked only that they differ, until opened."""
        language = self._stage.here.language
        label = self._labels.question(conflict.field, language)
        if conflict.field in cases.SEALED and self._sealed is None:
            return ConflictRow(conflict.field, label, ())
        choices = tuple(
            ConflictChoice(
                one.opid.hex(),
                self._labels.value(conflict.field, shown(one.value), language),
                translate("flows", "{who}, {when}").format(
                    who=by_words(view, one), when=clock_words(one, self._stage)
                ),
            )
            for one in conflict.values
        )
        return ConflictRow(conflict.field, label, choices)

    def _notice(self, view: CaseView) -> str:
        if view.pressed is not None:
            return translate("flows", "A referral goes out in a few seconds.")
        if view.line.held:
            return translate("flows", "The city keeps a letter of this case and looks at it.")
        if view.missing:
            return translate("flows", "Some changes have not arrived yet.")
        if view.newer:
            return translate("flows", "A part was written by a newer version. Please update.")
        if view.closing == "asked":
            return translate("flows", "The UPTD is asked to close this case.")
        if view.outside:
            return translate("flows", "Somebody outside this case wrote to it. It is kept apart.")
        return ""

    def _open_form(self, form_id: str) -> None:
        if self._rec is not None:
            self._stage.go("open_form", form_id, self._rec)

    def _on_checklist(self) -> None:
        if self._rec is not None:
            self._stage.go("danger", self._rec)

    def _on_more_forms(self) -> None:
        if self._rec is not None:
            self._stage.go("more_forms", self._rec)

    def _on_correct(self, instance: str) -> None:
        if self._rec is not None:
            self._stage.go("correct", self._rec, instance)

    def _on_open_sealed(self) -> None:
        if self._rec is None:
            return
        self._stage.bridge.do(
            cases.open_sealed,
            self._stage.world,
            self._rec,
            then=self._on_sealed,
            fails=self._stage.say,
            owner=self,
        )

    def _on_sealed(self, sealed: tuple[tuple[str, str], ...]) -> None:
        self._sealed = sealed
        self._present()

    def _on_close_sealed(self) -> None:
        self._sealed = None
        self._present()

    def _on_resolve(self, field: str, choice: str) -> None:
        if self._rec is None:
            return
        self._stage.bridge.do(
            resolve.choose,
            self._stage.world,
            self._rec,
            field,
            choice,
            then=lambda _nothing: self.ask(),
            fails=self._stage.say,
            owner=self,
        )


def copy_words() -> str:
    """What is said of a letter that only its author can read, once the city has it."""
    return translate("flows", "Safe copy at the city")


def step_words(step: str) -> str:
    """A step of a referral as people say it."""
    words = {
        "sent": translate("flows", "Sent"),
        "received": translate("flows", "Received by the UPTD"),
        "accepted": translate("flows", "The UPTD has taken it on"),
        "first_contact": translate("flows", "The UPTD spoke with her"),
        "in_service": translate("flows", "Help has begun"),
        "completed": translate("flows", "Finished"),
        "returned": translate("flows", "The UPTD sent it back"),
        "lost_contact": translate("flows", "The UPTD could not reach her"),
        "declined_by_survivor": translate("flows", "She does not want it now"),
        "declined_by_service": translate("flows", "The service could not take it"),
        "withdrawn": translate("flows", "Withdrawn"),
        "unavailable": translate("flows", "The service is not there"),
    }
    return words.get(step, step)
