"""What a scan means on the Assembly page: which assembly, its serial numbers, its lot."""

from collections.abc import Iterable
from dataclasses import replace

from app.core.facts import KitFacts
from app.core.flow.changes import Change, HeaderField
from app.core.flow.header import FIELD_LENGTH, set_header
from app.core.flow.judging import Asked, Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Choose, Facts, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.serials import listed
from app.core.kit.blank import blanked, is_started
from app.core.kit.plan import NoPlanError, PlanFault, make_plan
from app.core.kit.state import ASSEMBLY, KitState
from app.core.kit.surroundings import KitSurroundings
from app.core.kit.taking import judge_assembly_serials
from app.core.labels import Field, Label, LabelKind

FAULTS = {
    PlanFault.UNKNOWN_PART: Refusal.UNKNOWN_ASSEMBLY,
    PlanFault.NO_BOM: Refusal.NO_BOM,
    PlanFault.NOTHING_IN_EFFECT: Refusal.NOTHING_IN_EFFECT,
    PlanFault.LOOP: Refusal.BOM_LOOP,
}


def wants_serials(state: KitState) -> bool:
    """Whether the assembly's serial numbers are not complete yet."""
    part = state.assembly
    return bool(part and part.serial_controlled and len(state.owned(ASSEMBLY)) < state.quantity)


def takes_serials(state: KitState) -> bool:
    """Whether one more serial number would be taken: without a quantity each counts as one."""
    part = state.assembly
    said = bool(state.text(HeaderField.QUANTITY))
    return bool(part and part.serial_controlled) and (not said or wants_serials(state))


def wants_lot(state: KitState) -> bool:
    """Whether the assembly is lot-controlled and has no lot yet."""
    part = state.assembly
    return bool(part and part.lot_controlled and not state.text(HeaderField.ASSEMBLY_LOT))


def judge(state: KitState, label: Label, around: KitSurroundings) -> Judged:
    """Decide on a label that is not a command."""
    chosen = state.text(HeaderField.ASSEMBLY)
    if label.kind is LabelKind.PLAIN:
        return _judge_plain(state, label, around)
    part = label.get(Field.ASSEMBLY) or label.get(Field.PART)
    if part and (not chosen or (part == chosen and state.assembly is None)):
        return _with_more(state, label, judge_assembly(state, part, around), around)
    if part and part != chosen:
        replaced = _replace(state, part, around)
        return replaced if is_started(state) else _with_more(state, label, replaced, around)
    known = Taken((), News.ALREADY, Facts(text=part or ""))
    more = _with_more(state, label, known, around)
    if more is known and not part:
        return Refused(Refusal.NOT_UNDERSTOOD, Facts(text=label.text))
    return more


def _with_more(state: KitState, label: Label, judged: Judged, around: KitSurroundings) -> Judged:
    """What else a label says of the assembly that it names, or of the one that is chosen."""
    if not isinstance(judged, Taken):
        return judged
    named = next((one.new for one in judged.changes if one.owner == HeaderField.ASSEMBLY), "")
    assembly = around.kits[named].parts[named] if named else state.assembly
    part_id = assembly.part_id if assembly else ""
    taken = judged
    work_order = label.get(Field.WORK_ORDER)
    if work_order and work_order != state.text(HeaderField.REFERENCE):
        change = set_header(state, HeaderField.REFERENCE, work_order)
        taken = _and(taken, (change,), News.REFERENCE, Facts(text=work_order))
    lot = label.get(Field.LOT) or label.get(Field.SUPPLIER_LOT)
    if lot and assembly is not None and not assembly.lot_controlled:
        taken = replace(taken, news=News.LOT_LEFT_OUT, facts=Facts(part=part_id, lot=lot))
    elif lot and assembly is not None and (named or wants_lot(state)):
        changes = [set_header(state, HeaderField.ASSEMBLY_LOT, lot)]
        expires = label.get(Field.EXPIRES)
        if expires:
            changes.append(set_header(state, HeaderField.EXPIRES, expires))
        taken = _and(taken, changes, News.ASSEMBLY_LOT, Facts(text=lot))
    if not label.serials:
        return taken
    if assembly is not None and not assembly.serial_controlled and taken.changes:
        facts = Facts(text=label.serials[0], part=part_id)
        return replace(taken, news=News.SERIALS_LEFT_OUT, facts=facts)
    serials = take_serials(state, label.serials, around, named)
    if not isinstance(serials, Taken):
        return serials
    return _and(taken, serials.changes, serials.news, serials.facts)


def _and(taken: Taken, changes: Iterable[Change], news: News, facts: Facts) -> Taken:
    """More of the same scan. What was left out, and a new assembly, is the news of it."""
    told = taken.news in {News.ASSEMBLY, News.LOT_LEFT_OUT}
    changes = (*taken.changes, *changes)
    return replace(taken, changes=changes) if told else Taken(changes, news, facts)


def judge_assembly(state: KitState, part_id: str, around: KitSurroundings) -> Judged:
    """Make this part the assembly, once its facts are known and allow a plan."""
    facts = around.kits.get(part_id)
    if facts is None:
        if part_id in around.unreachable:
            return Refused(Refusal.NO_FACTS_OFFLINE, Facts(text=part_id))
        return LookUp(LookUpKind.KIT_FACTS, part_id)
    fault = _plan_fault(state, facts)
    if fault is not None:
        return Refused(FAULTS[fault.fault], Facts(text=part_id, other=fault.part_id))
    assembly = facts.parts[part_id]
    changes = [set_header(state, HeaderField.ASSEMBLY, part_id)]
    if not state.text(HeaderField.TO_STORES) and assembly.default_stores:
        changes.append(set_header(state, HeaderField.TO_STORES, assembly.default_stores))
    return Taken(tuple(changes), News.ASSEMBLY, Facts(text=part_id, part=assembly.description))


