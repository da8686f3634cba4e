"""How a line of the ERP's stands to what it was told, and what others changed of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.core.hold import Hold, HoldCause
from app.core.po_line.aged import hold_of_add, hold_of_delete, hold_of_edit
from app.core.po_line.catalogue import LineField
from app.core.po_line.held import HeldCell
from app.core.po_line.standing import Edited, edited, is_own, overwritten
from app.core.po_line.values import ItemType, LeadTime, LeadUnit, LineValues
from tests.services.po_lines import RUN_ITEM, added, deleted, line
from tests.services.po_lines import edited as edit

HELD = replace(RUN_ITEM, note="old", taxable=False, first_article=None)
WANTED = replace(HELD, quantity=Decimal(20), note="new", taxable=True)


@pytest.mark.parametrize(
    "now",
    [
        RUN_ITEM,
        replace(RUN_ITEM, description="Completed by the ERP", part_key="_KEY", taxable=False),
        replace(RUN_ITEM, item_type=ItemType.PART, part_number=" run-item-0 ", mfgr_key=""),
        replace(RUN_ITEM, quantity=Decimal("10.00"), cost_each=Decimal("1.2500")),
        replace(RUN_ITEM, note="cut sho"),
    ],
)
def test_a_line_of_our_part_quantity_and_price_is_ours(now: LineValues) -> None:
    assert is_own(replace(RUN_ITEM, note="cut short by the ERP"), now)


@pytest.mark.parametrize(
    "now",
    [
        replace(RUN_ITEM, part_number="RUN-ITEM-1"),
        replace(RUN_ITEM, revision="B"),
        replace(RUN_ITEM, quantity=Decimal(11)),
        replace(RUN_ITEM, quantity=None),
        replace(RUN_ITEM, cost_each=Decimal("1.26")),
        replace(RUN_ITEM, mfgr_key="_OTHER"),
    ],
)
def test_any_other_is_not(now: LineValues) -> None:
    assert not is_own(replace(RUN_ITEM, revision="A"), now)


@pytest.mark.parametrize(
    ("now", "standing"),
    [
        (WANTED, Edited.AS_ASKED),
        (HELD, Edited.AS_BEFORE),
        (replace(WANTED, description="others' matter"), Edited.AS_ASKED),
        (replace(HELD, firm=True), Edited.AS_BEFORE),
        (replace(HELD, quantity=Decimal(20)), Edited.OTHERWISE),
        (replace(WANTED, note="third"), Edited.OTHERWISE),
        (replace(WANTED, note=" NEW "), Edited.AS_ASKED),
        (replace(WANTED, taxable=None), Edited.OTHERWISE),
    ],
)
def test_a_changed_line_stands_by_what_was_changed_of_it(now: LineValues, standing: Edited) -> None:
    assert edited(HELD, WANTED, now) is standing


def test_what_is_not_told_decides_nothing() -> None:
    wanted = replace(WANTED, lead_time=LeadTime(10, LeadUnit.WEEKS), exception_date=date.max)
    assert edited(HELD, wanted, WANTED) is Edited.AS_ASKED
    assert edited(HELD, wanted, HELD) is Edited.AS_BEFORE
    alone = replace(HELD, lead_time=LeadTime(10, LeadUnit.WEEKS), update_lead_time=True)
    assert edited(HELD, alone, HELD) is Edited.UNTOLD
    assert edited(HELD, replace(HELD, update_material_cost=True), HELD) is Edited.UNTOLD


def test_what_is_taken_away_is_told_by_its_absence() -> None:
    emptied = replace(HELD, note="")
    assert edited(HELD, emptied, emptied) is Edited.AS_ASKED
    assert edited(HELD, emptied, HELD) is Edited.AS_BEFORE


def test_what_others_changed_is_overwritten_unless_it_is_what_is_wanted() -> None:
    assert overwritten(HELD, WANTED, HELD) == ()
    assert overwritten(HELD, WANTED, replace(HELD, quantity=Decimal(20))) == ()
    now = replace(HELD, quantity=Decimal(15), firm=True)
    assert overwritten(HELD, WANTED, now) == ("quantity", "firm")


class TestHolds:
    before = line(note="old")

    def test_an_edit_of_what_the_buyer_saw_may_go(self) -> None:
        request = edit(self.before, quantity=Decimal(20)).request
        assert hold_of_edit(request, self.before) is None
        assert hold_of_edit(request, replace(self.before, received=Decimal(3))) is None

    def test_an_edit_is_held_where_it_would_overwrite_a_colleague(self) -> None:
        request = edit(self.before, quantity=Decimal(20)).request
        now = line(note="see mail", quantity=Decimal(12))
        assert hold_of_edit(request, now) == Hold(
            HoldCause.LINE_CHANGED,
            detail="002",
            cells=(
                HeldCell(LineField.QUANTITY, "10", "12", "20"),
                HeldCell(LineField.NOTE, "old", "see mail", "old"),
            ),
        )
        assert hold_of_edit(request, None) == Hold(HoldCause.LINE_GONE, detail="002")

    def test_a_deletion_is_held_where_the_line_is_another_by_now(self) -> None:
        request = deleted(self.before).request
        assert hold_of_delete(request, self.before) is None
        assert hold_of_delete(request, None) is None  # nobody's loss
        hold = hold_of_delete(request, line(note="old", quantity=Decimal(12)))
        assert hold is not None
        assert [cell.field for cell in hold.cells] == [LineField.QUANTITY]

    @pytest.mark.parametrize(("number", "taken"), [("2", True), ("0002", True), ("003", False)])
    def test_a_new_line_is_held_where_its_number_is_taken(self, number: str, taken: bool) -> None:
        hold = hold_of_add(added(number).request, [self.before])
        assert hold == (Hold(HoldCause.NUMBER_TAKEN, detail=number) if taken else None)
