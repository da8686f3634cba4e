"""What the pages share when they take a scan: small builders and the rules of serial numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from app.core.facts import SerialStatus
from app.core.kit.changes import Change, HeaderField, Slot
from app.core.kit.outcomes import (
    NO_FACTS,
    Choose,
    Facts,
    Handed,
    LookUp,
    LookUpKind,
    News,
    QuestionKind,
    Refusal,
    Refused,
)
from app.core.kit.plan import PlanLine
from app.core.kit.state import ASSEMBLY, KitState
from app.core.kit.surroundings import Surroundings
from app.core.labels import Field, Guess, Label
from app.core.serials import SerialError, check_serial, compress, expand

FIELD_LENGTH = 100
"""Characters of a header field."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A scan that is taken: the changes to make and what to say of them."""

    changes: tuple[Change, ...]
    news: News
    facts: Facts = NO_FACTS
    line: PlanLine | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and what each answer leads to.

    `answer` is called with 0 for no, 1 for yes or the first option, and so on; it may be
    called later and judges by the state of then.

    Attributes:
        confirmed_by: A scan of this text says yes as well; empty: none does.
    """

    choose: Choose
    answer: Callable[[int], "Judged"]
    confirmed_by: str = ""


Judged = Taken | Refused | Asked | LookUp | Handed


def ask_reason(
    state: KitState, question: QuestionKind, taken: Taken, around: Surroundings
) -> Asked:
    """A warning is passed with one of the station's reasons, which is kept (operators.md 52)."""
    owner = taken.line.component_id if taken.line else ""
    reasons = around.rules.choices

    def answered(choice: int) -> Judged:
        if not choice:
            return Taken((), News.KEPT, taken.facts, taken.line)
        reason = reasons[choice - 1] if reasons else "-"
        noted = Change(Slot.REASON, owner, state.entry(owner).reason, reason)
        return replace(taken, changes=(*taken.changes, noted))

    return Asked(Choose(question, reasons, taken.facts), answered)


def confirm_guess(label: Label, judged: Judged, again: Callable[[Label], Judged]) -> Judged:
    """What would be taken on a guess is asked first (labels.md 5); all else stands.

    Args:
        label: As scanned.
        judged: What came of it.
        again: Judges it once its guesses are confirmed.
    """
    guessed = label.guessed_fields & _TAKEN_FROM_LABELS
    if not guessed or not isinstance(judged, Taken | Asked):
        return judged
    told = {field: label.get(field) or "" for field in guessed}
    doubt = next((guess for guess in label.guesses if guess in _DOUBTS), Guess.CONFLICT)
    facts = Facts(
        text=told.get(Field.SERIAL, "") or told.get(Field.WORK_ORDER, ""),
        component=told.get(Field.PART, "") or told.get(Field.ASSEMBLY, ""),
        lot=told.get(Field.LOT, "") or told.get(Field.SUPPLIER_LOT, ""),
        location=told.get(Field.LOCATION, ""),
        other=doubt,
    )

    def answered(choice: int) -> Judged:
        return again(label.confirmed()) if choice else Taken((), News.KEPT, facts)

    return Asked(Choose(QuestionKind.CONFIRM_GUESS, facts=facts), answered, label.plain)


_TAKEN_FROM_LABELS = {
    Field.ASSEMBLY,
    Field.PART,
    Field.LOT,
    Field.SUPPLIER_LOT,
    Field.SERIAL,
    Field.EXPIRES,
    Field.LOCATION,
    Field.WORK_ORDER,
}
_DOUBTS = {
    Guess.CONFLICT,
    Guess.NO_TRAILER,
    Guess.SEPARATORS_REPLACED,
    Guess.SEPARATORS_STRIPPED,
    Guess.IDENTIFIER_SWAPPED,
    Guess.CUT_OFF,
}


def set_header(state: KitState, name: HeaderField, text: str) -> Change:
    """The change that gives a header field this text."""
    return Change(Slot.HEADER, name, state.text(name), text)


def listed(text: str) -> tuple[str, ...]:
    """A text as the serial numbers it lists: `GC1,GC4:GC6` are four, anything else is one."""
    if "," not in text and ":" not in text:
        return (text,)
    try:
        return expand(text) or (text,)
    except SerialError:
        return (text,)


