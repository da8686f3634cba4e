"""What a person takes into the stores: where to go, what to take there and what to leave.

`source_of` is quick and reads the draft; `make_pick_list` does the work on what `source_of`
gave it, so that it may run in any thread.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from itertools import groupby

from app.core.facts import KitFacts, LotStatus, LotStock, Part
from app.core.flow.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.plan import KitPlan, Place, PlanLine, walk_order
from app.core.kit.shelves import BarredLot, Holding, barred_lots, holdings
from app.core.kit.state import LineEntry, LineState


class Choice(StrEnum):
    """Why this lot and place is on the list."""

    SCANNED = "scanned"  # a person chose it
    FIRST_TO_EXPIRE = "first-to-expire"
    SUGGESTED = "suggested"  # the first that holds all, by lot or walk order
    NONE = "none"  # no single place is known to hold all


@dataclass(frozen=True, slots=True)
class PickHeading:
    """What the list says of itself.

    Attributes:
        reference: Ours, `KB........`.
        own_reference: The operator's: traveller or work order.
        batch: The ERP's batch number, empty before its first kit is posted.
        printed_at: Aware.
        training: The list is of the training ERP and must say so.
    """

    reference: str
    own_reference: str
    batch: str
    station: str
    operator: str
    printed_at: datetime
    training: bool = False


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a person scanned for one line so far.

    Attributes:
        place: Where the scanned lot or location lies; None if neither was scanned.
        serials: How many serial numbers.
        complete: Nothing more is to be picked.
    """

    place: Place | None
    serials: int
    complete: bool


@dataclass(frozen=True, slots=True)
class PickSource:
    """A draft at one moment; `scanned` holds only lines that were touched, by component."""

    plan: KitPlan
    facts: KitFacts
    to_stores: str
    to_location: str
    scanned: Mapping[str, Scanned]


