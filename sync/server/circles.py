"""Who is in a case, by what the city can read: who began it, and whom they gave a key to.

A letter goes to everybody who was given the key it is sealed under. Somebody who is let in gets the
older letters under that key too; a foreign letter on a known case lets nobody in, whatever order
things arrive in: what came too early is looked at again when its author is let in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from data.ops.directory import Directory
from data.ops.header import DESK
from data.ops.op import Op
from sync.server.judge import Letter
from sync.server.policy import (
    Author,
    begins_case,
    brings_key,
    feeds,
    joins_case,
    person_scope,
)
from sync.server.registry import works_at_desk
from sync.server.store.tables import FEED, FOUNDED, LET_IN, OP, PART, PERSON, READER, WRITER

Key = tuple[str, int]  # audience and epoch


@dataclass(slots=True)
class _Circle:
    """One case: who began it, who wrote first, who holds which key."""

    founder: str = ""
    parts: set[str] = field(default_factory=set)
    holders: dict[Key, set[str]] = field(default_factory=dict)

    def has(self, scope: str) -> bool:
        return scope in self.parts or any(scope in held for held in self.holders.values())

    def in_case(self, op: Op) -> set[str]:
        """Homes that the desk's letters go to."""
        return self.parts | self.holders.get((DESK, op.head.ce), set())

    def holding(self, op: Op) -> set[str]:
        return self.holders.get((op.head.aud, op.head.ce), set())