def _plan_fault(state: KitState, facts: KitFacts) -> NoPlanError | None:
    try:
        make_plan(facts, state.terms)
    except NoPlanError as fault:
        return fault
    return None


def _judge_plain(state: KitState, label: Label, around: KitSurroundings) -> Judged:
    text = label.plain
    chosen = state.text(HeaderField.ASSEMBLY)
    if not chosen or (text == chosen and state.assembly is None):
        return _judge_first(state, label, around)
    if text == chosen:
        return Taken((), News.ALREADY, Facts(text=text))
    if state.names.line(text) is not None:
        # A component's part number is neither a serial number nor a lot of the assembly.
        return Refused(Refusal.SERIAL_IS_A_PART, Facts(text=text, part=chosen))
    part = state.assembly
    if takes_serials(state) or text in state.owned(ASSEMBLY):
        return _doubt(state, text, take_serials(state, listed(text), around))
    if wants_lot(state):
        change = set_header(state, HeaderField.ASSEMBLY_LOT, text)
        return _doubt(state, text, Taken((change,), News.ASSEMBLY_LOT, Facts(text=text)))
    if not around.asked(text):
        return LookUp(LookUpKind.NAME, text)
    found = around.found.get(text)
    if found and any(one.part_id == text for one in found.parts):
        return _replace(state, text, around)
    if part and part.serial_controlled:
        return take_serials(state, listed(text), around)
    return _or_reference(state, text, Refused(Refusal.COMPLETE, Facts(text=text)))


def _doubt(state: KitState, text: str, judged: Judged) -> Judged:
    """A component's lot, location or serial number came a page too early, most probably.

    It is asked and not refused: two parts may have numbers alike (operators.md 31).
    """
    owner = state.names.component_of(text)
    if not owner or not isinstance(judged, Taken):
        return judged
    assembly = state.text(HeaderField.ASSEMBLY)
    facts = Facts(text=text, part=assembly, other=owner)
    return Asked(
        Choose(QuestionKind.OWN_NUMBER, facts=facts),
        lambda choice: judged if choice else Taken((), News.KEPT, facts),
    )


def _judge_first(state: KitState, label: Label, around: KitSurroundings) -> Judged:
    """A plain code while the assembly is asked for, or its facts are."""
    text = label.plain
    judged = judge_assembly(state, text, around)
    if not isinstance(judged, Refused) or judged.reason is not Refusal.UNKNOWN_ASSEMBLY:
        return judged
    single = label.asked_for({Field.PART})
    if single is not None:  # there is no such part, and a part is asked for
        return judge_assembly(state, single.values[0].text, around)
    return judged if state.text(HeaderField.ASSEMBLY) else _or_reference(state, text, judged)


def _or_reference(state: KitState, text: str, refused: Refused) -> Judged:
    """Ask whether a code that can be nothing else is a traveller's or a work order's."""
    reference = state.text(HeaderField.REFERENCE)
    if text == reference:
        return Taken((), News.ALREADY, Facts(text=text))
    if len(text) > FIELD_LENGTH or not text.isprintable():
        return refused
    facts = Facts(text=text, other=reference, part=state.text(HeaderField.ASSEMBLY))
    taken = Taken((set_header(state, HeaderField.REFERENCE, text),), News.REFERENCE, facts)
    return Asked(
        Choose(QuestionKind.OWN_REFERENCE, facts=facts),
        lambda choice: taken if choice else Taken((), News.KEPT, facts),
    )


def take_serials(
    state: KitState, serials: tuple[str, ...], around: KitSurroundings, named: str = ""
) -> Judged:
    """New serial numbers of the assembly, scanned one by one, by list or as a range.

    Args:
        state: Of the kit.
        serials: In the order of the scan.
        around: Facts at hand.
        named: The part that the same scan chooses; empty: the one that is chosen.
    """
    part = around.kits[named].parts[named] if named else state.assembly
    if part is None:
        return Refused(Refusal.ASSEMBLY_FIRST, Facts(text=serials[0]))
    if not part.serial_controlled:
        return Refused(Refusal.NO_SERIALS_WANTED, Facts(text=serials[0], part=part.part_id))
    verdict = judge_assembly_serials(state, serials, around, named)
    if isinstance(verdict, Refused):
        return verdict
    said = bool(state.text(HeaderField.QUANTITY))
    complete = said and len(state.owned(ASSEMBLY)) + len(serials) >= state.quantity
    news = News.SERIALS_COMPLETE if complete else News.SERIALS
    return Taken((verdict,), news, Facts(text=serials[-1], part=part.part_id))


def _replace(state: KitState, part_id: str, around: KitSurroundings) -> Judged:
    """Another assembly is a question: what was scanned for this one would be lost."""
    judged = judge_assembly(state, part_id, around)
    if not isinstance(judged, Taken):
        return judged
    anew = replace(judged, changes=(*blanked(state), *judged.changes))
    if not is_started(state):
        return anew
    facts = Facts(text=part_id, part=state.text(HeaderField.ASSEMBLY))
    return Asked(
        Choose(QuestionKind.REPLACE_ASSEMBLY, facts=facts),
        lambda choice: anew if choice else Taken((), News.KEPT, facts),
    )
