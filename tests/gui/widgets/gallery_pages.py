"""Made-up pages outside the kit flow, for the gallery and the tests of the widgets."""

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.banner import BannerKind, BannerView, LastScan
from app.ui.widgets.button import LOW, ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, ListedCells
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.form import Form
from app.ui.widgets.table import RowTable
from app.ui.widgets.tile import Tile
from app.ui.widgets.values import Shape, Tone
from tests.gui.widgets.gallery_flow import frame


def _plain(look: Look) -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(16))
    return body, column


def home(look: Look) -> FlowFrame:
    page = FlowFrame(look, with_rail=False)
    page.banner.set_view(
        BannerView(
            BannerKind.SCAN,
            "Scan an assembly, a PO, or a command",
            "Kitbench opens the right page. Nothing else to press.",
            LastScan("Last scan", "none yet today"),
        )
    )
    body, column = _plain(look)
    tiles = QHBoxLayout()
    tiles.setSpacing(look.px(16))
    for tile in (
        Tile(look, "box", "Issue a kit", "Components by lot, location, serial", "F2"),
        Tile(look, "arrow-down-to-line", "Receive a PO", "Any supplier label finds its line", "F3"),
        Tile(look, "table-2", "PO lines", "Add and change, paste from a sheet", "F4"),
    ):
        tiles.addWidget(tile)
    column.addLayout(tiles)
    lower = QHBoxLayout()
    lower.setSpacing(look.px(16))
    parked = Card(look, "Parked work", "3")
    work = ListedCells(
        (
            Column("What", Cell("MOTOR003 5 EACH xxx", strong=True), stretch=True),
            Column("How far", Cell("11 of 12 lines xxx", small=True), drop=1),
            Column("Who", Cell("Op. 0233, yesterday xxx", small=True), drop=2),
            Column("", Cell("Continue", link=True), right=True),
        ),
        parked,
    )
    work.show_rows(
        [
            [
                Cell(what, more, strong=True),
                Cell(far, tone=Tone.SECOND, small=True),
                Cell(who, tone=Tone.SECOND, small=True),
                Cell("Continue", link=True),
            ]
            for what, more, far, who in (
                ("MOTOR003", "5 EACH", "3 of 7 lines", "Op. 0417, 09:58"),
                ("PUMP002", "1 EACH", "11 of 12 lines", "Op. 0233, yesterday"),
                ("PO 100443", "receipt", "2 of 9 lines", "Op. 0417, 08:12"),
            )
        ]
    )
    parked.set_body(RowTable(look, work, "Parked work", header=False))
    desk = Card(look, "Needs attention", "2")
    items = ListedCells(
        (
            Column("State", Cell("Unknown", shape=Shape.RING)),
            Column("What", Cell("KB7Q2M4XD9", strong=True), stretch=True),
        ),
        desk,
    )
    items.show_rows(
        [
            [
                Cell("Unknown", tone=Tone.ATTENTION, shape=Shape.DIAMOND),
                Cell("KB7Q2M4XD9", "MOTOR003, 2 EACH", strong=True),
            ],
            [
                Cell("Rejected", tone=Tone.REFUSED, shape=Shape.TRIANGLE),
                Cell("KB1F8TZ06K", "PO 1748: UniqMfgrhd is Invalid.", strong=True),
            ],
        ]
    )
    desk.set_body(RowTable(look, items, "Needs attention", header=False))
    lower.addWidget(parked, 7)
    lower.addWidget(desk, 5)
    column.addLayout(lower, 1)
    page.set_body(body)
    page.action_bar.hide()
    return page


def empty(look: Look) -> FlowFrame:
    page = FlowFrame(look, with_rail=False)
    page.banner.hide()
    page.action_bar.hide()
    card = Card(look, "Activity")
    card.set_body(
        EmptyState(
            look,
            "inbox",
            "Nothing posted yet",
            "What you confirm stands here from that moment on, sent or not.",
            "Issue a kit",
        )
    )
    page.set_body(card)
    return page


