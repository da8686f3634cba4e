"""What a scan means on the Components page: any order, the right line is found (design.md 3)."""

from collections.abc import Callable
from datetime import date

from app.core.flow.judging import Asked, Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.serials import listed
from app.core.kit.lines import take, take_label, take_location
from app.core.kit.lots import Reading, not_at
from app.core.kit.plan import PlanLine
from app.core.kit.state import KitState, LineState
from app.core.kit.surroundings import KitSurroundings
from app.core.labels import Field, Label, LabelKind

LOTS = (Field.LOT, Field.SUPPLIER_LOT)
_ASKED_FOR = {
    LineState.SCAN_LOT: LOTS,
    LineState.SCAN_LOCATION: (Field.LOCATION,),
    LineState.SCAN_SERIALS: (Field.SERIAL,),
}


def judge(state: KitState, label: Label, around: KitSurroundings) -> Judged:
    """Decide on a label that is not a command."""
    if label.kind is LabelKind.PLAIN:
        return _judge_plain(state, label, around)
    part = label.get(Field.PART)
    location = label.get(Field.LOCATION) or ""
    written = label.get(Field.EXPIRES)
    expires = date.fromisoformat(written) if written else None
    if part == label.get(Field.SUPPLIER_PART):
        part = None  # a distributor that wasn't told our part number writes its own
    if part:
        line = state.index.line(part)
        if line is None:
            return Refused(Refusal.NOT_IN_KIT, Facts(text=part))
        lot = _lot_of(state, label, line, around)
        return take_label(state, Reading(line, lot, location, label.serials, expires), around)
    lot = _lot_of(state, label, None, around)
    if lot:

        def take_for(line: PlanLine) -> Judged:
            reading = Reading(line, lot, location, label.serials, expires)
            return take_label(state, reading, around)

        return _find_lot(state, lot, around, take_for)
    holder = _serial_line(state, label.serials[0]) if label.serials else None
    line = holder or state.asked
    if line is not None and (location or label.serials):
        return take(state, Reading(line, "", location, label.serials), around)
    return Refused(Refusal.NOT_UNDERSTOOD, Facts(text=label.text))


def _lot_of(state: KitState, label: Label, line: PlanLine | None, around: KitSurroundings) -> str:
    """Our lot or the supplier's, whichever is known (labels.md 7); else one to be asked for."""

    def is_known(lot: str) -> bool:
        if line is not None and state.lot_rows(line.component_id, lot):
            return True
        rows = around.found[lot].lots if lot in around.found else ()
        return any(line is None or row.part_id == line.component_id for row in rows) or (
            line is None and bool(state.index.lines_of_lot(lot))
        )

    lots = [lot for field in LOTS if (lot := label.get(field))]
    strange = [lot for lot in lots if not around.asked(lot)]
    return next(filter(is_known, lots), (strange or lots or [""])[0])


def _judge_plain(state: KitState, label: Label, around: KitSurroundings) -> Judged:
    text = label.plain
    line = state.index.line(text)
    if line is not None:
        return take(state, Reading(line), around)
    if state.index.lines_of_lot(text):
        return _take_lot(state, text, around)
    asked = state.asked
    if state.index.lines_at(text):
        return _judge_location(state, asked, text)
    serials = listed(text)
    if len(serials) > 1 and asked is not None:
        return take(state, Reading(asked, serials=serials), around)
    holder = _serial_line(state, text)
    if holder is not None:
        return take(state, Reading(holder, serials=(text,)), around)
    single = _single_at_hand(state, label)
    if single is not None:
        return judge(state, single, around)
    if not around.asked(text):
        return LookUp(LookUpKind.NAME, text)
    if text in around.unreachable:
        return _offline(state, asked, text, around)
    return _judge_found(state, label, around)


def _single_at_hand(state: KitState, label: Label) -> Label | None:
    """`1TLOT42` where the kit knows no such text but a lot LOT42, and so for all it takes."""
    single = label.asked_for({Field.PART, Field.LOCATION, Field.SERIAL, *LOTS})
    if single is None:
        return None
    text = single.values[0].text
    match single.values[0].field:
        case Field.PART:
            known = state.index.line(text) is not None
        case Field.LOCATION:
            known = bool(state.index.lines_at(text))
        case Field.SERIAL:
            known = _serial_line(state, text) is not None
        case _:
            known = bool(state.index.lines_of_lot(text))
    return single if known else None


