"""A receiving desk without its window, scanned at like a station."""

from contextlib import AbstractContextManager
from decimal import Decimal

from app.core.flow.steps import Step
from app.core.receipt import ReceiptEntered, ReceiptPosting
from app.core.receipt_facts import ReceiptRecord
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import Want
from app.core.receiving.state import ReceiptState
from app.core.settings import Rules
from app.services.receiving import ReceiptDesk
from tests.services.flow_station import FlowBench, flow_bench
from tests.services.world import Station, until


def label(*elements: str) -> str:
    """A supplier's label: elements behind their identifiers, in an ISO 15434 envelope."""
    return "[)>\x1e06\x1d" + "\x1d".join(elements) + "\x1e\x04"


class ReceiptBench(FlowBench):
    """A station at which orders are received."""

    @property
    def desk(self) -> ReceiptDesk:
        """The receiving desk."""
        return self.receipt_desk

    @property
    def draft(self) -> ReceiptDraft:
        """The one on the desk."""
        assert self.desk.draft is not None
        return self.desk.draft

    @property
    def state(self) -> ReceiptState:
        """Of the draft on the desk."""
        return self.draft.state

    def on(self, step: Step) -> bool:
        """Whether that is the open page."""
        return self.state.step is step

    def wants(self, want: Want) -> bool:
        """Whether the person is asked for that."""
        return self.desk.prompt is not None and self.desk.prompt.want is want

    @property
    def here(self) -> dict[str, Decimal]:
        """By line, how much the receipt has."""
        return {number: self.state.here(number) for number in self.state.packages.lines()}

    def reviewed(self) -> None:
        """Go to Review, and wait until the order was read anew."""
        before = self.state.facts
        self.scan("KB:NEXT")
        assert self.on(Step.REVIEW), self.desk.intake.notice
        until(lambda: self.state.facts is not before)
        self.checked()

    def entered(self) -> ReceiptEntered:
        """The ERP's answer."""
        answer = self.posting.answer
        assert isinstance(answer, ReceiptEntered)
        return answer

    def confirmed_receipt(self) -> ReceiptPosting:
        """What was confirmed."""
        posting = self.posting.posting
        assert isinstance(posting, ReceiptPosting)
        return posting

    def on_record(self, order: str) -> tuple[ReceiptRecord, ...]:
        """What the ERP has of this desk's receipt."""
        session = self.station.session
        records = session.client.receipts_of(session.token(), order)
        reference = self.posting.posting.reference
        return tuple(record for record in records if record.reference.startswith(reference))


def receipt_bench(
    station: Station, *, rules: Rules | None = None
) -> AbstractContextManager[ReceiptBench]:
    """A receiving desk at this station, with its sender at work."""
    return flow_bench(ReceiptBench, station, rules=rules)
