"""What the tests of a draft do to it and read off it, whatever its flow."""

from app.core.facts import Found
from app.core.flow.draft import AnyDraft
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.labels import read

GS, RS, EOT = "\x1d", "\x1e", "\x04"


def scan(draft: AnyDraft, *texts: str) -> object:
    """Scan these one after another; the last one's outcome."""
    outcome: object = None
    for text in texts:
        outcome = draft.accept(read(text))
    return outcome


def message(*elements: str) -> str:
    """A whole label of data identifiers (labels.md 1)."""
    return f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"


def found_nothing(draft: AnyDraft, text: str) -> None:
    draft.around.know_found(Found(text))


def news(outcome: object) -> News:
    assert isinstance(outcome, Accepted), outcome
    return outcome.news


def reason(outcome: object) -> Refusal:
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def asked(outcome: object) -> QuestionKind:
    assert isinstance(outcome, Choose), outcome
    return outcome.question


def offer(draft: AnyDraft, text: str) -> object:
    """Scan it; what must be looked up is found to be nothing's name."""
    outcome = draft.accept(read(text))
    while isinstance(outcome, LookUp):
        assert not text.startswith("KB:"), "an answer can't wait: what it needs is asked before"
        if outcome.kind is not LookUpKind.NAME:
            return outcome
        draft.around.know_found(Found(outcome.text))
        outcome = draft.accept(read(text))
    return outcome
