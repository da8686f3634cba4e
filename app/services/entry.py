"""How the way into an ERP stands, whatever it takes: user and password, or a key."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.core.problems import NeedsSignIn, Problem, is_silence
from app.services.heartbeat import Heartbeat
from app.services.signed_in import SignedIn


class SignIn(StrEnum):
    """How the sign-in stands."""

    SIGNED_OUT = "signed-out"
    SIGNING_IN = "signing-in"
    SIGNED_IN = "signed-in"
    REFUSED = "refused"  # the ERP doesn't accept it, or no longer: a person is needed


class Entry(QObject):
    """The sign-in of one session. Lives in the GUI thread; `credentials` is for any.

    Attributes:
        state: How it stands.
        credentials: User and token that belong together, None unless signed in.
        erp_user: Whom the ERP accepted last. A token that dies doesn't end anybody's work:
            it stays until somebody signs out or another signs in.
        problem: Why the last attempt came to nothing, or None.
    """

    changed = Signal()
    signed_in = Signal()

    def __init__(self, heart: Heartbeat, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heart = heart
        self._attempt = 0  # what an earlier one brings is no longer wanted
        self.state = SignIn.SIGNED_OUT
        self.credentials: SignedIn | None = None
        self.erp_user = ""
        self.problem: Problem | None = None

    def resume(self) -> None:
        """As `ErpSession.resume`."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Lose the token; the vault keeps what it keeps."""
        self._begin(SignIn.SIGNED_OUT)

    def refused(self, problem: NeedsSignIn, used: SignedIn) -> None:
        """The ERP refused a token; of an earlier sign-in that says nothing."""
        self._heart.heard()
        if used is self.credentials:
            self._lose(problem, used)

    def _lose(self, problem: NeedsSignIn, used: SignedIn) -> None:
        """What is in force is worth nothing any more."""
        del used
        self._begin(SignIn.REFUSED, problem)

    def _told(self, error: Exception) -> Problem:
        """The problem, noted by the heartbeat; what is no problem is raised again."""
        if not isinstance(error, Problem):
            self._begin(SignIn.SIGNED_OUT)
            raise error
        if is_silence(error):
            self._heart.silent()
        else:
            self._heart.heard()
        return error

    def _begin(self, state: SignIn, problem: Problem | None = None) -> int:
        """Start anew: what is under way is no longer wanted."""
        self._attempt += 1
        self.credentials = None
        self._stand(state, problem)
        return self._attempt

    def _admit(self, credentials: SignedIn) -> None:
        """These are in force from now on; `signed_in` is still to be told."""
        self.credentials = credentials
        self.erp_user = credentials.erp_user
        self._stand(SignIn.SIGNED_IN)

    def _stand(self, state: SignIn, problem: Problem | None = None) -> None:
        self.state = state
        self.problem = problem
        self.changed.emit()

    def _fail(self, error: Exception, attempt: int) -> None:
        """An attempt by a person came to nothing."""
        problem = self._told(error)
        if attempt == self._attempt:
            self._stand(SignIn.SIGNED_OUT if is_silence(problem) else SignIn.REFUSED, problem)
