"""Words for flows, which know no Qt: one function over the catalogue that is installed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def translate(context: str, source: str) -> str:
    """The words for an English source string in the language on show."""
    return QCoreApplication.translate(context, source)
