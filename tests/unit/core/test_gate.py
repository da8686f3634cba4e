"""No scan vanishes at the gate, and none overtakes another (design.md 3, operators.md 9, 49)."""

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.core.gate import Admission, Gate, GateState, Unresolved
from app.core.labels import read

CLEAR, YES, NO = read("KB:CLEAR"), read("KB:YES"), read("KB:NO")
PLAIN = read("GC00004057")


@pytest.fixture
def gate() -> Gate[str]:
    return Gate()


@pytest.fixture
def held(gate: Gate[str]) -> Gate[str]:
    gate.refuse("bad", "expired", batch=False)
    return gate


def test_an_open_gate_lets_every_label_act(gate: Gate[str]) -> None:
    for label in (PLAIN, CLEAR, YES, NO, read("KB:POST")):
        assert gate.admit(label, "scan") is Admission.ACT


@pytest.mark.parametrize("verb", ["POST", "NEXT", "UNDO", "YES", "NO", "1", "HOLD", "QTY=3"])
def test_no_command_but_clear_passes_a_hold(held: Gate[str], verb: str) -> None:
    assert held.admit(read(f"KB:{verb}"), verb) is Admission.KEPT
    assert list(held.kept) == [verb]
    assert held.state is GateState.HELD


@pytest.mark.parametrize("verb", ["POST", "NEXT", "UNDO", "YES", "NO", "1", "HOLD", "QTY=3"])
def test_what_is_pressed_during_a_hold_is_not_kept(held: Gate[str], verb: str) -> None:
    assert held.admit(read(f"KB:{verb}"), verb, pressed=True) is Admission.BARRED
    assert held.admit(CLEAR, "clear", pressed=True) is Admission.CLEARED
    assert held.state is GateState.OPEN


def test_of_what_is_pressed_during_the_question_only_answers_count(held: Gate[str]) -> None:
    held.admit(PLAIN, "a")
    held.admit(CLEAR, "clear", pressed=True)

    assert held.admit(read("KB:NEXT"), "next", pressed=True) is Admission.BARRED
    assert held.admit(YES, "yes", pressed=True) is Admission.READ_KEPT
    assert held.take_kept() == ["a"]


def test_clear_opens_where_nothing_was_kept(held: Gate[str]) -> None:
    assert held.admit(CLEAR, "clear") is Admission.CLEARED
    assert held.state is GateState.OPEN


def test_clear_asks_where_scans_were_kept(held: Gate[str]) -> None:
    held.admit(PLAIN, "a")
    held.admit(PLAIN, "b")

    assert held.admit(CLEAR, "clear") is Admission.CLEARED
    assert held.state is GateState.DECIDE
    assert list(held.kept) == ["a", "b"]


def test_a_scan_during_the_question_is_kept_behind_the_others(held: Gate[str]) -> None:
    held.admit(PLAIN, "a")
    held.admit(CLEAR, "clear")

    assert held.admit(PLAIN, "b") is Admission.KEPT
    assert held.admit(YES, "yes") is Admission.READ_KEPT
    assert held.take_kept() == ["a", "b"]
    assert held.take_kept() == []


@pytest.mark.parametrize("answer", [NO, CLEAR])
def test_no_discards_what_was_kept(held: Gate[str], answer: object) -> None:
    held.admit(PLAIN, "a")
    held.admit(CLEAR, "clear")

    assert held.admit(answer, "no") is Admission.DISCARDED  # type: ignore[arg-type]  # parametrized
    assert held.state is GateState.OPEN
    assert held.take_kept() == ["a"]


def test_a_batch_scanner_is_never_held(gate: Gate[str]) -> None:
    gate.refuse("a", "not-known", batch=True)
    gate.refuse("b", "expired", batch=True)

    assert gate.state is GateState.OPEN
    assert gate.unresolved == [Unresolved("a", "not-known"), Unresolved("b", "expired")]
    assert gate.admit(PLAIN, "c") is Admission.ACT

    gate.resolve(gate.unresolved[0])
    assert gate.unresolved == [Unresolved("b", "expired")]


