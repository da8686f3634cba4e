"""How each line stands: judged when it is looked at or when there is time, never all at once.

A paste of thousands of lines is judged portion by portion, so that no pause is felt.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from app.core.po_line.catalogue import LineField
from app.core.po_line.cells import YES
from app.core.po_line.checks import Subject, check
from app.core.po_line.effective import Effective, effective
from app.core.po_line.faults import Finding, LineFault, Weight
from app.core.po_line.parts import PartQuery, Parts
from app.core.po_line.sheet import Sheet, SheetLine
from app.core.po_line.three_way import in_conflict
from app.core.quantities import plain
from app.core.settings.buying import BuyingSettings

_AUTOMATIC = {LineField.ITEM_NUMBER, LineField.ITEM_TYPE}
"""What a new line has without anybody having said anything of it."""


class LineState(StrEnum):
    """How a line stands, the most pressing first."""

    CONFLICT = "conflict"
    INVALID = "invalid"
    NEW = "new"
    CHANGED = "changed"
    TO_CANCEL = "to-cancel"
    TO_DELETE = "to-delete"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"  # in the ERP already
    BLANK = "blank"  # a new line in which nothing stands


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a line stands, and why.

    Attributes:
        findings: What blocks first.
        effective: What would be sent; None for a line that nobody touched.
    """

    state: LineState
    findings: tuple[Finding, ...] = ()
    effective: Effective | None = None

    def of(self, field: LineField) -> Finding | None:
        """The most pressing thing to say of a cell."""
        return next((one for one in self.findings if one.field is field), None)

    @property
    def wants_reason(self) -> bool:
        """Whether something is unusual enough that a person must say why."""
        return any(one.weight is Weight.WANTS_REASON for one in self.findings)


_UNTOUCHED = Verdict(LineState.UNCHANGED)
_UNTOUCHED_CANCELLED = Verdict(LineState.CANCELLED)
_BLANK = Verdict(LineState.BLANK)


class Verdicts:
    """The verdicts on all touched lines of a sheet, kept until something makes them others."""

    def __init__(self, sheet: Sheet, parts: Parts, rules: BuyingSettings) -> None:
        self._sheet, self._parts, self._rules = sheet, parts, rules
        self._known: dict[str, Verdict] = {}
        self._pending: dict[str, None] = {}
        self._counts: Counter[LineState] = Counter()
        self._asking: dict[PartQuery, set[str]] = {}

    @property
    def pending(self) -> int:
        """How many lines are still to be judged."""
        return len(self._pending)

    @property
    def counts(self) -> Counter[LineState]:
        """How many touched lines stand how, as far as they are judged."""
        return +self._counts

    def touch(self, names: Iterable[str]) -> None:
        """These lines are others now."""
        for name in names:
            self._forget(name)
            line = self._sheet.line(name)
            if line is not None and line.is_touched:
                self._pending[name] = None

    def learned(self, query: PartQuery) -> set[str]:
        """The parts say something else of it; gives the lines that it is about."""
        names = set(self._asking.get(query, ()))
        self.touch(names)
        return names

    def of(self, name: str) -> Verdict:
        """How a line stands."""
        known = self._known.get(name)
        if known is not None:
            return known
        line = self._sheet.line(name)
        if line is None or not line.is_touched:
            cancelled = line and line.before and line.before.values.cancelled
            return _UNTOUCHED_CANCELLED if cancelled else _UNTOUCHED
        self._pending.pop(name, None)
        verdict = self._known[name] = self._judge(line)
        self._counts[verdict.state] += 1
        if verdict.effective and verdict.effective.query:
            self._asking.setdefault(verdict.effective.query, set()).add(name)
        return verdict

    def work(self, most: int) -> list[str]:
        """Judge so many lines of those that wait; gives their names."""
        names = list(islice(self._pending, most))
        for name in names:
            self.of(name)
        return names

    def wanted(self) -> list[PartQuery]:
        """The parts of judged lines that nobody has asked for yet."""
        return [
            query for query, names in self._asking.items() if names and not self._parts.asked(query)
        ]

    def _forget(self, name: str) -> None:
        self._pending.pop(name, None)
        verdict = self._known.pop(name, None)
        if verdict is None:
            return
        self._counts[verdict.state] -= 1
        if verdict.effective and verdict.effective.query:
            self._asking[verdict.effective.query].discard(name)

    def _judge(self, line: SheetLine) -> Verdict:
        if line.is_new and line.cells.keys() <= _AUTOMATIC:
            return _BLANK
        if in_conflict(line):
            return Verdict(LineState.CONFLICT)
        if line.doomed:
            return _judge_doomed(line)
        meant = effective(line, self._parts)
        subject = Subject(line.item_number, meant.values, line.before, meant.resolved)
        findings = (*meant.faults, *self._checked(subject, meant))
        return Verdict(_state(line, findings), findings, meant)

    def _checked(self, subject: Subject, meant: Effective) -> Iterable[Finding]:
        """What is to be said beside the cells that couldn't be read: of those nothing more."""
        unread = {one.field for one in meant.faults}
        found = check(subject, self._rules, self._sheet.numbers)
        return (one for one in found if one.field not in unread)


def _judge_doomed(line: SheetLine) -> Verdict:
    """The ERP refuses to delete a line of which something came."""
    received = line.before.received if line.before else None
    if not received:
        return Verdict(LineState.TO_DELETE)
    finding = Finding(LineFault.RECEIVED, LineField.QUANTITY, limit=plain(received))
    return Verdict(LineState.INVALID, (finding,))


def _state(line: SheetLine, findings: Iterable[Finding]) -> LineState:
    if any(one.weight is Weight.BLOCKS for one in findings):
        return LineState.INVALID
    if line.is_new:
        return LineState.NEW
    changed = line.changed_fields()
    if not changed:
        return LineState.UNCHANGED
    cancelled = line.cells.get(LineField.CANCELLED)
    if cancelled is not None and cancelled.text == YES and LineField.CANCELLED in changed:
        return LineState.TO_CANCEL
    return LineState.CHANGED
