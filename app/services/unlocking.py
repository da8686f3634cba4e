"""Opening a locked station: the ERP says who somebody is, or what was learned while it could."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from app.core.problems import Problem, is_silence
from app.services.heartbeat import Heartbeat, Reach
from app.services.known_password import KnownPassword
from app.services.signing_in import SigningIn, SignInProof
from app.services.tasks import Tasks


class Unlock(StrEnum):
    """How the last attempt stands."""

    NONE = "none"
    CHECKING = "checking"
    REFUSED = "refused"  # the ERP said no
    NOT_KNOWN = "not-known"  # the ERP is away, and it isn't the password that was good last


class Unlocking(QObject):
    """Lives in the GUI thread.

    An attempt that fails takes nothing from whoever is signed in: a stranger at the lock can't
    end the work of the person who locked it.

    Attributes:
        state: How the last attempt stands.
        problem: What the ERP said against it, or None.
    """

    changed = Signal()
    unlocked = Signal()
    taken_over = Signal()  # by another person than was signed in

    def __init__(
        self,
        signing: SigningIn,
        known: KnownPassword,
        heart: Heartbeat,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._signing, self._known, self._heart, self._tasks = signing, known, heart, tasks
        self._attempt = 0
        self.state = Unlock.NONE
        self.problem: Problem | None = None

    @property
    def known_user(self) -> str:
        """Who can unlock while the ERP is away; empty where nobody can."""
        return self._known.user

    def lock(self) -> None:
        """Whatever attempt is under way opens nothing any more."""
        self._attempt += 1
        self._stand(Unlock.NONE)

    def attempt(self, user: str, password: str, *, remember: bool) -> None:
        """Open the lock to whom the ERP accepts, and sign them in; then `unlocked` is told.

        While the ERP is away the password that it accepted last opens it as well; nobody is
        signed in or out by that.
        """
        self._attempt += 1
        attempt = self._attempt
        away = self._heart.state is Reach.OFFLINE
        self._stand(Unlock.CHECKING)

        def done(proof: SignInProof | None) -> None:
            if proof is not None:
                self._heart.heard()
            if attempt == self._attempt:
                if proof is not None:
                    self._take_over(proof, password, remember=remember)
                self._stand(Unlock.NONE)
                self.unlocked.emit()

        def failed(error: Exception) -> None:
            self._failed(error, wanted=attempt == self._attempt)

        self._tasks.run(lambda: self._check(user, password, away=away), done, failed)

    def _take_over(self, proof: SignInProof, password: str, *, remember: bool) -> None:
        if proof.credentials.erp_user != self._signing.erp_user:
            self.taken_over.emit()
        self._signing.take_over(proof, password, remember=remember)

    def _check(self, user: str, password: str, *, away: bool) -> SignInProof | None:
        """What the ERP says; None where it says nothing and the password is known. In the pool.

        Raises:
            Problem: It says no; or nothing, and the password isn't known.
        """
        if away and self._known.recognises(user, password):
            return None
        try:
            return self._signing.prove(user, password)
        except Problem as problem:
            if is_silence(problem) and self._known.recognises(user, password):
                return None
            raise

    def _failed(self, error: Exception, *, wanted: bool) -> None:
        if not isinstance(error, Problem):
            self._stand(Unlock.NONE)
            raise error
        silence = is_silence(error)
        if silence:
            self._heart.silent()
        else:
            self._heart.heard()
        if wanted:
            self._stand(Unlock.NOT_KNOWN if silence else Unlock.REFUSED, error)

    def _stand(self, state: Unlock, problem: Problem | None = None) -> None:
        self.state, self.problem = state, problem
        self.changed.emit()