class Fate(Enum):
    """What the owner of the gate does with a scan it may act on."""

    ACTED = auto()
    REFUSED = auto()
    LISTED = auto()


@dataclass(frozen=True)
class Scan:
    number: int
    fate: Fate


class Station(RuleBasedStateMachine):
    """An owner that keeps the gate's rules, and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.gate: Gate[Scan] = Gate()
        self.queue: deque[Scan] = deque()
        self.offered = 0
        self.acted: list[Scan] = []
        self.refused: list[Scan] = []
        self.discarded: list[Scan] = []
        self.resolved: list[Scan] = []

    @rule(fates=st.lists(st.sampled_from(Fate), min_size=1, max_size=6))
    def scan(self, fates: list[Fate]) -> None:
        for fate in fates:
            self.offered += 1
            self.queue.append(Scan(self.offered, fate))
        self._drain()

    @rule()
    def clear(self) -> None:
        self._command("KB:CLEAR")

    @rule()
    def yes(self) -> None:
        self._command("KB:YES")

    @rule()
    def no(self) -> None:
        self._command("KB:NO")

    @rule(text=st.sampled_from(["KB:NEXT", "KB:POST", "KB:UNDO"]))
    def press(self, text: str) -> None:
        """Acted on at once or never: it is no scan, and none is counted."""
        state, kept = self.gate.state, list(self.gate.kept)
        admitted = self.gate.admit(read(text), Scan(0, Fate.ACTED), pressed=True)
        assert (admitted is Admission.ACT) == (state is GateState.OPEN)
        assert (self.gate.state, list(self.gate.kept)) == (state, kept)

    @precondition(lambda self: self.gate.unresolved)
    @rule(place=st.integers(min_value=0, max_value=99))
    def resolve(self, place: int) -> None:
        unresolved = self.gate.unresolved[place % len(self.gate.unresolved)]
        self.gate.resolve(unresolved)
        self.resolved.append(unresolved.scan)

    def _command(self, text: str) -> None:
        """A command is an answer here only where the gate waits for one."""
        if self.gate.state is GateState.OPEN:
            return
        if self.gate.state is GateState.HELD and text != "KB:CLEAR":
            return
        admitted = self.gate.admit(read(text), Scan(0, Fate.ACTED))
        assert admitted is not Admission.KEPT
        if admitted is Admission.DISCARDED:
            self.discarded += self.gate.take_kept()
        elif admitted is Admission.READ_KEPT:
            self.queue.extendleft(reversed(self.gate.take_kept()))
            self._drain()

    def _drain(self) -> None:
        while self.queue:
            scan = self.queue.popleft()
            if self.gate.admit(PLAIN, scan) is not Admission.ACT:
                continue
            if scan.fate is Fate.ACTED:
                self.acted.append(scan)
            else:
                self.gate.refuse(scan, "no", batch=scan.fate is Fate.LISTED)
                if scan.fate is Fate.REFUSED:
                    self.refused.append(scan)

    @invariant()
    def none_vanishes(self) -> None:
        listed = [one.scan for one in self.gate.unresolved]
        kept = list(self.gate.kept)
        fates = [*self.acted, *self.refused, *self.discarded, *self.resolved, *listed, *kept]
        assert sorted(scan.number for scan in fates) == list(range(1, self.offered + 1))

    @invariant()
    def order_is_kept(self) -> None:
        for fate in (self.acted, self.refused, list(self.gate.kept)):
            numbers = [scan.number for scan in fate]
            assert numbers == sorted(numbers)

    @invariant()
    def nothing_is_kept_while_open(self) -> None:
        assert self.gate.state is not GateState.OPEN or not self.gate.kept


TestStation = Station.TestCase
