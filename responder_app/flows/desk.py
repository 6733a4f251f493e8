"""Meja UPTD: the red lane, what comes next, one referral with its clock, and the answers to it."""

from __future__ import annotations

from data.model.levels import Level
from data.model.referral import ReferralStep
from responder_app.flows.case import step_words
from responder_app.flows.case_files import CaseFilesFlow
from responder_app.flows.case_forms import police_words
from responder_app.flows.labels import Labels
from responder_app.flows.stage import Stage
from responder_app.flows.wording import due_words
from responder_app.work import desk
from responder_app.work.desk import DeskLine, DeskView, Incoming
from responder_app.work.world import local_time
from ui.screens.desk import DeskDetail, DeskModel
from ui.widgets.clock import ClockStep
from ui.widgets.desk_group import DeskGroup
from ui.widgets.desk_row import DeskRow
from ui.words import phrases
from ui.words.translate import translate

# Facts in the order a case manager needs them; what was not answered is left out.
FACTS = (
    "sex",
    "age_years",
    "violence_types",
    "occurred_when",
    "visible_injury",
    "injury_places",
    "strangled_when",
    "sexual_window",
    "despair_signs",
    "online_form",
    "platform",
    "consult_topic",
    "pregnant",
    "tonight_place",
    "home_safe",
    "lives_with_perp",
    "guardian_safe",
    "guardian_contact",
    "perp_relation",
    "perp_age_band",
    "dependants_at_home",
    "disability_support",
    "needs",
    "consent_services",
    "consent_contact",
    "contact_rule",
    "safe_contact",
    "address_note",
    "home_area_code",
    "place_area_code",
    "transport_need",
    "escort",
)
_CAN = {
    ReferralStep.ACCEPTED: "accept",
    ReferralStep.FIRST_CONTACT: "first_contact",
    ReferralStep.IN_SERVICE: "in_service",
    ReferralStep.COMPLETED: "complete",
    ReferralStep.RETURNED: "return",
}