class Circles:
    """The circles of the cases that one storing transaction touches."""

    def __init__(self, connection: Connection, directory: Directory) -> None:
        self._connection = connection
        self._directory = directory
        self._city = directory.city
        self._insert = (
            postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        )
        self._circles: dict[bytes, _Circle] = {}
        self._parts: set[tuple[bytes, str]] = set()
        self._founders: dict[bytes, str] = {}
        self._let_in: set[tuple[bytes, str, int, str]] = set()

    def feed(self, fresh: Sequence[Letter]) -> dict[str, list[bytes]]:
        """Scope -> opids to be fed, in order. ``fresh``: what was just written into the table."""
        self._load({one.op.head.rec for one in fresh if joins_case(one.op, one.author)})
        self._load({one.op.head.rec for one in fresh if one.author.desk and one.op.known})
        again: set[bytes] = set()
        for letter in fresh:
            if joins_case(letter.op, letter.author) and self._join(letter.op, letter.author):
                again.add(letter.op.head.rec)
        by_scope: dict[str, list[bytes]] = {}
        for letter in fresh:
            for scope in self._scopes(letter.op, letter.author):
                by_scope.setdefault(scope, []).append(letter.op.opid)
        for rec in sorted(again):
            self._look_again(rec, by_scope)
        self._write()
        return by_scope

    def _scopes(self, op: Op, author: Author) -> list[str]:
        circle = self._circles.get(op.head.rec) if op.known else None
        circle = circle or _Circle()
        desk = self._directory.scope
        return feeds(op, author, desk, circle.in_case(op), circle.holding(op))

    def _join(self, op: Op, author: Author) -> bool:
        """Take one letter's word on who is in; whether older letters must be looked at again."""
        rec, circle = op.head.rec, self._circles[op.head.rec]
        again = False
        if begins_case(op, author) and not circle.founder:
            circle.founder = self._founders[rec] = author.home
            again = bool(circle.parts - {author.home})
        if circle.founder == author.home or not (circle.parts or circle.founder):
            if author.home not in circle.parts:
                circle.parts.add(author.home)
                self._parts.add((rec, author.home))
        if brings_key(op) and circle.has(author.home) and not author.revoked:
            again = self._give(op, author, circle) or again
        return again

    def _give(self, op: Op, author: Author, circle: _Circle) -> bool:
        """Note whom a letter gives its key; whether there is anybody new."""
        people = self._people([rid for rid, _wrap in op.head.wraps])
        if not people:
            return False
        held = circle.holders.setdefault((op.head.aud, op.head.ce), set())
        new = {*people, author.home} - held
        held |= new
        rec, aud, ce = op.head.rec, op.head.aud, op.head.ce
        self._let_in |= {(rec, aud, ce, scope) for scope in new}
        return bool(new)

    def _people(self, rids: Iterable[bytes]) -> set[str]:
        rows = self._connection.execute(
            select(READER.c.user_id, PERSON.c.code_id)
            .join(PERSON, (PERSON.c.city == READER.c.city) & (PERSON.c.id == READER.c.user_id))
            .where((READER.c.city == self._city) & READER.c.rid.in_(list(rids)))
        )
        return {
            person_scope(row.user_id)
            for row in rows
            if not self._directory.is_revoked(row.user_id)
            and not self._directory.is_revoked(row.code_id)
        }

    # tables -----------------------------------------------------------------------------------

    def _load(self, recs: set[bytes]) -> None:
        recs -= set(self._circles)
        if not recs:
            return
        self._circles |= {rec: _Circle() for rec in recs}
        found = self._connection.execute(
            select(PART.c.rec, PART.c.scope).where(
                (PART.c.city == self._city) & PART.c.rec.in_(recs)
            )
        )
        for row in found:
            self._circles[row.rec].parts.add(row.scope)
        found = self._connection.execute(
            select(FOUNDED.c.rec, FOUNDED.c.scope).where(
                (FOUNDED.c.city == self._city) & FOUNDED.c.rec.in_(recs)
            )
        )
        for row in found:
            self._circles[row.rec].founder = row.scope
        found = self._connection.execute(
            select(LET_IN.c.rec, LET_IN.c.aud, LET_IN.c.ce, LET_IN.c.scope).where(
                (LET_IN.c.city == self._city) & LET_IN.c.rec.in_(recs)
            )
        )
        for row in found:
            self._circles[row.rec].holders.setdefault((row.aud, row.ce), set()).add(row.scope)

    def _write(self) -> None:
        here = {"city": self._city}
        parts = [{**here, "rec": rec, "scope": scope} for rec, scope in sorted(self._parts)]
        founders = [{**here, "rec": rec, "scope": one} for rec, one in self._founders.items()]
        let_in = [
            {**here, "rec": rec, "aud": aud, "ce": ce, "scope": scope}
            for rec, aud, ce, scope in sorted(self._let_in)
        ]
        for table, rows in ((PART, parts), (FOUNDED, founders), (LET_IN, let_in)):
            if rows:
                self._connection.execute(self._insert(table).on_conflict_do_nothing(), rows)

    def _look_again(self, rec: bytes, by_scope: dict[str, list[bytes]]) -> None:
        """Every stored letter of a case in which somebody is new: who lets in whom, until nobody
        more is let in; then what each of them has not been fed yet."""
        rows = self._connection.execute(
            select(OP.c.opid, OP.c.raw, WRITER.c.user_id, PERSON.c.role, PERSON.c.code_id)
            .join(WRITER, (WRITER.c.city == OP.c.city) & (WRITER.c.id == OP.c.writer))
            .join(PERSON, (PERSON.c.city == WRITER.c.city) & (PERSON.c.id == WRITER.c.user_id))
            .where((OP.c.city == self._city) & (OP.c.rec == rec) & OP.c.held.is_(None))
            .order_by(OP.c.pos)
        ).all()
        letters = [(Op.parse(bytes(row.raw)), self._author(row)) for row in rows]
        while any([self._join(op, who) for op, who in letters if joins_case(op, who)]):
            continue
        wanted = [
            (scope, op.opid)
            for op, author in letters
            for scope in self._scopes(op, author)
            if op.opid not in by_scope.get(scope, ())
        ]
        there = self._fed([opid for _scope, opid in wanted])
        for scope, opid in wanted:
            if (scope, opid) not in there:
                by_scope.setdefault(scope, []).append(opid)

    def _fed(self, opids: list[bytes]) -> set[tuple[str, bytes]]:
        found = self._connection.execute(
            select(FEED.c.scope, FEED.c.opid).where(
                (FEED.c.city == self._city) & FEED.c.opid.in_(set(opids))
            )
        )
        return {(row.scope, bytes(row.opid)) for row in found}

    def _author(self, row: Any) -> Author:
        revoked = self._directory.is_revoked(row.user_id) or self._directory.is_revoked(row.code_id)
        return Author(row.user_id, None, works_at_desk(row.role), revoked)
