"""The urgent referral at the door: five questions with nobody logged in, and what became of it.

The answers live in this conversation alone. Whatever ends it after something was typed ends the
process too (a lock): what Qt and Python cannot wipe goes with it.
"""

from __future__ import annotations

from data.content.guide_reader import UPTD
from data.content.reader import DOOR_FORM
from data.model.problems import Code
from data.store.device import DeviceKeys
from responder_app.flows import form_pages, wording
from responder_app.flows.guide import Numbers
from responder_app.flows.open_form import OpenForm
from responder_app.flows.stage import Stage
from responder_app.work import door_mail, door_referral, filling, pack
from responder_app.work.door_mail import Standing
from responder_app.work.door_referral import Slip
from responder_app.work.drafts import OpenDraft
from responder_app.work.world import World
from ui.screens.urgent import ASKING, CLOSED, LOOKING, QUIET, SENT, UrgentModel, UrgentSlip
from ui.widgets.guide_text import NumberShown
from ui.widgets.step_bar import StepMark
from ui.widgets.urgent_notice import UrgentNotice
from ui.words.translate import translate

SAPA = "sapa129"
MINUTE = 60
_NOBODY = bytes(16)
_BLANK = UrgentModel(CLOSED)


class UrgentFlow:
    """One referral at a time, in memory only; and the door's cards about those that were sent."""

    def __init__(self, stage: Stage, device: DeviceKeys) -> None:
        self._stage = stage
        self._device = device
        self._form: OpenForm | None = None
        self._step = CLOSED
        self._typed = False
        self._city = ""
        self._minute = 0
        self._looking = False
        self._again = False
        window, screen = stage.window, stage.window.urgent
        window.door.urgent_asked.connect(self.open)
        window.door.urgent_seen.connect(self._on_seen)
        window.hide_asked.connect(self.forget)
        window.lock_asked.connect(self.forget)
        screen.answered.connect(self._on_answered)
        screen.next_asked.connect(self._on_next)
        screen.back_asked.connect(self._on_back)
        screen.leave_asked.connect(self._leave)
        screen.hide_asked.connect(self._on_hide)
        stage.routes["urgent"] = self.open

    # --- what was sent before ---------------------------------------------------------------------

    def ask(self) -> None:
        """Lay what is missing, take the answers that came, and say at the door how it stands."""
        if self._looking:
            self._again = True
            return
        self._looking, self._again = True, False
        self._stage.bridge.do(
            door_mail.look,
            self._stage.world,
            self._device,
            then=self._on_standing,
            fails=self._on_no_standing,
            owner=self,
        )

    def tick(self) -> None:
        """Each second; each minute it is looked again, whoever is in."""
        minute = self._stage.now() // MINUTE
        if minute != self._minute:
            self._minute = minute
            self.ask()

    def _on_no_standing(self, error: BaseException) -> None:
        """The mailbag is busy: the files lie there, and in a minute it is tried again."""
        self._looking = False
        if wording.code_of(error) is None:
            self._stage.say(error)

    def _on_standing(self, found: Standing) -> None:
        self._looking = False
        if self._again:
            self.ask()
            return
        if found.silent or self._city:
            self._tell(found)
            return
        self._stage.bridge.do(
            door_referral.city_here,
            self._device,
            then=lambda city: self._tell_in(city, found),
            fails=lambda _error: self._tell(found),
            owner=self,
        )

    def _tell_in(self, city: str | None, found: Standing) -> None:
        self._city = city or ""
        self._tell(found)

    def _tell(self, found: Standing) -> None:
        self._stage.window.door.show_urgent(self.notice(found))

    def notice(self, found: Standing) -> UrgentNotice:
        """The standing in words: how many, and whom to phone. Never what is in one."""
        late = waiting = bad = accepted = ""
        if found.late:
            late = self._late(found)
        elif found.waiting == 1:
            waiting = translate(
                "flows", "1 urgent referral is on its way. The UPTD has not taken it on yet."
            )
        elif found.waiting:
            waiting = translate(
                "flows",
                "{count} urgent referrals are on their way. The UPTD has not taken them on yet.",
            ).format(count=found.waiting)
        if found.bad:
            bad = translate(
                "flows",
                "An urgent referral on this laptop is damaged and cannot be sent again. {call}",
            ).format(call=self._call(again=False))
        if found.accepted == 1:
            accepted = translate("flows", "The UPTD has taken on 1 urgent referral of this laptop.")
        elif found.accepted:
            accepted = translate(
                "flows", "The UPTD has taken on {count} urgent referrals of this laptop."
            ).format(count=found.accepted)
        return UrgentNotice(late, waiting, bad, accepted)

    def _late(self, found: Standing) -> str:
        call = self._call(again=found.again)
        if found.late == 1:
            return translate(
                "flows", "1 urgent referral has not been taken on by the UPTD. {call}"
            ).format(call=call)
        return translate(
            "flows", "{count} urgent referrals have not been taken on by the UPTD. {call}"
        ).format(count=found.late, call=call)

    def _call(self, *, again: bool) -> str:
        """Whom to phone: the UPTD of this city where it has a number, and 129."""
        numbers = [one.number for one in self._numbers(UPTD) if _dialled(one.number)]
        if again or not numbers or not self._city:
            return translate("flows", "Phone 129 now.")
        return translate("flows", "Phone the UPTD {number}, then 129.").format(number=numbers[0])

    def _on_seen(self) -> None:
        self._stage.bridge.do(
            door_mail.seen,
            then=lambda _nothing: self.ask(),
            fails=self._stage.say,
            owner=self,
        )

    # --- writing one ------------------------------------------------------------------------------

    def open(self) -> None:
        """Begin: where this laptop can send none, say whom to phone before anything is asked."""
        self._stage.heading = "urgent"
        self._stage.bridge.do(
            door_referral.city_here,
            self._device,
            then=self._on_city,
            fails=lambda _error: self._on_city(None),
            owner=self,
        )

    def _on_city(self, city: str | None) -> None:
        if self._stage.here.role:
            return
        self._city = city or ""
        self._typed = False
        language = self._stage.here.language
        self._form = begin(self._stage.world, city, language) if city is not None else None
        self._step = CLOSED if city is None else ASKING
        self._show()
        self._stage.window.show_room("urgent")

    def forget(self) -> None:
        """The answers go, and with them everything the screen holds."""
        self._form = None
        self._step = CLOSED
        if self._stage.window.urgent.model() is not None:
            self._stage.window.urgent.present(_BLANK)

    def _on_hide(self) -> None:
        self._stage.window.cover()
        self.forget()

    def _on_answered(self, ref: str, value: str) -> None:
        if self._form is None:
            return
        self._typed = True
        self._form.session.answer(ref, value)
        self._show()

    def _on_next(self) -> None:
        if self._step == LOOKING:
            self._send()
        elif self._step != ASKING or self._form is None:
            self._leave()
        elif not self._form.on():
            self._show(marked=True)
        else:
            if self._form.summary:
                kept = self._form.session.answers().get("may_record") == "ya"
                self._step = LOOKING if kept else QUIET
            self._show()

    def _on_back(self) -> None:
        if self._form is not None and self._form.back():
            self._step = ASKING
            self._show()
        else:
            self._leave()

    def _leave(self) -> None:
        """To the door: as it is where nothing was typed, else through a fresh process."""
        typed = self._typed or self._step == SENT
        self.forget()
        self._stage.go("lock" if typed else "door")

    def _send(self) -> None:
        if self._form is None:
            return
        self._show(busy=True)
        self._stage.bridge.do(
            door_referral.send,
            self._stage.world,
            self._device,
            dict(self._form.session.answers()),
            then=self._on_sent,
            fails=self._on_failed,
            owner=self,
        )

    def _on_sent(self, slip: Slip) -> None:
        self._form = None
        self._step = SENT
        self._stage.window.urgent.present(
            UrgentModel(
                SENT,
                heading=translate("flows", "It is written and goes to the UPTD by itself"),
                slip=UrgentSlip(slip.number, slip.pin, _slip_words(slip)),
                calls=self._numbers(UPTD),
            )
        )
        self.ask()

    def _on_failed(self, error: BaseException) -> None:
        code = wording.code_of(error)
        if code is Code.CONSENT_MISSING:
            self._step = QUIET
        elif code is Code.NOT_ENROLLED:
            self._step = CLOSED
        self._show(problem=_problem(code))

    def _show(self, *, marked: bool = False, problem: str = "", busy: bool = False) -> None:
        form, step = self._form, self._step
        calls: tuple[NumberShown, ...] = ()
        if step in (CLOSED, QUIET) or problem:
            calls = (*self._numbers(UPTD), *self._numbers(SAPA))
        model = UrgentModel(step, heading=_headings().get(step, ""), calls=calls, problem=problem)
        if form is not None and step == ASKING:
            model = asking(form, marked=marked)
        elif form is not None and step == LOOKING:
            model = UrgentModel(
                step,
                heading=model.heading,
                rows=rows(form),
                calls=calls,
                problem=problem,
                busy=busy,
            )
        self._stage.window.urgent.present(model)

    def _numbers(self, call: str) -> tuple[NumberShown, ...]:
        shown = Numbers(
            self._stage.here.language, self._city, self._stage.moment().date(), pack.content()
        )
        return shown.of(call) if call != UPTD or self._city else ()


