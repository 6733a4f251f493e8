"""The main window: rail, top bar, one screen, the neutral page, toasts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ui.theme import look
from ui.widgets.demo_strip import DemoStrip
from ui.widgets.file_dialog import close_dialogs
from ui.widgets.focus_ring import FocusRing
from ui.widgets.neutral import NeutralPage
from ui.widgets.rail import Rail
from ui.widgets.screen import Screen
from ui.widgets.toast import Toast
from ui.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from ui.screens.case import CaseScreen
    from ui.screens.cases import CasesScreen
    from ui.screens.conflict import ConflictScreen
    from ui.screens.danger import DangerScreen
    from ui.screens.desk import DeskScreen
    from ui.screens.door import DoorScreen
    from ui.screens.fault import FaultScreen
    from ui.screens.guide import GuideScreen
    from ui.screens.home import HomeScreen
    from ui.screens.moving import MovingScreen
    from ui.screens.office import OfficeScreen
    from ui.screens.picture import PictureScreen
    from ui.screens.practice import PracticeScreen
    from ui.screens.record import RecordScreen
    from ui.screens.reports import ReportsScreen
    from ui.screens.send import SendScreen
    from ui.screens.settings import SettingsScreen
    from ui.screens.share import ShareScreen
    from ui.screens.stick import StickScreen
    from ui.screens.urgent import UrgentScreen
    from ui.screens.welcome import WelcomeScreen

AnyScreen = TypeVar("AnyScreen", bound=QWidget)
Action = Callable[[], None]
Rooms = Mapping[str, Callable[[], Screen[Any]]]

_TWICE_MS = 700
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)
_OUTSIDE = frozenset({"door", "welcome", "fault", "urgent"})
_RAIL_OF = {"case": "cases"}


class Place(Generic[AnyScreen]):
    """A screen of the window, made from the window's rooms when first asked for."""

    def __init__(self) -> None:
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, window: None, owner: type) -> Place[AnyScreen]: ...
    @overload
    def __get__(self, window: MainWindow, owner: type) -> AnyScreen: ...
    def __get__(self, window: MainWindow | None, owner: type) -> Place[AnyScreen] | AnyScreen:
        if window is None:
            return self
        made: AnyScreen | None = window.__dict__.get(self._name)
        if made is None:
            made = window.make(self._name)
            window.__dict__[self._name] = made
        return made


@dataclass(frozen=True, slots=True)
class Session:
    """Who is in: shown at the foot of the rail. `rooms` in order, as names for `show_room`."""

    icon: str
    name: str
    role: str
    rooms: tuple[str, ...]
    demo_notice: str = ""
    demo_desk: bool = False


