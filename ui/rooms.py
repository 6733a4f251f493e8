"""All screens of the window by name. Importing this loads every one; the door comes without."""

from __future__ import annotations

from typing import Final

from ui.main_window import Rooms
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

ROOMS: Final[Rooms] = {
    "case": CaseScreen,
    "cases": CasesScreen,
    "conflict": ConflictScreen,
    "danger": DangerScreen,
    "desk": DeskScreen,
    "door": DoorScreen,
    "fault": FaultScreen,
    "guide": GuideScreen,
    "home": HomeScreen,
    "moving": MovingScreen,
    "office": OfficeScreen,
    "picture": PictureScreen,
    "practice": PracticeScreen,
    "record": RecordScreen,
    "reports": ReportsScreen,
    "send": SendScreen,
    "settings": SettingsScreen,
    "share": ShareScreen,
    "stick": StickScreen,
    "trial": RecordScreen,
    "urgent": UrgentScreen,
    "welcome": WelcomeScreen,
}