def begin(world: World, city: str, language: str) -> OpenForm:
    """The five questions, blank. ``city``: four digits, for its kelurahan."""
    opened = OpenDraft(
        id=_NOBODY,
        rec=_NOBODY,
        form_id=DOOR_FORM,
        form=pack.form(DOOR_FORM),
        xml=None,
        answers={"service_area_code": city},
        known=frozenset(),
        cursor="",
        at_summary=False,
        code="",
        saved_at=None,
    )
    return OpenForm(opened, filling.session_of(opened, world, language))


def asking(form: OpenForm, *, marked: bool = False) -> UrgentModel:
    """The page of questions on show. ``marked``: what is wrong is said under each."""
    shown = form_pages.model(form, title="", saved="", room="", marked=marked)
    return UrgentModel(
        ASKING,
        ref=shown.ref,
        heading=shown.heading,
        steps=_steps(shown.steps),
        questions=shown.questions,
        violations=form.wrongs_of(shown.questions) if marked else (),
        marked=form.tries,
    )


def _headings() -> dict[str, str]:
    return {
        LOOKING: translate("flows", "Look once more, then send"),
        CLOSED: translate("flows", "Phone now"),
        QUIET: translate("flows", "Nothing is sent"),
    }


def _steps(steps: tuple[StepMark, ...]) -> tuple[StepMark, ...]:
    """Without the number each title begins with: the bar counts by itself."""
    return tuple(
        StepMark(one.title.partition(". ")[2] or one.title, one.state, one.part) for one in steps
    )


