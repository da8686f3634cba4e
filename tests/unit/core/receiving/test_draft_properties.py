"""Whatever is scanned in whatever order, on a receipt: nothing doubled, nothing over, all exact."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.core.flow.changes import Slot
from app.core.flow.outcomes import Accepted
from app.core.receiving.confirm import received_lines
from app.core.receiving.draft import ReceiptDraft
from tests.support.texts import SIGNS
from tests.unit.core.flow import properties
from tests.unit.core.flow.reading import message, offer
from tests.unit.core.receiving.plant import ORDER, OTHER, new_draft
from tests.unit.core.receiving.reading import snapshot

SCANS = [
    ORDER,
    OTHER,
    "BRG",
    "SCR",
    "PCB",
    "BOX",
    "MIX",
    "L1",
    "L2",
    "B-OLD",
    "B-HELD",
    "S1",
    "S2",
    "S1,S3:S5",
    "60",
    "Q30",
    "ISLE 7",
    "HUH",
    message("PBRG", "1TL1", "Q60", "14D20280131"),
    message("PBRG", "1TL2", "Q40"),
    message("PBRG", "1TL1", "Q1000"),
    message("PBRG", "Q5"),
    message("PSCR", "Q5000", "3SPK1"),
    message("PSCR", "Q2", "3SPK2"),
    message("PPCB", "SX1", "Q1"),
    message("PPCB", "Q3"),
    message("PBOX", "Q20"),
    message("PRESIN", "1TR1", "Q2.5KG", "14D20270131"),
    message("4K6", "PBRG", "1TL2", "Q10", "11KLS-1"),
    message(f"K{OTHER}", "PBRG", "1TL1", "Q10"),
]


@given(properties.scans(SCANS, 40))
def test_one_undo_takes_back_exactly_one_scan(texts: list[str]) -> None:
    properties.undo_takes_back_exactly_one_scan(new_draft(), [ORDER, *texts], snapshot)


@given(properties.scans(SCANS, 60))
def test_the_log_alone_brings_the_draft_back(texts: list[str]) -> None:
    draft, again = new_draft(), new_draft()
    properties.the_log_alone_brings_it_back(draft, again, [ORDER, "KB:NEXT", *texts], snapshot)


@given(
    st.text(SIGNS, max_size=60),
    st.sampled_from([[], [ORDER], [ORDER, "KB:NEXT"], [ORDER, "KB:NEXT", "BRG"]]),
)
def test_no_text_breaks_a_draft(text: str, first: list[str]) -> None:
    properties.what_is_not_taken_changes_nothing(new_draft(), first, text, snapshot)


@given(properties.scans(SCANS, 60), st.data())
def test_the_books_are_true(texts: list[str], data: st.DataObject) -> None:
    """After scans, removals and corrections by hand, and all of them taken back or not."""
    draft = new_draft()
    for text in [ORDER, "KB:NEXT", *texts]:
        offer(draft, text)
        if draft.question is None and len(draft.state.packages):
            _by_hand(draft, data.draw(st.integers(0, 12)))
        _judge_books(draft)


def _by_hand(draft: ReceiptDraft, what: int) -> None:
    newest = [*draft.state.packages][-1]
    match what:
        case 0:
            assert isinstance(draft.remove(newest.key), Accepted)
        case 1:
            draft.write(newest.key, Slot.QUANTITY, "3")
        case 2:
            draft.write(newest.key, Slot.LOT, "")
        case 3:
            draft.write(newest.line, Slot.DAMAGED, "2")
        case 4:
            draft.point_at(newest.key)
        case _:
            pass


def _judge_books(draft: ReceiptDraft) -> None:
    state = draft.state
    wanting = []
    serials: dict[str, list[str]] = {}
    for line in state.lines:
        packages = state.packages.of_line(line.number)
        total = sum((state.quantity_of(one) for one in packages), Decimal(0))
        assert state.here(line.number) == total
        assert total <= line.room
        lacking = [one for one in packages if state.lack_of(one) is not None]
        if lacking or total < line.open:
            wanting.append(line.number)
        for one in packages:
            owned = list(state.owned(one.key))
            serials.setdefault(line.part_id, []).extend(owned)
            wanted = state.serials_wanted(one)
            assert not line.serial_controlled or wanted is None or len(owned) <= wanted
    for part_id, owned in serials.items():
        assert len(set(owned)) == len(owned)
        assert set(state.holders(part_id)) == set(owned)
    assert [line.number for line in state.lines if state.wants_scan(line.number)] == wanting
    assert state.open_count == len(wanting)
    ids = [one.package_id for one in state.packages if one.package_id]
    assert len(set(ids)) == len(ids)
    asked = received_lines(state)
    for line in state.lines:
        mine = [one for one in asked if one.line_number == line.number]
        assert sum((one.quantity for one in mine), Decimal(0)) == state.here(line.number)