class DeskFlow:
    """The desk's room."""

    def __init__(self, stage: Stage, labels: Labels) -> None:
        self._stage = stage
        self._wanted = False  # asked for by a person, not only refreshed
        self._labels = labels
        self._incoming = Incoming((), 0)
        self._unfolded: set[str] = set()
        self._view: DeskView | None = None
        self._story = False
        self._files = CaseFilesFlow(stage, labels, "desk", self._again)
        screen = stage.window.desk
        screen.file_asked.connect(self._files.on_asked)
        screen.file_save_asked.connect(self._files.on_save)
        screen.opened.connect(self._on_opened)
        screen.accept_asked.connect(lambda: self._answer(ReferralStep.ACCEPTED))
        screen.first_contact.connect(lambda: self._answer(ReferralStep.FIRST_CONTACT))
        screen.in_service.connect(lambda: self._answer(ReferralStep.IN_SERVICE))
        screen.complete.connect(lambda: self._answer(ReferralStep.COMPLETED))
        screen.return_asked.connect(lambda why: self._answer(ReferralStep.RETURNED, why))
        screen.open_story.connect(self._on_story)
        screen.group_toggled.connect(self._on_group)
        stage.routes["desk"] = self.show

    def show(self) -> None:
        """The desk, freshly asked."""
        self._wanted = True
        self.ask()

    def ask(self) -> None:
        """Ask the list again, and the referral on show."""
        self._stage.bridge.ask(
            desk.incoming,
            self._stage.world,
            then=self._on_incoming,
            fails=self._stage.say,
            owner=self,
        )
        if self._view is not None and not self._story:
            self._open(self._view.line.opid)

    def _on_incoming(self, incoming: Incoming) -> None:
        self._incoming = incoming
        self._present()
        if self._wanted and self._stage.heading == "desk":
            self._wanted = False
            self._stage.window.show_room("desk")

    def _on_opened(self, opid: str) -> None:
        self._story = False
        self._open(bytes.fromhex(opid))

    def _open(self, opid: bytes) -> None:
        self._stage.bridge.ask(
            desk.open_referral,
            self._stage.world,
            opid,
            then=self._on_view,
            fails=self._stage.say,
            owner=self,
        )

    def _again(self) -> None:
        """The referral on show once more, also with its story open: files move meanwhile."""
        if self._view is not None:
            self._story = False
            self._open(self._view.line.opid)

    def _on_view(self, view: DeskView) -> None:
        self._view = view
        self._present()

    def _on_story(self, why: str) -> None:
        if self._view is None:
            return
        self._story = True
        self._stage.bridge.do(
            desk.open_story,
            self._stage.world,
            self._view.line.opid,
            why,
            then=self._on_view,
            fails=self._stage.say,
            owner=self,
        )

    def _answer(self, step: ReferralStep, why: str = "") -> None:
        if self._view is None:
            return
        self._stage.bridge.do(
            desk.answer,
            self._stage.world,
            self._view.line.opid,
            step,
            why,
            then=self._on_answered,
            fails=self._stage.say,
            owner=self,
        )

    def _on_answered(self, view: DeskView) -> None:
        self._story = False
        self._view = view
        self._stage.window.toast(
            translate("flows", "{step}. The answer goes to the sender.").format(
                step=step_words(view.line.step.value)
            )
        )
        self.ask()

    # --- showing --------------------------------------------------------------------------------

    def _present(self) -> None:
        now = self._stage.now()
        red = [line for line in self._incoming.lines if _is_red(line, now)]
        rest = [line for line in self._incoming.lines if not _is_red(line, now)]
        note = ""
        if self._incoming.answered:
            note = translate("flows", "{count} more are finished or sent back").format(
                count=self._incoming.answered
            )
        if self._incoming.newer:
            note = translate(
                "flows", "{count} letters are of a newer version. Update, and phone the senders."
            ).format(count=self._incoming.newer)
        self._stage.window.desk.present(
            DeskModel(
                phrases.date_line(self._stage.moment()),
                tuple(self._row(line, now) for line in red),
                tuple(self._row(line, now) for line in rest),
                None if self._view is None else self._detail(self._view, now),
                note,
                groups=tuple(self._group(lines, now) for lines in self._incoming.folded),
            )
        )

    def _on_group(self, key: str) -> None:
        self._unfolded ^= {key}
        self._present()

    def _group(self, lines: tuple[DeskLine, ...], now: int) -> DeskGroup:
        """What came of one laptop on one day beyond the first ten: one line, until it is opened."""
        first = local_time(lines[0].received_at)
        key = f"{lines[0].laptop}-{first.date().isoformat()}"
        words = translate(
            "flows", "{count} more urgent referrals without login, laptop {laptop}, {day}"
        ).format(count=len(lines), laptop=lines[0].laptop, day=phrases.when(first, local_time(now)))
        unfolded = key in self._unfolded
        rows = tuple(self._row(line, now) for line in lines) if unfolded else ()
        return DeskGroup(key, words, rows, unfolded)

    def _row(self, line: DeskLine, now: int) -> DeskRow:
        due, left, late = due_words(line.due_at, now)
        update = translate("flows", "Needs an update")
        unread = line.newer and not line.code
        origin = self._origin(line) if not line.door else _at_door(line)
        if line.police_due is not None:
            origin = f"{police_words(line.police_due, now)} · {origin}"
        return DeskRow(
            line.opid.hex(),
            "" if unread else line.level.word,
            update if unread else line.code,
            "" if unread else (left if late else due) or desk_words(line.step),
            f"{update} · {origin}" if line.newer and not unread else origin,
            translate("flows", "in {when}").format(
                when=phrases.when(local_time(line.received_at), local_time(now))
            ),
            late,
        )

    def _origin(self, line: DeskLine) -> str:
        area = self._labels.area(line.area)
        if line.door:
            laptop = line.laptop or translate("flows", "not proven")
            return translate("flows", "written without logging in, laptop {laptop}, {area}").format(
                laptop=laptop, area=area
            )
        role = phrases.role_word(line.role) if line.role else translate("flows", "unknown sender")
        return f"{area}, {role}"

    def _detail(self, view: DeskView, now: int) -> DeskDetail:
        language = self._stage.here.language
        due, left, late = due_words(view.line.due_at, now)
        english = language == "en"
        reasons = view.danger.reasons if view.danger is not None else ()
        origin, when = (
            self._origin(view.line),
            phrases.when(local_time(view.written_at), local_time(now)),
        )
        can = {name for step, name in _CAN.items() if step in view.may}
        if view.readable:
            can.add("open_story")
        return DeskDetail(
            opid=view.line.opid.hex(),
            code=view.line.code or translate("flows", "Needs an update"),
            level=view.line.level.word if view.line.code else "",
            origin=f"{origin}, {when}"
            if view.line.door
            else translate("flows", "from {origin}, {when}").format(origin=origin, when=when),
            signs=", ".join(one.label_en if english else one.label_id for one in reasons),
            deadline=left if late else due,
            deadline_sub=due if late else left,
            withhold=view.withhold,
            clock=self._clock(view, now),
            facts=(*_law(view, now), *self._facts(view)),
            story=self._told(view),
            status=desk_words(view.line.step),
            can=frozenset(can),
            notice=self._notice(view),
            files=self._files.lines(view.line.rec, view.files),
        )

    def _facts(self, view: DeskView) -> tuple[tuple[str, str], ...]:
        language = self._stage.here.language
        return tuple(
            (
                self._labels.short(name, language),
                self._labels.brief(name, view.facts[name], language),
            )
            for name in FACTS
            if view.facts.get(name)
        )

    def _told(self, view: DeskView) -> str | None:
        if view.story is None:
            return None
        language = self._stage.here.language
        return "\n\n".join(
            f"{self._labels.question(name, language)}\n{text}" for name, text in view.story
        )

    def _clock(self, view: DeskView, now: int) -> tuple[ClockStep, ...]:
        here = local_time(now)
        marks = [
            ClockStep(
                phrases.when(local_time(view.written_at), here),
                translate("flows", "recorded"),
                "done",
            ),
            ClockStep(
                phrases.when(local_time(view.line.received_at), here),
                translate("flows", "came in"),
                "done",
            ),
        ]
        marks += [
            ClockStep(phrases.when(local_time(at), here), step_words(step.value), "done")
            for step, at in view.steps
        ]
        if view.line.due_at is not None and ReferralStep.FIRST_CONTACT in view.may:
            due, _left, _late = due_words(view.line.due_at, now)
            marks.append(ClockStep(due, translate("flows", "first response"), "here"))
        return tuple(marks)

    def _notice(self, view: DeskView) -> str:
        if view.line.newer and not view.readable:
            return translate(
                "flows",
                "A newer version of the app wrote this. Update this app; phone the sender now.",
            )
        if view.line.newer:
            return translate(
                "flows",
                "Written with a newer form: some of it may not show here. Nothing of it is lost. "
                "Please update.",
            )
        if not view.readable:
            return translate("flows", "This letter cannot be opened here. Phone the sender.")
        if view.line.step is ReferralStep.RETURNED:
            return translate("flows", "Sent back: {reason}").format(reason=view.reason)
        if view.line.asks_closing:
            return translate("flows", "The sender asks you to close this case together.")
        if view.awaited:
            return translate("flows", "A long text goes on; its rest has not arrived yet.")
        return ""


def _at_door(line: DeskLine) -> str:
    """Where a letter of the door is from, as short as a row of the list has room for."""
    return translate("flows", "no login, laptop {laptop}").format(
        laptop=line.laptop or translate("flows", "not proven")
    )


def _law(view: DeskView, now: int) -> tuple[tuple[str, str], ...]:
    """The 3x24 hours of UU 12/2022 Pasal 41, before every other fact."""
    if view.line.police_due is None:
        return ()
    when = phrases.when(local_time(view.line.police_due), local_time(now))
    return ((translate("flows", "Tell the police by"), when),)


def desk_words(step: ReferralStep) -> str:
    """How far a referral is, as the desk says it."""
    if step in (ReferralStep.SENT, ReferralStep.RECEIVED):
        return translate("flows", "Not taken on yet")
    return step_words(step.value)


def _is_red(line: DeskLine, now: int) -> bool:
    """DARURAT, and what is past its time, stand in the red lane until they are taken on."""
    late = line.due_at is not None and line.due_at < now
    return not line.accepted and (line.level is Level.DARURAT or late)
