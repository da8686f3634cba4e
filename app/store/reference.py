"""The read cache: facts of the assemblies that this station makes, for when the ERP is away."""

import sqlite3
from collections.abc import Collection
from concurrent.futures import Future
from datetime import timedelta

from app.core.facts import KitFacts
from app.core.target import Target
from app.store.database import Database
from app.store.facts_record import FACTS_VERSION, pack_facts, unpack_facts
from app.store.moments import to_text
from app.store.posting_rows import json_list

_PUT = """
INSERT INTO kit_facts (target, assembly_id, version, read_at, record) VALUES (?, ?, ?, ?, ?)
ON CONFLICT (target, assembly_id) DO UPDATE
SET version = excluded.version, read_at = excluded.read_at, record = excluded.record
WHERE excluded.read_at >= read_at
"""
_GET = "SELECT record FROM kit_facts WHERE target = ? AND assembly_id = ? AND version = ?"
_USED = """
INSERT INTO kit_uses (target, assembly_id, used_at) VALUES (?, ?, ?)
ON CONFLICT (target, assembly_id) DO UPDATE SET used_at = excluded.used_at
"""
_DUE = """
WITH wanted (assembly_id) AS (
    SELECT assembly_id FROM kit_uses WHERE target = :target AND used_at >= :used_since
    UNION SELECT value FROM json_each(:named)
)
SELECT w.assembly_id FROM wanted w
LEFT JOIN kit_facts f ON f.target = :target AND f.assembly_id = w.assembly_id
WHERE f.read_at IS NULL OR f.read_at < :read_before OR f.version != :version
ORDER BY f.read_at, w.assembly_id
"""
_PRUNE_FACTS = """
DELETE FROM kit_facts WHERE facts IN (
    SELECT f.facts FROM kit_facts f WHERE f.read_at < :limit AND NOT EXISTS (
        SELECT 1 FROM kit_uses u
        WHERE u.target = f.target AND u.assembly_id = f.assembly_id AND u.used_at >= :limit
    )
    LIMIT :at_most
)
"""
_PRUNE_USES = "DELETE FROM kit_uses WHERE used_at < :limit"


class ReferenceCache:
    """Facts by target and assembly. Packing large facts takes a while: not on the GUI thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, target: Target, facts: KitFacts) -> Future[None]:
        """Keep facts, unless later ones are kept already."""
        at = to_text(facts.read_at)
        fields = (target.key, facts.assembly_id, FACTS_VERSION, at, pack_facts(facts))

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(_PUT, fields)

        return self._database.submit(work)

    def get(self, target: Target, assembly_id: str) -> KitFacts | None:
        """The facts kept of an assembly; `read_at` in them says how old they are."""
        key = (target.key, assembly_id, FACTS_VERSION)
        found = self._database.read(lambda c: c.execute(_GET, key).fetchone())
        return None if found is None else unpack_facts(found["record"])

    def used(self, target: Target, assembly_id: str) -> Future[None]:
        """Note that the assembly is made here: its facts are kept fresh for a while."""
        fields = (target.key, assembly_id, to_text(self._database.clock()))

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
        """Assemblies whose facts should be read again, those never read first.

        Args:
            target: Whose.
            older_than: Facts read longer ago are due.
            used_within: Only assemblies used since then,
            named: and these, which the station names.
        """
        now = self._database.clock()
        terms = {
            "target": target.key,
            "used_since": to_text(now - used_within),
            "read_before": to_text(now - older_than),
            "named": json_list(named),
            "version": FACTS_VERSION,
        }
        return self._database.read(
            lambda c: [assembly_id for (assembly_id,) in c.execute(_DUE, terms)]
        )

    def prune(self, unused_for: timedelta, *, at_most: int = 20) -> Future[int]:
        """Remove facts neither used nor refreshed for so long; gives how many."""
        limit = to_text(self._database.clock() - unused_for)
        terms = {"limit": limit, "at_most": at_most}

        def work(connection: sqlite3.Connection) -> int:
            removed = connection.execute(_PRUNE_FACTS, terms).rowcount
            connection.execute(_PRUNE_USES, terms)
            return removed

        return self._database.submit(work)
