"""What a shift is written in: moves of a hand, and what must be true before the next one."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.core.flow.outcomes import Refused
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.posting import PostingState
from app.services.flow_desk import AnyDesk


@dataclass(frozen=True, slots=True)
class Until:
    """Go on when this is true."""

    what: str
    true: Callable[[], bool]


class Hand(Protocol):
    """What plays: the scanner's trigger and the camera."""

    def scan(self, text: str) -> None:
        """Send bytes as the scanner does."""
        ...

    def picture(self, name: str) -> Until:
        """Keep a picture of the window, once nothing moves in it."""
        ...


Play = Iterator[Until]


class Scenes:
    """The moves that the scenes of all flows are made of."""

    def __init__(self, desk: AnyDesk, hand: Hand) -> None:
        self._desk, self._hand = desk, hand

    def _review_and_post(self, review: str = "", done: str = "") -> Play:
        yield from self._scan("KB:NEXT")
        yield from self._on(Step.REVIEW)
        yield Until("may be posted", lambda: self._desk.may_go_on)
        if review:
            yield self._hand.picture(review)
        yield from self._scan("KB:POST")
        yield from self._state(PostingState.POSTED)
        if done:
            yield self._hand.picture(done)

    def _scan(self, *texts: str) -> Play:
        for text in texts:
            self._hand.scan(text)
            yield Until(f"{text} is dealt with", lambda: self._desk.idle)

    def _refused(self, reason: Refusal, picture: str) -> Play:
        notice = self._desk.intake.notice
        found = notice.outcome if notice else None

        def as_expected() -> bool:
            return isinstance(found, Refused) and found.reason is reason

        yield Until(f"refused: {reason}", as_expected)
        yield self._hand.picture(picture)
        yield from self._scan("KB:CLEAR")

    def _on(self, step: Step) -> Play:
        def there() -> bool:
            opened = self._desk.opened
            return opened is not None and opened.draft.state.step is step

        yield Until(f"on {step.name.lower()}", there)

    def _state(self, state: PostingState) -> Play:
        def so() -> bool:
            posting = self._desk.posting
            return posting is not None and posting.state is state

        yield Until(f"the posting is {state}", so)
