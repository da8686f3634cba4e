"""Batch numbers and the ledger: what ties transactions together (contracts.md A5, E2.9)."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection, insert, select, update

from app.sandbox.counters import take_numbers
from app.sandbox.refusals import Code, broken
from app.sandbox.stamp import Stamp
from app.sandbox.tables import batch, ledger

COUNTER = "batch"
FIRST = 4711


def enter_batch(connection: Connection, asked: str) -> tuple[str, int]:
    """Add one transaction to the batch asked for, or to a new one.

    Returns:
        The batch number and how many transactions it holds now.

    Raises:
        RefusalError: No such batch was ever given out.
    """
    if not asked:
        (value,) = take_numbers(connection, COUNTER)
        number = f"{value:06d}"
        connection.execute(insert(batch).values(batch_number=number, txns_accepted=1))
        return number, 1
    counted = connection.execute(
        update(batch)
        .where(batch.c.batch_number == asked)
        .values(txns_accepted=batch.c.txns_accepted + 1)
    )
    if not counted.rowcount:
        raise broken(Code.VALUE_UNKNOWN, f"BATCH_NUMBER {asked} is unknown.")
    accepted = connection.scalar(select(batch.c.txns_accepted).where(batch.c.batch_number == asked))
    return asked, int(accepted or 0)


def enter_ledger(
    connection: Connection, kind: str, answer: Mapping[str, object], stamp: Stamp
) -> None:
    """Write down a transaction with the answer it is given."""
    connection.execute(
        insert(ledger).values(
            kind=kind,
            batch_number=answer["BATCH_NUMBER"],
            reference=answer["REFERENCE"],
            posted_by=stamp.user,
            posted_at=f"{stamp.now:%Y-%m-%d %H:%M:%S}",
            answer=json.dumps(answer),
        )
    )
