"""What reversing a posted kit would take, from the ERP's answer or, without one, from the plan."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.core.facts import Part
from app.core.flow.confirmation import Confirmation
from app.core.kit.confirm import make_posting
from app.core.kit.issued import Difference
from app.core.kit.reversal import (
    Basis,
    Caution,
    PutBack,
    Reversal,
    ReversalHeading,
    TakeOut,
    make_reversal,
)
from app.core.kit_issue import IssuedComponent, KitIssued, KitPosting
from app.core.target import Erp, Mode, Target
from tests.unit.core.flow.reading import scan
from tests.unit.core.kit.plant import new_draft

NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
HEADING = ReversalHeading("KIT-04", "Lena", NOW, assembly=Part("PUMP", "Pump", "EACH"))
ACTION = date(2026, 11, 23)


@pytest.fixture
def posting() -> KitPosting:
    """One pump: a lot, a board's serial number, all else left to the ERP."""
    draft = new_draft()
    scan(draft, "PUMP", "S1", "KB:NEXT", "B-SOON", "P1")
    assert draft.state.plan is not None
    target = Target(Erp.EXPANDABLE, "https://erp.example", "PLANT", Mode.LIVE)
    made = make_posting(
        draft, draft.state.plan, Confirmation(target, "Mia", "APIUSER", ACTION, NOW)
    )
    request = replace(
        made.request,
        department="10",
        account="310",
        to_location="BAY 2",
        assembly_lot="PL-1",
        expires=date(2028, 1, 31),
    )
    return replace(made, request=request)


def answer_to(posting: KitPosting) -> KitIssued:
    """The ERP issued what was planned."""
    lots = {"BRG": "B-SOON", "WIND": "SHARED"}
    return KitIssued(
        assembly_id="PUMP",
        quantity=Decimal(1),
        reference=posting.request.reference,
        batch_number="004711",
        txns_accepted="7",
        action_date="2026-11-23",
        components=tuple(
            IssuedComponent(
                plan.component_id,
                plan.description,
                plan.quantity,
                plan.unit,
                lots.get(plan.component_id, ""),
                "MS",
                "ISLE 7",
                ("P1",) if plan.component_id == "PCB" else (),
            )
            for plan in posting.planned
        ),
    )


def put_back(sheet: Reversal, component: str) -> PutBack:
    (found,) = [one for one in sheet.put_back if one.component_id == component]
    return found


def test_the_sheet_says_all_that_an_adjustment_asks_for(posting: KitPosting) -> None:
    sheet = make_reversal(posting, answer_to(posting), "004711", HEADING)

    assert sheet.basis is Basis.ANSWER
    assert sheet.reference == "KB00000000"
    assert (sheet.batch, sheet.transactions) == ("004711", "7")
    assert (sheet.department, sheet.account) == ("10", "310")
    assert (sheet.action_date, sheet.effective_date) == ("2026-11-23", ACTION)
    assert (sheet.data_source, sheet.confirmed_by, sheet.erp_user) == ("PLANT", "Mia", "APIUSER")
    assert sheet.confirmed_at == NOW
    assert sheet.heading is HEADING


def test_the_assembly_is_taken_out_from_where_it_went(posting: KitPosting) -> None:
    sheet = make_reversal(posting, answer_to(posting), "004711", HEADING)
    assert sheet.take_out == TakeOut(
        assembly_id="PUMP",
        description="Pump",
        quantity=Decimal(1),
        unit="EACH",
        stores="MA",
        location="BAY 2",
        lot="PL-1",
        expires=date(2028, 1, 31),
        serials=("S1",),
    )


def test_each_component_goes_back_to_its_place_lot_and_serial_numbers(posting: KitPosting) -> None:
    sheet = make_reversal(posting, answer_to(posting), "004711", HEADING)

    assert [one.component_id for one in sheet.put_back] == [
        plan.component_id for plan in posting.planned
    ]
    assert put_back(sheet, "PCB") == PutBack(
        component_id="PCB",
        description="Board",
        unit="EACH",
        planned=Decimal(1),
        quantity=Decimal(1),
        difference=Difference.SAME,
        stores="MS",
        location="ISLE 7",
        lot="",
        serials=("P1",),
    )
    assert put_back(sheet, "WIND").lot == "SHARED"  # the ERP's own choice
    assert put_back(sheet, "WIRE").quantity == Decimal("0.75")
    assert sheet.not_issued == ()


def test_only_the_known_assembly_s_serial_numbers_need_a_word(posting: KitPosting) -> None:
    sheet = make_reversal(posting, answer_to(posting), "004711", HEADING)
    assert sheet.cautions == (Caution.SERIALS_STAY_KNOWN,)

    plain = replace(posting, request=replace(posting.request, serials=()))
    assert make_reversal(plain, answer_to(posting), "004711", HEADING).cautions == ()


