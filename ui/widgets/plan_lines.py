"""The lines of a plan: a step with its clock time, a service with its consent."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.theme import icons, look
from ui.theme.tokens import BODY
from ui.widgets import marks
from ui.widgets.card import PressCard, TickBox, column, row
from ui.widgets.text import label, picture


class _Number(QWidget):
    """The number of a step: filled when it is next, ticked when done."""

    def __init__(self, number: int, *, done: bool, here: bool, urgent: bool) -> None:
        super().__init__()
        self._number = number
        self._done = done
        self._here = here
        self._urgent = urgent
        side = look.current().box(30)
        self.setFixedSize(side, side)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Circle and number, or circle and tick."""
        now = look.current()
        colours = now.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        words, ground, edge = colours.ink, colours.surface, colours.edge
        if self._done:
            ground, edge = colours.done_soft, colours.done
        elif self._here and self._urgent:
            ground = edge = colours.darurat_fill
            words = colours.on_darurat
        elif self._here:
            ground = edge = colours.primary_fill
            words = colours.on_primary
        painter.setPen(QPen(QColor(edge), 1.5))
        painter.setBrush(QColor(ground))
        painter.drawEllipse(box)
        if self._done:
            grow = box.width() * 0.28
            marks.state_shape(painter, "diterima_uptd", box.adjusted(grow, grow, -grow, -grow), now)
        else:
            painter.setFont(now.font(BODY, 700))
            painter.setPen(QColor(words))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))
        painter.end()


class StepLine(PressCard):
    """One step; a press says that it is done."""

    def __init__(
        self,
        number: int,
        title: str,
        detail: str,
        due: str,
        *,
        done: bool,
        here: bool,
        now_: bool,
    ) -> None:
        super().__init__(framed=False, margin=10)
        now = look.current()
        self.setObjectName(f"step-{number}")
        self.setAccessibleName(f"{number}. {title}")
        state = self.tr("done") if done else self.tr("Press when it is done.")
        self.setAccessibleDescription(", ".join(p for p in (detail, due, state) if p))
        self.setEnabled(not done)
        words = column(label(title, "strong", "ink2" if done else ""), gap=1)
        if detail:
            words.addWidget(label(detail, "small", "ink2"))
        tone = "done" if done else "darurat" if now_ else ""
        when = label(due, "strong", tone, wrap=now.large, right=not now.large)
        line = row(_Number(number, done=done, here=here, urgent=now_), gap=14)
        line.addLayout(words, 1)
        if now.large:
            words.addWidget(when)
        else:
            line.addWidget(when)
        self.column.addLayout(line)
        self.column.setContentsMargins(now.space(16), now.space(11), now.space(16), now.space(11))


class ServiceLine(PressCard):
    """One service: tick, icon, what would be sent, and what the person said."""

    def __init__(
        self, id: str, name: str, sent: str, consent: str, icon: str, *, checked: bool
    ) -> None:
        super().__init__(framed=False, margin=8)
        now = look.current()
        self.setObjectName(f"service-{id}")
        self.setCheckable(True)
        self.setChecked(checked)
        said = {
            "setuju": self.tr("agrees"),
            "belum": self.tr("not asked"),
            "tidak": self.tr("does not agree"),
            "boleh": self.tr("allowed"),
        }.get(consent, consent)
        self.setAccessibleName(name)
        self.setAccessibleDescription(f"{sent}, {said}")
        self._tick = TickBox(checked)
        self.toggled.connect(self._tick.set_checked)
        line = QHBoxLayout()
        line.setSpacing(now.space(14))
        line.addWidget(self._tick)
        line.addWidget(picture(icon if icons.known(icon) else "inbox", 22))
        words = column(label(name, "strong"), label(sent, "small", "ink2"), gap=1)
        tone = {"setuju": "done", "tidak": "tinggi"}.get(consent, "ink2")
        answer = label(said, "smallstrong", tone, wrap=False)
        line.addLayout(words, 1)
        if now.large:
            words.addWidget(answer)
        else:
            line.addWidget(answer)
        self.column.addLayout(line)
        self.column.setContentsMargins(now.space(16), now.space(7), now.space(16), now.space(7))