def _judge_found(state: KitState, label: Label, around: KitSurroundings) -> Judged:
    """The ERP was asked for this text: it names something else, something new, or nothing."""
    text = label.plain
    found = around.found[text]
    for record in found.serials:
        line = state.index.line(record.part_id)
        if line is not None and line.serial_controlled:
            return take(state, Reading(line, serials=(text,)), around)
    if found.lots:
        return _take_lot(state, text, around)
    if found.parts:
        return Refused(Refusal.NOT_IN_KIT, Facts(text=text))
    if found.serials:
        return Refused(Refusal.NOT_IN_KIT, Facts(text=text, other=found.serials[0].part_id))
    asked = state.asked
    wants = state.line_state(asked) if asked is not None else LineState.COMPLETE
    single = label.asked_for(_ASKED_FOR.get(wants, ()))
    if single is not None:  # it names nothing as a whole, and the page asks for this identifier
        return judge(state, single, around)
    if asked is not None and wants is LineState.SCAN_SERIALS:
        return take(state, Reading(asked, serials=(text,)), around)
    return Refused(Refusal.NOT_KNOWN, Facts(text=text))


def _take_lot(state: KitState, lot_id: str, around: KitSurroundings) -> Judged:
    return _find_lot(state, lot_id, around, lambda line: take(state, Reading(line, lot_id), around))


def _offline(state: KitState, asked: PlanLine | None, text: str, around: KitSurroundings) -> Judged:
    """Nobody answers. A serial number may wait for its check; a strange lot may not be taken."""
    if asked is not None and state.line_state(asked) is LineState.SCAN_SERIALS:
        return take(state, Reading(asked, serials=(text,)), around)
    return Refused(Refusal.NOT_KNOWN_OFFLINE, Facts(text=text))


def _serial_line(state: KitState, text: str) -> PlanLine | None:
    """The line whose stock, or whose scanned serial numbers, hold this serial number."""
    for component_id in state.index.serial_components:
        if text in state.index.stocked_serials(component_id) or text in state.owned(component_id):
            return state.index.line(component_id)
    return None


def _find_lot(
    state: KitState, lot_id: str, around: KitSurroundings, take_for: Callable[[PlanLine], Judged]
) -> Judged:
    """Take a lot for its line. A lot of two lines is the asked one's, else a question."""
    lines = state.index.lines_of_lot(lot_id)
    if not lines:
        if lot_id in around.unreachable:
            return Refused(Refusal.NOT_KNOWN_OFFLINE, Facts(text=lot_id, lot=lot_id))
        if lot_id not in around.found:
            return LookUp(LookUpKind.NAME, lot_id)
        owners = tuple(dict.fromkeys(lot.part_id for lot in around.found[lot_id].lots))
        lines = [
            line for owner in owners if (line := state.index.line(owner)) and line.lot_controlled
        ]
        if not lines:
            reason = Refusal.LOT_OF_OTHER_PART if owners else Refusal.NOT_KNOWN
            other = owners[0] if owners else ""
            return Refused(reason, Facts(text=lot_id, lot=lot_id, other=other))
    asked = state.asked
    if asked is not None and asked in lines:
        return take_for(asked)
    open_lines = [line for line in lines if state.is_open(line)] or lines
    if len(open_lines) == 1:
        return take_for(open_lines[0])
    options = tuple(line.component_id for line in open_lines[:9])

    def answered(choice: int) -> Judged:
        line = state.index.line(options[choice - 1]) if 0 < choice <= len(options) else None
        if line is None:
            return Taken((), News.KEPT, Facts(lot=lot_id))
        return take_for(line)

    return Asked(Choose(QuestionKind.WHICH_LINE, options, Facts(lot=lot_id)), answered)


def _judge_location(state: KitState, asked: PlanLine | None, location: str) -> Judged:
    """A location is the asked line's if it lies there, else of the only open line that does."""
    lines = state.index.lines_at(location)
    if asked is not None and asked in lines:
        return take_location(state, asked, location)
    waiting = [line for line in lines if state.is_open(line)]
    if len(waiting) == 1:
        return take_location(state, waiting[0], location)
    if asked is None:
        return Refused(Refusal.COMPLETE, Facts(text=location, location=location))
    return not_at(asked, location)
