"""Made-up pages of the kit flow, for the gallery and the tests of the widgets."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import BannerKind, BannerView, LastScan
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, ListedCells
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.notice import Notice
from app.ui.widgets.progress import Progress
from app.ui.widgets.rail import Step, StepState
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone

DASH = "\u2013"
_STEPS = ("Assembly", "Components", "Review", "Done")

_COLUMNS = (
    Column("Location", Cell("ISLE 12 / SHELF 3", small=True)),
    Column("Component", Cell("SCR-M4X12 Screw", strong=True), stretch=True),
    Column("Needed", Cell("10,000"), right=True),
    Column("On hand", Cell("10,000"), right=True, drop=2),
    Column("Lot", Cell("LOT 24B-118", mono=True)),
    Column("Expires", Cell("2027-06-30", small=True), drop=3),
    Column("Serials", Cell("10 of 10"), right=True, drop=1),
    Column("State", Cell("Scan 5 serials", shape=Shape.RING)),
)

_LINES = (
    ("ISLE 3 / SHELF 1", "BRG-6204", "Bearing 6204-2RS", 10, 64, "LOT 24B-118", "2027-06-30", "d"),
    ("ISLE 3 / SHELF 2", "SHAFT-14", "Shaft 14 mm", 5, 22, DASH, "", "d"),
    ("ISLE 5 / SHELF 2", "MAG-N42", "Magnet N42", 20, 180, "LOT M-0931", "2028-01-15", "d"),
    ("ISLE 7 / SHELF 4", "WIND-24V", "Winding 24 V", 5, 9, "LOT W-2207", "2026-12-20", "lot"),
    ("ISLE 9 / SHELF 1", "PCB-DRV", "Driver board", 5, 12, DASH, "", "serials"),
    ("ISLE 12 / SHELF 1", "SEAL-22", "Shaft seal 22", 5, 3, DASH, "", "short"),
    ("ISLE 12 / SHELF 3", "SCR-M4X12", "Screw M4 x 12", 40, 2150, DASH, "", "stock"),
)

_STATES = {
    "d": Cell("Complete", tone=Tone.OK, shape=Shape.CHECK, small=True),
    "lot": Cell("Scan lot", tone=Tone.SECOND, shape=Shape.RING),
    "serials": Cell("Scan 5 serials", tone=Tone.SECOND, shape=Shape.RING),
    "short": Cell("Short by 2", tone=Tone.REFUSED, shape=Shape.TRIANGLE),
    "stock": Cell("From stock", tone=Tone.OK, shape=Shape.CHECK),
}


def frame(look: Look, now: int) -> FlowFrame:
    """Return a page of the kit flow, at one of its steps, without a body."""
    page = FlowFrame(look)
    page.rail.set_steps(
        [
            Step(
                text,
                StepState.DONE if at < now else StepState.NOW if at == now else StepState.TO_COME,
            )
            for at, text in enumerate(_STEPS)
        ]
    )
    page.rail.set_facts(
        "MOTOR003", ("Pump motor, 24 V", "5 EACH → MA"), ("Batch 004711", "Draft saved 09:58:12")
    )
    return page


def component_rows() -> list[list[Cell]]:
    rows = []
    for where, part, name, needed, on_hand, lot, expires, state in _LINES:
        tone = Tone.FAINT if state == "d" else Tone.NORMAL
        quiet = Tone.FAINT if state == "d" else Tone.SECOND
        rows.append(
            [
                Cell(where, tone=quiet, small=True),
                Cell(part, name, tone=tone, strong=True),
                Cell(f"{needed:,}", tone=tone),
                Cell(f"{on_hand:,}", tone=tone),
                Cell(lot, tone=quiet, mono=lot != DASH, suggested=state == "lot"),
                Cell(expires, tone=quiet, small=True),
                Cell("0 of 5" if state == "serials" else DASH, tone=tone),
                _STATES[state],
            ]
        )
    return rows


def components(look: Look) -> FlowFrame:
    page = frame(look, 1)
    page.banner.set_view(
        BannerView(
            BannerKind.SCAN,
            "Scan a lot for WIND-24V",
            "ISLE 7 / SHELF 4 · first to expire: LOT W-2207, 9 on hand"
            " · or scan any other component",
            LastScan("Last scan, taken", "PMAG-N42\x1d1TM-0931"),
        )
    )
    card = Card(look, "Components", "3 of 7 lines complete")
    bar = Progress(look)
    bar.set_progress(3, 7, "3 of 7 lines complete")
    card.add_to_head(bar)
    chips = Chips(look, "Which lines")
    chips.set_chips(
        (Chip("all", "All", 7), Chip("remaining", "Remaining", 4), Chip("short", "Short", 1))
    )
    card.add_to_head(chips, right=True)
    model = ListedCells(_COLUMNS, card)
    model.show_rows(component_rows())
    table = RowTable(look, model, "Components")
    table.set_current_line(3)
    card.set_body(table)
    page.set_body(card)
    page.action_bar.add_left(ActionButton(look, "Back", shortcut="Alt+Left"))
    page.action_bar.add_left(ActionButton(look, "Undo last scan", shortcut="Ctrl+Z"))
    page.action_bar.add_left(ActionButton(look, "Park", shortcut="Ctrl+P"))
    review_button = ActionButton(look, "Review", kind=ButtonKind.PRIMARY, shortcut="Alt+Right")
    review_button.setEnabled(False)
    page.action_bar.add_right(review_button)
    return page


def refused(look: Look) -> FlowFrame:
    page = components(look)
    page.banner.set_view(
        BannerView(
            BannerKind.REFUSED,
            "Lot W-1980 expired on 2026-10-31",
            "Not taken. Put it aside and scan another lot of WIND-24V: W-2207 (9) or W-2215 (40).",
            clear="Clear",
        )
    )
    return page


def long_words(look: Look) -> FlowFrame:
    page = components(look)
    page.banner.set_view(
        BannerView(
            BannerKind.REFUSED,
            "Serial number GC00004057-A-REWORK-2026-11-22 is already in a posting that waits",
            "Not taken. It is part of posting KB7Q2M4XD9, kit MOTOR003, confirmed by Op. 0417 at"
            " 09:41 and not sent yet. Scan another serial number of PCB-DRV, or open Activity and"
            " withdraw that posting first.",
            clear="Clear",
        )
    )
    return page


def question(look: Look) -> FlowFrame:
    page = components(look)
    page.banner.set_view(
        BannerView(
            BannerKind.QUESTION,
            "SEAL-22: the lot holds 3 of the 5 needed",
            "One component takes one lot. What is to be done?",
            answers=(
                Answer("Complete 3 now, 2 as the next kit", "1"),
                Answer("Scan another lot", "2"),
                Answer("Leave it open", "3"),
            ),
        )
    )
    return page


def busy(look: Look) -> FlowFrame:
    page = components(look)
    page.banner.set_view(
        BannerView(
            BannerKind.BUSY,
            "Reading the bill of material of MOTOR003",
            "4 s so far. The ERP answers slowly; the work so far is kept.",
        )
    )
    return page


_REVIEW_COLUMNS = (
    Column("Component", Cell("SCR-M4X12 xx", strong=True), stretch=True),
    Column("Quantity", Cell("10,000"), right=True),
    Column("Lot", Cell("24B-1180", mono=True)),
    Column("Location", Cell("ISLE 12 / SHELF 3", small=True), drop=1),
    Column("Serials", Cell("D01:D05", mono=True)),
)


def review(look: Look) -> FlowFrame:
    page = frame(look, 2)
    page.banner.set_view(
        BannerView(
            BannerKind.SCAN,
            "Check, then scan POST",
            "5 MOTOR003 into MA, ISLE 3 / SHELF 2 · stock read 09:57, 40 seconds ago",
        )
    )
    body = QWidget()
    row = QHBoxLayout(body)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(look.px(16))
    issued = Card(look, "Will be issued", "7 components")
    model = ListedCells(_REVIEW_COLUMNS, issued)
    model.show_rows(
        [
            [
                Cell(part, strong=True),
                Cell(f"{needed:,}"),
                Cell(lot.removeprefix("LOT "), mono=lot != DASH),
                Cell(where, tone=Tone.SECOND, small=True),
                Cell("D01:D05" if state == "serials" else DASH, mono=state == "serials"),
            ]
            for where, part, _name, needed, _on_hand, lot, _expires, state in _LINES
        ]
    )
    issued.set_body(RowTable(look, model, "Will be issued"))
    right = QWidget()
    side = QVBoxLayout(right)
    side.setContentsMargins(0, 0, 0, 0)
    side.setSpacing(look.px(16))
    assembly = Card(look, "Assembly")
    facts = Facts(look)
    facts.set_facts(
        (
            Fact("Serials", "GC00004057, GC00004060:63", mono=True),
            Fact("Lot", DASH),
            Fact("Department", "0"),
            Fact("Account", "300"),
            Fact("Reference", "KB7Q2M4XD9", mono=True),
            Fact("Date", "2026-11-22"),
        )
    )
    assembly.set_body(facts, padded=True)
    notice = Notice(look)
    notice.set_notice(
        "1 thing to know",
        ("SEAL-22 is short by 2. The ERP will refuse unless stock arrives.",),
        "Issue 3 now, 2 as the next kit",
    )
    side.addWidget(assembly)
    side.addWidget(notice)
    side.addStretch(1)
    row.addWidget(issued, 3)
    row.addWidget(Scrolled(look, right), 2)
    page.set_body(body)
    page.action_bar.add_left(ActionButton(look, "Back", shortcut="Alt+Left"))
    page.action_bar.add_right(
        ActionButton(look, "Post kit", kind=ButtonKind.PRIMARY, shortcut="Ctrl+Return")
    )
    return page


_DONE_COLUMNS = (
    Column("Component", Cell("SCR-M4X12 xx", strong=True), stretch=True),
    Column("Planned", Cell("10,000"), right=True),
    Column("Posted", Cell("10,000"), right=True),
    Column("Lot", Cell("24B-1180 xx", mono=True)),
    Column("From", Cell("KIT, multiple xxx", small=True)),
    Column("State", Cell("2 more", shape=Shape.RING)),
)


def done(look: Look) -> FlowFrame:
    page = frame(look, 3)
    page.banner.set_view(
        BannerView(
            BannerKind.DONE,
            "Posted. Batch 004711",
            "5 MOTOR003 in MA, ISLE 3 / SHELF 2 · 7 components issued as planned · 1.2 s",
        )
    )
    card = Card(look, "Planned against posted")
    model = ListedCells(_DONE_COLUMNS, card)
    rows = []
    for _where, part, _name, needed, _on_hand, lot, _expires, state in _LINES:
        more = state == "stock"
        rows.append(
            [
                Cell(part, strong=True),
                Cell(f"{needed:,}"),
                Cell(f"{needed + 2 * more:,}", strong=more),
                Cell(lot.removeprefix("LOT "), mono=lot != DASH),
                Cell("KIT" if more else "KIT, multiple", tone=Tone.SECOND, small=True),
                Cell("2 more", tone=Tone.ATTENTION, shape=Shape.DIAMOND)
                if more
                else Cell("Same", tone=Tone.OK, shape=Shape.CHECK),
            ]
        )
    model.show_rows(rows)
    card.set_body(RowTable(look, model, "Planned against posted"))
    page.set_body(card)
    page.action_bar.add_left(ActionButton(look, "Print", shortcut="Ctrl+P"))
    page.action_bar.add_left(ActionButton(look, "What reversing takes"))
    page.action_bar.add_right(ActionButton(look, "New batch"))
    page.action_bar.add_right(
        ActionButton(look, "Next kit, same batch", kind=ButtonKind.PRIMARY, shortcut="Ctrl+N")
    )
    return page
