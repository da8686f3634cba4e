"""What a command barcode means on each page (labels.md 6), and what a typed field must be."""

from dataclasses import replace
from datetime import date

from app.core.kit import assembly_page, lines
from app.core.kit.changes import Change, HeaderField, Slot
from app.core.kit.lots import Reading
from app.core.kit.outcomes import Choose, Facts, Handed, News, QuestionKind, Refusal, Refused
from app.core.kit.plan import PlanLine
from app.core.kit.readiness import judge_post, judge_ready, short_lines
from app.core.kit.state import ASSEMBLY, KitState, LineState, Step
from app.core.kit.surroundings import Surroundings
from app.core.kit.taking import FIELD_LENGTH, Asked, Judged, Taken, ask_reason, set_header
from app.core.labels import Command, Verb
from app.core.quantities import QuantityError, check_for_unit, parse_quantity, plain
from app.core.settings import Rule

FLOW_VERBS = {
    Verb.HOLD,
    Verb.HELP,
    Verb.LOCK,
    Verb.GOTO_ISSUE,
    Verb.GOTO_RECEIVE,
    Verb.GOTO_ACTIVITY,
}


def judge(state: KitState, command: Command, around: Surroundings) -> Judged:
    """Carry out a command that needs no open question. Flow verbs are handed to the owner."""
    if command.verb in FLOW_VERBS:
        return Handed(command)
    match command.verb:
        case Verb.CANCEL if state.step is not Step.DONE:
            return _judge_cancel(command)
        case Verb.QTY if state.step is Step.ASSEMBLY:
            return _judge_quantity(state, command)
        case Verb.QTY:
            return Refused(Refusal.QUANTITY_NOT_HERE, Facts(text=command.text))
        case Verb.NEXT | Verb.POST | Verb.BACK:
            return _turn(state, command, around)
        case Verb.NEWBATCH if state.step in {Step.ASSEMBLY, Step.DONE}:
            return Handed(command)
        case Verb.ALL | Verb.SKIP if state.step is Step.COMPONENTS:
            return _judge_line(state, command.verb, around)
        case _:
            return Refused(Refusal.COMMAND_NOT_HERE, Facts(text=command.text))


def _turn(state: KitState, command: Command, around: Surroundings) -> Judged:
    """To another page, or from Review to the outbox."""
    match command.verb, state.step:
        case Verb.NEXT | Verb.POST, Step.DONE:
            return Handed(command)
        case Verb.POST, Step.REVIEW:
            return judge_post(state, around) or Handed(command)
        case Verb.POST, Step.ASSEMBLY:
            return Refused(Refusal.COMMAND_NOT_HERE, Facts(text=command.text))
        case Verb.NEXT | Verb.POST, Step.ASSEMBLY | Step.COMPONENTS:
            return _move(state, Step(state.step + 1), around)
        case Verb.BACK, Step.COMPONENTS | Step.REVIEW:
            return _move(state, Step(state.step - 1), around)
        case _:
            return Refused(Refusal.NO_PAGE)


def choice(command: Command) -> int:
    """The number an answer stands for: no 0, yes 1, an option its number."""
    if command.verb is Verb.ANSWER:
        return command.number
    return 1 if command.verb is Verb.YES else 0


def judge_range(state: KitState) -> Refused | None:
    """Whether a range of serial numbers is wanted here."""
    if state.step is Step.ASSEMBLY and state.plan is None:
        return Refused(Refusal.ASSEMBLY_FIRST)
    if state.step is Step.ASSEMBLY and assembly_page.takes_serials(state):
        return None
    if state.step is Step.COMPONENTS and _serial_line(state) is not None:
        return None
    return Refused(Refusal.NO_SERIALS_WANTED)