def rows(form: OpenForm) -> tuple[tuple[str, str], ...]:
    """Question and answer, as they will be read at the UPTD."""
    return tuple(
        (view.label, form_pages.shown_value(view))
        for view in form.session.questions()
        if view.value and view.kind != "note"
    )


def _slip_words(slip: Slip) -> str:
    if slip.own:
        return translate(
            "flows",
            "Copy both onto paper for the survivor, if that is safe. With them she can ask how far "
            "it is. Do not keep them in a phone that others read.",
        )
    return translate(
        "flows",
        "Copy both onto paper. With them you can ask how far it is. They tell nothing of the case.",
    )


def _problem(code: Code | None) -> str:
    if code is Code.DISK_FULL:
        return translate(
            "flows",
            "The disk is full: nothing was sent, nothing was kept. Phone now. Your answers are "
            "still on this screen: make room and press again.",
        )
    if code in (Code.CONSENT_MISSING, Code.NOT_ENROLLED):
        return ""
    return translate(
        "flows",
        "It could not be written: nothing was sent, nothing was kept. Phone now. Your answers are "
        "still on this screen: press again.",
    )


def _dialled(number: str) -> bool:
    """Whether it is a number one can dial, and no address."""
    return sum(one.isdigit() for one in number) >= 3 and not any(one.isalpha() for one in number)
