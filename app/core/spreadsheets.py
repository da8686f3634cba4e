"""Tables as spreadsheets copy, paste and save them: tabs, or commas or semicolons.

A cell that begins with a quotation mark is quoted only if a closing one ends it: `"1/4` is what
a person typed, not the begin of a cell that swallows the rest.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

MOST_CHARACTERS = 5_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200

_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are those of East Asian keyboards, which some spreadsheets take alike."""
_GUARD = "'"
_TAB = "\t"
_MARKS = (";", ",")
_QUOTED = r'"((?:[^"]++|"")*+)"'
_SAMPLE_LINES = 20

Table = tuple[tuple[str, ...], ...]


class TooLargeError(ValueError):
    """More than a person pastes on purpose."""


def read_table(text: str) -> Table:
    """The rows of what was copied from a spreadsheet or saved as CSV; all of one length.

    Rows at the end without anything in them are left out.

    Raises:
        TooLargeError: More characters, rows or columns than are taken.
    """
    if len(text) > MOST_CHARACTERS:
        raise TooLargeError
    text = text.removeprefix("\ufeff").replace("\0", "")
    rows = _rows(text, _delimiter(text))
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or width > MOST_COLUMNS:
        raise TooLargeError
    return tuple((*row, *("",) * (width - len(row))) for row in rows)


def write_table(rows: Iterable[Sequence[str]]) -> str:
    """What spreadsheets paste as a table: tabs between cells, no cell a formula."""
    return "".join(_TAB.join(map(_written, row)) + "\n" for row in rows)


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: one that would be gets an apostrophe."""
    return f"{_GUARD}{text}" if _is_formula(text) else text


def unguarded(text: str) -> str:
    """The text that `guarded` made this of."""
    bare = text.removeprefix(_GUARD)
    return bare if _is_formula(bare) else text


def _is_formula(text: str) -> bool:
    """Whether it is one, or the guarded text of one, which then needs a further guard."""
    return text.lstrip(_GUARD).lstrip(" \u00a0").startswith(_FORMULAS)


def _written(cell: str) -> str:
    text = guarded(cell)
    if any(mark in text for mark in '\t\n\r"'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _delimiter(text: str) -> str:
    """A tab if there is one; else the mark that stands equally often in most of the lines."""
    if _TAB in text:
        return _TAB
    lines = [re.sub(_QUOTED, "", line) for line in text.splitlines()[:_SAMPLE_LINES] if line]
    best, best_lines = _TAB, 0
    for mark in _MARKS:
        counts = Counter(line.count(mark) for line in lines if mark in line)
        most = max(counts.values(), default=0)
        if most > best_lines:
            best, best_lines = mark, most
    return best


def _rows(text: str, delimiter: str) -> list[list[str]]:
    cell = re.compile(rf"(?:{_QUOTED}(?={delimiter}|\r|\n|\Z)|([^{delimiter}\r\n]*+))")
    rows: list[list[str]] = []
    row: list[str] = []
    at, end = 0, len(text)
    while at < end or row:
        found = cell.match(text, at)
        if found is None:
            break
        quoted, plain = found[1], found[2]
        row.append(plain if quoted is None else quoted.replace('""', '"'))
        at = found.end()
        if text.startswith(delimiter, at):
            at += 1
            continue
        rows.append(row)
        row = []
        at += 2 if text.startswith("\r\n", at) else 1
    return rows
