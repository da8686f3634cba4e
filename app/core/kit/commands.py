"""What a command barcode means on each page (labels.md 6), and what a typed field must be."""

from dataclasses import replace

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.header import is_malformed, judge_header, set_header
from app.core.flow.judging import Asked, Judged, Taken, ask_reason
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.flow.turning import not_here
from app.core.kit import assembly_page, lines
from app.core.kit.lots import Reading
from app.core.kit.plan import PlanLine
from app.core.kit.readiness import short_lines
from app.core.kit.state import ASSEMBLY, KitState, LineState
from app.core.kit.surroundings import KitSurroundings
from app.core.labels import Command, Verb
from app.core.quantities import QuantityError, check_for_unit, parse_quantity, plain
from app.core.settings import Rule


def judge(state: KitState, command: Command, around: KitSurroundings) -> Judged:
    """Carry out a command that only kits have."""
    match command.verb:
        case Verb.QTY if state.step is Step.SUBJECT:
            return _judge_quantity(state, command)
        case Verb.QTY:
            return Refused(Refusal.QUANTITY_NOT_HERE, Facts(text=command.text))
        case Verb.ALL | Verb.SKIP if state.step is Step.LINES:
            return _judge_line(state, command.verb, around)
        case _:
            return not_here(command)


def turn_to(state: KitState, step: Step, around: KitSurroundings) -> Judged:
    """Go to a page, which is allowed, with all that this brings about."""
    changes = [Change(Slot.STEP, "", str(int(state.step)), str(int(step)))]
    if state.step is Step.SUBJECT and not state.text(HeaderField.QUANTITY):
        # From here on the quantity stands: a serial number that drops out is missing, and the
        # kit doesn't become a smaller one by itself.
        changes.append(set_header(state, HeaderField.QUANTITY, plain(state.quantity)))
    taken = Taken(tuple(changes), News.STEP)
    if step is Step.REVIEW and around.rules.short is Rule.WARN:
        return _pass_short(state, taken, around)
    return taken


def judge_range(state: KitState) -> Refused | None:
    """Whether a range of serial numbers is wanted here."""
    if state.step is Step.SUBJECT and state.plan is None:
        return Refused(Refusal.ASSEMBLY_FIRST)
    if state.step is Step.SUBJECT and assembly_page.takes_serials(state):
        return None
    if state.step is Step.LINES and _serial_line(state) is not None:
        return None
    return Refused(Refusal.NO_SERIALS_WANTED)


def take_range(state: KitState, serials: tuple[str, ...], around: KitSurroundings) -> Judged:
    """Both ends of a range were scanned."""
    if state.step is Step.SUBJECT:
        return assembly_page.take_serials(state, serials, around)
    line = _serial_line(state)
    if line is None:
        return Refused(Refusal.NO_SERIALS_WANTED)
    return lines.take(state, Reading(line, serials=serials), around)


def judge_entry(state: KitState, name: HeaderField, text: str) -> Judged:
    """A header field as a person typed it; the assembly is scanned, never typed here."""
    if name is HeaderField.ASSEMBLY:
        return Refused(Refusal.FIELD_MALFORMED, Facts(text=text, other=name))
    if name is HeaderField.QUANTITY and not is_malformed(text.strip()):
        return _set_quantity(state, text.strip())
    return judge_header(state, name, text)


def _judge_quantity(state: KitState, command: Command) -> Judged:
    if command.relative:
        total = state.quantity + command.quantity if state.text(HeaderField.QUANTITY) else None
        return _set_quantity(state, plain(total if total is not None else command.quantity))
    return _set_quantity(state, plain(command.quantity))


def _set_quantity(state: KitState, text: str) -> Judged:
    facts = Facts(text=text, have=state.quantity)
    try:
        quantity = parse_quantity(text)
        if state.plan is not None:
            check_for_unit(quantity, state.plan.assembly.unit)
    except QuantityError:
        return Refused(Refusal.QUANTITY_MALFORMED, facts)
    if quantity < len(state.owned(ASSEMBLY)):
        return Refused(Refusal.QUANTITY_BELOW_SERIALS, facts)
    change = set_header(state, HeaderField.QUANTITY, plain(quantity))
    return Taken((change,), News.QUANTITY, Facts(text=plain(quantity), need=quantity))


def _pass_short(state: KitState, taken: Taken, around: KitSurroundings) -> Judged:
    """Short stock is a warning: going on with it takes a reason, once for the kit."""
    short = short_lines(state)
    if not short or any(state.entry(line.component_id).reason for line in short):
        return taken
    line = short[0]
    facts = Facts(part=line.component_id, need=line.short, unit=line.unit, count=len(short) - 1)
    told = replace(taken, facts=facts, line=line.component_id)
    asked = ask_reason(QuestionKind.GO_ON_SHORT, told, told.line, "", around.rules.choices)

    def answered(choice: int) -> Judged:
        judged = asked.answer(choice)
        # The step is what happens; the line was only named to keep the reason with it.
        return replace(judged, line="") if isinstance(judged, Taken) else judged

    return Asked(asked.choose, answered)


def _judge_line(state: KitState, verb: Verb, around: KitSurroundings) -> Judged:
    line = state.asked
    if line is None:
        return Refused(Refusal.COMPLETE)
    if verb is Verb.ALL:
        return lines.take_suggestion(state, line, around)
    following = state.next_open(line.component_id)
    if following is None or following is line:
        return Refused(Refusal.NO_LINE, Facts(part=line.component_id))
    return Taken((), News.LINE, Facts(part=following.component_id), following.component_id)


def _serial_line(state: KitState) -> PlanLine | None:
    line = state.asked
    if line is not None and state.line_state(line) is LineState.SCAN_SERIALS:
        return line
    return None
