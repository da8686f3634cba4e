"""What a draft's events add up to in every flow: header, serial numbers, page and line."""

from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.steps import Step
from app.core.serials import expand
from app.core.settings import ScannerRole


class SerialCheck(StrEnum):
    """What the ERP said of a serial number."""

    CHECKING = "checking"
    GOOD = "good"
    UNCHECKED = "unchecked"  # offline when it was scanned


@dataclass(slots=True)
class FlowState:
    """Header, serial numbers and place of one draft. Changed only through `apply`.

    A line is named by a text that stays the same: the component of a kit, the line number of an
    order.

    Attributes:
        today: The ERP's calendar day, as the draft was last told.
        header: Canonical texts; a missing field is empty.
        serials: By owner, in scan order: the serial numbers and what the ERP said of them.
        current: The line that is asked for, or empty.
        checking: How many serial numbers the ERP is being asked about.
    """

    today: date
    header: dict[HeaderField, str] = field(default_factory=dict)
    serials: dict[str, dict[str, SerialCheck]] = field(default_factory=dict)
    current: str = ""
    step: Step = Step.SUBJECT
    checking: int = 0

    # What each flow says of itself

    @property
    @abstractmethod
    def subject(self) -> str:
        """What the draft is about, or empty as long as nobody said."""

    @property
    @abstractmethod
    def quantity(self) -> Decimal | None:
        """How many the draft is for; None where only its lines have a quantity."""

    @property
    @abstractmethod
    def progress(self) -> tuple[int, int]:
        """How many lines want no scan, of how many."""

    @property
    @abstractmethod
    def open_count(self) -> int:
        """How many lines still want a scan."""

    @abstractmethod
    def position(self, name: str) -> int | None:
        """Where a line stands among the others; None where there is none of this name."""

    @abstractmethod
    def wants_scan(self, name: str) -> bool:
        """Whether the line still wants a scan."""

    @abstractmethod
    def asked_after(self, name: str) -> str:
        """The line that is asked for once this one wants no more scan; empty if none is."""

    @abstractmethod
    def part_on(self, name: str) -> str:
        """The part of a line; empty where there is no such line."""

    @abstractmethod
    def part_of(self, owner: str) -> str:
        """The part whose serial numbers an owner has."""

    @abstractmethod
    def turns_away(self, role: ScannerRole) -> bool:
        """Whether what a scanner of this role scans has no place on the open page."""

    @abstractmethod
    def _set(self, change: Change) -> None:
        """Carry out a change of the flow's own slots."""

    @abstractmethod
    def _changed(self, changes: Iterable[Change]) -> None:
        """Bring what is derived up to these changes, which are carried out."""

    # Reading

    def has_line(self, name: str) -> bool:
        """Whether there is a line of this name."""
        return self.position(name) is not None

    def text(self, name: HeaderField) -> str:
        """A header field's canonical text, or empty."""
        return self.header.get(name, "")

    def day(self, name: HeaderField) -> date | None:
        """A date field."""
        text = self.text(name)
        return date.fromisoformat(text) if text else None

    def owned(self, owner: str) -> dict[str, SerialCheck]:
        """The serial numbers of an owner."""
        return self.serials.get(owner, {})

    # Changing

    def apply(self, changes: Iterable[Change]) -> None:
        """Carry out an event's changes."""
        listed = tuple(changes)
        for change in listed:
            match change.slot:
                case Slot.HEADER:
                    self.header[HeaderField(change.owner)] = change.new
                case Slot.SERIALS:
                    self._exchange_serials(change)
                case Slot.CURRENT:
                    self.current = change.new
                case Slot.STEP:
                    self.step = Step(int(change.new))
                case _:
                    self._set(change)
        self._changed(listed)

    def settle(self, owner: str, serials: Iterable[str], check: SerialCheck) -> None:
        """Note what the ERP said; those that were taken back meanwhile are left alone."""
        book, begun = self.owned(owner), check is SerialCheck.CHECKING
        for serial in serials:
            before = book.get(serial)
            if before is not None:
                book[serial] = check
                self.checking += begun - (before is SerialCheck.CHECKING)

    def _exchange_serials(self, change: Change) -> None:
        book = self.serials.setdefault(change.owner, {})
        for serial in expand(change.old) if change.old else ():
            if book.pop(serial, None) is SerialCheck.CHECKING:
                self.checking -= 1
        if change.new:
            book.update(dict.fromkeys(expand(change.new), SerialCheck.UNCHECKED))


def unchecked_serials(state: FlowState) -> list[tuple[str, str]]:
    """(owner, serial) of serial numbers nobody could check."""
    return [
        (owner, serial)
        for owner, book in state.serials.items()
        for serial, check in book.items()
        if check is SerialCheck.UNCHECKED
    ]
