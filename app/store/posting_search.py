"""Lists of postings: by what they need, by words, by day; a page at a time, however many."""

import heapq
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from app.core.posting import PostingState
from app.core.target import Target
from app.store.moments import to_text
from app.store.posting_rows import json_list, rows
from app.store.postings import PostingRow


class View(StrEnum):
    """Which postings; but for the last three, of the targets asked for; none that are archived."""

    ATTENTION = "attention"
    WAITING = "waiting"
    SENDING = "sending"
    HELD = "held"
    UNKNOWN = "unknown"
    REJECTED = "rejected"
    POSTED = "posted"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    PARKED = "parked"  # for none of them, and not settled
    ALL = "all"
    OLDER = "older"  # archived


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    Attributes:
        view: Among these.
        words: All of them, each the beginning of a word (`posting_words`), in capitals.
        days: Confirmed from the first moment on, before the second.
    """

    view: View = View.ALL
    words: tuple[str, ...] = ()
    days: tuple[datetime, datetime] | None = None


Terms = dict[str, str | int]
"""Of a question, by name."""

_S = PostingState
_OPEN = (_S.QUEUED, _S.SENDING, _S.UNKNOWN, _S.REJECTED)
_HERE, _ANYWHERE = "target = :target", "1"
_ELSEWHERE = "target NOT IN (SELECT value FROM json_each(:targets))"
_RULES: dict[View, tuple[tuple[PostingState, ...], str]] = {
    View.WAITING: ((_S.QUEUED,), f"{_HERE} AND held = 0"),
    View.SENDING: ((_S.SENDING,), _HERE),
    View.HELD: ((_S.QUEUED,), f"{_HERE} AND held = 1"),
    View.UNKNOWN: ((_S.UNKNOWN,), _HERE),
    View.REJECTED: ((_S.REJECTED,), _HERE),
    View.POSTED: ((_S.POSTED,), _HERE),
    View.WITHDRAWN: ((_S.WITHDRAWN,), _HERE),
    View.REPLACED: ((_S.REPLACED,), _HERE),
    View.PARKED: (_OPEN, _ELSEWHERE),
    View.ALL: (tuple(_S), _ANYWHERE),
    View.OLDER: (tuple(_S), _ANYWHERE),
}
_ATTENTION: tuple[View, ...] = (View.HELD, View.UNKNOWN, View.REJECTED)
_AT_ONCE = {View.PARKED, View.ALL, View.OLDER}  # others are asked target by target
_LAST = "\U0010ffff"  # behind whatever a word goes on with
_BEHIND_ALL = (1 << 63) - 1


def find(
    connection: sqlite3.Connection,
    targets: Iterable[Target],
    wanted: Wanted,
    limit: int,
    before: int | None,
) -> list[PostingRow]:
    """The latest confirmed first; inside a transaction.

    Args:
        connection: To read by.
        targets: Whose postings, where the view asks for that.
        wanted: What is looked for.
        limit: At most so many.
        before: `seq` of the last row that is already there.
    """
    keys = [target.key for target in targets]
    terms: Terms = {
        "targets": json_list(keys),
        "limit": limit,
        "before": _BEHIND_ALL if before is None else before,
    }
    runs: list[list[int]] = []
    for view in _ATTENTION if wanted.view is View.ATTENTION else (wanted.view,):
        for whose in ({},) if view in _AT_ONCE else ({"target": key} for key in keys):
            if wanted.words or wanted.days:
                runs.append(_searched(connection, view, wanted, {**terms, **whose}))
            else:
                runs += _walked(connection, view, {**terms, **whose})
    return rows(connection, islice(heapq.merge(*runs, reverse=True), limit))


def _walked(connection: sqlite3.Connection, view: View, terms: Terms) -> list[list[int]]:
    """One short walk along the index per state, whatever the table's size."""
    states, rule = _RULES[view]
    archived = int(view is View.OLDER)
    question = f"""
        SELECT seq FROM postings WHERE state = :state AND {rule} AND archived = {archived}
        AND seq < :before ORDER BY seq DESC LIMIT :limit
    """  # noqa: S608 - of rules that stand above
    return [
        [seq for (seq,) in connection.execute(question, {**terms, "state": state})]
        for state in states
    ]


def _searched(
    connection: sqlite3.Connection, view: View, wanted: Wanted, terms: Terms
) -> list[int]:
    states, rule = _RULES[view]
    archived = int(view is View.OLDER)
    named = ", ".join(f"'{state.value}'" for state in states)
    clauses = [rule, f"archived = {archived}", f"state IN ({named})", "seq < :before"]
    for at, word in enumerate(wanted.words):
        terms |= {f"from{at}": word, f"to{at}": word + _LAST}
        clauses.append(
            "seq IN (SELECT seq FROM posting_words"  # noqa: S608 - names of terms
            f" WHERE word >= :from{at} AND word < :to{at})"
        )
    if wanted.days is not None:
        first, behind = wanted.days
        terms |= {"first": to_text(first), "behind": to_text(behind)}
        clauses.append("confirmed_at >= :first AND confirmed_at < :behind")
    question = (
        f"SELECT seq FROM postings WHERE {' AND '.join(clauses)}"  # noqa: S608 - as above
        " ORDER BY seq DESC LIMIT :limit"
    )
    return [seq for (seq,) in connection.execute(question, terms)]
