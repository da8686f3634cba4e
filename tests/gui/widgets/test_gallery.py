"""Rules that hold on every page, in every theme, at every size that must hold."""

from collections.abc import Iterator, Sequence

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
from tests.gui.widgets.checks import (
    all_words_can_be_read,
    nothing_sticks_out,
    targets_are_large_enough,
)
from tests.gui.widgets.conftest import end
from tests.gui.widgets.gallery import PAGES, GalleryWindow, settle

USUAL, SMALL, LARGE = QSize(1280, 800), QSize(1024, 768), QSize(3840, 2160)
SCALES = (1.0, 2.0)
Shown = tuple[GalleryWindow, Look, Sequence[QSize]]
AT_LARGE = [("comp", "light", 2.0, (LARGE,)), ("home", "light", 1.0, (LARGE,))]


@pytest.fixture
def window(request: pytest.FixtureRequest, look: Look, qtbot: QtBot) -> Iterator[Shown]:
    """A page in a theme and at a text scale, at the first of the sizes it is to have."""
    name, theme, scale, sizes = request.param
    look.use(load_theme(theme), scale=scale, reduced_motion=True)
    made = GalleryWindow(look, name)
    made.resize(sizes[0])
    with qtbot.waitExposed(made):
        made.show()
    settle()
    yield made, look, sizes
    end(made)


EVERYWHERE = pytest.mark.parametrize(
    "window",
    [(name, "light", scale, (USUAL, SMALL)) for name in PAGES for scale in SCALES]
    + AT_LARGE
    + [(name, theme, 1.0, (USUAL,)) for name in PAGES for theme in THEMES[1:]],
    indirect=True,
    ids=lambda at: f"{at[0]}-{at[1]}-{at[2]}-{at[3][0].width()}",
)
AS_USUAL = pytest.mark.parametrize(
    "window",
    [(name, "light", 1.0, (USUAL,)) for name in PAGES],
    indirect=True,
    ids=lambda at: at[0],
)


@EVERYWHERE
def test_a_page_holds_together(window: Shown) -> None:
    page, look, sizes = window
    for size in sizes:
        if page.size() != size:
            page.resize(size)
            settle()
        assert page.size() == size
        nothing_sticks_out(page)
        all_words_can_be_read(page)
        targets_are_large_enough(page, look)


@AS_USUAL
def test_everything_that_takes_the_focus_has_a_name(
    window: Shown,
) -> None:
    page, _look, _sizes = window
    for widget in page.findChildren(QWidget):
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and widget.isVisible():
            assert widget.accessibleName() or widget.focusProxy(), str(widget)


@AS_USUAL
def test_no_button_waits_for_a_return_and_no_text_is_rich(
    window: Shown,
) -> None:
    page, _look, _sizes = window
    assert not isinstance(QApplication.focusWidget(), QAbstractButton)
    for pushed in page.findChildren(QPushButton):
        assert not pushed.isDefault()
        assert not pushed.autoDefault()
    for button in page.findChildren(QAbstractButton):
        assert not button.focusPolicy() & Qt.FocusPolicy.ClickFocus
    for label in page.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText


@AS_USUAL
def test_a_change_of_theme_and_scale_reaches_everything(
    window: Shown,
) -> None:
    page, look, _sizes = window
    tables = page.findChildren(RowTable)
    for table in tables:
        table.scrollToTop()
    before = page.grab().toImage()
    look.use(load_theme("dark"), scale=1.25, reduced_motion=True)
    settle()
    assert page.grab().toImage() != before
    look.use(load_theme("light"), reduced_motion=True)
    page.resize(before.size())
    settle()
    for table in tables:
        table.scrollToTop()
    assert page.grab().toImage() == before
