"""What was not as it should be on a label, in words."""

from app.core.flow.outcomes import Facts
from app.core.labels import Guess
from app.ui.texts import Words, amount, day, place

GUESSES = {
    Guess.CONFLICT: "it says two things of one field",
    Guess.HEADER: "its beginning is damaged",
    Guess.NO_RECORD_SEPARATOR: "its first separator is missing",
    Guess.NO_GROUP_SEPARATOR: "a separator is missing",
    Guess.NO_TRAILER: "its end is missing",
    Guess.TRAILER_REPLACED: "its last character was replaced",
    Guess.SEPARATORS_REPLACED: "its separators were replaced",
    Guess.SEPARATORS_STRIPPED: "its separators are gone",
    Guess.IDENTIFIER_SWAPPED: "T1 was taken for 1T",
    Guess.CUT_OFF: "its end is missing",
}

_MOST_NAMED = 4
"""What fits into a title; by these the rest is right as well."""


def confirm(facts: Facts) -> Words:
    """Whether a label was read rightly; `facts.other` is what was guessed."""
    said = [
        words
        for known, words in (
            (facts.order, f"order {facts.order}"),
            (facts.line and not facts.part, f"line {facts.line}"),
            (facts.part, facts.part),
            (facts.have is not None, amount(facts.have)),
            (facts.lot, f"lot {facts.lot}"),
            (facts.day, f"expires {day(facts.day)}"),
            (facts.text, f"number {facts.text}"),
            (facts.location, f"location {place(facts.location)}"),
        )
        if known
    ]
    seen = ", ".join(said[:_MOST_NAMED])
    why = next((GUESSES[guess] for guess in Guess if guess == facts.other), "it is damaged")
    return Words(
        f"Does the label say {seen or 'so'}?",
        f"It is not sure: {why}. Scan it once more or YES if so, NO if not.",
    )
