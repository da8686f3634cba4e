"""The banner: one thing to do, its states, its ways out; and the frame around the window."""

from dataclasses import replace
from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import load_theme
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import Banner, BannerKind, BannerView, LastScan
from app.ui.widgets.banner_words import BannerWords
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.flash import FlashFrame
from app.ui.widgets.text import Text, tooltip
from app.ui.widgets.values import Tone
from tests.gui.widgets.conftest import Show

SCAN = BannerView(
    BannerKind.SCAN, "Scan a lot for WIND-24V", "ISLE 7", LastScan("Last scan", "P1\x1d2")
)
REFUSED = BannerView(BannerKind.REFUSED, "Lot W-1980 expired", "Not taken.", clear="Clear")
QUESTION = BannerView(
    BannerKind.QUESTION,
    "The lot holds 3 of 5",
    answers=(Answer("Complete 3 now", "1"), Answer("Scan another lot", "2")),
)
EDGES = {
    BannerKind.SCAN: "accent",
    BannerKind.BUSY: "accent",
    BannerKind.REFUSED: "refused",
    BannerKind.DONE: "ok",
    BannerKind.QUESTION: "attention",
}


def buttons(banner: Banner) -> dict[str, ActionButton]:
    found = banner.findChildren(ActionButton)
    return {button.words: button for button in found if button.isVisible()}


def shown_texts(banner: Banner) -> list[str]:
    return [text.text() for text in banner.findChildren(Text) if text.isVisible()]


def pixel(banner: Banner, x: int, y: int) -> QColor:
    return banner.grab().toImage().pixelColor(QPoint(x, y))


