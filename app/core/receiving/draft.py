"""The draft of a receipt: what its pages make of a scan (design.md 5, "Receive PO")."""

from datetime import date
from typing import ClassVar

from app.core.facts import SerialRecord
from app.core.flow.changes import EventKind, HeaderField, Slot
from app.core.flow.draft import FlowDraft
from app.core.flow.identity import DraftIdentity
from app.core.flow.judging import Judged
from app.core.flow.news import News
from app.core.flow.outcomes import Facts, Outcome, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.labels import Command, Field, Label
from app.core.receiving import commands, entering, lines_page, order_page, ranges, readiness
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings


class ReceiptDraft(FlowDraft[ReceiptState, ReceiptSurroundings]):
    """One receipt in the making. Lives in one thread."""

    all_complete: ClassVar = News.ORDER_COMPLETE
    taken_fields: ClassVar = frozenset(
        {
            Field.PO,
            Field.PO_LINE,
            Field.PACKING_SLIP,
            Field.PART,
            Field.MANUFACTURER_PART,
            Field.SUPPLIER_PART,
            Field.QUANTITY,
            Field.UNIT,
            Field.LOT,
            Field.SUPPLIER_LOT,
            Field.SERIAL,
            Field.EXPIRES,
            Field.LOCATION,
            Field.STORES,
            Field.PACKAGE_ID,
        }
    )

    def __init__(self, identity: DraftIdentity, today: date, around: ReceiptSurroundings) -> None:
        super().__init__(identity, ReceiptState(today), around)

    def know(self) -> None:
        """Take in facts of the order that came to the surroundings, or newer ones."""
        facts = self.around.orders.get(self.state.subject)
        if facts is not None and facts is not self.state.facts:
            self.state.know(facts, self.around.index_of(facts.number))

    def judge_ready(self) -> Refused | None:
        """Why the open page may not be left forwards, or None."""
        return readiness.judge_ready(self.state)

    def judge_post(self) -> Refused | None:
        """Why the receipt may not be posted from Review, or None."""
        return readiness.judge_post(self.state, self.around)

    def turn_to(self, step: Step) -> Judged:
        """Go to a page, which is allowed, with all that this brings about."""
        return commands.turn_to(self.state, step)

    def brings_in(self, owner: str) -> bool:
        """All that is received is new."""
        del owner
        return True

    def is_known_good(self, owner: str, serial: str) -> bool:
        """A new serial number is on no record."""
        del owner, serial
        return False

    def judge_record(self, owner: str, record: SerialRecord | None) -> Refusal | None:
        """In whatever status it is known, it isn't new."""
        del owner
        return Refusal.SERIAL_EXISTS if record else None

    def write(self, owner: str, slot: Slot, text: str) -> Outcome:
        """A field of a package by its key, or a note on a line, as `entering.judge_written`."""
        return self._by_hand(
            lambda: entering.judge_written(self.state, owner, slot, text, self.around), text
        )

    def receive_all(self) -> Outcome:
        """Ask whether all that is open of the order is here, whichever line is asked for."""
        return self._by_hand(self._all_of_order, "")

    def remove(self, key: str) -> Outcome:
        """Take a package out."""
        return self._by_hand(lambda: entering.removal(self.state, key), key)

    def point_at(self, key: str) -> Outcome:
        """A package chosen by touch or keyboard is asked for now."""
        return self._by_hand(lambda: entering.pointing(self.state, key), "", EventKind.MOVE)

    def _all_of_order(self) -> Judged:
        on_lines = self.state.step is Step.LINES
        return commands.all_of_order(self.state) if on_lines else Refused(Refusal.ORDER_FIRST)

    def _judge(self, label: Label) -> Judged:
        match self.state.step:
            case Step.SUBJECT:
                return order_page.judge(self.state, label, self.around)
            case Step.LINES:
                return lines_page.judge(self.state, label, self.around)
            case _:
                return Refused(Refusal.COMPLETE, Facts(text=label.text))

    def _judge_entry(self, name: HeaderField, text: str) -> Judged:
        return commands.judge_entry(self.state, name, text, self.around)

    def _judge_command(self, command: Command) -> Judged:
        return commands.judge(self.state, command, self.around)

    def _judge_range(self) -> Refused | None:
        return ranges.judge_range(self.state)

    def _take_range(self, serials: tuple[str, ...]) -> Judged:
        return ranges.take_range(self.state, serials, self.around)
