"""Asking for a file or a folder, so that no list of recent files keeps its name or folder."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QSettings, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.theme import look

_KEYS = ("FileDialog/history", "FileDialog/lastVisited")
_LABEL = QFileDialog.DialogLabel
_NAME = "file-dialog"


def ask_for_file(parent: QWidget, patterns: str, then: Callable[[str], None]) -> QFileDialog:
    """Open the dialog over the window of `parent`; `then` gets the path that was chosen.

    Qt's own dialog, since the system's would note the file among the recent ones. What Qt itself
    would remember of it is put back as it was once the dialog has gone. It blocks nothing, so that
    F12 and Esc Esc work above it, and it goes with the window's cover and with `parent`. One at a
    time: a dialog that is open already closes.
    """
    dialog = _dialog(parent, QCoreApplication.translate("file_dialog", "Choose a file"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    fitting = QCoreApplication.translate("file_dialog", "Fitting files")
    dialog.setNameFilter(f"{fitting} ({patterns})")
    return _show(dialog, parent, then)


def ask_for_folder(parent: QWidget, then: Callable[[str], None]) -> QFileDialog:
    """The same for a folder: a stick the list of sticks does not show."""
    dialog = _dialog(parent, QCoreApplication.translate("file_dialog", "Choose a folder"))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    for name in ("fileTypeCombo", "fileTypeLabel"):  # one kind only, in English
        part = dialog.findChild(QWidget, name)
        if part is not None:
            part.hide()
    return _show(dialog, parent, then)


def _dialog(parent: QWidget, title: str) -> QFileDialog:
    close_dialogs(parent.window())
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation)
    dialog = QFileDialog(parent.window(), title, home)
    dialog.setObjectName(_NAME)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setOption(QFileDialog.Option.ReadOnly)
    dialog.setViewMode(QFileDialog.ViewMode.List)
    return dialog


def _show(dialog: QFileDialog, parent: QWidget, then: Callable[[str], None]) -> QFileDialog:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {key: settings.value(key) for key in _KEYS}
    dialog.setLabelText(_LABEL.Accept, QCoreApplication.translate("file_dialog", "Choose"))
    dialog.setLabelText(_LABEL.Reject, QCoreApplication.translate("file_dialog", "Cancel"))
    dialog.setLabelText(_LABEL.FileName, QCoreApplication.translate("file_dialog", "Name:"))
    dialog.setLabelText(_LABEL.FileType, QCoreApplication.translate("file_dialog", "Kind:"))
    dialog.setLabelText(_LABEL.LookIn, QCoreApplication.translate("file_dialog", "In:"))
    dialog.setHistory([])
    now = look.current()
    dialog.resize(now.box(760), now.box(480))
    dialog.fileSelected.connect(then)
    dialog.destroyed.connect(lambda: _put_back(before))
    parent.destroyed.connect(dialog.close)
    dialog.show()
    return dialog


def close_dialogs(window: QWidget) -> bool:
    """Close what is open over this window; no file is chosen. Whether there was anything."""
    open_ones = [one for one in window.findChildren(QFileDialog, _NAME) if one.isVisible()]
    for dialog in open_ones:
        dialog.close()
    return bool(open_ones)


def _put_back(before: dict[str, object]) -> None:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    for key, value in before.items():
        if value is None:
            settings.remove(key)
        else:
            settings.setValue(key, value)