def form(look: Look) -> FlowFrame:
    page = frame(look, 0)
    page.banner.set_view(
        BannerView(
            BannerKind.SCAN, "Scan the assembly's serial numbers", "2 of 5 · or a range KB:RANGE"
        )
    )
    card = Card(look, "Assembly")
    fields = Form(look, columns=3)
    part = QLineEdit("MOTOR003")
    fields.add("Part", part, required=True, help_text="Pump motor, 24 V")
    fields.add("Quantity", QLineEdit("5"), required=True).set_error("EACH parts are whole numbers.")
    unit = Choice(look)
    unit.addItems(["EACH", "M"])
    fields.add("Unit", unit)
    fields.add("Operator's reference", QLineEdit(), help_text="At most 20 characters", span=2)
    off = QLineEdit("2026-11-22")
    off.setEnabled(False)
    fields.add("Date", off)
    body, column = _plain(look)
    column.addWidget(fields)
    kit_stores = Tick(look, "Take from kit stores first")
    kit_stores.setChecked(True)
    column.addWidget(kit_stores)
    column.addWidget(Tick(look, "Scrap & rework"))
    column.addStretch(1)
    card.set_body(body, padded=True)
    page.set_body(card, scroll=True)
    page.action_bar.add_left(ActionButton(look, "Give up", kind=ButtonKind.DANGER))
    page.action_bar.add_right(
        ActionButton(look, "Components", kind=ButtonKind.PRIMARY, shortcut="Alt+Right")
    )
    return page


def lines(look: Look) -> FlowFrame:
    page = FlowFrame(look, with_rail=False)
    page.banner.hide()
    card = Card(look)
    model = ListedCells(
        (
            Column("Line", Cell("001", small=True)),
            Column("Part", Cell("416-110989 xx", strong=True), stretch=True),
            Column("MPN", Cell("RC0805FR-07100KL", mono=True), drop=1),
            Column("Quantity", Cell("10,000"), right=True),
            Column("Each", Cell("0.2140"), right=True),
            Column("", Cell("Multiple of 100", shape=Shape.RING)),
        ),
        card,
    )
    changed = Cell("Changed", tone=Tone.ATTENTION, shape=Shape.PENCIL)
    new = Cell("New", tone=Tone.ACCENT, shape=Shape.PLUS)
    wrong = Cell("Multiple of 100", tone=Tone.REFUSED, shape=Shape.TRIANGLE)
    model.show_rows(
        [
            [
                Cell(f"{at:03}", tone=Tone.SECOND, small=True),
                Cell(part, strong=True),
                Cell(mpn, mono=True),
                quantity,
                Cell(each),
                state,
            ]
            for at, (part, mpn, quantity, each, state) in enumerate(
                (
                    ("416-110989", "416-110989", Cell("100"), "0.88", Cell()),
                    (
                        "102-00471",
                        "RC0805FR-07100KL-LONG",
                        Cell("5,000", was="2,000", strong=True),
                        "0.0041",
                        changed,
                    ),
                    ("102-00733", "GRM21BR71C", Cell("4,000"), "0.0190", new),
                    (
                        "217-LM358",
                        "LM358DR",
                        Cell("90", tone=Tone.REFUSED, strong=True),
                        "0.2140",
                        wrong,
                    ),
                    (
                        "<b>bold</b> %s",
                        "\u202eRTL\x1d",
                        Cell("1"),
                        "0.10",
                        Cell("Cleared", shape=Shape.CROSS),
                    ),
                ),
                start=1,
            )
        ]
    )
    table = RowTable(look, model, "Lines")
    table.set_current_line(3)
    card.set_body(table)
    page.set_body(card)
    page.action_bar.add_left(ActionButton(look, "Export", height=LOW, icon="printer"))
    page.action_bar.add_right(ActionButton(look, "Review 4 changes", kind=ButtonKind.PRIMARY))
    return page
