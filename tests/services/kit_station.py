"""A kit desk without its window, scanned at like a station."""

from collections.abc import Sequence
from contextlib import AbstractContextManager

from app.core.flow.steps import Step
from app.core.kit.draft import KitDraft
from app.core.kit.state import KitState
from app.core.settings import KitDefaults, Rules
from app.services.kits import KitDesk
from tests.services.flow_station import FlowBench, flow_bench
from tests.services.world import Station

MOTOR_LOTS = ("24B-118", "M-0931", "W-2215", "G-78")


class KitBench(FlowBench):
    """A station at which kits are issued."""

    @property
    def desk(self) -> KitDesk:
        """The kit desk."""
        return self.kit_desk

    @property
    def draft(self) -> KitDraft:
        """The one on the desk."""
        assert self.desk.draft is not None
        return self.desk.draft

    @property
    def state(self) -> KitState:
        """Of the draft on the desk."""
        return self.draft.state

    # Going on

    def motors(self, *serials: str) -> None:
        """A kit of MOTOR003 up to its Review page, with every lot scanned and checked."""
        self.scan("MOTOR003", *serials, "KB:NEXT", *MOTOR_LOTS, "KB:NEXT")
        self.checked()
        assert self.state.step is Step.REVIEW


def snapshot(draft: KitDraft) -> tuple[object, ...]:
    """All that an operator entered, to be compared; not what the ERP said of it since."""
    state = draft.state
    entries = {
        one: (entry.lot, entry.location, entry.confirmed)
        for one, entry in state.entries.items()
        if entry.lot or entry.location or entry.confirmed
    }
    header = {name: text for name, text in state.header.items() if text}
    serials = {owner: tuple(book) for owner, book in state.serials.items() if book}
    return draft.identity, header, entries, serials, state.current, state.step, state.lines


def kit_bench(
    station: Station, *, defaults: KitDefaults | None = None, rules: Rules | None = None
) -> AbstractContextManager[KitBench]:
    """A kit desk at this station, with its sender at work."""
    return flow_bench(KitBench, station, defaults=defaults, rules=rules)


def serials(first: int, count: int) -> Sequence[str]:
    """Serial numbers of MOTOR003 that are free in the training ERP."""
    return [f"GC{number:08d}" for number in range(first, first + count)]