@dataclass(frozen=True, slots=True)
class PickLine:
    """One component to fetch.

    Attributes:
        needed: Like all quantities here in `unit`.
        location: Where to walk to in `stores`; empty where none is known.
        lot: The lot to take; empty where the component has none or no lot holds all.
        on_hand: At that place, of that lot; without such a place, in the whole stores. None
            where the ERP doesn't say.
        in_stores: Usable in the whole stores.
        short: How much the stores lack.
        serials: How many serial numbers must be scanned; 0 without serial control.
        leave: Lots that lie at the same place and must not be taken.
    """

    component_id: str
    description: str
    unit: str
    needed: Decimal
    stores: str
    location: str
    lot_controlled: bool
    lot: str
    expires: date | None
    choice: Choice
    on_hand: Decimal | None
    in_stores: Decimal | None
    short: Decimal
    serials: int
    serials_scanned: int
    complete: bool
    leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """One place on the walk and all that is taken there."""

    stores: str
    location: str
    lines: tuple[PickLine, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A component that this kit can't be completed with as it lies.

    Attributes:
        on_hand: Usable in the kit's stores.
        short: How much they lack; zero where they hold enough, but in no single lot and place
            (one component is issued from one, contracts.md A5).
        holdings: Who holds some, the kit's stores first.
    """

    component_id: str
    description: str
    unit: str
    needed: Decimal
    stores: str
    on_hand: Decimal | None
    short: Decimal
    lot_controlled: bool
    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class PickList:
    """The whole list; its stops in walk order.

    Attributes:
        effective: The day by which lots are expired or not (operators.md 56).
        read_at: When the ERP was asked for stock; aware, UTC.
        barred: What must stay on the shelves, in walk order.
    """

    heading: PickHeading
    assembly: Part
    quantity: Decimal
    effective: date
    to_stores: str
    to_location: str
    read_at: datetime
    stops: tuple[Stop, ...]
    shortages: tuple[Shortage, ...]
    barred: tuple[BarredLot, ...]

    @property
    def lines(self) -> Iterator[PickLine]:
        """All lines, in walk order."""
        return (line for stop in self.stops for line in stop.lines)


def source_of(draft: KitDraft) -> PickSource | None:
    """What a list of this draft is made of; None without a plan.

    In the draft's own thread. Only lines that were scanned cost time.
    """
    state = draft.state
    if state.plan is None or state.facts is None:
        return None
    touched = (state.index.line(owner) for owner in {**state.entries, **state.serials})
    return PickSource(
        plan=state.plan,
        facts=state.facts,
        to_stores=state.text(HeaderField.TO_STORES),
        to_location=state.text(HeaderField.TO_LOCATION),
        scanned={line.component_id: _scanned(draft, line) for line in touched if line},
    )


def make_pick_list(source: PickSource, heading: PickHeading) -> PickList:
    """The list of a draft. Any thread."""
    plan = source.plan
    effective = plan.terms.effective
    lines: list[PickLine] = []
    shortages: list[Shortage] = []
    barred: list[BarredLot] = []
    for planned in plan.lines:
        scanned = source.scanned.get(planned.component_id, _UNTOUCHED)
        place = scanned.place or planned.suggestion
        allowed = scanned.place.lot.lot_id if scanned.place and scanned.place.lot else ""
        left = tuple(barred_lots(planned, effective, allowed))
        lines.append(_line(planned, scanned, left))
        barred.extend(left)
        if planned.short or place is None:
            shortages.append(_shortage(planned, holdings(source.facts, planned, effective)))
    lines.sort(key=lambda line: (walk_order(line.location), line.stores, line.component_id))
    barred.sort(key=lambda lot: (walk_order(lot.location), lot.stores, lot.component_id, lot.lot))
    places = groupby(lines, key=lambda line: (line.stores, line.location))
    return PickList(
        heading=heading,
        assembly=plan.assembly,
        quantity=plan.terms.quantity,
        effective=effective,
        to_stores=source.to_stores,
        to_location=source.to_location,
        read_at=plan.read_at,
        stops=tuple(Stop(stores, location, tuple(at)) for (stores, location), at in places),
        shortages=tuple(shortages),
        barred=tuple(barred),
    )


_UNTOUCHED = Scanned(None, 0, complete=False)


def _scanned(draft: KitDraft, line: PlanLine) -> Scanned:
    state = draft.state
    return Scanned(
        place=_scanned_place(draft, line),
        serials=len(state.owned(line.component_id)),
        complete=state.line_state(line) is LineState.COMPLETE,
    )


def _scanned_place(draft: KitDraft, line: PlanLine) -> Place | None:
    """Where the scanned lot lies, else the scanned location. A scan beats a suggestion, always."""
    entry = draft.state.entry(line.component_id)
    if entry.lot:
        known = line.place_of(entry.lot, entry.location)
        return known or _looked_up(draft, line, entry)
    if line.lot_controlled or not entry.location:
        return None
    at = (place for place in line.places if place.location == entry.location)
    return next(at, Place(entry.location, None))


def _looked_up(draft: KitDraft, line: PlanLine, entry: LineEntry) -> Place:
    """A lot that the plan's facts don't hold: as much as its look-up said, if it is at hand."""
    found = draft.around.found.get(entry.lot)
    for lot in found.lots if found else ():
        mine = lot.part_id == line.component_id and lot.stores == line.stores
        if mine and entry.location in {"", lot.location}:
            return Place(lot.location, lot.on_hand, lot)
    unknown = LotStock(
        line.component_id, entry.lot, LotStatus.ACTIVE, None, line.stores, entry.location, None
    )
    return Place(entry.location, None, unknown)


def _line(line: PlanLine, scanned: Scanned, left: tuple[BarredLot, ...]) -> PickLine:
    place = scanned.place or line.suggestion
    lot = place.lot if place else None
    location = place.location if place else line.location
    return PickLine(
        component_id=line.component_id,
        description=line.description,
        unit=line.unit,
        needed=line.needed,
        stores=line.stores,
        location=location,
        lot_controlled=line.lot_controlled,
        lot=lot.lot_id if lot else "",
        expires=lot.expires if lot else None,
        choice=_choice(line, scanned),
        on_hand=place.on_hand if place else line.on_hand,
        in_stores=line.on_hand,
        short=line.short,
        serials=int(line.needed) if line.serial_controlled else 0,
        serials_scanned=scanned.serials,
        complete=scanned.complete,
        leave=tuple(lot.lot for lot in left if lot.location == location),
    )


def _choice(line: PlanLine, scanned: Scanned) -> Choice:
    if scanned.place is not None:
        return Choice.SCANNED
    if line.suggestion is None:
        return Choice.NONE
    lot = line.suggestion.lot
    return Choice.FIRST_TO_EXPIRE if lot and lot.expires else Choice.SUGGESTED


def _shortage(line: PlanLine, held: tuple[Holding, ...]) -> Shortage:
    return Shortage(
        component_id=line.component_id,
        description=line.description,
        unit=line.unit,
        needed=line.needed,
        stores=line.stores,
        on_hand=line.on_hand,
        short=line.short,
        lot_controlled=line.lot_controlled,
        holdings=held,
    )