class MainWindow(QMainWindow):
    """The one window.

    Screens are attributes, made at first use from `rooms` (name -> its class; `ui.rooms` has all).
    `show_room(name)` brings one to the front; a screen must have been given a model by `present`
    first.

    Signals:
        lock_asked: F12, the rail's button, or coming back from the neutral page.
        hide_asked: the neutral page was just shown (Esc Esc, or the corner button).
        room_asked: a rail entry was pressed (its name).
        close_asked: the window is about to close; the owner ends the session.
        demo_desk_asked: the strip's button that opens the demo desk's laptop.
        touched: a key or the pointer was used (for the idle clock), at most once a second.
    """

    lock_asked = Signal()
    hide_asked = Signal()
    room_asked = Signal(str)
    close_asked = Signal()
    touched = Signal()
    demo_desk_asked = Signal()

    door: Place[DoorScreen] = Place()
    welcome: Place[WelcomeScreen] = Place()
    urgent: Place[UrgentScreen] = Place()
    guide: Place[GuideScreen] = Place()
    moving: Place[MovingScreen] = Place()
    picture: Place[PictureScreen] = Place()
    practice: Place[PracticeScreen] = Place()
    home: Place[HomeScreen] = Place()
    record: Place[RecordScreen] = Place()
    trial: Place[RecordScreen] = Place()
    danger: Place[DangerScreen] = Place()
    cases: Place[CasesScreen] = Place()
    case: Place[CaseScreen] = Place()
    conflict: Place[ConflictScreen] = Place()
    share: Place[ShareScreen] = Place()
    send: Place[SendScreen] = Place()
    reports: Place[ReportsScreen] = Place()
    office: Place[OfficeScreen] = Place()
    stick: Place[StickScreen] = Place()
    desk: Place[DeskScreen] = Place()
    settings: Place[SettingsScreen] = Place()
    fault: Place[FaultScreen] = Place()

    def __init__(self, rooms: Rooms) -> None:
        super().__init__()
        self._rooms: dict[str, Callable[[], Any]] = dict(rooms)
        self.setWindowTitle("Satu Pintu")
        self.setMinimumSize(QSize(800, 520))
        self._session: Session | None = None
        self._room = ""
        self._look = look.current()
        self._neutral: NeutralPage | None = None
        self._rail: Rail | None = None
        self._top: TopBar | None = None
        self._toast: Toast | None = None
        self._escape = QElapsedTimer()
        self._last_touch = QElapsedTimer()
        self._stack = QStackedWidget()
        self._shell = QHBoxLayout()
        self._make_frame()
        self._ring = FocusRing(self)
        for key, act in (("Esc", self._on_escape), ("F12", self._on_lock)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
            shortcut.activated.connect(act)

    def furnish(self, rooms: Rooms) -> None:
        """Say how further screens are made: before that the window has only its first ones."""
        self._rooms.update(rooms)

    def make(self, name: str) -> Any:
        """A new screen for the room of this name. Raises KeyError before it was furnished."""
        return self._rooms[name]()

    def room(self) -> str:
        """The name of the screen in front."""
        return self._room

    def show_room(self, name: str) -> None:
        """Bring a screen to the front by its attribute name, and mark its rail entry."""
        screen: Screen[Any] = getattr(self, name)
        if self._stack.indexOf(screen) < 0:
            self._stack.addWidget(screen)
            screen.heading_changed.connect(self._on_heading)
        self._room = name
        self._stack.setCurrentWidget(screen)
        self._dress()
        self._on_heading(*screen.heading())

    def set_session(self, session: Session | None) -> None:
        """Who is in; None = locked: no rail, screens of the session thrown away."""
        self._session = session
        if session is None:
            for name in [key for key in self.__dict__ if isinstance(self.__dict__[key], Screen)]:
                if name not in _OUTSIDE:
                    gone = self.__dict__.pop(name)
                    self._stack.removeWidget(gone)
                    gone.deleteLater()
        self._drop_frame()
        self._dress()

    def cover(self) -> None:
        """Show the neutral page at once (under 100 ms); what was copied here is forgotten."""
        copied = QApplication.clipboard()
        if copied.ownsClipboard():
            copied.clear()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        for dialog in self.findChildren(QDialog, options=direct):  # it shows names of files
            dialog.close()
        if self._toast is not None:
            self._toast.hide()
        page = self._make_neutral()
        page.setGeometry(self.rect())
        page.show()
        page.raise_()
        page.setFocus()
        page.repaint()

    def uncover(self) -> None:
        """Take the neutral page away."""
        if self._neutral is not None:
            self._neutral.hide()

    def toast(
        self, text: str, action: str = "", seconds: int = 4, on_action: Action | None = None
    ) -> None:
        """A short message in the foot's corner; with `action` a button and a visible countdown.

        `on_action()` is called when the button is pressed in time.
        """
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
        self._toast = Toast(self, text, action, seconds, on_action)
        self._toast.destroyed.connect(self._on_toast_gone)

    def _make_frame(self) -> None:
        central = QWidget()
        central.setProperty("ground", "ground")
        self._shell = QHBoxLayout(central)
        self._shell.setContentsMargins(0, 0, 0, 0)
        self._shell.setSpacing(0)
        self._right = QVBoxLayout()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(0)
        self._right.addWidget(self._stack, 1)
        self._shell.addLayout(self._right, 1)
        self.setCentralWidget(central)

    def _drop_frame(self) -> None:
        for part in (self._rail, self._top, self.findChild(DemoStrip)):
            if part is not None:
                part.hide()
                part.setParent(None)
                part.deleteLater()
        self._rail = self._top = None

    def _dress(self) -> None:
        """Put rail and top bar around the screen, or take them away."""
        session = self._session
        if session is None or self._room in _OUTSIDE or not self._room:
            for part in (self._rail, self._top):
                if part is not None:
                    part.setVisible(False)
            return
        folded = look.current().large or self.width() < 1150
        if self._rail is not None and self._rail.folded != folded:
            self._drop_frame()
        if self._rail is None or self._top is None:
            self._rail = Rail(
                session.rooms,
                session.icon,
                session.name,
                session.role,
                folded=folded,
                here=self._room,
            )
            self._rail.room_pressed.connect(self.room_asked)
            self._rail.lock_pressed.connect(self._on_lock)
            self._shell.insertWidget(0, self._rail)
            self._top = TopBar()
            self._top.hide_pressed.connect(self._on_hide)
            self._right.insertWidget(0, self._top)
            if session.demo_notice:
                strip = DemoStrip(session.demo_notice, desk=session.demo_desk)
                strip.desk_asked.connect(self.demo_desk_asked)
                self._right.insertWidget(1, strip)
        self._rail.setVisible(True)
        self._top.setVisible(True)
        screen = self._stack.currentWidget()
        marked = getattr(screen, "rail_room", "") or _RAIL_OF.get(self._room, self._room)
        self._rail.mark(marked)

    def _make_neutral(self) -> NeutralPage:
        if self._neutral is None:
            self._neutral = NeutralPage(self)
            self._neutral.leave_asked.connect(self._on_lock)
            self._neutral.hide()
        return self._neutral

    def _on_heading(self, title: str, sub: str) -> None:
        if self.sender() not in (None, self._stack.currentWidget()) and isinstance(
            self.sender(), Screen
        ):
            return
        if self._top is not None:
            self._top.set_heading(title, sub)
        if self._rail is not None:
            screen = self._stack.currentWidget()
            marked = getattr(screen, "rail_room", "") or _RAIL_OF.get(self._room, self._room)
            self._rail.mark(marked)

    def _on_escape(self) -> None:
        if self._escape.isValid() and self._escape.elapsed() <= _TWICE_MS:
            self._escape.invalidate()
            self._on_hide()
            return
        self._escape.start()
        if close_dialogs(self):  # the key never reaches them: it is taken for all the application
            return
        screen, covered = self._stack.currentWidget(), self._neutral and self._neutral.isVisible()
        if isinstance(screen, Screen) and not covered:
            screen.step_back()

    def _on_hide(self) -> None:
        self.cover()
        self.hide_asked.emit()

    def _on_lock(self) -> None:
        self.cover()
        self.lock_asked.emit()

    def _on_toast_gone(self) -> None:
        self._toast = None

    def showEvent(self, event: QShowEvent) -> None:
        """From now on watch the window for signs of use; have the neutral page ready."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell, at most once a second, that somebody is there."""
        if event.type() in _TOUCHES and (
            not self._last_touch.isValid() or self._last_touch.elapsed() >= 1000
        ):
            self._last_touch.start()
            self.touched.emit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Another language or look: rail, bar and neutral page are made anew."""
        super().changeEvent(event)
        if not hasattr(self, "_ring"):
            return
        other_look = event.type() == QEvent.Type.StyleChange and self._look is not look.current()
        if event.type() == QEvent.Type.LanguageChange or other_look:
            self._look = look.current()
            covered = self._neutral is not None and self._neutral.isVisible()
            if self._neutral is not None and not covered:
                self._neutral.deleteLater()
                self._neutral = None
            self._drop_frame()
            self._dress()
            screen = self._stack.currentWidget()
            if isinstance(screen, Screen):
                self._on_heading(*screen.heading())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Covers stay covers, and the rail folds where it is narrow."""
        super().resizeEvent(event)
        if self._neutral is not None:
            self._neutral.setGeometry(self.rect())
        if self._toast is not None:
            self._toast.place()
        self._dress()
        screen = self._stack.currentWidget()
        if isinstance(screen, Screen):
            self._on_heading(*screen.heading())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cover first, then let the owner end the session; nothing is asked."""
        self.cover()
        self.close_asked.emit()
        super().closeEvent(event)
