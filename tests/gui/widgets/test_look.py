"""The look in force: our fonts, scaled sizes, recoloured icons, a change while running."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QImage, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.ui.look import BOLD, MEDIUM, REGULAR, SEMIBOLD, Look
from app.ui.theme import THEMES, load_theme
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone


def painted(font: QFont, text: str) -> QImage:
    image = QImage(120, 60, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    painter.setFont(font)
    painter.drawText(10, 45, text)
    painter.end()
    return image


@pytest.mark.parametrize("weight", [REGULAR, MEDIUM, SEMIBOLD, BOLD])
def test_text_is_set_in_our_own_inter(look: Look, weight: int) -> None:
    info = QFontInfo(look.font(weight=weight))
    assert info.family().startswith("Inter")
    assert info.weight() == weight
    assert info.exactMatch()


def test_raw_scans_are_set_in_dejavu_sans_mono(look: Look) -> None:
    font = look.font(mono=True)
    assert QFontInfo(font).family() == "DejaVu Sans Mono"
    metrics = QFontMetricsF(font)
    assert metrics.horizontalAdvance("iiii") == metrics.horizontalAdvance("MMMM")


@pytest.mark.parametrize("weight", [REGULAR, SEMIBOLD, BOLD])
def test_a_zero_is_slashed(look: Look, weight: int) -> None:
    ours = look.font(40, weight)
    plain = QFont(ours)
    plain.setFeature(QFont.Tag("zero"), 0)
    assert painted(ours, "0") != painted(plain, "0")
    assert painted(ours, "O") == painted(plain, "O")


def test_a_widget_without_a_font_of_its_own_has_the_slash_too(look: Look) -> None:
    assert QApplication.font().featureValue(QFont.Tag("zero")) == 1
    field = QLineEdit()
    field.ensurePolished()
    assert field.font().featureValue(QFont.Tag("zero")) == 1
    assert QFontInfo(field.font()).family().startswith("Inter")


def test_figures_have_one_width_where_they_stand_in_columns(look: Look) -> None:
    tabular = QFontMetricsF(look.font(tabular=True))
    assert tabular.horizontalAdvance("1111") == tabular.horizontalAdvance("0000")
    running = QFontMetricsF(look.font())
    assert running.horizontalAdvance("1111") < running.horizontalAdvance("0000")
    assert running.horizontalAdvance("-") < tabular.horizontalAdvance("-")


@pytest.mark.parametrize(
    ("asked", "given"), [(1.0, 1.0), (1.5, 1.5), (2.0, 2.0), (0.1, 1.0), (9.0, 2.0)]
)
def test_text_and_room_grow_together(look: Look, asked: float, given: float) -> None:
    look.use(look.theme, scale=asked)
    assert look.scale == given
    assert look.px(46) == round(46 * given)
    assert look.font(15).pixelSize() == round(15 * given)
    assert look.px(0.1) == 1


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_colours_the_whole_palette(look: Look, name: str) -> None:
    theme = load_theme(name)
    look.use(theme)
    palette = QApplication.palette()
    assert palette.color(QPalette.ColorRole.Window) == QColor(theme.background)
    assert palette.color(QPalette.ColorRole.Text) == QColor(theme.text)
    assert palette.color(QPalette.ColorRole.Highlight) == QColor(theme.accent)
    assert look.tinted is (name != "contrast")


def test_a_change_is_told_and_followed(look: Look, qtbot: QtBot) -> None:
    text = Text(look, "Lot", size=15)
    before = text.sizeHint()
    with qtbot.waitSignal(look.changed):
        look.use(load_theme("dark"), scale=2.0, reduced_motion=True)
    assert look.reduced_motion
    assert text.sizeHint().height() > 1.8 * before.height()
    ink = text.palette().color(QPalette.ColorRole.WindowText)
    assert ink == QColor(load_theme("dark").text)


def test_a_control_is_dressed_anew_with_each_theme(look: Look) -> None:
    field, area = QLineEdit(), QScrollArea()
    for control in (field, area):
        look.dress(control)
    before = (field.styleSheet(), area.verticalScrollBar().styleSheet())
    assert all(look.theme.field_line in sheet for sheet in before)
    look.use(load_theme("contrast"))
    after = (field.styleSheet(), area.verticalScrollBar().styleSheet())
    assert all(look.theme.field_line in sheet for sheet in after)
    assert before != after
    assert area.styleSheet() == ""  # what lies in it is left alone


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_stands_in_an_empty_field_can_be_read(
    look: Look, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    """Qt would write it half as strong as the text."""
    look.use(load_theme("contrast"))
    field = kind()
    look.dress(field)
    field.ensurePolished()
    assert field.palette().placeholderText().color() == look.colour(Tone.SECOND)


def test_an_icon_takes_a_colour_of_the_theme(look: Look) -> None:
    image = look.pixmap("check", look.colour(Tone.OK), 40, 2.0).toImage()
    assert (image.width(), image.devicePixelRatio()) == (80, 2.0)
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(80)
        for y in range(80)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {look.theme.ok}


def test_an_icon_is_painted_once(look: Look) -> None:
    ink = look.colour(Tone.ACCENT)
    assert look.pixmap("x", ink, 20).cacheKey() == look.pixmap("x", ink, 20).cacheKey()
    assert not look.icon("x").isNull()
