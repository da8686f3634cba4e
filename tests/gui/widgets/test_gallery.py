"""Rules that hold on every page, in every theme, at every size that must hold."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import THEMES, load_theme
from app.ui.widgets.table import RowTable
from tests.gui.screen import painted_once, unpainted
from tests.gui.widgets.checks import (
    all_words_can_be_read,
    nothing_sticks_out,
    targets_are_large_enough,
)
from tests.gui.widgets.conftest import end
from tests.gui.widgets.gallery import PAGES, GalleryWindow, settle

USUAL, SMALL, LARGE = QSize(1280, 800), QSize(1024, 768), QSize(3840, 2160)


@contextmanager
def shown(look: Look, qtbot: QtBot, name: str, size: QSize) -> Iterator[GalleryWindow]:
    made = GalleryWindow(look, name)
    made.resize(size)
    with qtbot.waitExposed(made):
        made.show()
    settle()
    try:
        yield made
    finally:
        end(made)


def holds_together(page: GalleryWindow, look: Look, size: QSize) -> None:
    if page.size() != size:
        with painted_once(page):
            page.resize(size)
            settle()
    assert page.size() == size
    nothing_sticks_out(page)
    all_words_can_be_read(page)
    targets_are_large_enough(page, look)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_together_as_usual_and_in_every_theme(
    look: Look, qtbot: QtBot, name: str
) -> None:
    look.use(load_theme("light"), reduced_motion=True)
    with shown(look, qtbot, name, USUAL) as page:
        for size in (USUAL, SMALL, USUAL):
            holds_together(page, look, size)
        everything_that_takes_the_focus_has_a_name(page)
        no_button_waits_for_a_return_and_no_text_is_rich(page)
        a_change_of_theme_and_scale_reaches_everything(page, look)
        for theme in THEMES[1:]:
            with painted_once(page):
                look.use(load_theme(theme), reduced_motion=True)
                settle()
            holds_together(page, look, USUAL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_holds_together_in_large_text(look: Look, qtbot: QtBot, name: str) -> None:
    look.use(load_theme("light"), scale=2.0, reduced_motion=True)
    with shown(look, qtbot, name, USUAL) as page:
        for size in (USUAL, SMALL, LARGE) if name == "comp" else (USUAL, SMALL):
            holds_together(page, look, size)


def test_a_page_holds_together_where_there_is_room_to_spare(look: Look, qtbot: QtBot) -> None:
    look.use(load_theme("light"), reduced_motion=True)
    with shown(look, qtbot, "home", LARGE) as page:
        holds_together(page, look, LARGE)


def everything_that_takes_the_focus_has_a_name(page: QWidget) -> None:
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert widget.accessibleName() or widget.focusProxy(), str(widget)


def no_button_waits_for_a_return_and_no_text_is_rich(page: QWidget) -> None:
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)
    for pushed in page.findChildren(QPushButton):
        assert not pushed.isDefault()
        assert not pushed.autoDefault()
    for button in page.findChildren(QAbstractButton):
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


def a_change_of_theme_and_scale_reaches_everything(page: QWidget, look: Look) -> None:
    tables = page.findChildren(RowTable)
    for table in tables:
        table.scrollToTop()
    before = page.grab().toImage()
    with unpainted(page):  # but for the pictures
        look.use(load_theme("dark"), scale=1.25, reduced_motion=True)
        settle()
        assert page.grab().toImage() != before
        look.use(load_theme("light"), reduced_motion=True)
        page.resize(before.size())
        settle()
        for table in tables:
            table.scrollToTop()
        assert page.grab().toImage() == before
