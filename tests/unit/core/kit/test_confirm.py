"""From the draft to what the ERP is told, and back from its answer to what differs."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.flow.changes import HeaderField
from app.core.flow.confirmation import Confirmation, full_reference
from app.core.kit.confirm import make_posting
from app.core.kit.draft import KitDraft
from app.core.kit.issued import Compared, Difference, compare
from app.core.kit_issue import ComponentChoice, IssuedComponent, KitPosting, PlannedComponent
from app.core.posting import PostingKind
from app.core.target import Erp, Mode, Target
from tests.unit.core.flow.reading import found_nothing, scan
from tests.unit.core.kit.plant import TODAY, new_draft

TARGET = Target(Erp.EXPANDABLE, "https://erp.example", "PLANT", Mode.LIVE)
NOW = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
TOMORROW = date(2026, 11, 23)  # the ERP's day is another one than UTC's
CONFIRMATION = Confirmation(
    target=TARGET, operator="Mia", erp_user="APIUSER", erp_today=TOMORROW, now=NOW
)


@pytest.fixture
def draft() -> KitDraft:
    """Two pumps: a lot with its place, a location, component serial numbers; the rest open."""
    made = new_draft()
    for field, text in (
        (HeaderField.DEPARTMENT, "10"),
        (HeaderField.ACCOUNT, "310"),
        (HeaderField.BATCH, "b1"),
        (HeaderField.TO_LOCATION, "BAY 2"),
    ):
        made.enter(field, text)
    scan(made, "PUMP", "S1", "S2", "KB:NEXT")
    scan(made, "B-SOON", "SCR", "ISLE 12", "P1", "P2")
    return made


def posting(draft: KitDraft, confirmation: Confirmation = CONFIRMATION) -> KitPosting:
    assert draft.state.plan is not None
    return make_posting(draft, draft.state.plan, confirmation)


def test_the_request_says_what_the_draft_says(draft: KitDraft) -> None:
    request = posting(draft).request

    assert request.assembly_id == "PUMP"
    assert request.quantity == 2
    assert request.serials == ("S1", "S2")
    assert (request.department, request.account) == ("10", "310")
    assert (request.to_stores, request.to_location) == ("MA", "BAY 2")
    assert not request.include_scrap
    assert request.kit_stores == request.assembly_lot == request.txns_accepted == ""
    assert request.expires is None


def test_the_posting_keeps_who_where_and_when(draft: KitDraft) -> None:
    made = posting(draft)

    assert (made.posting_id, made.draft_id, made.reference) == ("p", "d", "KB00000000")
    assert made.kind is PostingKind.KIT_ISSUE
    assert (made.target, made.operator, made.erp_user) == (TARGET, "Mia", "APIUSER")
    assert made.confirmed_at == NOW
    assert made.batch == "b1"


def test_only_chosen_components_are_named(draft: KitDraft) -> None:
    assert posting(draft).request.components == (
        ComponentChoice("BRG", lot_id="B-SOON"),
        ComponentChoice("PCB", serials=("P1", "P2")),
        ComponentChoice("SCR", location="ISLE 12"),
    )


def test_a_component_that_was_only_pointed_at_is_left_to_the_erp(draft: KitDraft) -> None:
    scan(draft, "SEAL")

    named = [choice.component_id for choice in posting(draft).request.components]
    assert "SEAL" not in named
    assert "WIND" not in named


def test_the_plan_is_kept_beside_it_for_every_component(draft: KitDraft) -> None:
    planned = {one.component_id: one for one in posting(draft).planned}

    assert set(planned) == {"BRG", "WIND", "PCB", "SCR", "WIRE", "SEAL"}
    assert planned["BRG"].quantity == 4
    assert planned["WIRE"] == PlannedComponent("WIRE", "Wire", Decimal("1.50"), "M")


def test_dates_are_the_erps_day_of_the_confirming(draft: KitDraft) -> None:
    request = posting(draft).request

    assert draft.state.today == TODAY
    assert request.action_date == request.effective_date == TOMORROW


def test_a_date_that_was_given_is_kept(draft: KitDraft) -> None:
    draft.enter(HeaderField.ACTION_DATE, "2026-11-20")
    request = posting(draft).request
    assert request.action_date == request.effective_date == date(2026, 11, 20)

    draft.enter(HeaderField.EFFECTIVE_DATE, "2026-11-18")
    request = posting(draft).request
    assert (request.action_date, request.effective_date) == (date(2026, 11, 20), date(2026, 11, 18))


def test_rare_fields_reach_the_request(draft: KitDraft) -> None:
    for field, text in (
        (HeaderField.ASSEMBLY_LOT, "PUMP-77"),
        (HeaderField.EXPIRES, "2028-01-31"),
        (HeaderField.INCLUDE_SCRAP, "Y"),
        (HeaderField.TXNS_ACCEPTED, "5"),
        (HeaderField.KIT_STORES, "MS"),
    ):
        draft.enter(field, text)
    request = posting(draft).request

    assert request.assembly_lot == "PUMP-77"
    assert request.expires == date(2028, 1, 31)
    assert request.include_scrap
    assert request.txns_accepted == "5"
    assert request.kit_stores == "MS"


def test_a_kit_without_serial_numbers_is_the_quantity_that_was_said() -> None:
    draft = new_draft()
    scan(draft, "PUMP", "KB:QTY=7")

    request = posting(draft).request
    assert request.quantity == 7
    assert request.serials == ()


def test_the_operators_reference_follows_only_where_the_field_holds_it(draft: KitDraft) -> None:
    draft.enter(HeaderField.REFERENCE, "WO 4711")

    assert posting(draft).request.reference == "KB00000000"
    wide = replace(CONFIRMATION, reference_length=18)
    assert posting(draft, wide).request.reference == "KB00000000 WO 4711"
    narrow = replace(CONFIRMATION, reference_length=17)
    assert posting(draft, narrow).request.reference == "KB00000000"
    assert posting(draft, wide).reference == "KB00000000"


@given(
    operators=st.text("A1 /\u00fc", max_size=40),
    length=st.none() | st.integers(min_value=10, max_value=60),
)
def test_the_reference_always_begins_with_ours_and_never_is_too_long(
    operators: str, length: int | None
) -> None:
    whole = full_reference("KB7Q2M4XD9", operators, length)

    assert whole.split(" ")[0] == "KB7Q2M4XD9"
    assert length is None or len(whole) <= length
    assert whole in {"KB7Q2M4XD9", f"KB7Q2M4XD9 {operators}"}


def test_two_confirms_of_one_draft_are_one_identity(draft: KitDraft) -> None:
    found_nothing(draft, "S3")

    first, second = posting(draft), posting(draft)

    assert first == second


# Planned against posted


def planned(component: str, quantity: str) -> PlannedComponent:
    return PlannedComponent(component, f"{component} text", Decimal(quantity), "EACH")


def issued(component: str, quantity: str) -> IssuedComponent:
    return IssuedComponent(component, "", Decimal(quantity), "EACH", "L1", "MS", "ISLE 7", ())


def differences(rows: tuple[Compared, ...]) -> dict[str, Difference]:
    return {row.component_id: row.difference for row in rows}


def test_each_difference_is_told() -> None:
    rows = compare(
        (planned("SAME", "2"), planned("MORE", "2"), planned("LESS", "2"), planned("NONE", "2")),
        (issued("EXTRA", "1"), issued("LESS", "1.5"), issued("MORE", "3"), issued("SAME", "2.000")),
    )

    assert differences(rows) == {
        "SAME": Difference.SAME,
        "MORE": Difference.MORE,
        "LESS": Difference.LESS,
        "NONE": Difference.NOT_ISSUED,
        "EXTRA": Difference.NOT_PLANNED,
    }
    assert [row.component_id for row in rows] == ["SAME", "MORE", "LESS", "NONE", "EXTRA"]


def test_what_was_not_issued_is_zero_and_has_no_lot() -> None:
    (row,) = compare((planned("A", "2"),), ())

    assert (row.posted, row.issued) == (Decimal(0), None)
    assert row.description == "A text"


def test_a_component_planned_as_nothing_and_not_issued_is_not_the_same() -> None:
    (row,) = compare((planned("A", "0"),), ())

    assert row.difference is Difference.NOT_ISSUED


AMOUNTS = st.decimals(min_value=0, max_value=99, places=2)


@given(
    st.dictionaries(st.sampled_from("ABCDEF"), AMOUNTS),
    st.dictionaries(st.sampled_from("ABCDEF"), AMOUNTS),
)
def test_no_component_of_either_side_is_left_out(
    plan: dict[str, Decimal], answer: dict[str, Decimal]
) -> None:
    rows = compare(
        tuple(planned(one, str(quantity)) for one, quantity in plan.items()),
        tuple(issued(one, str(quantity)) for one, quantity in answer.items()),
    )

    assert {row.component_id for row in rows} == set(plan) | set(answer)
    assert len(rows) == len(set(plan) | set(answer))
    for row in rows:
        same = row.component_id in plan and answer.get(row.component_id) == plan[row.component_id]
        assert (row.difference is Difference.SAME) == same
