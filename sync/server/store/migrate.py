"""Bring the city's database to the shape this program needs, or say why it may not be served."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sync.server.store.engine import Database

_SCRIPTS = Path(__file__).resolve().parent.parent / "alembic"


class WrongShape(ValueError):
    """The database is not of the shape this program serves. ``code``: empty, older, newer."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(database: Database) -> None:
    """Run every step the database lacks, all in one transaction."""
    config = _config()
    with database.writing() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def check_shape(database: Database) -> None:
    """Raises ``WrongShape`` unless the database has exactly the newest step."""
    script = ScriptDirectory.from_config(_config())
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    if found is None:
        raise WrongShape("empty")
    if found == script.get_current_head():
        return
    known = {step.revision for step in script.walk_revisions()}
    raise WrongShape("older" if found in known else "newer")
