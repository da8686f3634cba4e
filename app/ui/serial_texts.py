"""Serial numbers as a person reads them: ranges with a dash, each one whole, never cut."""

from collections.abc import Collection

from app.core.serials import compress

LONGEST_LIST = 1_200
"""Characters of a list on a page; the serial numbers after that are only counted."""
_READ = 2_000
"""Of more serial numbers no list is made: it would take longer than a page may."""
_BRIEF, _BRIEFLY = 12, 28


def listed(serials: Collection[str], longest: int = LONGEST_LIST) -> str:
    """All of them, neighbours as ranges; of very many as many whole ones as are read, counted."""
    if len(serials) > _READ:
        return _counted(serials)
    items = compress(serials).replace(":", " \N{EN DASH} ").split(",") if serials else []
    room = longest
    for at, item in enumerate(items):
        room -= len(item) + 2
        if room < 0 < at:
            return f"{', '.join(items[:at])} and others, {len(serials):,} in all"
    return ", ".join(items)


def brief(serials: Collection[str]) -> str:
    """For one cell of a table: the list where it is short, else how many there are."""
    if len(serials) <= _BRIEF:
        text = listed(serials)
        if len(text) <= _BRIEFLY:
            return text
    return f"{len(serials):,} serials"


def _counted(serials: Collection[str]) -> str:
    ends = tuple(serials)
    return f"first {ends[0]}, last {ends[-1]}, {len(serials):,} in all"
