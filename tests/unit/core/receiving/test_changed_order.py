"""A buyer changes the order while it is received: shown, merged, and nothing is lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.core.flow.outcomes import Refused
from app.core.flow.refusals import Refusal
from app.core.receipt import Receipt, ReceivedLine
from app.core.receipt_facts import OrderFacts, OrderStatus, PurchaseOrderLine
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.expected import as_if_posted
from app.core.receiving.recheck import OrderChangeKind, order_changes
from app.core.receiving.state import LineState
from tests.unit.core.flow.reading import message, news, reason, scan
from tests.unit.core.receiving.plant import LINES, ORDER, facts, line
from tests.unit.core.receiving.reading import package, state_of, sums

Change = Callable[[PurchaseOrderLine], PurchaseOrderLine | None]


def changed(number: str, change: Change) -> OrderFacts:
    """The order with a line changed, or taken out."""
    lines = [change(one) if one.number == number else one for one in LINES]
    return facts(lines=tuple(one for one in lines if one is not None))


def kinds(fresh: OrderFacts, here: dict[str, Decimal] | None = None) -> list[tuple[str, str]]:
    before, now = facts().order, fresh.order
    assert before is not None
    assert now is not None
    return [(one.line_number, one.kind) for one in order_changes(before, now, here or {})]


@pytest.mark.parametrize(
    ("change", "kind"),
    [
        (lambda _: None, OrderChangeKind.GONE),
        (lambda one: replace(one, status=OrderStatus.CLOSED), OrderChangeKind.NOT_OPEN),
        (lambda one: replace(one, part_id="OTHER"), OrderChangeKind.PART),
        (lambda one: replace(one, buy_unit="BAG"), OrderChangeKind.UNIT),
        (lambda one: replace(one, stock_per_unit=Decimal(2)), OrderChangeKind.UNIT),
        (lambda one: replace(one, ordered=Decimal(9)), OrderChangeKind.ORDERED),
        (lambda one: replace(one, received=Decimal(9)), OrderChangeKind.RECEIVED),
        (lambda one: replace(one, over_percent=Decimal(0)), OrderChangeKind.LIMIT),
    ],
)
def test_each_change_is_told(change: Change, kind: OrderChangeKind) -> None:
    assert kinds(changed("2", change)) == [("2", kind)]


def test_so_are_lines_that_came_or_opened_again() -> None:
    fresh = facts(lines=(*LINES, line("12", "NEW", "5")))

    assert kinds(fresh) == [("12", OrderChangeKind.ADDED)]
    opened = changed("8", lambda one: replace(one, status=OrderStatus.OPEN))
    assert kinds(opened) == [("8", OrderChangeKind.OPEN_AGAIN)]


def test_an_order_that_is_as_it_was_tells_nothing() -> None:
    assert kinds(facts()) == []


def test_lines_with_packages_come_first() -> None:
    fresh = facts(lines=tuple(replace(one, over_percent=Decimal(7)) for one in LINES))

    assert kinds(fresh, {"10": Decimal(1)})[0] == ("10", OrderChangeKind.LIMIT)


@pytest.mark.parametrize(
    ("change", "why", "state"),
    [
        (lambda _: None, Refusal.LINE_GONE, LineState.GONE),
        (
            lambda one: replace(one, status=OrderStatus.CANCELLED),
            Refusal.LINE_CLOSED,
            LineState.OVER,
        ),
        (lambda one: replace(one, part_id="OTHER"), Refusal.LINE_OF_OTHER_PART, LineState.PARTIAL),
        (lambda one: replace(one, buy_unit="BAG"), Refusal.UNIT_CHANGED, LineState.PARTIAL),
        (lambda one: replace(one, received=Decimal(9)), Refusal.OVER_RECEIPT, LineState.OVER),
    ],
)
def test_what_can_no_longer_be_received_is_kept_and_refused(
    on_lines: ReceiptDraft, change: Change, why: Refusal, state: LineState
) -> None:
    scan(on_lines, message("PSCR", "Q4REEL"), message("PMIX-A", "Q3"), "KB:NEXT")
    assert on_lines.judge_post() is None

    on_lines.around.know_order(changed("2", change))
    on_lines.know()

    refused = on_lines.judge_post()
    assert isinstance(refused, Refused)
    assert (refused.reason, refused.facts.line) == (why, "2")
    assert (sums(on_lines), state_of(on_lines, "2")) == ({"2": 4, "9": 3}, state)
    assert package(on_lines, "2/1").origin.part_id == "SCR"
    scan(on_lines, "KB:BACK")
    on_lines.remove("2/1")
    assert on_lines.judge_ready() is None


def test_a_change_that_leaves_room_changes_nothing_here(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PSCR", "Q4REEL"), "KB:NEXT")

    on_lines.around.know_order(changed("2", lambda one: replace(one, ordered=Decimal(4))))
    on_lines.know()

    assert on_lines.judge_post() is None
    assert state_of(on_lines, "2") is LineState.COMPLETE


def test_a_resumed_draft_keeps_the_packages_of_a_line_that_is_gone(
    on_lines: ReceiptDraft, draft: ReceiptDraft
) -> None:
    """Its log is replayed on facts that don't have the line."""
    events = []
    again = ReceiptDraft(draft.identity, draft.state.today, draft.around)
    for text in (ORDER, "KB:NEXT", message("PSCR", "Q4REEL"), message("PPCB", "SX1", "Q1")):
        outcome = scan(again, text)
        events.append(outcome.event)  # type: ignore[attr-defined]  # an Accepted
    resumed = ReceiptDraft(draft.identity, draft.state.today, draft.around)
    resumed.around.know_order(changed("3", lambda _: None))

    resumed.replay(events)

    assert sums(resumed) == {"2": 4, "3": 1}
    assert state_of(resumed, "3") is LineState.GONE
    assert list(resumed.state.owned("3/1")) == ["X1"]
    assert reason(scan(resumed, "KB:NEXT")) is Refusal.LINE_GONE


class TestWaitingReceipts:
    """What is in the outbox and not posted yet takes its room, as if it were."""

    WAITING = Receipt(
        ORDER,
        (ReceivedLine("009", Decimal(4)), ReceivedLine("9", Decimal(2))),
        "KBAAAAAAAA",
        date(2026, 11, 21),
        packing_slip="LS-7",
    )

    def test_it_is_held_against_what_they_leave(self, on_lines: ReceiptDraft) -> None:
        on_lines.around.know_order(as_if_posted(facts(), [self.WAITING]))
        on_lines.know()

        assert reason(scan(on_lines, message("PMIX-A", "Q5"))) is Refusal.OVER_RECEIPT
        assert news(scan(on_lines, message("PMIX-A", "Q4"))).value == "line-complete"
        assert on_lines.state.index.received_with("LS-7") is not None

    def test_one_that_is_on_record_counts_once(self) -> None:
        posted = as_if_posted(facts(), [self.WAITING])

        assert as_if_posted(posted, [self.WAITING]) is posted

    def test_those_of_other_orders_do_not(self) -> None:
        fresh = facts()

        assert as_if_posted(fresh, [replace(self.WAITING, order_number="1")]) is fresh
