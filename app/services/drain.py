"""Sends without a window what waits, until nothing is left that goes by itself."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import partial
from queue import SimpleQueue

from app.core.problems import NeedsSignIn, Problem, ProblemCode
from app.core.settings import OutboxSettings
from app.core.target import Target
from app.erp.expandable.books import ExpandableBooks
from app.erp.expandable.client import ExpandableClient
from app.erp.manex.books import ManexBooks
from app.erp.manex.client import ManexClient
from app.services.backoff import Backoff
from app.services.bell import Bell
from app.services.line import Books
from app.services.sender_state import Broke, Met, Report, SenderPhase, SenderState
from app.services.sending import Sending, SendingTimes
from app.services.signed_in import SignedIn
from app.store.faults import StoreFault
from app.store.outbox import Outbox
from app.store.postings import StoredPosting

MOST_REFUSALS = 5
"""Sign-ins the ERP may refuse in a row: its words can't tell a wrong password from a fault."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Way:
    """To one ERP, without a window.

    Attributes:
        target: Whose postings go there.
        books: What it is asked and told.
        enter: Signs in, and again whenever the ERP wants it; it blocks and raises `Problem`. None
            signs nobody in.
    """

    target: Target
    books: Books
    enter: Callable[[], SignedIn] | None


def way_by_password(target: Target, client: ExpandableClient, account: Account | None) -> Way:
    """To Expandable."""

    def enter(who: Account) -> SignedIn:
        token = client.auth_token(target.data_source, who.user, who.password)
        return SignedIn(who.user, token)

    return Way(
        target, ExpandableBooks(client), None if account is None else partial(enter, account)
    )


def way_by_key(target: Target, client: ManexClient, key: str) -> Way:
    """To ManEx; an empty key lets nobody in."""

    def enter() -> SignedIn:
        client.check_key(key)
        return SignedIn("", key)

    return Way(target, ManexBooks(client), enter if key else None)


class DrainEnd(StrEnum):
    """Why it ended."""

    DONE = "done"  # nothing is left that goes by itself
    STOPPED = "stopped"
    NEEDS_SIGN_IN = "needs-sign-in"


@dataclass(frozen=True, slots=True)
class Drained:
    """What is left.

    Attributes:
        problem: Why nobody could be signed in.
        waiting: Postings of this target that were not sent, those of other users among them,
            or that proof had no time to settle.
        needs_person: Postings that stay where they are until a person decides.
    """

    end: DrainEnd
    problem: Problem | None
    waiting: int
    needs_person: int


class Drain:
    """One draining. `run` is for one thread, `stop` for any, signal handlers as well."""

    def __init__(
        self,
        outbox: Outbox,
        way: Way,
        settings: OutboxSettings,
    ) -> None:
        """Send nothing yet.

        Args:
            outbox: Of what waits.
            way: To the ERP whose postings they are.
            settings: How long things may take.
        """
        self._outbox = outbox
        self._way = way
        self._line = _Line(way.target, way.books)
        self._reports: SimpleQueue[Report | None] = SimpleQueue()
        self._bell = Bell()
        self._backoff = Backoff(settings.backoff_seconds, settings.backoff_most_seconds)
        times = SendingTimes(
            settle_seconds=settings.settle_seconds,
            backoff=self._backoff.another(),
            recheck_after=timedelta(hours=settings.recheck_hours),
        )
        self._sending = Sending(outbox, self._line, self._reports.put, times)

    def run(self, told: Callable[[StoredPosting], None]) -> Drained:
        """Send and prove until nothing is left that goes by itself. Blocks.

        An ERP that doesn't answer is waited for as long as it takes.

        Args:
            told: Called on this thread with each posting that moved, once that is durable.
        """
        self._sending.start()
        end, problem = DrainEnd.DONE, None
        try:
            while (report := self._reports.get()) is not None:
                if report == SenderState(SenderPhase.IDLE):
                    break
                if self._wants_sign_in(report):
                    problem = self._sign_in()
                    if problem is not None:
                        end = DrainEnd.NEEDS_SIGN_IN
                        break
                    self._sending.wake()
                _hand_on(report, told)
            else:
                end = DrainEnd.STOPPED
        finally:
            self._sending.ask_to_stop()
            self._sending.join(None)
        while not self._reports.empty():
            _hand_on(self._reports.get(), told)
        counts = self._outbox.counts(self._line.target)
        return Drained(end, problem, counts.waiting + counts.proving, counts.needs_person)

    def stop(self) -> None:
        """End after the request that is under way."""
        self._bell.end()
        self._reports.put(None)

    def _wants_sign_in(self, report: Report) -> bool:
        """Whether nobody is signed in, or whoever is was refused.

        The phase alone doesn't tell: it may be the same before and after a sign-in.
        """
        match report:
            case Met(NeedsSignIn(), used):
                return used is self._line.used
            case SenderState(SenderPhase.NEEDS_SIGN_IN):
                return self._line.used is None
        return False

    def _sign_in(self) -> Problem | None:
        """Sign in, waiting for an ERP that doesn't answer; why that came to nothing."""
        enter, refusals = self._way.enter, 0
        if enter is None:
            return NeedsSignIn(ProblemCode.NO_TOKEN)
        while not self._bell.ended:
            try:
                signed_in = enter()
            except NeedsSignIn as problem:
                refusals += 1
                if refusals == MOST_REFUSALS:
                    return problem
            except Problem as problem:
                log.info("Signing in: %s", problem)
            else:
                self._backoff.reset()
                self._line.used = signed_in
                return None
            self._bell.pause(self._backoff.next())
        return None


def _hand_on(report: Report | None, told: Callable[[StoredPosting], None]) -> None:
    match report:
        case StoredPosting():
            told(report)
        case StoreFault():
            log.warning("The database can't be used as things are: %s", report)
        case Broke(error):
            raise error


class _Line:
    """The way to the ERP, and who is signed in there."""

    def __init__(self, target: Target, books: Books) -> None:
        self.target = target
        self.books = books
        self.used: SignedIn | None = None

    def credentials(self) -> SignedIn | None:
        return self.used
