"""The danger result: level, why, what to do by when, whom it is passed to."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import look
from ui.widgets.buttons import button, reword
from ui.widgets.card import Card, column, row
from ui.widgets.danger_banner import DangerBanner
from ui.widgets.focus_order import focus_first
from ui.widgets.places import Columns, Foot, ScrollColumn
from ui.widgets.plan_lines import ServiceLine, StepLine
from ui.widgets.screen import Screen
from ui.widgets.sealed import SealedLine
from ui.widgets.text import empty, label, picture, rule


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of the plan. `due` is a clock time ("sebelum 16.00 hari ini"), or when it was done.

    `now` marks a step that must be done at once (drawn in the danger colour).
    """

    number: int
    title: str
    detail: str = ""
    due: str = ""
    done: bool = False
    now: bool = False


@dataclass(frozen=True, slots=True)
class ServiceRow:
    """One service of the referral.

    `consent`: "setuju" | "belum" | "tidak" | "boleh" (does not wait for consent: life at risk).
    `sent` says what would be sent. `fixed` rows cannot be unticked.
    """

    id: str
    label: str
    sent: str
    consent: str
    checked: bool
    icon: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class DangerModel:
    """What the result shows. `level` as in `ActionRow`. `primary` is a verb ("Kirim 3 rujukan")."""

    code: str
    when: str
    level: str
    sentence: str
    advice: str
    why: tuple[str, ...]
    steps: tuple[PlanStep, ...]
    services: tuple[ServiceRow, ...]
    never: tuple[str, ...]
    primary: str
    can_send: bool = True
    can_raise: bool = True
    saved: str = ""


class DangerScreen(Screen[DangerModel]):
    """The result of a checklist and the plan.

    Signals:
        service_toggled: the service id and whether it is now chosen.
        raise_asked: the reason typed, to raise the level by one.
        step_done: the number of a step that was marked as done.
        send_asked: the primary button.
        edit_asked: back to the answers, to change them.
        answers_asked: look at all answers.
    """

    service_toggled = Signal(str, bool)
    raise_asked = Signal(str)
    step_done = Signal(int)
    send_asked = Signal()
    edit_asked = Signal()
    answers_asked = Signal()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        body = ScrollColumn(gap=16)
        page.addWidget(body, 1)
        self._banner_place = QVBoxLayout()
        body.column.addLayout(self._banner_place)
        left, right = QWidget(), QWidget()
        self._left, self._right = QVBoxLayout(left), QVBoxLayout(right)
        for stack in (self._left, self._right):
            stack.setContentsMargins(0, 0, 0, 0)
            stack.setSpacing(now.space(8))
        self._left.addWidget(label(self.tr("What to do now"), "section"))
        self._steps = Card(margin=0, gap=0)
        self._left.addWidget(self._steps)
        answers = button(self.tr("See all answers"), "link", name="answers")
        answers.clicked.connect(self.answers_asked)
        self._raise = button(self.tr("Raise the danger level"), "link", name="raise")
        self._raise.clicked.connect(self._on_raise)
        links = [answers, self._raise]
        self._left.addLayout(column(*links) if now.large else row(*links, None, gap=24))
        self._why_card = Card("plain")
        self._reason = SealedLine(self.tr("Reason for raising the level"))
        self._reason.setObjectName("raise-reason")
        send_reason = button(self.tr("Raise"), "small", name="raise-now")
        send_reason.clicked.connect(self._on_reason)
        self._reason.returnPressed.connect(self._on_reason)
        self._why_card.column.addWidget(
            label(self.tr("Why is the danger greater than the answers say?"), "strong")
        )
        self._why_card.column.addLayout(row(self._reason, send_reason))
        self._why_card.hide()
        self._left.addWidget(self._why_card)
        self._whom = label("", "section")
        self._right.addWidget(self._whom)
        self._services = Card(margin=0, gap=0)
        self._right.addWidget(self._services)
        self._never = Card("never", gap=4)
        self._right.addSpacing(now.space(8))
        self._right.addWidget(self._never)
        body.column.addWidget(Columns([(left, 61), (right, 39)], turn_at=820))
        body.column.addStretch(1)
        edit = button(self.tr("Change the answers"), icon="chevron-left", name="back")
        edit.setShortcut("Alt+Left")
        edit.clicked.connect(self.edit_asked)
        self._send = button("", "primary", name="primary")
        self._send.setShortcut("Ctrl+Return")
        self._send.clicked.connect(self.send_asked)
        self._foot = Foot(self._send, [edit])
        page.addWidget(self._foot)

    def _fill(self, model: DangerModel) -> None:
        self._set_heading(self.tr("Danger signs"), f"{model.code}  ·  {model.when}")
        empty(self._banner_place)
        self._banner_place.addWidget(
            DangerBanner(model.level, model.sentence, model.advice, model.why)
        )
        self._fill_steps(model)
        consented = all(service.consent != "boleh" for service in model.services)
        self._whom.setText(
            self.tr("The person agrees to pass it to") if consented else self.tr("Passed on to")
        )
        self._fill_services(model.services)
        empty(self._never.column)
        self._never.setVisible(bool(model.never))
        self._never.column.addWidget(label(self.tr("Never"), "strong", "tinggi"))
        for line in model.never:
            words = row(picture("cross", 16, "tinggi"), label(line), gap=10)
            words.setStretch(1, 1)
            self._never.column.addLayout(words)
        self._raise.setVisible(model.can_raise)
        if not model.can_raise:
            self._why_card.hide()
        reword(self._send, model.primary)
        self._send.setEnabled(model.can_send)
        self._foot.set_saved(model.saved)

    def _arrive(self) -> None:
        """One begins with what to do, never with the way back."""
        focus_first(self._steps)

    def _fill_steps(self, model: DangerModel) -> None:
        empty(self._steps.column)
        first = next((step.number for step in model.steps if not step.done), 0)
        for place, step in enumerate(model.steps):
            if place:
                self._steps.column.addWidget(rule())
            line = StepLine(
                step.number,
                step.title,
                step.detail,
                step.due,
                done=step.done,
                here=step.number == first,
                now_=step.now,
            )
            line.clicked.connect(lambda _on=False, step=step: self.step_done.emit(step.number))
            self._steps.column.addWidget(line)

    def _fill_services(self, services: tuple[ServiceRow, ...]) -> None:
        empty(self._services.column)
        for place, service in enumerate(services):
            if place:
                self._services.column.addWidget(rule())
            line = ServiceLine(
                service.id,
                service.label,
                service.sent,
                service.consent,
                service.icon,
                checked=service.checked,
            )
            line.setEnabled(not service.fixed)
            line.setProperty("service", service.id)
            line.clicked.connect(
                lambda on=False, service=service: self.service_toggled.emit(service.id, on)
            )
            self._services.column.addWidget(line)

    def _on_raise(self) -> None:
        self._why_card.setVisible(self._why_card.isHidden())
        if not self._why_card.isHidden():
            self._reason.setFocus()

    def _on_reason(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._reason.clear()
            self._why_card.hide()
            self.raise_asked.emit(reason)
