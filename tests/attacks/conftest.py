"""The town of the verbs' tests, for thieves."""

from tests.responder_app.conftest import founded
from tests.responder_app.work.conftest import Town, town

__all__ = ["Town", "founded", "town"]
