"""Questions to the ERP off the GUI thread, under whoever is signed in."""

from collections.abc import Callable
from typing import TypeVar

from app.core.problems import NeedsSignIn, Problem
from app.services.erp_session import AnySession
from app.services.signed_in import SignedIn
from app.services.tasks import Tasks

T = TypeVar("T")
OnProblem = Callable[[Problem], None]


class Questions:
    """Asked and answered in the GUI thread. What goes wrong is told to the session as well.

    Attributes:
        session: Under which is asked.
        tasks: The way off the GUI thread.
    """

    def __init__(self, session: AnySession, tasks: Tasks) -> None:
        self.session, self.tasks = session, tasks

    def ask(
        self, question: Callable[[str], T], done: Callable[[T], None], failed: OnProblem
    ) -> None:
        """Ask once; the question gets the token, and blocks."""
        self.session.once_entered(lambda: self._ask(question, done, failed))

    def _ask(
        self, question: Callable[[str], T], done: Callable[[T], None], failed: OnProblem
    ) -> None:
        used = self.session.credentials()

        def answered(answer: T) -> None:
            self.session.heard()
            done(answer)

        self.tasks.run(
            lambda: question(self.signed_in(used).token),
            answered,
            lambda error: failed(self.noted(error, used)),
        )

    def noted(self, error: Exception, used: SignedIn | None) -> Problem:
        """The problem, told to the session; what is none is raised again."""
        if not isinstance(error, Problem):
            raise error
        self.session.note(error, used)
        return error

    def signed_in(self, used: SignedIn | None) -> SignedIn:
        """Who is signed in. Any thread.

        Raises:
            NeedsSignIn: Nobody is.
        """
        if used is None:
            raise NeedsSignIn(self.session.NOBODY)
        return used