@pytest.mark.parametrize("kind", list(BannerKind))
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_each_state_has_its_own_edge_and_ground(
    look: Look, show: Show, kind: BannerKind, theme: str
) -> None:
    look.use(load_theme(theme), reduced_motion=True)
    banner = Banner(look)
    show(banner)
    banner.set_view(BannerView(kind, "Title"))
    tone = EDGES[kind]
    assert pixel(banner, banner.width() // 2, 0) == look.colour(tone)
    quiet = kind in {BannerKind.SCAN, BannerKind.BUSY}
    ground = "surface" if quiet else tone if theme == "contrast" else f"{tone}_soft"
    assert pixel(banner, banner.width() - 12, banner.height() // 2) == look.colour(ground)


def test_it_says_title_and_hint_to_a_screen_reader(look: Look) -> None:
    banner = Banner(look)
    banner.set_view(SCAN)
    assert banner.accessibleName() == "Scan a lot for WIND-24V"
    assert banner.accessibleDescription() == "ISLE 7"
    assert banner.view is SCAN


def test_the_last_scan_is_shown_as_it_was_read(look: Look, show: Show) -> None:
    banner = Banner(look)
    show(banner)
    banner.set_view(SCAN)
    assert shown_texts(banner) == ["Last scan", "P1\u2039GS\u203a2"]


@pytest.mark.parametrize("by", ["key", "pointer"])
def test_a_refusal_is_cleared_by_its_button_and_by_esc(
    look: Look, show: Show, qtbot: QtBot, by: str
) -> None:
    banner = Banner(look)
    window = show(banner)
    banner.set_view(REFUSED)
    clear = buttons(banner)["Clear"]
    assert clear.cap == "Esc"
    with qtbot.waitSignal(banner.cleared):
        if by == "key":
            qtbot.keyClick(window, Qt.Key.Key_Escape)
        else:
            qtbot.mouseClick(clear, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("by", ["key", "pointer"])
def test_a_question_is_answered_by_number_or_button(
    look: Look, show: Show, qtbot: QtBot, by: str
) -> None:
    banner = Banner(look)
    window = show(banner)
    banner.set_view(QUESTION)
    with qtbot.waitSignal(banner.answered) as answer:
        if by == "key":
            qtbot.keyClick(window, Qt.Key.Key_2)
        else:
            qtbot.mouseClick(buttons(banner)["Scan another lot"], Qt.MouseButton.LeftButton)
    assert answer.args == [1]


def test_nothing_is_left_of_what_stood_there_before(look: Look, show: Show, qtbot: QtBot) -> None:
    banner = Banner(look)
    window = show(banner)
    said: list[str] = []
    banner.cleared.connect(lambda: said.append("cleared"))
    banner.answered.connect(lambda _at: said.append("answered"))
    for view in (QUESTION, REFUSED, SCAN):
        banner.set_view(view)
    assert buttons(banner) == {}
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(window, key)
    assert said == []
    banner.set_view(BannerView(BannerKind.DONE, "Posted"))
    assert shown_texts(banner) == []


def test_on_a_filled_banner_the_last_scan_and_the_step_forward_stand_out(
    look: Look, show: Show
) -> None:
    """Blue on brown was no button, and black on red no word."""
    look.use(load_theme("contrast"))
    banner = Banner(look)
    show(banner)
    answers = (Answer("Yes", "Y", ButtonKind.PRIMARY), Answer("No", "N"))
    banner.set_view(replace(QUESTION, answers=answers, last=SCAN.last))
    yes = buttons(banner)["Yes"]
    edge = yes.grab().toImage().pixelColor(1, yes.height() // 2)
    assert edge == look.colour("on_accent")
    tones = {text.tone for text in banner.findChildren(Text) if text.isVisible()}
    assert tones == {"on_attention"}
    banner.set_view(SCAN)
    tones = {text.tone for text in banner.findChildren(Text) if text.isVisible()}
    assert tones == {Tone.SECOND, Tone.NORMAL}


def test_a_refusal_takes_no_more_room_than_the_prompt_before_it(look: Look, show: Show) -> None:
    banner = Banner(look)
    window = show(banner, width=1016, height=400)
    heights = []
    for view in (SCAN, REFUSED, BannerView(BannerKind.DONE, "Posted", "5 MOTOR003"), SCAN):
        banner.set_view(view)
        heights.append(banner.heightForWidth(1016))
    assert max(heights) <= look.px(100)
    assert window.height() == 400


def test_many_words_make_it_higher_and_none_is_cut(look: Look, show: Show) -> None:
    banner = Banner(look)
    show(banner, width=700, height=500)
    title = "Serial number GC00004057-A-REWORK is already in a posting that waits to be sent"
    hint = "Not taken. It is part of posting KB7Q2M4XD9. Scan another serial number. " * 2
    banner.set_view(BannerView(BannerKind.REFUSED, title, hint, clear="Clear"))
    QApplication.processEvents()
    words = banner.findChild(BannerWords)
    assert isinstance(words, BannerWords)
    assert words.height() >= words.heightForWidth(words.width())
    assert words.toolTip() == ""


def test_words_without_end_are_bounded_and_kept_in_the_tool_tip(look: Look, show: Show) -> None:
    banner = Banner(look)
    show(banner, width=700, height=500)
    banner.set_view(BannerView(BannerKind.REFUSED, "W" * 10_000, "<b>x</b> " * 900))
    words = banner.findChild(BannerWords)
    assert isinstance(words, BannerWords)
    assert words.heightForWidth(600) < look.px(200)
    assert words.toolTip().startswith(tooltip("WWW").partition("WWW")[0] + "WWW")


def test_answers_wrap_into_rows_where_they_do_not_fit(look: Look, show: Show) -> None:
    banner = Banner(look)
    window = show(banner, width=1200, height=500)
    banner.set_view(QUESTION)
    QApplication.processEvents()
    first, second = buttons(banner).values()
    assert first.y() == second.y()
    window.resize(300, 500)
    QApplication.processEvents()
    assert first.geometry().bottom() < second.y()
    assert second.width() >= second.wish()
    high = banner.heightForWidth(300)
    banner.set_low(True)
    QApplication.processEvents()
    assert banner.heightForWidth(300) < high
    assert first.height() == look.px(44)


@pytest.mark.parametrize("reduced", [False, True])
def test_only_a_busy_banner_moves_and_only_where_motion_is_wanted(
    look: Look, show: Show, qtbot: QtBot, reduced: bool
) -> None:
    look.use(look.theme, reduced_motion=reduced)
    banner = Banner(look)
    window = show(banner)
    assert not banner._turning.isActive()
    banner.set_view(BannerView(BannerKind.BUSY, "Reading"))
    assert banner._turning.isActive() is not reduced
    if not reduced:
        still = banner.grab().toImage()
        qtbot.waitUntil(lambda: banner.grab().toImage() != still)
    window.hide()
    assert not banner._turning.isActive()


def test_a_refusal_frames_the_window_until_it_is_taken_back(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    below = QPushButton("below")
    window = show(QLineEdit(), below, width=400, height=300)
    frame = FlashFrame(look, window)
    assert not frame.isVisible()
    frame.set_refused(True)
    assert frame.refused
    assert frame.geometry() == window.rect()
    qtbot.waitUntil(lambda: frame._alpha == 0)
    image = window.grab().toImage()
    red = look.colour("refused")
    assert [image.pixelColor(x, 150) == red for x in (0, 3, 4, 395, 396, 399)] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]
    with qtbot.waitSignal(below.clicked):
        qtbot.mouseClick(window.childAt(below.geometry().center()), Qt.MouseButton.LeftButton)
    window.resize(500, 200)
    assert frame.geometry() == window.rect()
    frame.set_refused(False)
    assert not frame.isVisible()


def test_a_flash_fades_in_a_few_steps(look: Look, show: Show, qtbot: QtBot) -> None:
    frame = FlashFrame(look, show(QLineEdit(), width=400, height=300))
    seen: list[float] = []
    frame._fade.valueChanged.connect(lambda _: seen.append(frame._alpha))
    frame.set_refused(True)
    qtbot.waitUntil(lambda: frame._alpha == 0)
    steps = [step for step, _ in groupby(seen)]
    assert steps == sorted(set(seen), reverse=True)
    assert 2 <= len(steps) <= 4


def test_the_flash_tints_the_whole_window_unless_motion_is_reduced(look: Look, show: Show) -> None:
    window = show(QLineEdit(), width=400, height=300)
    frame = FlashFrame(look, window)
    plain = window.grab().toImage().pixelColor(200, 280)
    frame.set_refused(True)
    assert window.grab().toImage().pixelColor(200, 280) != plain
    look.use(look.theme, reduced_motion=True)
    frame.set_refused(False)
    frame.set_refused(True)
    assert window.grab().toImage().pixelColor(200, 280) == plain
