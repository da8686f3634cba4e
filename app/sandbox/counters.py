"""Numbers that are given out once: of batches, of receipts."""

from sqlalchemy import Connection, select, update

from app.sandbox.tables import counter


def take_numbers(connection: Connection, name: str, count: int = 1) -> range:
    """The next numbers of the counter of this name, in their order."""
    own = counter.c.name == name
    connection.execute(update(counter).where(own).values(value=counter.c.value + count))
    last = int(connection.scalar(select(counter.c.value).where(own)) or 0)
    return range(last - count + 1, last + 1)
