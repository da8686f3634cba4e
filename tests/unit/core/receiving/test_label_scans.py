"""Suppliers' labels on the Lines page: which line each is for, one documented rule."""

from decimal import Decimal

import pytest

from app.core.facts import Found, Part
from app.core.flow.changes import Slot
from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Choose, Diverted, LookUp, LookUpKind, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.labels import read
from app.core.receiving.draft import ReceiptDraft
from tests.unit.core.flow.reading import asked, found_nothing, message, news, reason, scan
from tests.unit.core.receiving.plant import CLOSED, FOREIGN, ORDER, OTHER, lot
from tests.unit.core.receiving.reading import package, sums


def test_a_delivery_is_received_by_labels_alone(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PBRG", "1TL1", "Q60"), message("PBRG", "1TL2", "Q100"))
    scan(on_lines, message("PSCR", "Q5000", "3SPK1"), message("PPCB", "SX1", "SX2", "Q2"))

    assert sums(on_lines) == {"6": 60, "5": 100, "2": 1, "3": 2}
    assert news(scan(on_lines, "KB:NEXT")) is News.STEP
    assert on_lines.state.step is Step.REVIEW


@pytest.mark.parametrize(
    ("elements", "line"),
    [
        (("PBRG",), "6"),  # partly received before
        (("1P6204-2RSR",), "6"),  # the manufacturer's
        (("30PNL-6204",), "6"),  # the supplier's
        (("PNL-6204", "30PNL-6204"), "6"),  # a distributor that wasn't told our number
        (("PVX-40117",), "3"),
        (("4K5", "PBRG"), "5"),  # the line's own number counts most
        (("4K001",), "1"),
        (("14K100431+1",), "1"),
        ((f"K{ORDER}", "PPCB"), "3"),
    ],
)
def test_the_line_is_found(on_lines: ReceiptDraft, elements: tuple[str, ...], line: str) -> None:
    scan(on_lines, message(*elements, "Q2"))

    assert on_lines.state.current == line
    assert on_lines.state.packages.count(line) == 1


@pytest.mark.parametrize("text", ["BRG", "6204-2RSR", "NL-6204", "PBRG"])
def test_a_plain_name_finds_it_as_well(on_lines: ReceiptDraft, text: str) -> None:
    assert news(scan(on_lines, text)) is News.PART
    assert on_lines.state.current == "6"


def test_several_lines_of_a_part_one_after_the_other(on_lines: ReceiptDraft) -> None:
    """Partly received first, then the earliest promised, then the lowest."""
    label = message("PBRG", "1TL1", "Q20")
    scan(on_lines, *[label] * 9)

    assert sums(on_lines) == {"6": 60, "5": 100, "1": 20}


def test_the_line_that_a_person_points_at_comes_first(on_lines: ReceiptDraft) -> None:
    on_lines.select("1")
    scan(on_lines, message("PBRG", "1TL1", "Q20"))

    assert sums(on_lines) == {"1": 20}


def test_two_parts_behind_one_name_are_a_question(on_lines: ReceiptDraft) -> None:
    outcome = scan(on_lines, message("1PMIX", "Q4"))

    assert isinstance(outcome, Choose)
    assert outcome.question is QuestionKind.WHICH_LINE
    assert outcome.options == ("9: MIX-A", "10: MIX-B")
    assert news(scan(on_lines, "KB:2")) is News.PACKAGE
    assert sums(on_lines) == {"10": 4}


def test_our_own_number_tells_them_apart(on_lines: ReceiptDraft) -> None:
    scan(on_lines, message("PMIX-B", "1PMIX", "Q4"))

    assert sums(on_lines) == {"10": 4}


@pytest.mark.parametrize(
    ("elements", "why"),
    [
        (("PGEAR", "Q1"), Refusal.NOT_ON_ORDER),
        (("1PNO-SUCH", "Q1"), Refusal.NOT_ON_ORDER),
        (("4K77", "Q1"), Refusal.NO_SUCH_LINE),
        (("4K3", "PBRG", "Q1"), Refusal.LINE_OF_OTHER_PART),
        (("4K3", "1P6204-2RSR", "Q1"), Refusal.LINE_OF_OTHER_PART),
        (("POLD", "Q1"), Refusal.LINE_CLOSED),
        (("4K8", "Q1"), Refusal.LINE_CLOSED),
        (("PSEAL", "Q1"), Refusal.NOTHING_OPEN),
        (("KNO", "PBRG"), Refusal.UNKNOWN_ORDER),
        ((f"K{CLOSED}", "PBRG"), Refusal.ORDER_CLOSED),
        ((f"K{FOREIGN}", "POIL", "Q5"), Refusal.OTHER_VENDOR),
        (("Q5",), Refusal.LINE_FIRST),
        (("4LDE",), Refusal.NOT_UNDERSTOOD),
    ],
)
def test_a_label_that_is_none_of_this_order(
    on_lines: ReceiptDraft, elements: tuple[str, ...], why: Refusal
) -> None:
    on_lines.around.orders["NO"] = on_lines.around.orders["100999"]

    assert reason(scan(on_lines, message(*elements))) is why
    assert not len(on_lines.state.packages)


def test_a_refused_part_says_what_it_is(on_lines: ReceiptDraft) -> None:
    """31: the ERP has such a part, it just isn't on this order."""
    on_lines.around.know_found(Found("GEAR", (Part("GEAR"),)))
    outcome = scan(on_lines, "GEAR")

    assert isinstance(outcome, Refused)
    assert outcome.reason is Refusal.NOT_ON_ORDER
    assert (outcome.facts.part, outcome.facts.order) == ("GEAR", ORDER)


def test_a_plain_code_that_names_nothing_here_is_looked_up(on_lines: ReceiptDraft) -> None:
    assert scan(on_lines, "HUH") == LookUp(LookUpKind.NAME, "HUH")
    found_nothing(on_lines, "HUH")
    assert scan(on_lines, "HUH") == LookUp(LookUpKind.ORDER_FACTS, "HUH")
    on_lines.around.orders["HUH"] = on_lines.around.orders["100999"]
    assert reason(scan(on_lines, "HUH")) is Refusal.NOT_KNOWN


def test_a_known_lot_by_itself_wants_its_line_first(on_lines: ReceiptDraft) -> None:
    on_lines.around.know_found(Found("G-77", lots=(lot("GEAR", "G-77"),)))
    on_lines.around.orders["G-77"] = on_lines.around.orders["100999"]

    assert reason(scan(on_lines, "G-77")) is Refusal.LINE_FIRST


def test_offline_a_strange_code_is_no_guess(on_lines: ReceiptDraft) -> None:
    on_lines.around.know_unreachable("HUH")

    assert reason(scan(on_lines, "HUH")) is Refusal.NOT_KNOWN_OFFLINE


def test_the_orders_own_number_changes_nothing(on_lines: ReceiptDraft) -> None:
    assert news(scan(on_lines, ORDER)) is News.ALREADY
    assert news(scan(on_lines, f"K{ORDER}")) is News.ALREADY


class TestAnotherOrderOfTheVendor:
    LABEL = message(f"K{OTHER}", "PBRG", "1TL1", "Q10")

    def test_going_there_takes_the_label_along(self, on_lines: ReceiptDraft) -> None:
        assert asked(scan(on_lines, self.LABEL)) is QuestionKind.SWITCH_ORDER

        assert news(scan(on_lines, "KB:YES")) is News.PACKAGE
        assert (on_lines.state.subject, sums(on_lines)) == (OTHER, {"1": 10})
        assert on_lines.state.step is Step.LINES
        assert news(scan(on_lines, "KB:UNDO")) is News.UNDONE
        assert (on_lines.state.subject, sums(on_lines)) == (ORDER, {})

    def test_staying_changes_nothing(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, self.LABEL)

        assert news(scan(on_lines, "KB:NO")) is News.KEPT
        assert on_lines.state.subject == ORDER

    def test_what_was_received_here_is_put_aside_by_the_owner(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, message("PSCR", "Q5000"), self.LABEL)

        outcome = scan(on_lines, "KB:YES")

        assert outcome == Diverted(OTHER, read(self.LABEL))
        assert (on_lines.state.subject, sums(on_lines)) == (ORDER, {"2": 1})

    def test_one_that_is_not_known_yet_is_asked_for(self, on_lines: ReceiptDraft) -> None:
        label = message("K100500", "PBRG")

        assert scan(on_lines, label) == LookUp(LookUpKind.ORDER_FACTS, "100500")


class TestSeparateBarcodes:
    """Older labels have a barcode for each thing, and the person scans one after the other."""

    def test_one_after_the_other_makes_one_package(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "PBRG", "Q40", "1TL1", "14D20280131")

        (one,) = on_lines.state.packages
        assert (one.line, one.quantity, one.lot) == ("6", Decimal(40), "L1")

    def test_in_any_order(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "PBRG", "1TL1", "Q40")
        scan(on_lines, "PBRG", "Q20", "1TL2")

        assert [(one.lot, one.quantity) for one in on_lines.state.packages] == [
            ("L1", Decimal(40)),
            ("L2", Decimal(20)),
        ]

    def test_the_whole_label_of_a_part_that_was_scanned_is_the_same_package(
        self, on_lines: ReceiptDraft
    ) -> None:
        scan(on_lines, "BRG", message("PBRG", "1TL1", "Q40"))

        assert sums(on_lines) == {"6": 40}
        assert len(on_lines.state.packages) == 1

    def test_a_quantity_where_a_lot_is_wanted_is_doubted(self, on_lines: ReceiptDraft) -> None:
        found_nothing(on_lines, "Q30")
        scan(on_lines, message("PBRG", "Q40"))

        assert asked(scan(on_lines, "Q30")) is QuestionKind.PLAIN_LOT
        scan(on_lines, "KB:NO")
        assert package(on_lines, "6/1").lot == ""

    def test_a_location_is_known_by_its_name(self, on_lines: ReceiptDraft) -> None:
        scan(on_lines, "BRG", "ISLE 9")

        assert package(on_lines, "6/1").location == "ISLE 9"


class TestGuesses:
    DAMAGED = "[)>06]PBRG]1TL1]Q40^"

    def test_a_damaged_label_is_taken_once_it_is_confirmed(self, on_lines: ReceiptDraft) -> None:
        assert asked(scan(on_lines, self.DAMAGED)) is QuestionKind.CONFIRM_GUESS
        assert sums(on_lines) == {}

        assert isinstance(scan(on_lines, self.DAMAGED), Accepted)
        assert sums(on_lines) == {"6": 40}

    def test_two_quantities_are_a_guess_as_well(self, on_lines: ReceiptDraft) -> None:
        outcome = scan(on_lines, message("PMIX-A", "Q4", "Q5"))

        assert isinstance(outcome, Choose)
        assert outcome.question is QuestionKind.CONFIRM_GUESS
        assert outcome.facts.have == Decimal(4)
        scan(on_lines, "KB:YES")
        assert sums(on_lines) == {"9": 4}

    def test_so_are_two_orders(self, on_lines: ReceiptDraft) -> None:
        label = message(f"K{ORDER}", f"K{OTHER}", "PMIX-A", "Q4")

        assert asked(scan(on_lines, label)) is QuestionKind.CONFIRM_GUESS


def test_a_label_of_gs1_is_as_good(on_lines: ReceiptDraft) -> None:
    scan(on_lines, f"]C1241BRG\x1d10L1\x1d1728013137{60}\x1d400{ORDER}")

    one = package(on_lines, "6/1")
    assert (one.lot, one.quantity, one.text(Slot.EXPIRES)) == ("L1", Decimal(60), "2028-01-31")
