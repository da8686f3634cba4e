"""By which words a posting is found: kept beside it, so that a search is a walk along an index."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from app.core.kit_issue import KitIssued, KitPosting
from app.core.postings import Answer, Posting
from app.store.packing import unpack

LONGEST = 64
"""Characters of a word; what is longer is found by its beginning."""
_ADD = "INSERT OR IGNORE INTO posting_words (word, seq) VALUES (?, ?)"


def words_in(text: str) -> tuple[str, ...]:
    """The words of what is searched for, or stored: in capitals, parted by blanks."""
    return tuple(word[:LONGEST] for word in text.upper().split())


def add_words(connection: sqlite3.Connection, seq: int, words: Iterable[str]) -> None:
    """Let a posting be found by these as well."""
    connection.executemany(_ADD, ((word, seq) for word in words))


def words_of(posting: Posting) -> frozenset[str]:
    """What it is about and names, its reference, and who confirmed it."""
    people = (posting.reference, posting.operator, posting.erp_user)
    return frozenset(_each((*people, *posting.names())))


def words_of_answer(answer: Answer) -> frozenset[str]:
    """The batch, and what the ERP took for it."""
    return frozenset(_each(answer.names()))


def stored_words(record: bytes, answer: bytes | None) -> str:
    """The same of a kit that was stored before there were words, as a list in JSON."""
    words = words_of(unpack(record, KitPosting))
    if answer is not None:
        words |= words_of_answer(unpack(answer, KitIssued))
    return json.dumps(sorted(words))


def _each(named: Iterable[str]) -> Iterator[str]:
    for text in named:
        yield from words_in(text)
