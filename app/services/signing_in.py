"""How a token is got, renewed without a person, and lost.

Secrets are in the vault and in this program's memory, nowhere else (design.md 7).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.core.clock import ErpClock
from app.core.problems import NeedsSignIn, Problem, is_silence
from app.core.target import Target
from app.erp.expandable.client import ExpandableClient
from app.services.entry import Entry, SignIn
from app.services.heartbeat import Heartbeat
from app.services.known_password import KnownPassword
from app.services.remembered import Remembered
from app.services.secret_vault import SecretVault
from app.services.signed_in import SignedIn
from app.services.tasks import Tasks
from app.store.moments import Clock


@dataclass(frozen=True, slots=True)
class SignOfLife:
    """What the ERP's time told: how its clock stands and how quick it is."""

    clock: ErpClock
    latency_ms: int


def ask_time(client: ExpandableClient, token: str, now: Clock) -> SignOfLife:
    """Measure the ERP's clock; its answer is dated to the middle of the call.

    Raises:
        Problem: As the call itself.
    """
    before = now()
    started = time.monotonic()
    erp_local = client.server_time(token)
    latency_ms = round((time.monotonic() - started) * 1000)
    return SignOfLife(ErpClock.measured(erp_local, before + (now() - before) / 2), latency_ms)


@dataclass(frozen=True, slots=True)
class SignInProof:
    """A new token, and the time the ERP could tell with it."""

    credentials: SignedIn
    life: SignOfLife | None


class SigningIn(Entry):
    """By user and password, which give a token that dies. `measured` tells the `SignOfLife`."""

    measured = Signal(object)

    def __init__(  # noqa: PLR0913 - what a sign-in stands on
        self,
        target: Target,
        client: ExpandableClient,
        vault: SecretVault[Remembered],
        heart: Heartbeat,
        tasks: Tasks,
        *,
        known: KnownPassword,
        renew_after: float,
        now: Clock,
        keep_secret: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(heart, parent)
        self._keep_secret = keep_secret
        self._target = target
        self._client = client
        self._vault = vault
        self._tasks = tasks
        self._known = known
        self._renew_after = renew_after
        self._now = now
        self._renewed_at: float | None = None
        self._put_off: Remembered | None = None
        heart.reachable_again.connect(self._take_up)

    def resume(self) -> None:
        """As `Session.resume`."""
        attempt = self._begin(SignIn.SIGNING_IN)
        self._vault.recall(lambda kept: self._resume_with(attempt, kept))

    def sign_in(self, user: str, password: str, *, remember: bool) -> None:
        """As `Session.sign_in`."""
        attempt = self._begin(SignIn.SIGNING_IN)
        if user != self.erp_user:
            self.erp_user = ""

        def done(proof: SignInProof) -> None:
            self._heart.heard()
            if attempt == self._attempt:
                self.take_over(proof, password, remember=remember)

        self._tasks.run(
            lambda: self.prove(user, password), done, lambda error: self._fail(error, attempt)
        )

    def take_over(self, proof: SignInProof, password: str, *, remember: bool) -> None:
        """Whoever this proves is signed in from now on, in place of whoever was."""
        self._attempt += 1
        self._put_off = None
        user = proof.credentials.erp_user
        if remember:
            self._vault.keep(Remembered(user, password, proof.credentials.token))
        else:
            self._vault.forget()
        self._accept(proof.credentials, proof.life)

    def sign_out(self) -> None:
        """As `Session.sign_out`."""
        self._vault.forget()
        self._known.forget()
        self.erp_user = ""
        self.give_up()

    def _lose(self, problem: NeedsSignIn, used: SignedIn) -> None:
        """With a password in the vault a dead token is replaced without a person.

        Not in a loop: one that was got so and lived for less than `renew_after` seconds is not.
        """
        renewed_at, self._renewed_at = self._renewed_at, None
        if renewed_at is not None and time.monotonic() - renewed_at < self._renew_after:
            self._begin(SignIn.REFUSED, problem)
            return
        attempt = self._begin(SignIn.SIGNING_IN, problem)

        def recalled(kept: Remembered | None) -> None:
            if attempt != self._attempt:
                return
            if kept is None or kept.user != used.erp_user:
                self._stand(SignIn.REFUSED, problem)
            else:
                self._renew(attempt, kept)

        self._vault.recall(recalled)

    def _resume_with(self, attempt: int, kept: Remembered | None) -> None:
        if attempt != self._attempt:
            return
        if kept is None:
            self._stand(SignIn.SIGNED_OUT)
            return
        credentials = SignedIn(kept.user, kept.token)

        def done(life: SignOfLife) -> None:
            self._heart.heard(life.latency_ms)
            if attempt == self._attempt:
                self._accept(credentials, life)

        def failed(error: Exception) -> None:
            problem = self._told(error)
            if attempt != self._attempt:
                return
            if isinstance(problem, NeedsSignIn):
                self._renew(attempt, kept)
            else:
                self._accept(credentials, None)

        self._tasks.run(lambda: self._try(kept), done, failed)

    def _try(self, kept: Remembered) -> SignOfLife:
        """Ask for the time with a token of before. On a thread of the pool."""
        self._known.learn(kept.user, kept.password)  # forgotten where the ERP refuses it
        return ask_time(self._client, kept.token, self._now)

    def _renew(self, attempt: int, kept: Remembered) -> None:
        """Get another token by the password that is kept."""

        def done(proof: SignInProof) -> None:
            self._heart.heard()
            if attempt != self._attempt:
                return
            self._renewed_at = time.monotonic()
            self._vault.keep(Remembered(kept.user, kept.password, proof.credentials.token))
            self._accept(proof.credentials, proof.life)

        def failed(error: Exception) -> None:
            problem = self._told(error)
            if attempt != self._attempt:
                return
            if is_silence(problem):
                self._put_off = kept
            else:
                # Kept all the same: the ERP's words can't tell a wrong password from a fault.
                self._known.forget()
                self._stand(SignIn.REFUSED, problem)

        self._tasks.run(lambda: self.prove(kept.user, kept.password), done, failed)

    def _take_up(self) -> None:
        """The ERP answers again: what was put off for that is due."""
        kept, self._put_off = self._put_off, None
        if kept is not None:
            self._renew(self._attempt, kept)

    def prove(self, user: str, password: str) -> SignInProof:
        """Get a token, which changes nothing yet. On a thread of the pool.

        Raises:
            Problem: As the call itself.
        """
        self._keep_secret(password)
        token = self._client.auth_token(self._target.data_source, user, password)
        self._keep_secret(token)
        self._known.learn(user, password)
        try:
            life = ask_time(self._client, token, self._now)
        except Problem:
            life = None  # the next heartbeat measures
        return SignInProof(SignedIn(user, token), life)

    def _begin(self, state: SignIn, problem: Problem | None = None) -> int:
        self._put_off = None
        return super()._begin(state, problem)

    def _accept(self, credentials: SignedIn, life: SignOfLife | None) -> None:
        self._admit(credentials)
        if life is not None:
            self.measured.emit(life)
        self.signed_in.emit()
