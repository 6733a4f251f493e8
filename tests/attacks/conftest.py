"""The town of the verbs' tests, for thieves."""

from tests.responder_app.conftest import founded
from tests.responder_app.work.conftest import Town, town
from tests.ui.conftest import qapp

__all__ = ["Town", "founded", "qapp", "town"]
