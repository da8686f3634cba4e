"""What a page makes of a scan before the draft carries it out."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.core.flow.changes import Change, Slot
from app.core.flow.news import News
from app.core.flow.outcomes import NO_FACTS, Choose, Diverted, Facts, Handed, LookUp, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.labels import Field, Guess, Label, LabelKind


@dataclass(frozen=True, slots=True)
class Taken:
    """A scan that is taken: the changes to make and what to say of them.

    Attributes:
        line: The name of the line that was touched, or empty.
    """

    changes: tuple[Change, ...]
    news: News
    facts: Facts = NO_FACTS
    line: str = ""


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


Judged = Taken | Refused | Asked | LookUp | Handed | Diverted


def after(judged: Judged, changes: Sequence[Change]) -> Judged:
    """The same scan, and before all that comes of it these changes; none where it comes to nothing.

    Where it is a question, they wait for its answer.
    """
    match judged:
        case Taken(news=News.KEPT):
            return judged
        case Taken():
            return replace(judged, changes=(*changes, *judged.changes))
        case Asked():
            return replace(judged, answer=lambda choice: after(judged.answer(choice), changes))
        case _:
            return judged


def ask_first(choose: Choose, judged: Judged) -> Judged:
    """Ask this before what else comes of a scan; what is refused anyway isn't asked for."""
    if not isinstance(judged, Taken | Asked):
        return judged
    kept = Taken((), News.KEPT, choose.facts)
    return Asked(choose, lambda choice: judged if choice else kept)


def ask_reason(
    question: QuestionKind, taken: Taken, owner: str, noted: str, reasons: Sequence[str]
) -> Asked:
    """A warning is passed with one of the station's reasons, which is kept (operators.md 52).

    Args:
        question: The warning.
        taken: What comes of a reason.
        owner: With whom the reason is kept.
        noted: The reason that stands there so far.
        reasons: The station's.
    """

    def answered(choice: int) -> Judged:
        if not choice:
            return Taken((), News.KEPT, taken.facts, taken.line)
        reason = reasons[choice - 1] if reasons else "-"
        change = Change(Slot.REASON, owner, noted, reason)
        return replace(taken, changes=(*taken.changes, change))

    return Asked(Choose(question, tuple(reasons), taken.facts), answered)


def judge_misread(label: Label) -> Refused | None:
    """Whether a command was meant that is none: on every page, and where there is no draft."""
    if label.kind is LabelKind.CAPS_LOCK:
        return Refused(Refusal.CAPS_LOCK, Facts(text=label.text))
    if label.kind is LabelKind.UNKNOWN_COMMAND:
        return Refused(Refusal.UNKNOWN_COMMAND, Facts(text=label.text))
    return None


def confirm_guess(
    label: Label, judged: Judged, again: Callable[[Label], Judged], taken: Collection[Field]
) -> Judged:
    """What would be taken on a guess is asked first (labels.md 5); all else stands.

    Args:
        label: As scanned.
        judged: What came of it.
        again: Judges it once its guesses are confirmed.
        taken: The fields that the flow takes from labels.
    """
    guessed = label.guessed_fields & {*taken}
    if not guessed or not isinstance(judged, Taken | Asked):
        return judged
    facts = _guessed(label, guessed)

    def answered(choice: int) -> Judged:
        return again(label.confirmed()) if choice else Taken((), News.KEPT, facts)

    return Asked(Choose(QuestionKind.CONFIRM_GUESS, facts=facts), answered, label.plain)


def _guessed(label: Label, guessed: Collection[Field]) -> Facts:
    """What the label says of the fields that are in doubt, and why they are."""

    def said(*fields: Field) -> str:
        return next((text for one in fields if one in guessed and (text := label.get(one))), "")

    quantity, expires = said(Field.QUANTITY), said(Field.EXPIRES)
    return Facts(
        text=said(Field.SERIAL, Field.WORK_ORDER, Field.PACKING_SLIP, Field.PACKAGE_ID),
        order=said(Field.PO),
        line=said(Field.PO_LINE),
        part=said(Field.PART, Field.ASSEMBLY, Field.MANUFACTURER_PART, Field.SUPPLIER_PART),
        lot=said(Field.LOT, Field.SUPPLIER_LOT),
        location=said(Field.LOCATION),
        have=Decimal(quantity) if quantity else None,
        day=date.fromisoformat(expires) if expires else None,
        other=next((guess for guess in label.guesses if guess in _DOUBTS), Guess.CONFLICT),
    )


_DOUBTS = {
    Guess.CONFLICT,
    Guess.NO_TRAILER,
    Guess.SEPARATORS_REPLACED,
    Guess.SEPARATORS_STRIPPED,
    Guess.IDENTIFIER_SWAPPED,
    Guess.CUT_OFF,
}
