"""Cards, chips, progress, facts, notices, forms, fields, tiles and empty states."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QShortcut, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import load_theme
from app.ui.widgets.button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.fields import Choice, Tick
from app.ui.widgets.form import Form
from app.ui.widgets.icon import IconTile
from app.ui.widgets.mark import Mark
from app.ui.widgets.notice import Notice
from app.ui.widgets.progress import Progress
from app.ui.widgets.text import Text
from app.ui.widgets.tile import Tile
from app.ui.widgets.values import Shape, Tone
from tests.gui.widgets.conftest import Show


def texts(widget: QWidget) -> list[str]:
    QApplication.processEvents()  # what a layout takes in is shown then
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def pressed(widget: QWidget, name: str) -> QAbstractButton:
    buttons = widget.findChildren(QAbstractButton)
    return next(one for one in buttons if one.accessibleName() == name)


def test_a_card_rounds_its_corners_over_its_body(look: Look, show: Show) -> None:
    body = QWidget()
    body.setAutoFillBackground(True)
    body.setStyleSheet("background: #FF0000")
    card = Card(look)
    card.set_body(body)
    show(card, width=300, height=200)
    image = card.grab().toImage()
    ground = look.colour("background")
    corners = [(0, 0), (299, 0), (0, 199), (299, 199)]
    assert [image.pixelColor(x, y) for x, y in corners] == [ground] * 4
    assert image.pixelColor(150, 100).name() == "#ff0000"
    assert image.pixelColor(150, 0) == look.colour("line")


def test_a_cards_head_lets_its_count_go_when_what_is_beside_it_grows(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    card = Card(look, "What this kit uses", "10 components")
    chips = Chips(look, "What")
    card.add_to_head(chips, right=True)
    card.set_body(QWidget())
    show(card, width=420, height=300)
    assert "10 components" in texts(card)
    chips.set_chips([Chip("uses", "Parts", 10), Chip("serials", "Serials", 5)])
    qtbot.waitUntil(lambda: "10 components" not in texts(card))
    qtbot.waitUntil(lambda: card.title.width() >= card.title.sizeHint().width())
    chips.set_chips([])
    qtbot.waitUntil(lambda: "10 components" in texts(card))


def test_a_cards_head_says_what_and_how_many(look: Look, show: Show) -> None:
    card = Card(look, "Components", "7")
    card.set_body(QWidget())
    card.set_foot(ActionButton(look, "Look now"))
    show(card, width=600, height=400)
    assert texts(card) == ["Components", "7"]
    assert card.accessibleName() == "Components"
    card.set_title("Lines", "3 of 9")
    assert texts(card) == ["Lines", "3 of 9"]
    card.set_title("")
    assert texts(card) == []


class Painted(QWidget):
    """Counts how often it is painted."""

    paintings = 0

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self.paintings += 1


@pytest.mark.parametrize("count", ["7", "8"])
def test_a_cards_head_leaves_its_body_as_it_is_painted(look: Look, show: Show, count: str) -> None:
    body = Painted()
    card = Card(look, "Components", "7")
    card.set_body(body)
    show(card, width=600, height=400)
    before = body.paintings
    card.set_title("Components", count)
    assert texts(card) == ["Components", count]
    assert body.paintings == before


def test_a_narrow_cards_head_keeps_the_title_and_what_stands_right(look: Look, show: Show) -> None:
    card = Card(look, "Components", "3 of 7 lines complete")
    bar = Progress(look)
    chips = Chips(look, "Which lines")
    chips.set_chips((Chip("all", "All", 7), Chip("short", "Short", 1)))
    card.add_to_head(bar)
    card.add_to_head(chips, right=True)
    card.set_body(QWidget())
    window = show(card, width=900, height=400)
    assert bar.isVisible()
    assert bar.geometry().left() > card.count.geometry().right()
    window.resize(520, 400)
    assert (bar.isVisible(), card.count.isVisible()) == (False, True)
    window.resize(330, 400)
    assert (bar.isVisible(), card.count.isVisible()) == (False, False)
    QApplication.processEvents()
    assert card.title.width() >= card.title.sizeHint().width()
    window.resize(330, 60)
    assert not card.title.isVisible()
    window.resize(900, 400)
    assert bar.isVisible()
    assert card.count.isVisible()


CHIPS = (Chip("all", "All", 1234), Chip("short", "Short", 1, Shape.TRIANGLE, Tone.REFUSED))


def test_a_chip_is_chosen_by_a_person_and_set_in_silence(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    chips = Chips(look, "Which lines")
    show(chips, height=60)
    chips.set_chips(CHIPS)
    assert chips.current() == "all"
    told: list[str] = []
    chips.chosen.connect(told.append)
    chips.set_current("short")
    assert told == []
    qtbot.mouseClick(pressed(chips, "All 1,234"), Qt.MouseButton.LeftButton)
    assert told == ["all"]
    assert chips.current() == "all"


def test_chips_keep_their_choice_while_counts_change(look: Look, show: Show) -> None:
    chips = Chips(look, "Which lines")
    show(chips, height=60)
    assert chips.current() == ""
    chips.set_chips(CHIPS)
    chips.set_current("short")
    chips.set_chips((Chip("all", "All", 7), Chip("short", "Short", 0)))
    assert chips.current() == "short"
    assert pressed(chips, "Short 0").isChecked()
    chips.set_chips((Chip("short", "Short"), Chip("open", "Open")))
    assert chips.current() == "short"
    chips.set_chips((Chip("open", "Open"),))
    assert chips.current() == "open"


def test_a_chip_is_a_target_of_44(look: Look, show: Show) -> None:
    chips = Chips(look, "Which lines")
    chips.set_chips((Chip("x", "X"),))
    show(chips)
    chip = pressed(chips, "X")
    assert chip.width() >= 44
    assert chip.height() == 44


@pytest.mark.parametrize("work", [(0, 7, 0.0), (3, 6, 0.5), (7, 7, 1.0), (9, 7, 1.0), (0, 0, 0.0)])
@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_a_bar_is_as_long_as_what_is_done(
    look: Look, show: Show, work: tuple[int, int, float], theme: str
) -> None:
    done, total, part = work
    look.use(load_theme(theme))
    bar = Progress(look)
    bar.set_progress(done, total, f"{done} of {total}")
    show(bar, width=200)
    image = bar.grab().toImage()
    green = [x for x in range(image.width()) if image.pixelColor(x, 4) == look.colour(Tone.OK)]
    assert len(green) == pytest.approx(part * image.width(), abs=3)
    assert bar.accessibleName() == f"{done} of {total}"
    assert bar.progress == (done, total)


def test_facts_change_in_place(look: Look, show: Show) -> None:
    facts = Facts(look)
    window = show(facts, width=500, height=300)
    facts.set_facts((Fact("Lot", "L1", mono=True), Fact("Date", "2026-11-22")))
    kept = facts.findChildren(Text)
    assert texts(facts) == ["Lot", "L1", "Date", "2026-11-22"]
    facts.set_facts((Fact("Lot", "<b>L2</b>", mono=True), Fact("Date", "", tone=Tone.REFUSED)))
    assert facts.findChildren(Text) == kept
    assert texts(facts) == ["Lot", "<b>L2</b>", "Date", ""]
    assert kept[1].accessibleName() == "Lot: <b>L2</b>"
    facts.set_facts((Fact("Lot", "L3"),))
    assert texts(facts) == ["Lot", "L3"]
    label, value = (text for text in facts.findChildren(Text) if text.isVisible())
    QApplication.processEvents()
    assert value.x() > label.geometry().right()
    window.resize(150, 300)
    QApplication.processEvents()
    assert value.y() > label.y()


@pytest.mark.parametrize("tone", [Tone.ATTENTION, Tone.REFUSED, Tone.OK, Tone.ACCENT])
def test_a_notice_says_what_to_know_and_what_to_do(
    look: Look, show: Show, qtbot: QtBot, tone: Tone
) -> None:
    notice = Notice(look, tone)
    show(notice, width=400, height=200)
    notice.set_notice("2 things to know", ("SEAL-22 is short.", "The plan is old."), "Read again")
    assert texts(notice) == ["2 things to know", "SEAL-22 is short.", "The plan is old."]
    ground = notice.grab().toImage().pixelColor(200, 5)
    assert ground == look.colour(f"{tone.value}_soft")
    with qtbot.waitSignal(notice.action_pressed):
        qtbot.mouseClick(pressed(notice, "Read again"), Qt.MouseButton.LeftButton)
    notice.set_notice("1 thing to know", ("x",))
    assert texts(notice) == ["1 thing to know", "x"]
    assert not notice.findChildren(ActionButton)[0].isVisible()


def test_a_form_row_ties_label_help_and_field_together(look: Look, show: Show) -> None:
    form = Form(look)
    field = QLineEdit()
    row = form.add("Lot & serial", field, help_text="At most 20", required=True)
    show(form, width=400)
    assert row.label.buddy() is field
    assert row.label.text() == "Lot && serial *"
    assert field.accessibleName() == "Lot & serial"
    assert field.accessibleDescription() == "At most 20"
    assert row.field is field


def test_an_error_stands_where_the_help_stood_and_moves_nothing(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    form = Form(look, columns=2)
    field, below = QLineEdit(), QLineEdit()
    row = form.add("Quantity", field, help_text="EACH")
    form.add("Unit", QLineEdit())
    form.add("Reference", below, span=2)
    window = show(form, width=600)
    places = [w.mapTo(window, QPoint()) for w in (field, below)]
    sizes = [field.size(), form.size()]
    plain = field.grab().toImage()
    row.set_error("EACH parts are whole numbers.")
    QApplication.processEvents()
    assert row.error == "EACH parts are whole numbers."
    assert "EACH parts are whole numbers." in texts(row)
    assert field.accessibleDescription() == "EACH parts are whole numbers."
    assert field.grab().toImage() != plain
    assert [w.mapTo(window, QPoint()) for w in (field, below)] == places
    assert [field.size(), form.size()] == sizes
    row.set_error("")
    QApplication.processEvents()
    assert texts(row) == ["Quantity", "EACH"]
    assert field.grab().toImage() == plain


def test_a_form_fills_its_columns_from_left_to_right(look: Look, show: Show) -> None:
    form = Form(look, columns=3)
    fields = [QLineEdit() for _ in range(4)]
    for at, (field, span) in enumerate(zip(fields, (1, 1, 2, 1), strict=True)):
        form.add(f"F{at}", field, span=span)
    window = show(form, width=900)
    one, two, wide, last = (field.mapTo(window, QPoint()) for field in fields)
    assert one.y() == two.y() < wide.y() == last.y()
    assert one.x() == wide.x() < two.x() < last.x()
    assert fields[2].width() > 1.8 * fields[0].width()


def test_fields_are_targets_of_44(look: Look, show: Show) -> None:
    choice = Choice(look)
    choice.addItems(["EACH", "<b>M</b>"])
    field = QLineEdit()
    look.dress(field)
    widgets = [field, choice, Tick(look, "Take from kit stores")]
    show(*widgets)
    assert [widget.height() for widget in widgets] == [44, 44, 44]


def test_the_rows_of_a_choice_are_targets_of_44_and_plain(look: Look, show: Show) -> None:
    choice = Choice(look)
    choice.addItems(["EACH", "<b>M</b>"])
    show(choice)
    choice.showPopup()
    assert choice.view().sizeHintForRow(1) >= 44
    choice.hidePopup()


def test_the_wheel_does_not_change_a_choice(look: Look, show: Show) -> None:
    choice = Choice(look)
    choice.addItems(["EACH", "M", "KG"])
    show(choice)
    choice.setFocus()
    spot = QPointF(10, 10)
    turn = QWheelEvent(
        spot,
        choice.mapToGlobal(spot),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, turn)
    assert choice.currentText() == "EACH"


def test_a_tick_is_set_anywhere_on_it(look: Look, show: Show, qtbot: QtBot) -> None:
    tick = Tick(look, "Scrap & rework")
    show(tick, width=400)
    off = tick.grab().toImage()
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 3, 40))
    assert tick.isChecked()
    assert tick.grab().toImage() != off
    assert tick.accessibleName() == "Scrap & rework"
    tick.setEnabled(False)
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert tick.isChecked()


def test_the_key_of_a_choice_comes_before_the_windows(look: Look, show: Show, qtbot: QtBot) -> None:
    choice = Choice(look)
    choice.addItems(["EACH", "PACK"])
    window = show(choice, width=300, height=100)
    heard: list[str] = []
    QShortcut(QKeySequence("F4"), window).activated.connect(lambda: heard.append("F4"))
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_F4)
    assert choice.view().isVisible()
    assert heard == []
    choice.hidePopup()


@pytest.mark.parametrize("by", ["pointer", "keyboard"])
def test_a_tile_opens_its_flow(look: Look, show: Show, qtbot: QtBot, by: str) -> None:
    tile = Tile(look, "box", "Issue a kit", "Components by lot", "F2")
    window = show(QLineEdit(), tile, width=400, height=300)
    assert (tile.accessibleName(), tile.accessibleDescription()) == (
        "Issue a kit",
        "Components by lot",
    )
    with qtbot.waitSignal(tile.clicked):
        if by == "pointer":
            qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        else:
            window.findChildren(QLineEdit)[0].setFocus()
            qtbot.keyClick(window.findChildren(QLineEdit)[0], Qt.Key.Key_Tab)
            qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_a_small_tile_gives_up_its_icon_before_its_words(look: Look, show: Show) -> None:
    tile = Tile(look, "box", "Receive a purchase order", "Any label", "F3")
    window = show(tile, width=600, height=190)
    icon = tile.findChild(IconTile)
    assert isinstance(icon, IconTile)
    large = tile.findChildren(Text)[0].font().pixelSize()
    assert icon.isVisible()
    window.resize(280, 100)
    QApplication.processEvents()
    assert not icon.isVisible()
    assert tile.findChildren(Text)[0].font().pixelSize() < large


def test_an_empty_state_says_what_will_be_here_and_how_to_start(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    empty = EmptyState(look, "inbox", "Nothing posted yet", "It will stand here.", "Issue a kit")
    show(empty, width=500, height=400)
    assert texts(empty) == ["Nothing posted yet", "It will stand here."]
    with qtbot.waitSignal(empty.action_pressed):
        qtbot.mouseClick(pressed(empty, "Issue a kit"), Qt.MouseButton.LeftButton)
    empty.set_words("Nothing found", "No posting holds <b>X</b>.")
    assert texts(empty) == ["Nothing found", "No posting holds <b>X</b>."]
    assert not empty.findChildren(ActionButton)[0].isVisible()


def test_marks_are_told_apart_by_shape(look: Look) -> None:
    ring, triangle = (Mark(look, shape, Tone.SECOND) for shape in (Shape.RING, Shape.TRIANGLE))
    assert ring.grab().toImage() != triangle.grab().toImage()
