"""What the tests of a receipt read off its draft."""

from decimal import Decimal

from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.packages import SLOTS, Package
from app.core.receiving.state import LineState


def sums(draft: ReceiptDraft) -> dict[str, Decimal | int]:
    """What is here, by line."""
    here = {line.number: draft.state.here(line.number) for line in draft.state.lines}
    return {number: quantity for number, quantity in here.items() if quantity}


def package(draft: ReceiptDraft, key: str) -> Package:
    found = draft.state.packages.get(key)
    assert found is not None, [one.key for one in draft.state.packages]
    return found


def state_of(draft: ReceiptDraft, number: str) -> LineState:
    line = draft.state.index.line(number)
    assert line is not None
    return draft.state.line_state(line)


def snapshot(draft: ReceiptDraft) -> object:
    """Everything a person entered, and what it adds up to."""
    state = draft.state
    numbers = [line.number for line in state.lines]
    return (
        {name: text for name, text in state.header.items() if text},
        {
            one.key: [one.origin, *(one.text(slot) for slot in SLOTS)]
            for number in numbers
            for one in state.packages.of_line(number)
        },
        {owner: list(book) for owner, book in state.serials.items() if book},
        (dict(state.damaged), dict(state.short)),
        (state.current, state.at, state.step, state.subject),
        {number: state.here(number) for number in numbers},
        [state.line_state(line) for line in state.lines],
        (state.open_count, state.first_lacking, state.faulty),
    )