def judge_assembly_serials(
    state: KitState, serials: Sequence[str], around: Surroundings, assembly: str = ""
) -> Change | Refused:
    """New serial numbers of the assembly: as many as are completed, none twice (E2.6).

    Args:
        state: Of the kit.
        serials: New ones.
        around: Where they may be waiting.
        assembly: The part that the same scan chooses; empty: the one that is chosen.
    """
    part_id = assembly or state.text(HeaderField.ASSEMBLY)
    components = around.kits[assembly].parts if assembly else {}
    fault = _judge_list(state, ASSEMBLY, part_id, serials, around)
    named = next((serial for serial in serials if serial in components), None)
    if named is not None:
        return Refused(Refusal.SERIAL_IS_A_PART, Facts(text=named, component=part_id))
    if fault is not None:
        return fault
    have = len(state.owned(ASSEMBLY))
    said = bool(state.text(HeaderField.QUANTITY))
    if said and have + len(serials) > state.quantity:
        return Refused(
            Refusal.SERIALS_COMPLETE,
            Facts(text=serials[0], component=part_id, have=Decimal(have), need=state.quantity),
        )
    return Change(Slot.SERIALS, ASSEMBLY, "", compress(serials))


def judge_component_serials(
    state: KitState, line: PlanLine, serials: Sequence[str], around: Surroundings
) -> Change | Refused | LookUp:
    """Serial numbers of a component: each in stock in the stores it is taken from (E2.6)."""
    part_id = line.component_id
    if not line.serial_controlled:
        return Refused(Refusal.NO_SERIALS_WANTED, Facts(text=serials[0], component=part_id))
    fault = _judge_list(state, part_id, part_id, serials, around)
    if fault is not None:
        return fault
    have = len(state.owned(part_id))
    if have + len(serials) > line.needed:
        return Refused(
            Refusal.SERIALS_COMPLETE,
            Facts(text=serials[0], component=part_id, have=Decimal(have), need=line.needed),
        )
    for serial in serials:
        verdict = _in_stock(state, line, serial, around)
        if verdict is not None:
            return verdict
    return Change(Slot.SERIALS, part_id, "", compress(serials))


def _judge_list(
    state: KitState, owner: str, part_id: str, serials: Sequence[str], around: Surroundings
) -> Refused | None:
    book = state.owned(owner)
    seen: set[str] = set()
    for serial in serials:
        facts = Facts(text=serial, component=part_id)
        try:
            check_serial(serial)
        except SerialError:
            return Refused(Refusal.SERIAL_MALFORMED, facts)
        if serial == part_id or state.names.line(serial) is not None:
            return Refused(Refusal.SERIAL_IS_A_PART, facts)
        if serial in book or serial in seen:
            return Refused(Refusal.SERIAL_TWICE, facts)
        seen.add(serial)
        reference = around.waiting(part_id).get(serial)
        if reference:
            return Refused(
                Refusal.SERIAL_WAITING, Facts(text=serial, component=part_id, other=reference)
            )
    return None


def _in_stock(
    state: KitState, line: PlanLine, serial: str, around: Surroundings
) -> Refused | LookUp | None:
    record = state.index.stocked_serials(line.component_id).get(serial)
    if record is None and serial in around.found:
        records = around.found[serial].serials
        record = next((one for one in records if one.part_id == line.component_id), None)
        if record is None:
            other = next((one.part_id for one in records), "")
            return Refused(
                Refusal.SERIAL_NOT_IN_STOCK,
                Facts(text=serial, component=line.component_id, other=other, stores=line.stores),
            )
    if record is None:
        # Offline it is taken unchecked; the ERP checks it before anything is posted.
        unreachable = serial in around.unreachable
        return None if unreachable else LookUp(LookUpKind.NAME, serial)
    if record.status is not SerialStatus.IN_STOCK or record.stores != line.stores:
        return Refused(
            Refusal.SERIAL_NOT_IN_STOCK,
            Facts(text=serial, component=line.component_id, stores=line.stores),
        )
    return None
