"""What a label does to one line of the kit: its part, lot, location and serial numbers."""

from dataclasses import replace

from app.core.flow.changes import Change, Slot
from app.core.flow.judging import Asked, Judged, Taken, ask_reason
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.kit.lots import (
    Reading,
    alternatives_to,
    expires_on,
    is_expired_here,
    judge_place,
    lot_rows,
    not_at,
    strange_lot,
)
from app.core.kit.plan import Place, PlanLine
from app.core.kit.split import how_many, split_changes
from app.core.kit.state import KitState, LineState
from app.core.kit.surroundings import KitSurroundings
from app.core.kit.taking import judge_component_serials
from app.core.settings import Rule


def take_label(state: KitState, reading: Reading, around: KitSurroundings) -> Judged:
    """Take a label that says several things. What its part doesn't have is left out, and said so.

    The serial number on a supplier's label is the supplier's own affair where the part has none.
    """
    line = reading.line
    if not reading.serials or line.serial_controlled:
        return take(state, reading, around)
    judged = take(state, replace(reading, serials=()), around)
    if not isinstance(judged, Taken) or judged.news is News.LOT_LEFT_OUT:
        return judged
    facts = replace(judged.facts, text=reading.serials[0], part=line.component_id)
    return replace(judged, news=News.SERIALS_LEFT_OUT, facts=facts)


def take(state: KitState, reading: Reading, around: KitSurroundings) -> Judged:
    """Take what a label says for a line, all of it or nothing."""
    line = reading.line
    entry = state.entry(line.component_id)
    if reading.serials:
        serials = judge_component_serials(state, line, reading.serials, around)
        if not isinstance(serials, Change):
            return serials
        changes = [serials]
    else:
        changes = []
    news = News.SERIALS if changes else News.PART
    left_out = bool(reading.lot) and not line.lot_controlled
    if reading.lot and line.lot_controlled:
        return _take_lot(state, reading, tuple(changes), around)
    if reading.location:
        if all(place.location != reading.location for place in line.places):
            return not_at(line, reading.location)
        if entry.location != reading.location:
            changes.append(_location(state, line, reading.location))
            news = News.LOCATION
    if not reading.serials and not reading.location and not _needs_more(state, line):
        if entry.confirmed or line.lot_controlled or line.serial_controlled:
            news = News.ALREADY
        else:
            changes.append(Change(Slot.CONFIRMED, line.component_id, "", "1"))
    elif not changes:
        news = News.LINE
    news = News.LOT_LEFT_OUT if left_out else news
    text = reading.serials[-1] if reading.serials else line.component_id
    facts = Facts(text=text, part=line.component_id, lot=reading.lot)
    return Taken(tuple(changes), news, facts, line.component_id)


def take_suggestion(state: KitState, line: PlanLine, around: KitSurroundings) -> Judged:
    """`KB:ALL`: the remaining quantity of the line, from where the plan suggests."""
    if line.suggestion is None:
        return Refused(Refusal.NOTHING_SUGGESTED, Facts(part=line.component_id))
    if state.line_state(line) is LineState.SCAN_SERIALS:
        missing = line.needed - len(state.owned(line.component_id))
        return Refused(Refusal.NOTHING_SUGGESTED, Facts(part=line.component_id, need=missing))
    lot = line.suggestion.lot.lot_id if line.suggestion.lot else ""
    return take(state, Reading(line, lot, line.suggestion.location), around)


def take_location(state: KitState, line: PlanLine, location: str) -> Judged:
    """A location for a line; of a lot-controlled one, the place where its lot is taken."""
    entry = state.entry(line.component_id)
    places = [place for place in line.places if place.location == location]
    if line.lot_controlled and entry.lot:
        places = [place for place in places if place.lot and place.lot.lot_id == entry.lot]
    if not places:
        return not_at(line, location)
    facts = Facts(
        text=location,
        part=line.component_id,
        location=location,
        have=places[0].on_hand,
        need=line.needed,
        unit=line.unit,
    )
    if line.lot_controlled and not entry.lot:
        # The person stands at the right shelf: the line is asked for, the lot still to be scanned.
        return Taken((), News.LINE, facts, line.component_id)
    if not places[0].holds(line.needed):
        return _offer_split(state, Reading(line, location=location), places[0], facts)
    if entry.location == location:
        return Taken((), News.ALREADY, facts, line.component_id)
    return Taken((_location(state, line, location),), News.LOCATION, facts, line.component_id)


def _take_lot(
    state: KitState, reading: Reading, more: tuple[Change, ...], around: KitSurroundings
) -> Judged:
    line, lot_id = reading.line, reading.lot
    rows = lot_rows(state, reading, around)
    if not rows:
        return strange_lot(reading, around)
    here = [row for row in rows if row.stores == line.stores]
    facts = Facts(
        text=lot_id,
        part=line.component_id,
        lot=lot_id,
        other=rows[0].stores,
        stores=line.stores,
        need=line.needed,
        unit=line.unit,
        day=expires_on(rows[0], reading),
        alternatives=alternatives_to(state, line, lot_id),
    )
    place = judge_place(state, here, reading, facts, around.rules.expired)
    if isinstance(place, Refused):
        return place
    if not place.holds(line.needed):
        return _offer_split(state, reading, place, replace(facts, have=place.on_hand))
    entry = state.entry(line.component_id)
    changes = [*more]
    if entry.lot != lot_id:
        changes.append(Change(Slot.LOT, line.component_id, entry.lot, lot_id))
    located = line.multi_location or reading.location or entry.location
    if located and entry.location != place.location:
        changes.append(_location(state, line, place.location))
    taken = Taken(tuple(changes), News.LOT if changes else News.ALREADY, facts, line.component_id)
    kept = Taken((), News.KEPT, facts, line.component_id)
    if is_expired_here(state, here[0], reading) and around.rules.expired is Rule.WARN:
        return ask_reason(
            QuestionKind.TAKE_EXPIRED, taken, line.component_id, entry.reason, around.rules.choices
        )
    if entry.lot and entry.lot != lot_id:
        question = Choose(QuestionKind.REPLACE_LOT, facts=replace(facts, other=entry.lot))
        return Asked(question, lambda choice: taken if choice else kept)
    return taken


def _offer_split(state: KitState, reading: Reading, place: Place, facts: Facts) -> Judged:
    """A place that holds too little: a smaller kit now and the rest next, or not at all."""
    count = how_many(state, reading.line, place)
    if count < 1 or state.rest:
        return Refused(Refusal.NOT_ENOUGH, facts)
    line, asked = reading.line, Choose(QuestionKind.SPLIT, facts=replace(facts, count=count))

    def answered(choice: int) -> Judged:
        if not choice:
            return Taken((), News.KEPT, facts, line.component_id)
        changes = split_changes(state, count)
        entry = state.entry(line.component_id)
        if reading.lot and entry.lot != reading.lot:
            changes.append(Change(Slot.LOT, line.component_id, entry.lot, reading.lot))
        if line.multi_location or reading.location:
            changes.append(_location(state, line, place.location))
        return Taken(tuple(changes), News.SPLIT, facts, line.component_id)

    return Asked(asked, answered)


def _needs_more(state: KitState, line: PlanLine) -> bool:
    return state.is_open(line) or state.line_state(line) is LineState.SHORT


def _location(state: KitState, line: PlanLine, location: str) -> Change:
    before = state.entry(line.component_id).location
    return Change(Slot.LOCATION, line.component_id, before, location)
