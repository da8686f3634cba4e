"""The draft of a kit: what its pages make of a scan (design.md 5, "Issue kit")."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from app.core.flow.changes import Change, DraftEvent, EventKind, HeaderField, Slot
from app.core.flow.draft import FlowDraft
from app.core.flow.identity import DraftIdentity
from app.core.flow.judging import Judged
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit import assembly_page, commands, components_page, readiness
from app.core.kit.state import ASSEMBLY, KitState
from app.core.kit.surroundings import KitSurroundings
from app.core.labels import Command, Label


class KitDraft(FlowDraft[KitState, KitSurroundings]):
    """One kit in the making. Lives in one thread."""

    all_complete: ClassVar = News.KIT_COMPLETE

    def __init__(self, identity: DraftIdentity, today: date, around: KitSurroundings) -> None:
        super().__init__(identity, KitState(today), around)

    def start(self, header: Iterable[tuple[HeaderField, str]], serials: str = "") -> DraftEvent:
        """Fill the station's defaults, or what a split left over: the first event, never undone."""
        changes = [Change(Slot.HEADER, name, "", text) for name, text in header if text]
        if serials:
            changes.append(Change(Slot.SERIALS, ASSEMBLY, "", serials))
        event = DraftEvent(EventKind.MOVE, tuple(changes))
        self._apply(event)
        return event

    def know(self) -> None:
        """Take in facts that came to the surroundings after their event (a resumed draft)."""
        facts = self.around.kits.get(self.state.subject)
        if facts is not None and facts is not self.state.facts:
            self.state.know(facts)

    def judge_ready(self) -> Refused | None:
        """Why the open page may not be left forwards, or None."""
        return readiness.judge_ready(self.state, self.around)

    def judge_post(self) -> Refused | None:
        """Why the kit may not be posted from Review, or None."""
        return readiness.judge_post(self.state, self.around)

    def turn_to(self, step: Step) -> Judged:
        """Go to a page, which is allowed, with all that this brings about."""
        return commands.turn_to(self.state, step, self.around)

    def _judge(self, label: Label) -> Judged:
        match self.state.step:
            case Step.SUBJECT:
                return assembly_page.judge(self.state, label, self.around)
            case Step.LINES:
                return components_page.judge(self.state, label, self.around)
            case _:
                return Refused(Refusal.COMPLETE, Facts(text=label.text))

    def _judge_entry(self, name: HeaderField, text: str) -> Judged:
        return commands.judge_entry(self.state, name, text)

    def _judge_command(self, command: Command) -> Judged:
        return commands.judge(self.state, command, self.around)

    def _judge_range(self) -> Refused | None:
        return commands.judge_range(self.state)

    def _take_range(self, serials: tuple[str, ...]) -> Judged:
        return commands.take_range(self.state, serials, self.around)
