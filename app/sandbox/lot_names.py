"""Which part a lot is of: its name must not be taken for another part's (operators.md 28)."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, select

from app.sandbox.keyed import in_chunks
from app.sandbox.tables import lot, part


class LotNames:
    """The lots of these names that lot-controlled parts have, new ones included.

    A lot that is merely on record with a part that isn't lot-controlled binds nobody.
    """

    def __init__(self, connection: Connection, lot_ids: Collection[str]) -> None:
        self._parts: dict[str, list[str]] = defaultdict(list)
        query = (
            select(lot.c.lot_id, lot.c.part_id)
            .join(part, part.c.part_id == lot.c.part_id)
            .where(part.c.lot_control == "Y")
            .order_by(lot.c.part_id)
        )
        for lot_id, part_id in in_chunks(connection, query, lot.c.lot_id, lot_ids):
            self._parts[lot_id].append(part_id)

    def other_part(self, lot_id: str, part_id: str) -> str:
        """The part that the lot is of instead; empty where it is this part's, from now on."""
        known = self._parts[lot_id]
        if known and part_id not in known:
            return known[0]
        if not known:
            known.append(part_id)
        return ""
