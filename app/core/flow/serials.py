"""Serial numbers as they are scanned: lists of them, ranges, and what forbids one everywhere."""

from collections.abc import Callable, Container, Sequence

from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.state import FlowState
from app.core.flow.surroundings import Surroundings
from app.core.labels import Field, Label
from app.core.serials import SerialError, all_well_formed, check_serial, expand


def listed(text: str) -> tuple[str, ...]:
    """A text as the serial numbers it lists: `GC1,GC4:GC6` are four, anything else is one."""
    if "," not in text and ":" not in text:
        return (text,)
    try:
        return expand(text) or (text,)
    except SerialError:
        return (text,)


def judge_list(
    serials: Sequence[str],
    part_id: str,
    book: Container[str],
    is_part: Callable[[str], bool],
    around: Surroundings,
) -> Refused | None:
    """Why not all of these can be serial numbers of a part: none twice, none that waits.

    Compared whole, always (operators.md 33).

    Args:
        serials: In the order of the scan.
        part_id: Whose they are.
        book: Those that are there already.
        is_part: Whether a text is a part of the draft and no serial number.
        around: Where they may be waiting.
    """
    waiting = around.waiting(part_id)
    if _all_good(serials, part_id, book, is_part, waiting):
        return None
    seen: set[str] = set()
    for serial in serials:
        reason = _reason(serial)
        if reason is None and (serial == part_id or is_part(serial)):
            reason = Refusal.SERIAL_IS_A_PART
        elif reason is None and (serial in book or serial in seen):
            reason = Refusal.SERIAL_TWICE
        elif reason is None and serial in waiting:
            reason = Refusal.SERIAL_WAITING
        if reason is not None:
            return Refused(reason, Facts(text=serial, part=part_id, other=waiting.get(serial, "")))
        seen.add(serial)
    return None


def _all_good(
    serials: Sequence[str],
    part_id: str,
    book: Container[str],
    is_part: Callable[[str], bool],
    waiting: Container[str],
) -> bool:
    """The same, all at once: of a box of ten thousand each would take too long by itself."""
    return (
        all_well_formed(serials)
        and len(frozenset(serials)) == len(serials)
        and part_id not in serials
        and not any(map(book.__contains__, serials))
        and not any(map(waiting.__contains__, serials))
        and not any(map(is_part, serials))
    )


def _reason(serial: str) -> Refusal | None:
    try:
        check_serial(serial)
    except SerialError:
        return Refusal.SERIAL_MALFORMED
    return None


def waiting_serials(state: FlowState, around: Surroundings) -> dict[str, dict[str, str]]:
    """By owner the serial numbers that an unsettled posting holds by now, and its reference."""
    found: dict[str, dict[str, str]] = {}
    for owner, book in state.serials.items():
        held = around.waiting(state.part_of(owner))
        shared = book.keys() & held.keys()
        if shared:
            found[owner] = {serial: held[serial] for serial in book if serial in shared}
    return found


def judge_checks(state: FlowState, around: Surroundings) -> Refused | None:
    """Why the serial numbers keep the draft from being posted, or None."""
    if state.checking:
        return Refused(Refusal.CHECKS_IN_FLIGHT)
    for owner, held in waiting_serials(state, around).items():
        (serial, reference), *_ = held.items()
        facts = Facts(text=serial, part=state.part_of(owner), other=reference)
        return Refused(Refusal.SERIAL_WAITING, facts)
    return None


class RangeEntry:
    """`KB:RANGE`: the next two scans are the first and the last serial number."""

    def __init__(self) -> None:
        self._ends: list[str] | None = None

    @property
    def open(self) -> bool:
        """Whether a scan would be an end of it."""
        return self._ends is not None

    @property
    def awaited(self) -> News | None:
        """Which end is waited for."""
        if self._ends is None:
            return None
        return News.RANGE_LAST if self._ends else News.RANGE_FIRST

    def begin(self) -> None:
        """Wait for the first."""
        self._ends = []

    def close(self) -> None:
        """Wait for none."""
        self._ends = None

    def end(self, text: str) -> tuple[str, str] | None:
        """Take an end: both of them once the last came, and then none is waited for."""
        if not self._ends:
            self._ends = [text]
            return None
        first, self._ends = self._ends[0], None
        return first, text

    def wait_for_last(self, first: str) -> None:
        """The last end is to be offered again."""
        self._ends = [first]


def range_text(label: Label) -> str | None:
    """The end of a range that a label is, or None: it says so on a guess only."""
    if label.is_guessed(Field.SERIAL):
        return None
    return label.serials[0] if label.serials else label.plain
