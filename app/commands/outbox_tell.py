"""`kitbench outbox list`, `show` and `export`: they change nothing."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice

from app.commands.outbox_place import Place
from app.commands.unread import until_unread
from app.core.posting import PostingState
from app.services.outbox_records import (
    Record,
    all_rows,
    record_of,
    story_of,
    subject_of,
    write_csv,
    write_json,
)
from app.store.postings import NoSuchPostingError, PostingRow, StoredPosting

NO_SUCH_POSTING = 1
BAD_FILE = 2
_COLUMNS = ("reference", "state", "kind", "subject", "quantity", "operator", "confirmed_at")


def run(asked: argparse.Namespace, place: Place) -> int:
    """Do what was asked; 1 where there is no such posting, 2 where FILE can't be written."""
    return until_unread(lambda: _run(asked, place))


def _run(asked: argparse.Namespace, place: Place) -> int:
    if asked.action == "show":
        return _show(asked, place)
    if asked.action == "export":
        return _export(asked, place)
    rows = islice(
        all_rows(place.outbox, states=asked.state or tuple(PostingState)), max(0, asked.limit)
    )
    if asked.json:
        write_json(rows, sys.stdout)
    else:
        records = [{**record, "subject": subject_of(record)} for record in map(record_of, rows)]
        print("\n".join(_table(records)) if records else "There are no postings.")
    return 0


def _show(asked: argparse.Namespace, place: Place) -> int:
    stored = _found(place, asked.posting)
    if stored is None:
        print(f"There is no posting {asked.posting}.", file=sys.stderr)
        return NO_SUCH_POSTING
    story = story_of(stored, place.outbox.history(stored.row.posting_id))
    print(json.dumps(story, indent=None if asked.json else 2))
    return 0


def _found(place: Place, name: str) -> StoredPosting | None:
    """By its id, or by the reference that the ERP has as well."""
    with suppress(NoSuchPostingError):
        return place.outbox.get(name)
    named = (row for row in all_rows(place.outbox) if row.reference == name)
    row = next(named, None)
    return None if row is None else place.outbox.get(row.posting_id)


def _export(asked: argparse.Namespace, place: Place) -> int:
    write = write_json if asked.json else write_csv
    rows: Iterable[PostingRow] = all_rows(place.outbox)
    if asked.file is None:
        write(rows, sys.stdout)
        return 0
    # With its mark a spreadsheet takes the text for UTF-8.
    encoding = "utf-8" if asked.json else "utf-8-sig"
    try:
        with asked.file.open("w", encoding=encoding, newline="") as file:
            write(rows, file)
    except OSError as fault:
        print(f"{asked.file} cannot be written: {fault.strerror}", file=sys.stderr)
        return BAD_FILE
    return 0


def _table(records: Sequence[Record]) -> Iterator[str]:
    lines = [[name.upper().replace("_", " ") for name in _COLUMNS]]
    lines += [[_shown(record[name]) for name in _COLUMNS] for record in records]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = [text.ljust(width) for text, width in zip(line, widths, strict=True)]
        yield "  ".join(padded).rstrip()


def _shown(value: object) -> str:
    # A label's text may hold anything; a terminal must not obey it.
    return "".join(one if one.isprintable() else "?" for one in str(value))