def take_range(state: KitState, serials: tuple[str, ...], around: Surroundings) -> Judged:
    """Both ends of a range were scanned."""
    if state.step is Step.ASSEMBLY:
        return assembly_page.take_serials(state, serials, around)
    line = _serial_line(state)
    if line is None:
        return Refused(Refusal.NO_SERIALS_WANTED)
    return lines.take(state, Reading(line, serials=serials), around)


def judge_entry(state: KitState, name: HeaderField, text: str) -> Judged:
    """A header field as a person typed it."""
    text = text.strip()
    facts = Facts(text=text, other=name)
    if len(text) > FIELD_LENGTH or any(not c.isprintable() for c in text):
        return Refused(Refusal.FIELD_MALFORMED, facts)
    match name:
        case HeaderField.QUANTITY:
            return _set_quantity(state, text)
        case HeaderField.ACTION_DATE | HeaderField.EFFECTIVE_DATE | HeaderField.EXPIRES if text:
            try:
                text = date.fromisoformat(text).isoformat()
            except ValueError:
                return Refused(Refusal.FIELD_MALFORMED, facts)
        case HeaderField.INCLUDE_SCRAP:
            if text not in {"", "Y", "N"}:
                return Refused(Refusal.FIELD_MALFORMED, facts)
        case HeaderField.ASSEMBLY:
            return Refused(Refusal.FIELD_MALFORMED, facts)
        case _:
            pass
    if text == state.text(name):
        return Taken((), News.ALREADY, facts)
    news = News.NEW_BATCH if name is HeaderField.BATCH else News.ENTRY
    return Taken((set_header(state, name, text),), news, facts)


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


def _judge_cancel(command: Command) -> Judged:
    kept = Taken((), News.KEPT)
    return Asked(Choose(QuestionKind.CANCEL), lambda yes: Handed(command) if yes else kept)


def _move(state: KitState, step: Step, around: Surroundings) -> Judged:
    if step > state.step:
        fault = judge_ready(state, around)
        if fault is not None:
            return fault
    change = Change(Slot.STEP, "", str(int(state.step)), str(int(step)))
    changes = [change]
    if state.step is Step.ASSEMBLY and not state.text(HeaderField.QUANTITY):
        # From here on the quantity stands: a serial number that drops out is missing, and the
        # kit doesn't become a smaller one by itself.
        changes.append(set_header(state, HeaderField.QUANTITY, plain(state.quantity)))
    taken = Taken(tuple(changes), News.STEP)
    if step is Step.REVIEW and around.rules.short is Rule.WARN:
        return _pass_short(state, taken, around)
    return taken


def _pass_short(state: KitState, taken: Taken, around: Surroundings) -> Judged:
    """Short stock is a warning: going on with it takes a reason, once for the kit."""
    short = short_lines(state)
    if not short or any(state.entry(line.component_id).reason for line in short):
        return taken
    line = short[0]
    facts = Facts(
        component=line.component_id, need=line.short, unit=line.unit, count=len(short) - 1
    )
    asked = ask_reason(
        state, QuestionKind.GO_ON_SHORT, replace(taken, facts=facts, line=line), around
    )

    def answered(choice: int) -> Judged:
        judged = asked.answer(choice)
        # The step is what happens; the line was only named to keep the reason with it.
        return replace(judged, line=None) if isinstance(judged, Taken) else judged

    return Asked(asked.choose, answered)


def _judge_line(state: KitState, verb: Verb, around: Surroundings) -> Judged:
    line = state.asked
    if line is None:
        return Refused(Refusal.COMPLETE)
    if verb is Verb.ALL:
        return lines.take_suggestion(state, line, around)
    following = state.next_open(line.component_id)
    if following is None or following is line:
        return Refused(Refusal.NO_LINE, Facts(component=line.component_id))
    return Taken((), News.LINE, Facts(component=following.component_id), following)


def _serial_line(state: KitState) -> PlanLine | None:
    line = state.asked
    if line is not None and state.line_state(line) is LineState.SCAN_SERIALS:
        return line
    return None
