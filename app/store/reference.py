"""The read cache: facts of what this station works on, for when the ERP is away."""

import sqlite3
from collections.abc import Collection
from concurrent.futures import Future
from datetime import timedelta
from typing import Generic

from app.core.facts import FactsT
from app.core.target import Target
from app.store.database import Database
from app.store.facts_record import FactsRecord
from app.store.moments import to_text
from app.store.posting_rows import json_list

_PUT = """
INSERT INTO facts (target, kind, subject, version, read_at, record) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (target, kind, subject) DO UPDATE
SET version = excluded.version, read_at = excluded.read_at, record = excluded.record
WHERE excluded.read_at >= read_at
"""
_GET = """
SELECT record FROM facts WHERE target = ? AND kind = ? AND subject = ? AND version = ?
"""
_USED = """
INSERT INTO fact_uses (target, kind, subject, used_at) VALUES (?, ?, ?, ?)
ON CONFLICT (target, kind, subject) DO UPDATE SET used_at = excluded.used_at
"""
_DUE = """
WITH wanted (subject) AS (
    SELECT subject FROM fact_uses
    WHERE target = :target AND kind = :kind AND used_at >= :used_since
    UNION SELECT value FROM json_each(:named)
)
SELECT w.subject FROM wanted w
LEFT JOIN facts f ON f.target = :target AND f.kind = :kind AND f.subject = w.subject
WHERE f.read_at IS NULL OR f.read_at < :read_before OR f.version != :version
ORDER BY f.read_at, w.subject
"""
_PRUNE_FACTS = """
DELETE FROM facts WHERE fact IN (
    SELECT f.fact FROM facts f WHERE f.read_at < :limit AND NOT EXISTS (
        SELECT 1 FROM fact_uses u WHERE u.target = f.target AND u.kind = f.kind
        AND u.subject = f.subject AND u.used_at >= :limit
    )
    LIMIT :at_most
)
"""
_PRUNE_USES = "DELETE FROM fact_uses WHERE used_at < :limit"


class ReferenceCache(Generic[FactsT]):
    """Facts of one kind, by target and subject: the assembly, the order's number.

    Packing large facts takes a while: not on the GUI thread.
    """

    def __init__(self, database: Database, record: FactsRecord[FactsT]) -> None:
        self._database, self._record = database, record

    def put(self, target: Target, facts: FactsT) -> Future[None]:
        """Keep facts, unless later ones are kept already."""
        at, packed = to_text(facts.read_at), self._record.pack(facts)
        of = self._record
        fields = (target.key, of.kind, facts.subject, of.version, at, packed)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_PUT, fields)

        return self._database.submit(work)

    def get(self, target: Target, subject: str) -> FactsT | None:
        """The facts kept of a subject; `read_at` in them says how old they are."""
        of = self._record
        key = (target.key, of.kind, subject, of.version)
        found = self._database.read(lambda c: c.execute(_GET, key).fetchone())
        return None if found is None else of.unpack(found["record"])

    def used(self, target: Target, subject: str) -> Future[None]:
        """Note that it is worked on here: its facts are kept fresh for a while."""
        fields = (target.key, self._record.kind, subject, to_text(self._database.clock()))

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_USED, fields)

        return self._database.submit(work)

    def due(
        self,
        target: Target,
        *,
        older_than: timedelta,
        used_within: timedelta = timedelta(days=30),
        named: Collection[str] = (),
    ) -> list[str]:
        """Subjects whose facts should be read again, those never read first.

        Args:
            target: Whose.
            older_than: Facts read longer ago are due.
            used_within: Only those used since then,
            named: and these, which the station names.
        """
        now = self._database.clock()
        terms = {
            "target": target.key,
            "kind": self._record.kind,
            "used_since": to_text(now - used_within),
            "read_before": to_text(now - older_than),
            "named": json_list(named),
            "version": self._record.version,
        }
        return self._database.read(lambda c: [subject for (subject,) in c.execute(_DUE, terms)])

    def prune(self, unused_for: timedelta, *, at_most: int = 20) -> Future[int]:
        """Remove facts of every kind neither used nor refreshed for so long; gives how many."""
        limit = to_text(self._database.clock() - unused_for)
        terms = {"limit": limit, "at_most": at_most}

        def work(connection: sqlite3.Connection) -> int:
            removed = connection.execute(_PRUNE_FACTS, terms).rowcount
            connection.execute(_PRUNE_USES, terms)
            return removed

        return self._database.submit(work)
