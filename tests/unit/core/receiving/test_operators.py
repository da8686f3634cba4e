"""What receivers complain about elsewhere, and what happens here (operators.md C)."""

from decimal import Decimal

from app.core.flow.news import News
from app.core.flow.outcomes import Accepted, Refused
from app.core.flow.questions import QuestionKind
from app.core.flow.roles import judge_role
from app.core.labels import read
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.packages import SLOTS
from app.core.receiving.readiness import prompt
from app.core.receiving.state import LineState
from app.core.settings import ScannerRole
from tests.unit.core.flow.reading import asked, message, news, scan
from tests.unit.core.receiving.plant import ORDER
from tests.unit.core.receiving.reading import package, state_of, sums


def test_nothing_is_filled_in_before_anything_was_scanned(on_lines: ReceiptDraft) -> None:
    """24."""
    assert (sums(on_lines), len(on_lines.state.packages)) == ({}, 0)
    assert state_of(on_lines, "1") is LineState.UNTOUCHED

    assert news(scan(on_lines, "BRG")) is News.PART
    assert (sums(on_lines), package(on_lines, "6/1").quantity) == ({}, None)


def test_a_second_barcode_adds_no_row_and_overwrites_none(on_lines: ReceiptDraft) -> None:
    """24, 25: a package is one row under its line, whole, and the line is one row."""
    scan(on_lines, message("PBRG", "1TL1", "14D20280131", "Q20", "LISLE 2"))
    before = [package(on_lines, "6/1").text(slot) for slot in SLOTS]
    scan(on_lines, message("PBRG", "1TL2", "Q30"))

    assert [package(on_lines, "6/1").text(slot) for slot in SLOTS] == before
    assert [one.key for one in on_lines.state.packages] == ["6/1", "6/2"]
    assert len(on_lines.state.lines) == 11


def test_a_label_of_another_lot_overwrites_no_package_that_lacks_something(
    on_lines: ReceiptDraft,
) -> None:
    """25: the open one keeps its lot, and is asked for again."""
    scan(on_lines, message("PBRG", "1TL1"), message("PBRG", "1TL2", "Q30"))

    first, second = on_lines.state.packages
    assert (first.lot, first.quantity) == ("L1", None)
    assert (second.lot, second.quantity) == ("L2", Decimal(30))
    assert prompt(on_lines.state).package is first


def test_a_scan_beats_what_was_taken_as_ordered(on_lines: ReceiptDraft) -> None:
    """27: the label says less than the order, and the person is asked whose word counts."""
    on_lines.select("5")
    scan(on_lines, "KB:ALL", "KB:YES")
    assert sums(on_lines) == {"5": 100}

    assert asked(scan(on_lines, message("PBRG", "1TL1", "Q40"))) is QuestionKind.SAME_PACKAGE
    scan(on_lines, "KB:YES")
    assert (sums(on_lines), package(on_lines, "5/1").lot) == ({"5": 40}, "L1")


def test_a_part_that_is_on_the_order_is_never_blocked_by_its_name(on_lines: ReceiptDraft) -> None:
    """31: nothing of it need be in stock, and a text that is two things is the part first."""
    outcomes = [scan(on_lines, name) for name in ("MIX-A", "912-M4", "VX-40117", "BOX")]

    assert all(isinstance(one, Accepted) for one in outcomes)


def test_every_scanner_may_say_everything(on_lines: ReceiptDraft) -> None:
    """Roles tell components from finished assemblies, and a delivery has neither (26)."""
    label = read(message("PMIX-A", "Q1"))

    assert all(judge_role(role, label, on_lines.state) is None for role in ScannerRole)


def test_a_burst_is_judged_scan_by_scan(on_lines: ReceiptDraft) -> None:
    """32: each of it is taken or refused by itself, and none is lost among the others."""
    texts = [message("PBRG", "1TL1", "Q10"), message("PGEAR", "Q1"), message("PMIX-A", "Q1")] * 20
    outcomes = [scan(on_lines, text) for text in texts]

    refused = [one for one in outcomes if isinstance(one, Refused)]
    assert len(refused) == 20 + 10  # parts that aren't ordered; and of MIX-A ten more than are
    assert sum((Decimal(one) for one in sums(on_lines).values()), Decimal(0)) == 210
    assert len(outcomes) == len(texts)
    assert on_lines.state.subject == ORDER
