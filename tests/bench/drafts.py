"""What a desk does with a scan that its draft takes, but for the disk."""

from collections.abc import Callable

from app.core.flow.draft import AnyDraft
from app.core.flow.log import encode_event
from app.core.flow.outcomes import Accepted
from app.core.labels import read
from app.services.flow_log import summary


def take(draft: AnyDraft, text: str, prompt: Callable[[], object]) -> None:
    """Read, judge, make the event's bytes and home's summary, and see what is asked for next."""
    outcome = draft.accept(read(text))
    if not isinstance(outcome, Accepted):
        raise TypeError(f"{text} was not taken: {outcome}")
    if outcome.event is not None:
        encode_event(outcome.event)
    summary(draft.state)
    prompt()
    _ = draft.may_go_on
