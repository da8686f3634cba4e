"""Questions, and how each is answered by scanner."""

from collections.abc import Callable, Mapping

from app.core.flow.outcomes import Choose, Facts
from app.core.flow.questions import QuestionKind
from app.ui import label_texts, receipt_words
from app.ui.texts import Words, amount, day, place


def question(asked: Choose, what: str) -> Words:
    """A question, and how it is answered by scanner.

    Args:
        asked: The question.
        what: Is on the desk: a kit, a receipt.
    """
    if asked.question is QuestionKind.CANCEL:
        return Words(f"Discard this {what}?", "All its scans are thrown away. Scan YES or NO.")
    return _QUESTIONS[asked.question](asked.facts)


def still_open(asked: Choose, what: str, refused: str) -> Words:
    """The same question once more, after a scan that is no answer to it."""
    words = question(asked, what)
    return Words(words.title, f"Not taken: {refused}. {words.hint}" if refused else words.hint)


def _go_on_short(facts: Facts) -> Words:
    more = f" and {facts.count} more" if facts.count else ""
    return Words(
        f"{facts.part} is short by {amount(facts.need, facts.unit)}{more}",
        "The ERP will refuse unless stock arrives. Scan the number of a reason, or NO.",
    )


def _split(facts: Facts) -> Words:
    what = f"Lot {facts.lot}" if facts.lot else f"Location {place(facts.location)}"
    return Words(
        f"{what} holds {amount(facts.have)} of {amount(facts.need)}",
        f"Make {facts.count} now, and the rest as the next kit in this batch? Scan YES or NO.",
    )


def _own_reference(facts: Facts) -> Words:
    instead = f" instead of {facts.other}" if facts.other else ""
    no = "NO" if facts.part else "NO and then the part number"
    return Words(
        f"{facts.text} is no part. Keep it as your reference{instead}?",
        f"It may be a traveller or work order. Scan YES, or {no}.",
    )


_QUESTIONS: Mapping[QuestionKind, Callable[[Facts], Words]] = {
    QuestionKind.WHICH_LINE: lambda f: Words(
        f"Lot {f.lot} is of several components" if f.lot else f"{f.text} is of several lines",
        "Scan the number of the line it is for, or CLEAR.",
    ),
    QuestionKind.REPLACE_LOT: lambda f: Words(
        f"Take {f.lot} instead of {f.other}?",
        f"{f.part} is issued from one lot. Scan YES or NO.",
    ),
    QuestionKind.REPLACE_ASSEMBLY: lambda f: Words(
        f"Make {f.text} instead of {f.part}?",
        "What was scanned for this kit is taken back. Scan YES or NO.",
    ),
    QuestionKind.TAKE_EXPIRED: lambda f: Words(
        f"Lot {f.lot} expired on {day(f.day)}. Take it all the same?",
        "Scan the number of a reason, or NO.",
    ),
    QuestionKind.GO_ON_SHORT: _go_on_short,
    QuestionKind.SPLIT: _split,
    QuestionKind.OWN_REFERENCE: _own_reference,
    QuestionKind.OWN_NUMBER: lambda f: Words(
        f"Is {f.text} the number of a new {f.part}?",
        f"It is one of {f.other} in stock. Scan NO, then NEXT and it again; or YES.",
    ),
    QuestionKind.CONFIRM_GUESS: label_texts.confirm,
    **receipt_words.QUESTIONS,
}
