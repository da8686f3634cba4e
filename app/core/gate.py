"""Whether a scan may be acted on now: the hold after a refusal (design.md 3).

Mode *live*: after a refusal further scans are kept until a person clears it, then discarded or
read one by one, as the person says. A button or a key pressed meanwhile is not kept: who presses
sees what is refused, and what comes after is not what that press was meant for. Mode *batch* (a
scanner that dumps its memory): a refused scan goes to the unresolved list and the rest goes on.
"""

from collections import deque
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from app.core.labels import Label, Verb

T = TypeVar("T")


class GateState(StrEnum):
    """What the gate waits for."""

    OPEN = "open"
    HELD = "held"  # a refusal is shown
    DECIDE = "decide"  # cleared, and scans were kept meanwhile: read them or not


class Admission(StrEnum):
    """What to do with a scan."""

    ACT = "act"
    KEPT = "kept"
    BARRED = "barred"  # a press that came while only CLEAR, or an answer, does anything
    CLEARED = "cleared"
    READ_KEPT = "read-kept"  # take them with `take_kept`
    DISCARDED = "discarded"


@dataclass(frozen=True, slots=True)
class Unresolved(Generic[T]):
    """A scan of a batch that was refused and waits for a person."""

    scan: T
    reason: str


class Gate(Generic[T]):
    """The hold of one station. `T` is whatever the owner keeps with a label."""

    def __init__(self) -> None:
        self.state = GateState.OPEN
        self.kept: deque[T] = deque()
        self.unresolved: list[Unresolved[T]] = []

    def admit(self, label: Label, scan: T, *, pressed: bool = False) -> Admission:
        """Say whether this scan is acted on; no command but CLEAR passes a hold.

        Args:
            label: What it says.
            scan: What is kept of it.
            pressed: It is a button or a key of the window, which is never kept.
        """
        verb = label.command.verb if label.command else None
        if self.state is GateState.HELD:
            if verb is Verb.CLEAR:
                return self.clear()
            return self._hold(scan, pressed=pressed)
        if self.state is GateState.DECIDE:
            if verb is Verb.YES:
                return self.read_kept()
            if verb in {Verb.NO, Verb.CLEAR}:
                return self.discard_kept()
            return self._hold(scan, pressed=pressed)
        return Admission.ACT

    def _hold(self, scan: T, *, pressed: bool) -> Admission:
        if pressed:
            return Admission.BARRED
        self.kept.append(scan)
        return Admission.KEPT

    def refuse(self, scan: T, reason: str, *, batch: bool) -> None:
        """A scan that was acted on was refused."""
        if batch:
            self.unresolved.append(Unresolved(scan, reason))
        else:
            self.state = GateState.HELD

    def clear(self) -> Admission:
        """A person has seen the refusal."""
        if self.state is GateState.OPEN:
            return Admission.ACT
        self.state = GateState.DECIDE if self.kept else GateState.OPEN
        return Admission.CLEARED

    def read_kept(self) -> Admission:
        """The kept scans are to be read one by one; `take_kept` gives them."""
        self.state = GateState.OPEN
        return Admission.READ_KEPT

    def discard_kept(self) -> Admission:
        """The kept scans are not to be read; `take_kept` gives them, for the record."""
        self.state = GateState.OPEN
        return Admission.DISCARDED

    def take_kept(self) -> list[T]:
        """The kept scans in their order; they are the caller's now."""
        kept = list(self.kept)
        self.kept.clear()
        return kept

    def resolve(self, unresolved: Unresolved[T]) -> None:
        """An unresolved scan was dealt with."""
        self.unresolved.remove(unresolved)
