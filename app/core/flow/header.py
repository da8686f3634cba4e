"""What a typed or scanned header field must be, whatever its flow."""

from datetime import date

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.judging import Judged, Taken
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.state import FlowState

FIELD_LENGTH = 100
"""Characters of a header field."""

_DATES = {HeaderField.ACTION_DATE, HeaderField.EFFECTIVE_DATE, HeaderField.EXPIRES}


def set_header(state: FlowState, name: HeaderField, text: str) -> Change:
    """The change that gives a header field this text."""
    return Change(Slot.HEADER, name, state.text(name), text)


def is_malformed(text: str) -> bool:
    """Whether no field holds this text."""
    return len(text) > FIELD_LENGTH or not text.isprintable()


def judge_header(state: FlowState, name: HeaderField, text: str) -> Judged:
    """A header field as a person typed it, blanks around it not part of it."""
    text = text.strip()
    facts = Facts(text=text, other=name)
    if is_malformed(text):
        return Refused(Refusal.FIELD_MALFORMED, facts)
    if name in _DATES and text:
        try:
            text = date.fromisoformat(text).isoformat()
        except ValueError:
            return Refused(Refusal.FIELD_MALFORMED, facts)
    if name is HeaderField.INCLUDE_SCRAP and text not in {"", "Y", "N"}:
        return Refused(Refusal.FIELD_MALFORMED, facts)
    if text == state.text(name):
        return Taken((), News.ALREADY, facts)
    news = News.NEW_BATCH if name is HeaderField.BATCH else News.ENTRY
    return Taken((set_header(state, name, text),), news, facts)
