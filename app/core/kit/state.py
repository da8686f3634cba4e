"""The state a draft's events add up to, with the indices that keep each scan O(1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from app.core.facts import KitFacts, LotStock, Part
from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.open_lines import OpenLines
from app.core.flow.state import FlowState
from app.core.flow.steps import Step
from app.core.kit.index import KitIndex
from app.core.kit.plan import KitPlan, NoPlanError, PlanLine, Terms, make_plan
from app.core.settings import ScannerRole

ASSEMBLY = ""  # the owner of the assembly's own serial numbers


class LineState(StrEnum):
    """What a line of the kit wants next."""

    COMPLETE = "complete"
    FROM_STOCK = "from-stock"  # nothing to scan: the ERP takes it from its one place
    SCAN_LOT = "scan-lot"
    SCAN_LOCATION = "scan-location"
    SCAN_SERIALS = "scan-serials"
    SHORT = "short"


@dataclass(slots=True)
class LineEntry:
    """What a person scanned for one line."""

    lot: str = ""
    location: str = ""
    confirmed: bool = False
    reason: str = ""


@dataclass(slots=True)
class KitState(FlowState):
    """Header, lines and serial numbers of one draft. Changed only through `apply`.

    `today` is EFFECTIVE_DATE's default; serial numbers are a component's or, of the owner
    `ASSEMBLY`, the assembly's.

    Attributes:
        rest: What a split left for the next kit: "quantity" and "serials" in list notation.
    """

    entries: dict[str, LineEntry] = field(default_factory=dict)
    rest: dict[str, str] = field(default_factory=dict)
    facts: KitFacts | None = None
    _plan: KitPlan | None = None
    _fault: NoPlanError | None = None
    _index: KitIndex = field(default_factory=KitIndex)
    _open: OpenLines = field(default_factory=OpenLines)
    _counted_anew: bool = False  # the plan is for fewer serial numbers than there are now

    @property
    def subject(self) -> str:
        """The assembly's part number."""
        return self.text(HeaderField.ASSEMBLY)

    @property
    def plan(self) -> KitPlan | None:
        """What the kit takes, if the facts allow a plan."""
        self._catch_up()
        return self._plan

    @property
    def fault(self) -> NoPlanError | None:
        """Why there is no plan."""
        self._catch_up()
        return self._fault

    @property
    def index(self) -> KitIndex:
        """What a scanned name can mean in the plan."""
        self._catch_up()
        return self._index

    # What doesn't depend on how many are made is told without planning anew.

    @property
    def assembly(self) -> Part | None:
        """The part that is made, once there is a plan."""
        return self._plan.assembly if self._plan else None

    @property
    def names(self) -> KitIndex:
        """The index of the last plan that was looked at; names mean the same in each."""
        return self._index

    @property
    def progress(self) -> tuple[int, int]:
        """How many lines want no scan, of how many; as of the last plan that was looked at."""
        total = len(self._plan.lines) if self._plan else 0
        return total - len(self._open), total

    @property
    def quantity(self) -> Decimal:
        """How many assemblies are completed: as said, else as many as have serial numbers."""
        said = self.text(HeaderField.QUANTITY)
        return Decimal(said) if said else Decimal(max(1, len(self.owned(ASSEMBLY))))

    @property
    def terms(self) -> Terms:
        """What the plan is made for."""
        effective = self.day(HeaderField.EFFECTIVE_DATE) or self.day(HeaderField.ACTION_DATE)
        return Terms(
            quantity=self.quantity,
            effective=effective or self.today,
            include_scrap=self.text(HeaderField.INCLUDE_SCRAP) == "Y",
            kit_stores=self.text(HeaderField.KIT_STORES),
        )

    @property
    def lines(self) -> tuple[PlanLine, ...]:
        """The plan's lines in walk order; none without a plan."""
        plan = self.plan
        return plan.lines if plan else ()

    def entry(self, component_id: str) -> LineEntry:
        """What was scanned for a component."""
        return self.entries.get(component_id) or LineEntry()

    def lot_rows(self, component_id: str, lot_id: str) -> list[LotStock]:
        """All records of a component's lot."""
        lots = self.facts.lots.get(component_id, ()) if self.facts else ()
        return [lot for lot in lots if lot.lot_id == lot_id]

    def line_state(self, line: PlanLine) -> LineState:
        """What the line wants next."""
        entry = self.entry(line.component_id)
        if line.short and not entry.lot:
            return LineState.SHORT
        if line.lot_controlled and not entry.lot:
            return LineState.SCAN_LOT
        if not line.lot_controlled and not entry.location and line.suggestion is None:
            return LineState.SCAN_LOCATION
        if line.serial_controlled and len(self.owned(line.component_id)) < line.needed:
            return LineState.SCAN_SERIALS
        if line.lot_controlled or line.serial_controlled or entry.confirmed or entry.location:
            return LineState.COMPLETE
        return LineState.FROM_STOCK

    @property
    def open_count(self) -> int:
        """How many lines still want a scan."""
        self._catch_up()
        return len(self._open)

    def open_lines(self) -> Iterator[PlanLine]:
        """The lines that still want a scan, in walk order."""
        lines = self.lines
        return (lines[position] for position in self._open)

    @property
    def first_pressing(self) -> PlanLine | None:
        """The first line that wants a scan and can't be left to the ERP."""
        lines, position = self.lines, self._open.first_pressing
        return None if position is None else lines[position]

    def position(self, name: str) -> int | None:
        """Where a component's line stands in walk order."""
        return self.index.position(name)

    def wants_scan(self, name: str) -> bool:
        """Whether the component's line still wants a scan."""
        line = self.index.line(name)
        return line is not None and self.is_open(line)

    def asked_after(self, name: str) -> str:
        """The next open one in walk order."""
        line = self.next_open(name)
        return line.component_id if line else ""

    def part_on(self, name: str) -> str:
        """A line is named by its component."""
        return name if self.has_line(name) else ""

    def part_of(self, owner: str) -> str:
        """A component is its own part; the other serial numbers are the assembly's."""
        return owner or self.subject

    def turns_away(self, role: ScannerRole) -> bool:
        """One for components names no finished assembly, one for serials no component."""
        if role is ScannerRole.COMPONENTS:
            return self.step is Step.SUBJECT and self.assembly is not None
        return role is ScannerRole.SERIALS and self.step is Step.LINES

    def next_open(self, after: str = "") -> PlanLine | None:
        """The next line that wants a scan, in walk order from `after`, round the end."""
        position = self._open.after(self.index.position(after))
        return None if position is None else self.lines[position]

    def is_open(self, line: PlanLine) -> bool:
        """Whether the line still wants a scan. A short line waits for stock, not for a scan."""
        return self.line_state(line) in {
            LineState.SCAN_LOT,
            LineState.SCAN_LOCATION,
            LineState.SCAN_SERIALS,
        }

    @property
    def asked(self) -> PlanLine | None:
        """The line the prompt asks for: the chosen one, else the next open one."""
        return self.index.line(self.current) or self.next_open()

    # Changing

    def know(self, facts: KitFacts) -> None:
        """Take in facts of the header's assembly; plans anew."""
        self.facts = facts
        self._make_plan()

    def _set(self, change: Change) -> None:
        match change.slot:
            case Slot.LOT:
                self._entry(change.owner).lot = change.new
            case Slot.LOCATION:
                self._entry(change.owner).location = change.new
            case Slot.CONFIRMED:
                self._entry(change.owner).confirmed = change.new == "1"
            case Slot.REASON:
                self._entry(change.owner).reason = change.new
            case _:
                self.rest[change.owner] = change.new

    def _changed(self, changes: Iterable[Change]) -> None:
        plan_again = False
        for change in changes:
            if change.slot is Slot.HEADER:
                name = HeaderField(change.owner)
                if name is HeaderField.ASSEMBLY and self.facts:
                    self.facts = self.facts if self.facts.assembly_id == change.new else None
                plan_again |= name in _PLAN_FIELDS
            elif change.owner:
                self._refresh(change.owner)
            elif change.slot is Slot.SERIALS:
                # Without a quantity of their own the assembly's serial numbers are counted.
                self._counted_anew |= not self.text(HeaderField.QUANTITY)
        if plan_again:
            self._make_plan()

    def _entry(self, component_id: str) -> LineEntry:
        return self.entries.setdefault(component_id, LineEntry())

    def _refresh(self, component_id: str) -> None:
        position = self.index.position(component_id)
        if position is not None:
            self._note(position, self.lines[position])

    def _note(self, position: int, line: PlanLine) -> None:
        left_to_erp = line.suggestion is not None and self.line_state(line) is LineState.SCAN_LOT
        self._open.put(position, wanted=self.is_open(line), pressing=not left_to_erp)

    def _catch_up(self) -> None:
        """Plan for the serial numbers counted since: when it is asked for, not at each of them."""
        if self._counted_anew:
            self._make_plan()

    def _make_plan(self) -> None:
        self._counted_anew = False
        self._plan, self._fault = None, None
        if self.facts is not None and self.facts.assembly_id == self.text(HeaderField.ASSEMBLY):
            try:
                self._plan = make_plan(self.facts, self.terms)
            except NoPlanError as fault:
                self._fault = fault
        self._index = KitIndex(self.facts, self._plan)
        self._open = OpenLines()
        for position, line in enumerate(self.lines):
            self._note(position, line)


_PLAN_FIELDS = {
    HeaderField.ASSEMBLY,
    HeaderField.QUANTITY,
    HeaderField.ACTION_DATE,
    HeaderField.EFFECTIVE_DATE,
    HeaderField.INCLUDE_SCRAP,
    HeaderField.KIT_STORES,
}