def changed(answer: KitIssued, component: str, **values: object) -> KitIssued:
    def edited(one: IssuedComponent) -> IssuedComponent:
        mine = one.component_id == component
        return replace(one, **values) if mine else one  # type: ignore[arg-type]  # a test's short way to name what differs

    return replace(answer, components=tuple(edited(one) for one in answer.components))


@pytest.mark.parametrize(
    ("quantity", "difference"), [("10", Difference.MORE), ("6", Difference.LESS)]
)
def test_what_was_issued_counts_and_not_what_was_planned(
    posting: KitPosting, quantity: str, difference: Difference
) -> None:
    answer = changed(answer_to(posting), "SCR", quantity=Decimal(quantity))
    sheet = make_reversal(posting, answer, "004711", HEADING)
    screws = put_back(sheet, "SCR")

    assert (screws.planned, screws.quantity) == (Decimal(8), Decimal(quantity))
    assert screws.difference is difference
    assert Caution.DIFFERS in sheet.cautions


def test_a_component_that_was_not_issued_is_not_put_back(posting: KitPosting) -> None:
    answer = answer_to(posting)
    without = tuple(one for one in answer.components if one.component_id != "SEAL")
    sheet = make_reversal(posting, replace(answer, components=without), "004711", HEADING)

    assert [one.component_id for one in sheet.not_issued] == ["SEAL"]
    assert sheet.not_issued[0].difference is Difference.NOT_ISSUED
    assert "SEAL" not in {one.component_id for one in sheet.put_back}
    assert Caution.DIFFERS in sheet.cautions


def test_a_component_that_nobody_planned_is_put_back_all_the_same(posting: KitPosting) -> None:
    answer = answer_to(posting)
    label = IssuedComponent("LABEL", "Label", Decimal(1), "EACH", "", "MS", "", ())
    answer = replace(answer, components=(*answer.components, label))
    sheet = make_reversal(posting, answer, "004711", HEADING)

    assert put_back(sheet, "LABEL").difference is Difference.NOT_PLANNED
    assert put_back(sheet, "LABEL").planned == 0
    assert Caution.DIFFERS in sheet.cautions


def test_rows_of_one_component_are_put_back_one_by_one_and_compared_together(
    posting: KitPosting,
) -> None:
    answer = changed(answer_to(posting), "BRG", quantity=Decimal(1))
    (bearing,) = [one for one in answer.components if one.component_id == "BRG"]
    other = replace(bearing, lot_id="B-LATE")
    sheet = make_reversal(
        posting, replace(answer, components=(*answer.components, other)), "004711", HEADING
    )

    rows = [one for one in sheet.put_back if one.component_id == "BRG"]
    assert [row.lot for row in rows] == ["B-SOON", "B-LATE"]
    assert [row.quantity for row in rows] == [1, 1]
    assert {row.difference for row in rows} == {Difference.SAME}
    assert Caution.DIFFERS not in sheet.cautions


def test_serial_numbers_that_do_not_add_up_are_said(posting: KitPosting) -> None:
    answer = changed(answer_to(posting), "PCB", quantity=Decimal(2))
    cautions = make_reversal(posting, answer, "004711", HEADING).cautions
    assert Caution.SERIALS_INCOMPLETE in cautions


def test_stores_that_were_left_to_the_erp_are_said(posting: KitPosting) -> None:
    request = replace(posting.request, to_stores="")
    sheet = make_reversal(replace(posting, request=request), answer_to(posting), "004711", HEADING)
    assert Caution.STORES_NOT_GIVEN in sheet.cautions


def test_without_an_answer_the_plan_and_the_choices_are_all_that_is_known(
    posting: KitPosting,
) -> None:
    sheet = make_reversal(posting, None, None, HEADING)

    assert sheet.basis is Basis.PLAN
    assert sheet.cautions[0] is Caution.NOT_CONFIRMED
    assert Caution.DIFFERS not in sheet.cautions
    assert (sheet.batch, sheet.transactions, sheet.action_date) == ("", "", "2026-11-23")
    assert [(one.component_id, one.quantity) for one in sheet.put_back] == [
        (plan.component_id, plan.quantity) for plan in posting.planned
    ]
    bearing, winding = put_back(sheet, "BRG"), put_back(sheet, "WIND")
    assert (bearing.lot, bearing.stores) == ("B-SOON", "")
    assert (winding.lot, winding.location) == ("", "")
    assert put_back(sheet, "PCB").serials == ("P1",)


def test_the_batch_is_known_from_the_outbox_where_the_answer_is_not(posting: KitPosting) -> None:
    assert make_reversal(posting, None, "004712", HEADING).batch == "004712"


def test_a_part_record_of_another_part_is_not_taken_for_the_assembly(posting: KitPosting) -> None:
    heading = replace(HEADING, assembly=Part("MOTOR", "Motor", "M"))
    take_out = make_reversal(posting, answer_to(posting), "004711", heading).take_out
    assert (take_out.description, take_out.unit) == ("", "")
