"""A posting that is held, in the real window: seen, told why, and decided on.

All at one station, but for the one that loses its ERP.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.core.hold import MOST_NAMED, Hold, HoldCause
from app.core.kit.plan import PlanFault
from app.core.kit.recheck import PlanChange, PlanChangeKind
from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent, PostingKind, PostingState
from app.demo.cable import NetworkCable
from app.services.posting_list import View
from app.services.sender import SenderPhase
from app.ui import activity_texts, posting_texts
from app.ui.places import Place
from app.ui.widgets.banner import BannerKind
from app.ui.widgets.table import RowTable
from tests.gui.operator import Operator
from tests.gui.test_pages import listed
from tests.services.aged import DAY, planned
from tests.services.world import drained, kit, until

E = PostingEvent
KIT = PostingKind.KIT_ISSUE
KIND = PlanChangeKind
REASON, LIST = posting_texts.REASON, "Activity"
numbers = count(1)


@pytest.fixture
def operator(again: Operator) -> Iterator[Operator]:
    """Lea, at a station where nothing was confirmed yet."""
    yield again
    if again.station.session.credentials() is None:
        again.sign_in()
    again.station.session.operator = ""


def old(operator: Operator, *serials: str) -> KitPosting:
    """A kit that was confirmed yesterday, when it took 6 screws and no housing."""
    posting = planned(operator.station.session, kit(*serials))
    known = [one for one in posting.planned if one.component_id != "HSG-90"]
    changed = (
        replace(one, quantity=Decimal(6)) if one.component_id == "SCR-M4X12" else one
        for one in known
    )
    return replace(
        posting, planned=tuple(changed), confirmed_at=posting.confirmed_at - DAY, operator="Mia"
    )


@pytest.fixture
def held(operator: Operator) -> KitPosting:
    """One that waits for a person; Lea has Activity open."""
    station = operator.station
    station.session.operator = "Lea"
    one = old(operator, f"HELD{next(numbers)}")  # the ERP knows those of the tests before
    station.outbox.confirm(one).result()
    station.sender.wake()
    station.window.open_desk(View.ALL)
    until(lambda: station.overview.shelf.attention)
    until(lambda: listed(operator) == [one.reference])
    until(lambda: posting_texts.DECIDE in operator.rows(LIST)[0])  # it is listed while it waits
    drained()
    return one


def decided(operator: Operator, posting: KitPosting, state: PostingState) -> list[tuple[str, str]]:
    """Wait until it stands so on the screen; who decided, and why."""
    station = operator.station
    until(lambda: station.outbox.get(posting.posting_id).state is state)
    until(lambda: [row.state for row in station.overview.shelf.recent] == [state])
    drained()
    history = station.outbox.history(posting.posting_id)
    return [(one.who, one.why) for one in history if one.event in {E.RELEASED, E.WITHDRAWN}]


class TestSeen:
    def test_it_is_listed_as_held_and_says_why(self, operator: Operator, held: KitPosting) -> None:
        ((state, what, reference, _, who, offered),) = operator.rows(LIST)
        assert (state, reference, offered) == ("Held", held.reference, posting_texts.DECIDE)
        assert what == "Kit MOTOR003 1"
        assert who.startswith("Mia, ")

    @pytest.mark.usefixtures("held")
    def test_it_is_counted_as_needing_a_person(self, operator: Operator) -> None:
        shown = {"Attention 1", "Waiting 0", "Held 1", "Posted 0", "All 1"}
        assert shown <= set(operator.buttons())
        assert "1 held" in operator.strip()
        assert "waiting" not in operator.strip()
        operator.press("Waiting 0")
        until(lambda: operator.says("Nothing here"))
        operator.press("Attention 1")
        until(lambda: operator.seen(RowTable))
        assert len(operator.rows(LIST)) == 1

    def test_home_lists_it(self, operator: Operator, held: KitPosting) -> None:
        operator.station.window.open_flow(Place.HOME)
        ((state, what),) = operator.rows("Needs attention")
        assert state == "Held"
        assert held.reference in what
        assert "SCR-M4X12 takes 8, not 6" in what

    def test_chosen_it_says_what_to_decide(self, operator: Operator, held: KitPosting) -> None:
        assert posting_texts.SEND not in operator.buttons()
        operator.press_cell(LIST, 0, posting_texts.DECIDE)
        assert operator.says(f"Held: {held.reference}")
        assert operator.button(posting_texts.SEND).hasFocus()
        until(lambda: operator.says("Held: a person must decide."))
        assert operator.says("SCR-M4X12 takes 8 EACH now, not 6 EACH.")
        assert operator.says("New in the bill of material: HSG-90, 1 EACH.")
        assert operator.says("nothing was sent")

    def test_the_kit_just_confirmed_says_it_as_well(
        self, out: Operator, qtbot: QtBot, cable: NetworkCable
    ) -> None:
        operator = out
        operator.enter_with(qtbot)
        operator.motors("GC00004057")
        cable.pull()
        operator.scan("KB:POST")
        station = operator.station
        until(lambda: station.sender.state.phase is SenderPhase.BACKING_OFF)
        posting = operator.posting
        assert posting is not None
        hold = Hold(HoldCause.NO_PLAN, fault=PlanFault.NO_BOM, detail="MOTOR003")
        station.outbox.hold(posting.posting.posting_id, hold).result()
        station.flows.sent(station.outbox.get(posting.posting.posting_id))
        drained()
        assert operator.banner().kind is BannerKind.QUESTION
        assert operator.banner().title == "Held until somebody decides"
        assert "MOTOR003 has none any more" in operator.banner().hint


class TestDecided:
    def test_send_all_the_same_by_the_pointer(self, operator: Operator, held: KitPosting) -> None:
        operator.press_cell(LIST, 0, posting_texts.DECIDE)
        operator.press(posting_texts.SEND)
        operator.press(activity_texts.NOT_NOW)
        operator.press(posting_texts.SEND)
        assert operator.field(REASON).hasFocus()
        operator.press(posting_texts.SEND)
        assert decided(operator, held, PostingState.POSTED) == [("Lea", "")]
        until(lambda: operator.rows(LIST)[0][0] == "Posted")
        assert posting_texts.SEND not in operator.buttons()
        assert "Attention 0" in operator.buttons()
        assert "All is posted" in operator.strip()

    def test_withdraw_by_the_keyboard(self, operator: Operator, held: KitPosting) -> None:
        operator.table(LIST).setFocus(Qt.FocusReason.TabFocusReason)
        operator.key(Qt.Key.Key_Down)
        operator.key(Qt.Key.Key_Return)
        operator.key(Qt.Key.Key_Backtab)
        operator.key(Qt.Key.Key_Space)
        operator.type(REASON, "built anew", then=Qt.Key.Key_Return)
        assert decided(operator, held, PostingState.WITHDRAWN) == [("Lea", "built anew")]
        until(lambda: operator.rows(LIST)[0][0] == "Withdrawn")
        assert posting_texts.WITHDRAW not in operator.buttons()

    @pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 1000), (640, 400)])
    def test_withdraw_by_the_pointer_alone(
        self, operator: Operator, held: KitPosting, width: int, height: int
    ) -> None:
        operator.window.resize(width, height)
        operator.press_cell(LIST, 0, posting_texts.DECIDE)
        operator.press(posting_texts.WITHDRAW)
        operator.press(posting_texts.TYPE_REASON)
        for key in ("N", "O", "Enter"):
            operator.press(key)
        assert operator.field(REASON).text() == "NO"
        operator.press(posting_texts.WITHDRAW)
        assert decided(operator, held, PostingState.WITHDRAWN) == [("Lea", "NO")]

    def test_withdrawing_needs_a_reason(self, operator: Operator, held: KitPosting) -> None:
        operator.press_cell(LIST, 0, posting_texts.DECIDE)
        operator.press(posting_texts.WITHDRAW)
        operator.press(posting_texts.WITHDRAW)
        assert operator.says(activity_texts.NO_REASON)
        assert operator.field(REASON).hasFocus()
        operator.type(REASON, "no longer wanted")
        operator.press(posting_texts.WITHDRAW)
        assert decided(operator, held, PostingState.WITHDRAWN) == [("Lea", "no longer wanted")]

    def test_nobody_decides_without_a_name(self, operator: Operator, held: KitPosting) -> None:
        operator.station.session.sign_out()
        operator.press_cell(LIST, 0, posting_texts.DECIDE)
        operator.press(posting_texts.SEND)
        assert operator.says(posting_texts.NOBODY)
        assert operator.station.outbox.get(held.posting_id).held is not None

    def test_what_is_typed_stays_while_other_postings_move(
        self, operator: Operator, held: KitPosting
    ) -> None:
        station = operator.station
        operator.press_cell(LIST, 0, posting_texts.DECIDE)
        operator.press(posting_texts.WITHDRAW)
        operator.type(REASON, "asked the eng")
        other = kit(f"OTHER{next(numbers)}")
        station.outbox.confirm(other).result()
        station.sender.wake()
        until(lambda: len(station.overview.shelf.recent) == 2)
        until(lambda: station.overview.shelf.counts.of(PostingState.POSTED) == 1)
        drained()
        assert operator.field(REASON).text() == "asked the eng"
        assert operator.says(f"Held: {held.reference}")
        table = operator.table(LIST)
        assert operator.rows(LIST)[table.current_line][2] == held.reference
        operator.press("Posted 1")
        until(lambda: not operator.says(f"Held: {held.reference}"))


CHANGES = tuple(PlanChange(KIND.REMOVED, f"P{n}", "M", before=Decimal(2)) for n in range(30))
WHY = {
    "P0 is gone.": Hold(HoldCause.PLAN_CHANGED, CHANGES[:1]),
    "P0 is gone, P1 is gone and 28 more.": Hold(HoldCause.PLAN_CHANGED, CHANGES),
    "X takes 2.5 M, not 2 M.": Hold(
        HoldCause.PLAN_CHANGED,
        (PlanChange(KIND.QUANTITY, "X", "M", Decimal(2), Decimal("2.50")),),
    ),
    "the ERP no longer knows {part}.": Hold(
        HoldCause.NO_PLAN, fault=PlanFault.UNKNOWN_PART, detail="{part}"
    ),
    "none of its rows is in effect on the date of the kit.": Hold(
        HoldCause.NO_PLAN, fault=PlanFault.NOTHING_IN_EFFECT, detail="X"
    ),
    "X contains itself.": Hold(HoldCause.NO_PLAN, fault=PlanFault.LOOP, detail="X"),
    "The table is locked.": Hold(HoldCause.NOT_READ, detail="The table is locked."),
    "the ERP refused.": Hold(HoldCause.NOT_READ),
}


@pytest.mark.parametrize("end", WHY)
def test_each_reason_has_its_words(end: str) -> None:
    assert posting_texts.held(WHY[end].brief(), KIT).title.startswith("The bill of material ")
    assert posting_texts.why_held(WHY[end], KIT).endswith(f": {end}")
    assert posting_texts.why_held(WHY[end].brief(), KIT) == posting_texts.why_held(WHY[end], KIT)


def test_many_changes_are_counted() -> None:
    hold = Hold(HoldCause.PLAN_CHANGED, CHANGES[: MOST_NAMED + 5])
    told = posting_texts.held(hold.brief(), KIT)
    assert "And 20 more changes." in told.hint.splitlines()
