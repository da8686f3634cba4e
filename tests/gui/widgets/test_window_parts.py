"""Top bar, rail, status strip and the frame that a flow page stands in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMenu, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import THEMES, load_theme
from app.ui.widgets.button import ActionButton
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.rail import Rail, Step, StepState
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.status_strip import StatusItem, StatusStrip
from app.ui.widgets.text import tooltip
from app.ui.widgets.top_bar import FlowEntry, TopBar
from app.ui.widgets.values import Shape, Tone
from tests.gui.widgets.conftest import Show

FLOWS = (
    FlowEntry("home", "Home"),
    FlowEntry("kit", "Issue kit"),
    FlowEntry("activity", "Activity", attention=2),
)


def top_bar(look: Look) -> TopBar:
    bar = TopBar(look, "Kitbench", FLOWS, "Help F1")
    bar.set_current("kit")
    return bar


def entry(bar: QWidget, name: str) -> QAbstractButton:
    found = [
        button
        for button in bar.findChildren(QAbstractButton)
        if button.isVisible() and button.accessibleName() == name
    ]
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0]


def texts(widget: QWidget) -> list[str]:
    QApplication.processEvents()  # what a layout takes in is shown then
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def test_a_pressed_flow_is_told_by_its_key(look: Look, show: Show, qtbot: QtBot) -> None:
    bar = top_bar(look)
    show(bar, width=1280)
    assert bar.height() == 56
    with qtbot.waitSignal(bar.flow_chosen) as told:
        qtbot.mouseClick(entry(bar, "Activity 2"), Qt.MouseButton.LeftButton)
    assert told.args == ["activity"]


def test_only_the_current_flow_is_tinted(look: Look, show: Show) -> None:
    bar = top_bar(look)
    show(bar, width=1280)

    def tinted(name: str) -> bool:
        image = entry(bar, name).grab().toImage()
        return image.pixelColor(image.width() // 2, 6) == look.colour("accent_soft")

    assert [tinted(name) for name in ("Home", "Issue kit", "Activity 2")] == [False, True, False]
    bar.set_current("home")
    assert [tinted(name) for name in ("Home", "Issue kit", "Activity 2")] == [True, False, False]
    bar.set_current("")
    assert not tinted("Home")


@pytest.mark.parametrize("theme", THEMES)
def test_a_bar_that_is_off_looks_it_and_tints_no_flow(look: Look, show: Show, theme: str) -> None:
    look.use(load_theme(theme))
    bar = top_bar(look)
    show(bar, width=1280)
    names = ("Home", "Issue kit", "Activity 2", "Help F1")
    usual = {name: entry(bar, name).grab().toImage() for name in names}
    bar.setEnabled(False)
    off = {name: entry(bar, name).grab().toImage() for name in names}
    assert all(off[name] != usual[name] for name in names)
    assert off["Issue kit"].pixelColor(20, 5) == off["Home"].pixelColor(20, 5)


def test_what_needs_attention_is_counted(look: Look, show: Show) -> None:
    bar = top_bar(look)
    show(bar, width=1280)
    wide = entry(bar, "Activity 2").sizeHint().width()
    bar.set_attention("activity", 12)
    assert entry(bar, "Activity 12").sizeHint().width() > wide
    bar.set_attention("activity", 0)
    assert entry(bar, "Activity").sizeHint().width() < wide


def test_mode_operator_and_help_stand_right(look: Look, show: Show, qtbot: QtBot) -> None:
    bar = top_bar(look)
    show(bar, width=1280)
    assert texts(bar) == ["Kitbench"]
    bar.set_mode("Training")
    bar.set_operator("Op. 0417")
    assert texts(bar) == ["Kitbench", "Training"]
    with qtbot.waitSignal(bar.operator_pressed):
        qtbot.mouseClick(entry(bar, "Op. 0417"), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(bar.help_pressed):
        qtbot.mouseClick(entry(bar, "Help F1"), Qt.MouseButton.LeftButton)
    bar.set_mode("")
    bar.set_operator("")
    assert texts(bar) == ["Kitbench"]


def test_a_narrow_bar_folds_its_flows_into_a_menu(look: Look, show: Show, qtbot: QtBot) -> None:
    bar = top_bar(look)
    window = show(bar, width=420)
    folded = entry(bar, "Issue kit 2")
    with qtbot.waitSignal(bar.flow_chosen) as told:
        qtbot.mouseClick(folded, Qt.MouseButton.LeftButton)
        menu = bar.findChild(QMenu)
        assert isinstance(menu, QMenu)
        actions = menu.findChildren(QAction)
        named = {action.text(): action for action in actions if action.text()}
        assert set(named) == {"Home", "Issue kit", "Activity  2"}
        named["Home"].trigger()
        menu.close()
    assert told.args == ["home"]
    bar.set_current("")  # as on the page of help: none of the names would be true
    assert entry(bar, "Menu 2").isVisible()
    window.resize(1280, 56)
    assert entry(bar, "Home").isVisible()


def spoken(widget: QWidget) -> list[str]:
    QApplication.processEvents()
    shown = (one for one in widget.findChildren(QWidget) if one.isVisible())
    return [one.accessibleName() for one in shown if one.accessibleName()]


def steps(now: int) -> list[Step]:
    names = ("Assembly", "Components", "Review")
    states = [StepState.DONE] * now + [StepState.NOW] + [StepState.TO_COME] * (2 - now)
    return [
        Step(name, state, f"{name}, {state.value}")
        for name, state in zip(names, states, strict=True)
    ]


def test_the_rail_tells_done_now_and_to_come_apart_without_colour(look: Look, show: Show) -> None:
    rail = Rail(look)
    window = show(rail, width=200, height=500)
    grey: list[QImage] = []
    for now in (0, 1, 2):
        rail.set_steps(steps(now))
        QApplication.processEvents()
        image = window.grab().toImage().copy(0, 50, 50, 46)
        grey.append(image.convertToFormat(QImage.Format.Format_Grayscale8))
    assert grey[0] != grey[1] != grey[2] != grey[0]
    assert spoken(rail) == ["Assembly, done", "Components, done", "Review, now"]


def test_the_rail_takes_fewer_steps_and_other_facts(look: Look, show: Show) -> None:
    rail = Rail(look)
    show(rail, width=200, height=500)
    rail.set_steps(steps(0))
    rail.set_steps(steps(0)[:2])
    assert spoken(rail) == ["Assembly, now", "Components, to come"]
    rail.set_facts("MOTOR003", ("Pump motor", "5 EACH"), ("Batch 004711",))
    assert texts(rail) == ["MOTOR003", "Pump motor", "5 EACH", "Batch 004711"]
    rail.set_facts("PUMP002", ("1 EACH",))
    assert texts(rail) == ["PUMP002", "1 EACH"]


def test_a_narrow_rail_keeps_only_the_circles(look: Look, show: Show) -> None:
    rail = Rail(look)
    show(rail, width=300, height=500)
    rail.set_steps(steps(1))
    rail.set_facts("MOTOR003", ("5 EACH",))
    assert rail.sizeHint().width() == 200
    rail.set_narrow(True)
    assert rail.sizeHint().width() == 52
    assert texts(rail) == []
    rail.set_facts("PUMP002")
    assert texts(rail) == []


def strip(look: Look) -> StatusStrip:
    made = StatusStrip(look)
    made.set_items(
        (
            StatusItem("scanner", "Scanner: Honeywell 1950g", brief="Scanner"),
            StatusItem("erp", "ERP: offline since 09:41", Shape.RING, Tone.SECOND, brief="Offline"),
            StatusItem("outbox", "1 waiting", Shape.DIAMOND, Tone.ATTENTION, hint="<b>KB1</b>"),
        )
    )
    made.set_station("Station KIT-04")
    made.set_clock("09:58")
    return made


def test_the_strip_says_each_state_in_words(look: Look, show: Show) -> None:
    made = strip(look)
    show(made, width=1280)
    assert made.height() == 40
    named = [w for w in made.findChildren(QWidget) if w.accessibleName()]
    assert [w.accessibleName() for w in named] == [
        "Scanner: Honeywell 1950g",
        "ERP: offline since 09:41",
        "1 waiting",
    ]
    assert named[2].toolTip() == tooltip("<b>KB1</b>")
    assert "&lt;b&gt;KB1&lt;/b&gt;" in named[2].toolTip()
    assert texts(made) == ["Station KIT-04", "09:58"]


def test_a_touch_on_the_strip_shows_what_a_pointer_shows(look: Look, show: Show) -> None:
    made = strip(look)
    show(made, width=1280)
    (waiting,) = (w for w in made.findChildren(QWidget) if w.accessibleName() == "1 waiting")
    assert waiting.accessibleDescription() == "<b>KB1</b>"
    QTest.mouseClick(waiting, Qt.MouseButton.LeftButton)
    try:
        assert QToolTip.text() == waiting.toolTip()
    finally:
        QToolTip.hideText()


def test_the_strip_keeps_its_place_when_states_change(look: Look, show: Show) -> None:
    made = strip(look)
    show(made, width=1280)
    before = [w for w in made.findChildren(QWidget) if w.accessibleName()]
    made.set_items(
        (
            StatusItem("scanner", "Scanner: unplugged", Shape.TRIANGLE, Tone.REFUSED),
            StatusItem("erp", "ERP: Training, 12 ms"),
            StatusItem("outbox", "nothing waiting", Shape.RING, Tone.SECOND),
        )
    )
    assert [w for w in made.findChildren(QWidget) if w.accessibleName()] == before
    made.set_items((StatusItem("erp", "ERP: Training"),))
    assert spoken(made) == ["ERP: Training"]


def test_a_narrow_strip_speaks_in_brief(look: Look, show: Show) -> None:
    made = strip(look)
    window = show(made, width=1280)
    wide = [w.sizeHint().width() for w in made.findChildren(QWidget) if w.accessibleName()]
    window.resize(420, 40)
    narrow = [w.sizeHint().width() for w in made.findChildren(QWidget) if w.accessibleName()]
    assert narrow[0] < wide[0]
    assert narrow[1] < wide[1]
    assert narrow[2] == wide[2]
    assert "09:58" in texts(made)
    items = [w for w in made.findChildren(QWidget) if w.accessibleName()]
    least = sum(narrow) + made.clock.sizeHint().width() + look.px(24 * 2) + look.px(24)
    window.resize(least + 2 * look.px(10), 40)  # the gaps close before a word is cut
    QApplication.processEvents()
    assert [w.width() for w in items] == narrow
    window.resize(300, 40)
    assert texts(made) == ["09:58"]


@pytest.mark.parametrize(("width", "narrow"), [(1280, False), (1024, True)])
def test_the_frame_gives_banner_body_and_actions_their_places(
    look: Look, show: Show, width: int, narrow: bool
) -> None:
    frame = FlowFrame(look)
    body = QWidget()
    frame.set_body(body)
    frame.action_bar.add_right(ActionButton(look, "Post kit"))
    show(frame, width=width, height=700)
    assert frame.rail.geometry().left() == 24
    assert frame.rail.width() == (52 if narrow else 200)
    assert frame.banner.geometry().top() == 24
    assert frame.banner.height() == 100
    assert body.geometry().top() - frame.banner.geometry().bottom() == 17
    assert frame.geometry().right() - frame.banner.geometry().right() == 24
    assert frame.geometry().bottom() - frame.action_bar.geometry().bottom() == 24


def test_the_frame_may_do_without_a_rail_and_scroll_its_body(look: Look, show: Show) -> None:
    frame = FlowFrame(look, with_rail=False)
    body = QWidget()
    body.setMinimumHeight(2000)
    frame.set_body(body, scroll=True)
    window = show(frame, width=1280, height=450)
    assert not frame.rail.isVisible()
    assert frame.banner.geometry().left() == 8
    assert window.height() == 450
    assert isinstance(body.parentWidget(), QWidget)
    area = frame.findChild(Scrolled)
    assert isinstance(area, Scrolled)
    assert area.verticalScrollBar().maximum() > 1000
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus
