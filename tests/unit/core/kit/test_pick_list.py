"""What the pick list says: where to go, what to take, what is missing, what stays there."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from app.core.facts import Found, KitFacts, LotStatus, LotStock, StoresStock
from app.core.flow.changes import HeaderField
from app.core.flow.identity import DraftIdentity
from app.core.kit.draft import KitDraft
from app.core.kit.pick_list import (
    Choice,
    PickHeading,
    PickLine,
    PickList,
    Shortage,
    make_pick_list,
    source_of,
)
from app.core.kit.shelves import Bar, BarredLot, Holding
from app.core.kit.surroundings import KitSurroundings
from app.core.settings import Rule, Rules
from tests.unit.core.flow.reading import scan
from tests.unit.core.kit.plant import READ_AT, TODAY, facts, lot, new_draft

HEADING = PickHeading(
    "KB00000000", "WO-7", "004711", "KIT-04", "Mia", datetime(2026, 11, 22, 10, tzinfo=UTC)
)


def listed(draft: KitDraft) -> PickList:
    source = source_of(draft)
    assert source is not None
    return make_pick_list(source, HEADING)


def line_of(draft: KitDraft, component: str) -> PickLine:
    (found,) = [line for line in listed(draft).lines if line.component_id == component]
    return found


def shortage_of(draft: KitDraft, component: str) -> Shortage:
    (found,) = [one for one in listed(draft).shortages if one.component_id == component]
    return found


def with_facts(changed: KitFacts, rules: Rules | None = None) -> KitDraft:
    around = KitSurroundings(rules=rules or Rules())
    around.know_kit(changed)
    draft = KitDraft(DraftIdentity("d", "p", "KB00000000", "Mia"), TODAY, around)
    scan(draft, "PUMP", "S1", "KB:NEXT")
    return draft


def test_without_a_plan_there_is_no_list(draft: KitDraft) -> None:
    assert source_of(draft) is None


def test_the_list_says_what_it_is_for(on_components: KitDraft) -> None:
    on_components.enter(HeaderField.TO_LOCATION, "BAY 2")
    pick = listed(on_components)

    assert pick.heading is HEADING
    assert pick.assembly.part_id == "PUMP"
    assert pick.quantity == 1
    assert (pick.to_stores, pick.to_location) == ("MA", "BAY 2")
    assert (pick.effective, pick.read_at) == (TODAY, READ_AT)


def test_stops_are_in_walk_order_and_every_line_is_at_one(on_components: KitDraft) -> None:
    pick = listed(on_components)

    assert [(stop.stores, stop.location) for stop in pick.stops] == [
        ("MS", "ISLE 3"),
        ("MS", "ISLE 7"),
        ("MS", "ISLE 9"),
        ("MS", "ISLE 10"),
        ("MS", "ISLE 12"),
    ]
    assert [line.component_id for line in pick.stops[-1].lines] == ["SCR", "WIRE"]
    assert {line.component_id for line in pick.lines} == {
        line.component_id for line in on_components.state.lines
    }


def test_the_lot_to_take_is_the_first_to_expire_that_holds_all(on_components: KitDraft) -> None:
    line = line_of(on_components, "BRG")

    assert (line.lot, line.expires) == ("B-SOON", date(2026, 12, 24))
    assert line.choice is Choice.FIRST_TO_EXPIRE
    assert (line.needed, line.unit) == (Decimal(2), "EACH")
    assert (line.on_hand, line.in_stores) == (Decimal(50), Decimal(151))
    assert not line.complete


def test_what_lies_at_the_place_and_must_stay_is_named(on_components: KitDraft) -> None:
    assert line_of(on_components, "BRG").leave == ("B-OLD", "B-HELD")
    assert line_of(on_components, "WIND").leave == ()


def test_a_lot_without_expiry_and_a_place_without_lot_are_suggested(
    on_components: KitDraft,
) -> None:
    winding, screw = line_of(on_components, "WIND"), line_of(on_components, "SCR")

    assert (winding.lot, winding.expires, winding.choice) == ("SHARED", None, Choice.SUGGESTED)
    assert (screw.lot, screw.location, screw.choice) == ("", "ISLE 12", Choice.SUGGESTED)
    assert (screw.on_hand, screw.in_stores) == (Decimal(1996), Decimal(2000))
    assert (winding.lot_controlled, screw.lot_controlled) == (True, False)


def test_a_scanned_lot_beats_the_suggestion(on_components: KitDraft) -> None:
    scan(on_components, "B-LATE")
    line = line_of(on_components, "BRG")

    assert (line.lot, line.expires) == ("B-LATE", date(2028, 1, 1))
    assert line.choice is Choice.SCANNED
    assert line.complete


def test_a_scanned_location_is_where_to_walk() -> None:
    changed = facts()
    places = [replace(row, on_hand=Decimal(500)) for row in changed.locations["SCR"]]
    draft = with_facts(replace(changed, locations={"SCR": tuple(places)}))
    assert line_of(draft, "SCR").location == "ISLE 11"

    scan(draft, "SCR", "ISLE 12")
    line = line_of(draft, "SCR")
    assert (line.location, line.choice) == ("ISLE 12", Choice.SCANNED)
    assert line.on_hand == 500
    assert listed(draft).stops[-1].location == "ISLE 12"


def test_a_lot_that_was_looked_up_is_known_by_its_look_up(on_components: KitDraft) -> None:
    new = lot("BRG", "B-NEW", "30", date(2029, 5, 1), location="DOCK")
    on_components.around.know_found(Found("B-NEW", lots=(new,)))
    scan(on_components, "B-NEW")
    line = line_of(on_components, "BRG")

    assert (line.lot, line.expires, line.location) == ("B-NEW", date(2029, 5, 1), "DOCK")
    assert (line.on_hand, line.choice) == (Decimal(30), Choice.SCANNED)


def test_a_looked_up_lot_stays_on_the_list_when_its_look_up_is_gone(
    on_components: KitDraft,
) -> None:
    new = lot("BRG", "B-NEW", "30", date(2029, 5, 1), location="DOCK")
    on_components.around.know_found(Found("B-NEW", lots=(new,)))
    scan(on_components, "B-NEW")
    on_components.around.found.clear()  # as after a restart
    line = line_of(on_components, "BRG")

    assert (line.lot, line.choice) == ("B-NEW", Choice.SCANNED)
    assert (line.expires, line.on_hand) == (None, None)


def test_serial_numbers_are_counted(on_components: KitDraft) -> None:
    before = line_of(on_components, "PCB")
    assert (before.serials, before.serials_scanned, before.complete) == (1, 0, False)

    scan(on_components, "P2")
    after = line_of(on_components, "PCB")
    assert (after.serials, after.serials_scanned, after.complete) == (1, 1, True)
    assert line_of(on_components, "BRG").serials == 0


def test_a_part_seen_by_scanner_is_ticked_and_not_moved(on_components: KitDraft) -> None:
    scan(on_components, "SEAL")
    line = line_of(on_components, "SEAL")
    assert (line.complete, line.choice, line.location) == (True, Choice.SUGGESTED, "ISLE 3")


def test_a_kit_that_stock_suffices_for_has_no_shortages(on_components: KitDraft) -> None:
    assert listed(on_components).shortages == ()


def test_a_shortage_says_what_is_missing_and_who_has_some() -> None:
    changed = facts()
    seals = (
        StoresStock("SEAL", "MS", "ISLE 3", False, Decimal(2)),
        StoresStock("SEAL", "ZZ", "BAY 9", False, Decimal(0)),
        StoresStock("SEAL", "RE", "BAY 1", False, Decimal(40)),
        StoresStock("SEAL", "QA", "", False, None),
    )
    draft = with_facts(replace(changed, stock={**changed.stock, "SEAL": seals}))
    draft.enter(HeaderField.QUANTITY, "5")

    assert line_of(draft, "SEAL").short == 3
    assert line_of(draft, "SEAL").choice is Choice.NONE
    assert shortage_of(draft, "SEAL") == Shortage(
        component_id="SEAL",
        description="Seal",
        unit="EACH",
        needed=Decimal(5),
        stores="MS",
        on_hand=Decimal(2),
        short=Decimal(3),
        lot_controlled=False,
        holdings=(
            Holding("MS", "ISLE 3", "", None, Decimal(2)),
            Holding("QA", "", "", None, None),
            Holding("RE", "BAY 1", "", None, Decimal(40)),
        ),
    )


def test_lots_of_other_stores_are_offered_only_if_they_may_be_used() -> None:
    changed = facts()
    far = (
        lot("BRG", "B-FAR", "50", date(2027, 1, 1), stores="RE"),
        lot("BRG", "B-FAR-OLD", "50", date(2026, 1, 1), stores="RE"),
        lot("BRG", "B-FAR-HELD", "50", None, stores="RE", status=LotStatus.HOLD),
        lot("BRG", "B-HERE", "1", date(2027, 1, 1)),
    )
    draft = with_facts(replace(changed, lots={**changed.lots, "BRG": far}))

    assert shortage_of(draft, "BRG").short == 1
    assert [held.lot for held in shortage_of(draft, "BRG").holdings] == ["B-HERE", "B-FAR"]


def test_enough_in_the_stores_but_in_no_one_lot_is_a_shortage_too() -> None:
    changed = facts()
    few = tuple(lot("WIND", f"W-{n}", "2", None, location="ISLE 9") for n in range(4))
    draft = with_facts(replace(changed, lots={**changed.lots, "WIND": few}))
    draft.enter(HeaderField.QUANTITY, "5")
    line, short = line_of(draft, "WIND"), shortage_of(draft, "WIND")

    assert (line.choice, line.short, line.lot) == (Choice.NONE, Decimal(0), "")
    assert (line.on_hand, line.in_stores) == (Decimal(8), Decimal(8))
    assert (short.short, short.on_hand, short.lot_controlled) == (Decimal(0), Decimal(8), True)
    assert [held.lot for held in short.holdings] == ["W-0", "W-1", "W-2", "W-3"]


def test_of_a_multi_location_part_the_places_are_named_once() -> None:
    draft = new_draft()
    scan(draft, "PUMP", "S1", "KB:NEXT")
    draft.enter(HeaderField.QUANTITY, "250")  # 8 screws each: one place holds 1996
    short = shortage_of(draft, "SCR")

    assert short.short == 0
    assert [(held.location, held.on_hand) for held in short.holdings] == [
        ("ISLE 11", Decimal(4)),
        ("ISLE 12", Decimal(1996)),
    ]


def test_unknown_stock_is_no_shortage() -> None:
    changed = facts()
    unknown = tuple(replace(row, on_hand=None) for row in changed.lots["WIND"])
    draft = with_facts(replace(changed, lots={**changed.lots, "WIND": unknown}))
    line = line_of(draft, "WIND")

    assert (line.on_hand, line.in_stores, line.lot) == (None, None, "SHARED")
    assert listed(draft).shortages == ()


def test_what_must_stay_on_the_shelves_is_listed_with_its_reason(on_components: KitDraft) -> None:
    def barred(lot_id: str, bar: Bar, expires: date) -> BarredLot:
        return BarredLot("BRG", "EACH", "MS", "ISLE 7", lot_id, bar, expires, Decimal(50))

    assert listed(on_components).barred == (  # B-GONE is closed and holds nothing
        barred("B-HELD", Bar.ON_HOLD, date(2027, 1, 1)),
        barred("B-OLD", Bar.EXPIRED, date(2026, 10, 31)),
    )


def test_a_closed_lot_that_holds_some_is_barred() -> None:
    changed = facts()
    closed = lot("WIND", "W-9", "3", None, status=LotStatus.CLOSED, location="ISLE 9")
    lots = {**changed.lots, "WIND": (*changed.lots["WIND"], closed)}
    draft = with_facts(replace(changed, lots=lots))
    assert [(one.lot, one.bar) for one in listed(draft).barred if one.component_id == "WIND"] == [
        ("W-9", Bar.CLOSED)
    ]


def test_expiry_is_judged_by_the_effective_date(on_components: KitDraft) -> None:
    on_components.enter(HeaderField.EFFECTIVE_DATE, "2026-10-30")
    assert [one.lot for one in listed(on_components).barred] == ["B-HELD"]
    assert line_of(on_components, "BRG").lot == "B-OLD"


def test_an_expired_lot_that_the_rule_let_pass_is_not_barred() -> None:
    draft = with_facts(facts(), Rules(expired=Rule.ALLOW))
    scan(draft, "B-OLD")
    assert line_of(draft, "BRG").lot == "B-OLD"
    assert line_of(draft, "BRG").leave == ("B-HELD",)
    assert [one.lot for one in listed(draft).barred] == ["B-HELD"]


def test_a_list_does_not_change_with_its_draft(on_components: KitDraft) -> None:
    source = source_of(on_components)
    assert source is not None
    before = make_pick_list(source, HEADING)
    scan(on_components, "B-LATE", "P1")
    assert make_pick_list(source, HEADING) == before


@given(
    st.lists(
        st.builds(
            LotStock,
            part_id=st.just("BRG"),
            lot_id=st.sampled_from("ABCDEFGH"),
            status=st.sampled_from(LotStatus),
            expires=st.none() | st.dates(date(2026, 11, 20), date(2026, 11, 24)),
            stores=st.sampled_from(("MS", "RE")),
            location=st.sampled_from(("", "ISLE 1", "ISLE 7")),
            on_hand=st.none() | st.decimals(0, 5, places=0),
        ),
        max_size=8,
    )
)
def test_no_lot_is_both_to_be_taken_and_to_be_left(lots: list[LotStock]) -> None:
    changed = facts()
    draft = with_facts(replace(changed, lots={**changed.lots, "BRG": tuple(lots)}))
    pick = listed(draft)
    line = line_of(draft, "BRG")

    usable = {
        (row.lot_id, row.location)
        for row in lots
        if row.status is LotStatus.ACTIVE and not (row.expires and row.expires < TODAY)
    }
    if line.lot:
        assert (line.lot, line.location) in usable
        assert line.on_hand is None or line.on_hand >= line.needed
    else:
        assert line.choice is Choice.NONE
        assert shortage_of(draft, "BRG").short == line.short
    barred = {(one.lot, one.location) for one in pick.barred if one.component_id == "BRG"}
    holding = {
        (row.lot_id, row.location) for row in lots if row.stores == "MS" and row.on_hand != 0
    }
    unusable = {
        (row.lot_id, row.location)
        for row in lots
        if row.status is not LotStatus.ACTIVE or (row.expires and row.expires < TODAY)
    }
    assert barred <= holding & unusable
    for short in pick.shortages:
        if short.component_id == "BRG":
            assert {(held.lot, held.location) for held in short.holdings} <= usable


def test_two_stores_with_the_same_location_are_two_stops() -> None:
    changed = facts()
    rows = tuple(
        replace(row, kit_stores="RE") if row.component_id == "SEAL" else row
        for row in changed.bom["PUMP"]
    )
    seal = StoresStock("SEAL", "RE", "ISLE 7", False, Decimal(3))
    draft = with_facts(
        replace(changed, bom={"PUMP": rows}, stock={**changed.stock, "SEAL": (seal,)})
    )
    assert [(stop.stores, stop.location) for stop in listed(draft).stops][:2] == [
        ("MS", "ISLE 7"),
        ("RE", "ISLE 7"),
    ]
