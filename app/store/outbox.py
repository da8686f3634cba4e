"""The outbox: every posting that was ever confirmed, and how it came to stand where it stands.

A confirm writes nothing else (design.md 4). States move only by `app.core.posting.after`, and
each move leaves a line of history in the same transaction.
"""

import sqlite3
from collections.abc import Collection
from concurrent.futures import Future

import msgspec

from app.core.hold import Hold
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Answer, Posting
from app.core.problems import Problem
from app.core.proof.evidence import Sent
from app.core.proof.verdict import Verdict
from app.core.target import Target
from app.store import outbox_queries, posting_search
from app.store.database import Database
from app.store.draft_records import NewDraft
from app.store.drafts import insert_parked
from app.store.home_mark import HomeMark
from app.store.outbox_doubts import Doubts
from app.store.outbox_lines import OutboxLines
from app.store.posting_moves import Move, insert, move
from app.store.posting_rows import history, rows, seq_of, whole
from app.store.posting_search import Wanted
from app.store.postings import (
    HistoryEntry,
    OutboxCounts,
    PostingRow,
    SerialsInUse,
    StoredPosting,
    StoredProblem,
)
from app.store.recovery import recover

_OF_DRAFT = "SELECT seq FROM postings WHERE draft_id = ?"


class Outbox:
    """All postings of a database.

    Methods that give a future are for any thread; it resolves when the change is durable. The
    others read on the caller's thread.

    Attributes:
        doubts: What proof asks of the same database,
        lines: and what the buyer's desk does.
    """

    def __init__(self, database: Database, mark: HomeMark | None = None) -> None:
        self._database = database
        self._mark = mark or HomeMark(database.path)
        self.doubts = Doubts(database)
        self.lines = OutboxLines(database)

    def confirm(
        self, posting: Posting, *, replaces: str | None = None, rest: NewDraft | None = None
    ) -> Future[StoredPosting]:
        """Store the posting and close its draft; the second time the first posting is given.

        Args:
            posting: Its draft may be unknown here (a posting added by command).
            replaces: Id of the rejected posting that this one corrects.
            rest: What a split left over: a parked draft that comes to be with the posting, in one
                transaction, so that no crash can lose it or make it twice.

        Raises (through the future):
            DraftNotOpenError: The draft was discarded.
            ReferenceTakenError: Another posting for this target has the reference.
            SerialHeldError: One that is not settled holds a serial number of it.
            NoSuchPostingError: There is no posting to replace.
            IllegalTransitionError: The posting to replace was not rejected.
        """
        at = self._database.clock()

        def work(connection: sqlite3.Connection) -> StoredPosting:
            known = _of_draft(connection, posting.draft_id)
            if known is not None:
                return known
            row = insert(connection, posting, at, replaces)
            if rest is not None:
                insert_parked(connection, rest)
            return StoredPosting(posting, row)

        return self._database.submit(work)

    def claim(
        self, posting_id: str, sent: Sent | None = None, *, holds: frozenset[str] | None = None
    ) -> Future[PostingRow]:
        """Note that it is about to be sent; wait for it before the first byte leaves.

        Args:
            posting_id: A queued posting.
            sent: What goes with it, and what was read before.
            holds: Marks it holds by what was read (`Proof.holds`), if that changes them.

        Raises (through the future): as `record`.
        """
        evidence = msgspec.json.encode(sent or Sent())
        at = self._database.clock()
        step = Move(PostingEvent.CLAIMED, at, evidence=evidence, holds=holds)

        def work(connection: sqlite3.Connection) -> tuple[PostingRow, int]:
            return _moved(connection, posting_id, step), self._mark.count(connection)

        return self._mark.kept(self._database.submit(work))

    def record(  # noqa: PLR0913 - all that belongs to one line of history
        self,
        posting_id: str,
        event: PostingEvent,
        *,
        who: str = "",
        why: str = "",
        problem: Problem | None = None,
        answer: Answer | None = None,
        evidence: bytes | None = None,
        differs: bool = False,
    ) -> Future[PostingRow]:
        """Note what happened to a posting; that it is held `hold` notes.

        The first posted member of a batch gives it its number, from `answer`.

        Args:
            posting_id: Which.
            event: What happened.
            who: The person, empty for the program.
            why: The person's reason.
            problem: What went wrong, where something did.
            answer: The ERP's success; only with an event that leaves it posted.
            evidence: What a proof or a decision rests on; kept compressed.
            differs: The answer isn't what the plan said.

        Raises (through the future):
            NoSuchPostingError: There is no such posting.
            IllegalTransitionError: The event cannot happen in the posting's state.
        """
        noted = None if problem is None else StoredProblem.of(problem)
        step = Move(
            event, self._database.clock(), who, why, noted, answer, evidence, differs=differs
        )
        return self._moved(posting_id, step)

    def hold(self, posting_id: str, hold: Hold) -> Future[PostingRow]:
        """Keep a queued posting from being sent until a person releases or withdraws it.

        Its history keeps the reason whole, `hold.brief()` stands beside it.

        Raises (through the future): as `record`.
        """
        evidence = msgspec.json.encode(hold)
        at = self._database.clock()
        return self._moved(posting_id, Move(PostingEvent.HELD, at, evidence=evidence, hold=hold))

    def release(self, posting_id: str, *, who: str, why: str = "") -> Future[PostingRow]:
        """Let a posting that is held be sent all the same, as this person decided.

        Raises (through the future): as `record`; `IllegalTransitionError` if it isn't held.
        """
        return self.record(posting_id, PostingEvent.RELEASED, who=who, why=why)

    def _moved(self, posting_id: str, step: Move) -> Future[PostingRow]:
        return self._database.submit(lambda connection: _moved(connection, posting_id, step))

    def conclude(self, posting_id: str, verdict: Verdict) -> Future[PostingRow]:
        """Note what proof came to, with its evidence.

        Raises (through the future): as `record`.
        """
        return self.record(
            posting_id, verdict.event, evidence=msgspec.json.encode(verdict.evidence)
        )

    def recover(
        self, target: Target | None = None, *, copied: bool = False
    ) -> Future[tuple[str, ...]]:
        """At a sender's start: what was being sent when the program ended is unknown now.

        In a copy of a database, or on another machine, so is whatever waits or was surely refused:
        the other one may have sent it. The future gives the ids of the postings that were moved.

        Args:
            target: Whose sender begins, as another's may be at work; None, and in a copy: of all.
            copied: It is known to be a copy, whatever its mark says.
        """
        at = self._database.clock()

        def work(connection: sqlite3.Connection) -> tuple[tuple[str, ...], int]:
            shown, sendings = self._mark.look(connection)
            is_copy = copied or shown is not None
            return recover(connection, at, target, copied=is_copy), sendings

        return self._mark.kept(self._database.submit(work))

    def forget_batch(self, target: Target, batch: str) -> Future[None]:
        """The ERP no longer knows the batch: the next posted member numbers it anew."""
        return self._database.submit(lambda c: _forget_batch(c, target, batch))

    def next_waiting(self, target: Target, erp_users: Collection[str]) -> StoredPosting | None:
        """The oldest queued posting that may be sent now.

        Passed over are those that are held for a person, members of a batch that another one
        may be opening just now, and those that depend on one that is unknown (`Proof.holds`).

        Args:
            target: Whose postings.
            erp_users: Who is signed in; a posting of nobody's goes under any of them.
        """

        def work(connection: sqlite3.Connection) -> StoredPosting | None:
            seq = outbox_queries.next_waiting(connection, target, erp_users)
            return None if seq is None else whole(connection, seq)

        return self._database.read(work)

    def batch_number(self, target: Target, batch: str) -> str | None:
        """The ERP's number of a batch, once a posted member has brought it."""
        return self._database.read(lambda c: outbox_queries.batch_number(c, target, batch))

    def counts(self, *targets: Target) -> OutboxCounts:
        """How many postings of these are in each state, and how many are parked for others."""
        return self._database.read(lambda c: outbox_queries.counts(c, targets))

    def waiting_users(self, *targets: Target) -> dict[str, int]:
        """How many postings wait for whose sign-in, who confirmed first first; "" is left out."""
        return self._database.read(lambda c: outbox_queries.waiting_users(c, targets))

    def recent(  # noqa: PLR0913 - what a list can be narrowed to
        self,
        *,
        limit: int = 100,
        before: int | None = None,
        states: Collection[PostingState] = tuple(PostingState),
        held: bool = False,
        archived: bool = False,
        targets: Collection[Target] = (),
    ) -> list[PostingRow]:
        """Postings for a list, the latest confirmed first.

        Args:
            limit: At most so many.
            before: `seq` of the last row that is already shown.
            states: Only these,
            held: and with them those that are held for a person.
            archived: Those as well that left the lists.
            targets: Only of these; of any where none is named.
        """
        return self._database.read(
            lambda c: outbox_queries.recent(
                c, limit, before, states, targets, held=held, archived=archived
            )
        )

    def find(
        self, wanted: Wanted, *targets: Target, limit: int = 100, before: int | None = None
    ) -> list[PostingRow]:
        """As `posting_search.find`."""
        return self._database.read(lambda c: posting_search.find(c, targets, wanted, limit, before))

    def get(self, posting_id: str) -> StoredPosting:
        """A posting whole.

        Raises:
            NoSuchPostingError: There is none.
        """
        return self._database.read(lambda c: whole(c, seq_of(c, posting_id)))

    def of_draft(self, draft_id: str) -> StoredPosting | None:
        """The posting that a draft became."""
        return self._database.read(lambda c: _of_draft(c, draft_id))

    def history(self, posting_id: str) -> list[HistoryEntry]:
        """All that happened to a posting, the confirming first.

        Raises:
            NoSuchPostingError: There is none.
        """
        return self._database.read(lambda c: history(c, seq_of(c, posting_id)))

    def serials_in_use(self, target: Target) -> SerialsInUse:
        """Serial numbers of all postings that may still take effect."""
        return self._database.read(lambda c: outbox_queries.serials_in_use(c, target))


def _moved(connection: sqlite3.Connection, posting_id: str, step: Move) -> PostingRow:
    seq = seq_of(connection, posting_id)
    move(connection, seq, step)
    (row,) = rows(connection, (seq,))
    return row


def _forget_batch(connection: sqlite3.Connection, target: Target, batch: str) -> None:
    terms = (target.key, batch)
    connection.execute("DELETE FROM batches WHERE target = ? AND batch = ?", terms)


def _of_draft(connection: sqlite3.Connection, draft_id: str) -> StoredPosting | None:
    found = connection.execute(_OF_DRAFT, (draft_id,)).fetchone()
    return None if found is None else whole(connection, found["seq"])
