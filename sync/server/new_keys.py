"""`responder-city new-keys`: other keys for a city whose server.secrets was lost or was seen.

Two of the root's three papers sign a change of the directory that names the new server and transit
key. Laptops learn it from the first refusal they hear, and send again what waits; receipts under
the old server key still prove what they said.
"""

from __future__ import annotations

import argparse
import secrets
import time
from pathlib import Path

from sqlalchemy import insert, update

from data.ops.directory import ChangeDoc, Directory, sign_change
from data.ops.keys import ed_public, x_public
from sync.server import keyfiles
from sync.server.city import CityProblem, read_directory, read_facts
from sync.server.commands import open_database, tell
from sync.server.keyfiles import BadKeyFile, ServerSecrets
from sync.server.shares import combine, read_paper
from sync.server.store.engine import Database
from sync.server.store.tables import CITY, DIRECTORY


def new_keys(asked: argparse.Namespace) -> None:
    """Make and publish them; the new secrets are a new file, the old one is left as it is."""
    database = open_database(asked.db)
    directory = read_directory(database, read_facts(database))
    root = root_from_papers(asked.paper, directory)
    out = Path(asked.out).resolve()
    made = ServerSecrets(secrets.token_bytes(32), secrets.token_bytes(32))
    keyfiles.write_secrets(out, made)
    publish_keys(database, directory, root, made, out, int(time.time()))
    database.close()
    tell("did.new-keys", path=out)


def root_from_papers(papers: list[str], directory: Directory) -> bytes:
    """The root's secret. Raises ``BadKeyFile`` for a paper that cannot be read, ``CityProblem``
    (``root-papers``) for papers of another city."""
    if len(papers) != 2:
        raise CityProblem("root-papers")
    shares = []
    for name in papers:
        path = Path(name)
        try:
            shares.append(read_paper(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise BadKeyFile("missing", path) from error
        except ValueError as error:
            raise BadKeyFile("form", path) from error
    try:
        root = combine(*shares)
    except ValueError as error:
        raise CityProblem("root-papers") from error
    if ed_public(root) != directory.root:
        raise CityProblem("root-papers")
    return root


def publish_keys(
    database: Database,
    directory: Directory,
    root: bytes,
    made: ServerSecrets,
    path: Path,
    now: int,
) -> None:
    """Add the change to the directory, and name the file of the secrets the city uses from now."""
    change = ChangeDoc(
        directory.city,
        directory.seq + 1,
        directory.hash,
        now,
        server=ed_public(made.server),
        transit=x_public(made.transit),
    )
    with database.writing() as connection:
        connection.execute(
            insert(DIRECTORY).values(
                city=directory.city, seq=change.seq, doc=sign_change(change, root), got_at=now
            )
        )
        connection.execute(
            update(CITY).where(CITY.c.city == directory.city).values(secrets=str(path))
        )
