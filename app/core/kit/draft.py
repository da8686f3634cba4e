"""The draft of a kit: what its pages make of a scan (design.md 5, "Issue kit")."""

from datetime import date
from typing import ClassVar

from app.core.facts import SerialRecord, SerialStatus
from app.core.flow.changes import HeaderField
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
from app.core.labels import Command, Field, Label


class KitDraft(FlowDraft[KitState, KitSurroundings]):
    """One kit in the making. Lives in one thread."""

    all_complete: ClassVar = News.KIT_COMPLETE
    taken_fields: ClassVar = frozenset(
        {
            Field.ASSEMBLY,
            Field.PART,
            Field.LOT,
            Field.SUPPLIER_LOT,
            Field.SERIAL,
            Field.EXPIRES,
            Field.LOCATION,
            Field.WORK_ORDER,
        }
    )

    def __init__(self, identity: DraftIdentity, today: date, around: KitSurroundings) -> None:
        super().__init__(identity, KitState(today), around)

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

    def brings_in(self, owner: str) -> bool:
        """The assembly's serial numbers are new, the components' are in stock (E2.6)."""
        return owner == ASSEMBLY

    def is_known_good(self, owner: str, serial: str) -> bool:
        """Whether the plan's facts have it in stock."""
        return owner != ASSEMBLY and serial in self.state.index.stocked_serials(owner)

    def judge_record(self, owner: str, record: SerialRecord | None) -> Refusal | None:
        """A new one has no record; a component's is in stock in the stores it is taken from."""
        if owner == ASSEMBLY:
            return Refusal.SERIAL_EXISTS if record else None
        line = self.state.index.line(owner)
        in_stock = record is not None and record.status is SerialStatus.IN_STOCK
        here = record is not None and record.stores == (line.stores if line else "")
        return None if in_stock and here else Refusal.SERIAL_NOT_IN_STOCK

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
