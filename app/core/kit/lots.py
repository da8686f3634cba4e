"""The lot that a label names for a line of the kit: where it lies, and what forbids it (E2.5)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from app.core.facts import LotStatus, LotStock
from app.core.flow.judging import Judged
from app.core.flow.outcomes import Facts, LookUp, LookUpKind, Refused
from app.core.flow.refusals import Refusal
from app.core.kit.plan import Place, PlanLine, is_expired, usable_lot
from app.core.kit.state import KitState
from app.core.kit.surroundings import KitSurroundings
from app.core.settings import Rule

ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a label says for one line of the kit.

    Attributes:
        expires: As printed; the earlier of this and the lot's own counts.
    """

    line: PlanLine
    lot: str = ""
    location: str = ""
    serials: tuple[str, ...] = ()
    expires: date | None = None


def lot_rows(state: KitState, reading: Reading, around: KitSurroundings) -> list[LotStock]:
    """Where the lot lies, as far as the facts or a look-up know."""
    line, lot_id = reading.line, reading.lot
    return state.lot_rows(line.component_id, lot_id) or [
        lot
        for lot in (around.found[lot_id].lots if lot_id in around.found else ())
        if lot.part_id == line.component_id
    ]


def judge_place(
    state: KitState, here: Sequence[LotStock], reading: Reading, facts: Facts, expired: Rule
) -> Place | Refused:
    """Where the lot is taken from, or the rule of contracts.md E2.5 that forbids it."""
    if not here:
        return Refused(Refusal.LOT_ELSEWHERE, facts)
    if here[0].status is not LotStatus.ACTIVE:
        held = here[0].status is LotStatus.HOLD
        return Refused(Refusal.LOT_ON_HOLD if held else Refusal.LOT_CLOSED, facts)
    if is_expired_here(state, here[0], reading) and expired is Rule.BLOCK:
        return Refused(Refusal.LOT_EXPIRED, facts)
    place = _place(here, reading.line, reading.location)
    if place is None:
        return not_at(reading.line, reading.location)
    return place


def expires_on(lot: LotStock, reading: Reading) -> date | None:
    """The earlier of what the ERP knows and what the label says: neither makes the other good."""
    known = (lot.expires, reading.expires)
    return min((day for day in known if day is not None), default=None)


def is_expired_here(state: KitState, lot: LotStock, reading: Reading) -> bool:
    """Whether the lot is expired on the day the kit takes effect (operators.md 56)."""
    return is_expired(replace(lot, expires=expires_on(lot, reading)), state.terms.effective)


def strange_lot(reading: Reading, around: KitSurroundings) -> Judged:
    """A lot the facts don't know: asked for once, then refused by what is known of it."""
    lot_id, component_id = reading.lot, reading.line.component_id
    facts = Facts(text=lot_id, part=component_id, lot=lot_id)
    if lot_id in around.unreachable:
        return Refused(Refusal.NOT_KNOWN_OFFLINE, facts)
    if lot_id not in around.found:
        return LookUp(LookUpKind.NAME, lot_id)
    owner = next((lot.part_id for lot in around.found[lot_id].lots), "")
    reason = Refusal.LOT_OF_OTHER_PART if owner else Refusal.NOT_KNOWN
    return Refused(reason, replace(facts, other=owner))


def _place(rows: Sequence[LotStock], line: PlanLine, location: str) -> Place | None:
    places = [
        Place(row.location, row.on_hand, row)
        for row in rows
        if not location or row.location == location
    ]
    fitting = (place for place in places if place.holds(line.needed))
    return next(fitting, places[0] if places else None)


def not_at(line: PlanLine, location: str) -> Refused:
    """The component doesn't lie at this location of its stores."""
    return Refused(
        Refusal.NOT_AT_LOCATION,
        Facts(
            text=location,
            part=line.component_id,
            location=location,
            stores=line.stores,
            alternatives=tuple(
                (place.location, place.on_hand) for place in line.places[:ALTERNATIVES]
            ),
        ),
    )


def alternatives_to(
    state: KitState, line: PlanLine, but: str
) -> tuple[tuple[str, Decimal | None], ...]:
    """The first lots that would do as well, and what is on hand of each."""
    effective = state.terms.effective
    usable = (
        (place.lot.lot_id, place.on_hand)
        for place in line.places
        if place.lot
        and place.lot.lot_id != but
        and usable_lot(place.lot, effective)
        and place.holds(line.needed)
    )
    return tuple(islice(usable, ALTERNATIVES))
