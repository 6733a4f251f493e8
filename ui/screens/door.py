"""The locked door: who are you, passphrase, and what is open to everybody."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.screens.guide import GuideModel, GuidePage, GuideScreen
from ui.theme import look
from ui.widgets.buttons import button
from ui.widgets.card import Card, PressCard, column, row
from ui.widgets.door_tiles import DoorArt, FaceTile, OpenDoor
from ui.widgets.emergency import EmergencyStrip
from ui.widgets.empty_state import EmptyState
from ui.widgets.places import ScrollColumn, Tiles
from ui.widgets.screen import Screen
from ui.widgets.sealed import SealedLine
from ui.widgets.text import label, restyle
from ui.widgets.urgent_notice import UrgentCards, UrgentNotice
from ui.words import phrases
from ui.words.failures import sentence


@dataclass(frozen=True, slots=True)
class PersonFace:
    """One person of this laptop: a picture, never a name or a role.

    `index` is what `unlock_asked` gives back. `locked_since` is worded ("13.47") or empty.
    `wait_seconds` > 0 while wrong tries slow this person down.
    """

    index: int
    icon: str
    locked_since: str = ""
    wait_seconds: int = 0


@dataclass(frozen=True, slots=True)
class DoorModel:
    """What the door shows. `waiting` = records that wait for their owner to come in.

    `forgotten`: the page for who has forgotten the passphrase. `mail_line`: how much waits over
    everybody, worded.
    """

    people: tuple[PersonFace, ...]
    language: str = "id"
    waiting: int = 0
    demo_notice: str = ""
    demo_desk: bool = False
    forgotten: GuidePage | None = None
    mail_line: str = ""


class DoorScreen(Screen[DoorModel]):
    """The door.

    Signals:
        unlock_asked: the person's index and the passphrase as typed.
        enrol_asked: somebody new wants to use this laptop.
        language_changed: "id" or "en".
        demo_desk_asked: the demo's button that opens the desk's laptop.
        guide_asked: the guide was pressed; `show_guide` answers.
        office_asked: the mail office was pressed.
        urgent_asked: the urgent referral that needs no login was pressed.
        urgent_seen: somebody has read that such a referral was taken on.
    """

    unlock_asked = Signal(int, str)
    enrol_asked = Signal()
    language_changed = Signal(str)
    demo_desk_asked = Signal()
    guide_asked = Signal()
    office_asked = Signal()
    urgent_asked = Signal()
    urgent_seen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guide: GuideScreen | None = None
        self._from_guide = False
        self._notice = UrgentNotice()
        self._chosen = -1
        self._left = 0
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._tick)

    def show_refusal(self, sentence: str, wait_seconds: int = 0) -> None:
        """Say why the door stayed shut; with a wait, count it down and keep the button off."""
        self.set_busy(False)
        self._secret.clear()
        self._sentence = sentence
        self._left = wait_seconds
        restyle(self._secret, "wrong", "true" if sentence else "false")
        self._refusal.setVisible(bool(sentence) or wait_seconds > 0)
        self._word_wait()
        if wait_seconds > 0:
            self._clock.start()
        self._secret.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the key is derived: button off and a word that says so. Ends by itself never."""
        self._enter.setEnabled(not busy and self._left <= 0)
        self._secret.setEnabled(not busy)
        self._enter.setText(self.tr("Opening…") if busy else self.tr("Come in"))

    def show_guide(self, model: GuideModel) -> None:
        """Show what is open to everybody in the door's place, until somebody goes back."""
        layout = self.layout()
        if layout is None or self._root is None or self._guide is not None:
            return
        guide = GuideScreen(self)
        guide.present(model)
        guide.back_asked.connect(self._on_guide_back)
        self._guide = guide
        self._root.hide()
        layout.addWidget(guide)
        self._from_guide = model.shelves != ()

    def show_urgent(self, notice: UrgentNotice) -> None:
        """How the urgent referrals written here stand; kept for whenever the page is made."""
        self._notice = notice
        if self._root is not None:
            self._urgent.show_notice(notice)

    def step_back(self) -> None:
        """From a page of the guide to its contents, from there to the door."""
        if self._guide is not None:
            self._guide.step_back()

    def _build(self, page: QVBoxLayout) -> None:
        now = look.current()
        self._sentence = ""
        middle = QHBoxLayout()
        middle.setSpacing(0)
        page.addLayout(middle, 1)
        if not now.large:
            self._art = DoorArt()
            middle.addWidget(self._art, 1)
        body = ScrollColumn(gap=12, margin=40, top=20)
        middle.addWidget(body, 2)
        holder = QWidget()
        holder.setMaximumWidth(round(646 * max(1.0, now.scale)))
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(now.space(12))
        body.column.addStretch(1)
        body.column.addLayout(row(None, holder, None))
        body.column.itemAt(1).layout().setStretch(1, 100)  # type: ignore[union-attr]
        body.column.addStretch(2)
        self._waiting = Card("warn", margin=12)
        self._waiting_text = label("", "medium", "sedang")
        self._waiting.column.addWidget(self._waiting_text)
        inside.addWidget(self._waiting)
        self._urgent = UrgentCards()
        self._urgent.seen.connect(self.urgent_seen)
        self._urgent.show_notice(self._notice)
        inside.addWidget(self._urgent)
        self._demo = Card("warn", margin=12, gap=8)
        self._demo_text = label("", "medium", "sedang")
        self._demo.column.addWidget(self._demo_text)
        self._demo_desk = button(self.tr("Open the example UPTD desk"), "small", "inbox")
        self._demo_desk.setObjectName("demo-desk")
        self._demo_desk.clicked.connect(self.demo_desk_asked)
        self._demo.column.addLayout(row(self._demo_desk, None))
        inside.addWidget(self._demo)
        inside.addWidget(self._card())
        quiet = row(label(self.tr("Without a passphrase"), "smallstrong", "ink2", wrap=False), None)
        self._language = button("", "link", "globe", name="language")
        self._language.clicked.connect(self._on_language)
        quiet.addWidget(self._language)
        inside.addLayout(quiet)
        doors = Tiles(280, 2, gap=12)
        self._office = self._office_door()
        doors.set_tiles([self._guide_door(), self._urgent_door(), self._office, self._enrol_door()])
        inside.addWidget(doors)
        page.addWidget(EmergencyStrip())
        self._drop_guide()

    def _fill(self, model: DoorModel) -> None:
        self._waiting.setVisible(model.waiting > 0)
        self._waiting_text.setText(
            self.tr("1 record waits for its owner to come in.")
            if model.waiting == 1
            else self.tr("{n} records wait for their owner to come in.").format(n=model.waiting)
        )
        self._office.set_sub(model.mail_line or self.tr("Send and receive for everybody."))
        self._demo.setVisible(bool(model.demo_notice))
        self._demo_text.setText(model.demo_notice)
        self._demo_desk.setVisible(model.demo_desk)
        self._language.setText("English" if model.language == "id" else "Bahasa Indonesia")
        self._language.setAccessibleName(self._language.text())
        self._language.setProperty("lang", "other")
        self._faces.set_tiles([self._face(person) for person in model.people])
        self._someone.setVisible(bool(model.people))
        self._forgot.setVisible(model.forgotten is not None)
        self._nobody.setVisible(not model.people)
        indexes = [person.index for person in model.people]
        if indexes:
            self._choose(
                self._chosen if self._chosen in indexes else indexes[0], focus=self.isVisible()
            )

    def _arrive(self) -> None:
        if self._guide is None and self._secret.isVisible():
            self._secret.setFocus()

    def _card(self) -> QWidget:
        now = look.current()
        card = Card(margin=28, gap=12)
        card.column.addLayout(
            column(
                label(self.tr("Who are you?"), "page"),
                label(self.tr("Choose your picture."), "", "ink2"),
                gap=4,
            )
        )
        self._faces = Tiles(128, 4, gap=12, keep=True)
        self._someone = QWidget()
        stack = QVBoxLayout(self._someone)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(now.space(8))
        stack.addWidget(self._faces)
        stack.addSpacing(now.space(12))
        self._whose = label("", "strong")
        stack.addWidget(self._whose)
        self._secret = SealedLine(self.tr("Passphrase"))
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setObjectName("passphrase")
        self._secret.returnPressed.connect(self._on_enter)
        self._enter = button(self.tr("Come in"), "primary", name="primary")
        self._enter.clicked.connect(self._on_enter)
        line = row(self._secret, self._enter, gap=12)
        line.setStretch(0, 1)
        stack.addLayout(line)
        self._refusal = label("", "medium", "tinggi")
        self._refusal.hide()
        stack.addWidget(self._refusal)
        self._since = label("", "small", "ink2", right=True)
        self._forgot = button(self.tr("Forgot the passphrase?"), "link", name="forgot")
        self._forgot.clicked.connect(self._on_forgot)
        stack.addLayout(row(self._forgot, None, self._since))
        card.column.addWidget(self._someone)
        self._nobody = EmptyState(
            "users",
            self.tr("Nobody uses this laptop yet."),
            self.tr("Start with the registration code of your city."),
        )
        card.column.addWidget(self._nobody)
        return card

    def _face(self, person: PersonFace) -> FaceTile:
        tile = FaceTile(person.icon, phrases.icon_word(person.icon))
        tile.setObjectName(f"person-{person.index}")
        tile.clicked.connect(lambda _on=False: self._choose(person.index, focus=True))
        return tile

    def _choose(self, index: int, *, focus: bool) -> None:
        model = self._model
        if model is None:
            return
        self._chosen = index
        for person, tile in zip(model.people, self._faces.tiles(), strict=True):
            if isinstance(tile, FaceTile):
                tile.setChecked(person.index == index)
            if person.index != index:
                continue
            word = phrases.icon_word(person.icon)
            self._whose.setText(self.tr("Passphrase of {name}").format(name=word))
            self._since.setText(
                self.tr("Locked since {time}").format(time=person.locked_since)
                if person.locked_since
                else ""
            )
            self._since.setVisible(bool(person.locked_since))
            if person.wait_seconds > 0 and self._left <= 0:
                self.show_refusal(
                    sentence("wait-before-trying", seconds=person.wait_seconds), person.wait_seconds
                )
        if focus:
            self._secret.setFocus()

    def _on_enter(self) -> None:
        secret = self._secret.text()
        if secret and self._left <= 0 and self._chosen >= 0:
            self._refusal.hide()
            restyle(self._secret, "wrong", "false")
            self._secret.clear()  # whatever comes of it, the passphrase stays on no screen
            self.unlock_asked.emit(self._chosen, secret)

    def _tick(self) -> None:
        self._left -= 1
        if self._left <= 0:
            self._clock.stop()
            self._sentence = ""
        self._word_wait()

    def _word_wait(self) -> None:
        if self._left > 0:
            wait = self.tr("Try again in {n} seconds.").format(n=self._left)
            self._refusal.setText(wait if not self._sentence else f"{self._sentence}\n{wait}")
        else:
            self._refusal.setText(self._sentence)
            self._refusal.setVisible(bool(self._sentence))
        self._enter.setEnabled(self._left <= 0)

    def _on_language(self) -> None:
        if self._model is not None:
            self.language_changed.emit("en" if self._model.language == "id" else "id")

    def _guide_door(self) -> PressCard:
        tile = OpenDoor(
            "book", self.tr("Guide and danger signs"), self.tr("Anybody may read this.")
        )
        tile.setObjectName("open-guide")
        tile.clicked.connect(self.guide_asked)
        return tile

    def _urgent_door(self) -> OpenDoor:
        tile = OpenDoor(
            "danger", self.tr("Urgent referral"), self.tr("Five questions, no passphrase.")
        )
        tile.setObjectName("open-urgent")
        tile.clicked.connect(self.urgent_asked)
        return tile

    def _office_door(self) -> OpenDoor:
        tile = OpenDoor(
            "letter", self.tr("Mail office"), self.tr("Send and receive for everybody.")
        )
        tile.setObjectName("open-office")
        tile.clicked.connect(self.office_asked)
        return tile

    def _enrol_door(self) -> PressCard:
        tile = OpenDoor("plus", self.tr("Register on this laptop"), self.tr("With a city's code."))
        tile.setObjectName("enrol")
        tile.clicked.connect(self.enrol_asked)
        return tile

    def _on_forgot(self) -> None:
        if self._model is not None and self._model.forgotten is not None:
            self.show_guide(GuideModel((self._model.forgotten,), from_door=True))

    def _on_guide_back(self) -> None:
        self._drop_guide()
        if self._root is None:
            return
        self._root.show()
        pressed = self._root.findChild(QWidget, "open-guide" if self._from_guide else "forgot")
        if pressed is not None:
            pressed.setFocus()

    def _drop_guide(self) -> None:
        if self._guide is not None:
            self._guide.hide()
            self._guide.deleteLater()
            self._guide = None
