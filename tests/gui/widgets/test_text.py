"""Text as others wrote it: plain, never clipped, with nothing hidden in it."""

import html

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QPalette

from app.ui.look import Look
from app.ui.widgets.text import Text, elided, figures, tooltip, visible, wrapped
from app.ui.widgets.values import Tone
from tests.gui.widgets.conftest import Show
from tests.support.texts import SIGNS

NASTY = "<b>bold</b> %s &amp; & \u202eevil\x1d"


@given(st.text(SIGNS))
def test_everything_of_a_text_is_seen(text: str) -> None:
    shown = visible(text)
    assert shown.isprintable()
    assert visible(shown) == shown
    if text.isprintable():
        assert shown == text


def test_controls_get_their_names() -> None:
    assert visible("A\x1dB\x04") == "A\u2039GS\u203aB\u2039EOT\u203a"
    assert visible("\u202e") == "\u2039U+202E\u203a"
    assert visible("a\u00a0b") == "a b"
    assert visible("a\nb") == "a\u2039LF\u203ab"
    assert visible("a\nb", lines=True) == "a\nb"


def test_figures_are_known_from_words() -> None:
    assert [figures(x) for x in ("10", "2026-11-22", "09:58", "-1.5", "5 EACH", "", "x")] == [
        True,
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@given(st.text(SIGNS, max_size=2000))
def test_a_tool_tip_is_never_read_as_html(text: str) -> None:
    tip = tooltip(text)
    if not text:
        assert tip == ""
        return
    before, after = tooltip("~").split("~")
    assert before.startswith("<qt>")
    assert (tip[: len(before)], tip[-len(after) :]) == (before, after)
    inside = tip[len(before) : -len(after)].replace("<br>", "\n")
    assert "<" not in inside
    assert html.unescape(inside).startswith(visible(text, lines=True)[:100])
    assert len(html.unescape(inside)) < 600 * 10


def test_a_label_shows_markup_as_it_is(look: Look, show: Show) -> None:
    text = Text(look, NASTY)
    show(text)
    assert text.textFormat() is Qt.TextFormat.PlainText
    assert text.text() == "<b>bold</b> %s &amp; & \u2039U+202E\u203aevil\u2039GS\u203a"


def test_a_long_text_is_cut_and_its_tool_tip_holds_it(look: Look, show: Show) -> None:
    text = Text(look, "A description of a part that is much too long for the room it has")
    window = show(text, width=120)
    assert "too long" in text.toolTip()
    window.resize(900, 40)
    assert text.toolTip() == ""
    text.setText("short")
    assert text.toolTip() == ""


def test_a_label_of_10_kb_is_cut_at_once(look: Look) -> None:
    metrics = QFontMetrics(look.font())
    cut = elided(metrics, "W" * 10_000, 300)
    assert metrics.horizontalAdvance(cut) <= 300
    assert cut.endswith("\u2026")
    assert elided(metrics, "short", 300) == "short"


def test_a_wrapping_text_needs_height_not_width(look: Look, show: Show) -> None:
    text = Text(look, "one two three four five six seven eight nine ten", wrap=True)
    assert text.heightForWidth(120) > 2 * text.heightForWidth(900)
    text.setText("first\nsecond")
    assert text.text() == "first\nsecond"


def test_lines_are_bounded_and_the_last_says_so(look: Look) -> None:
    font = look.font()
    lines = wrapped("word " * 200, font, 200, 3)
    assert len(lines) == 3
    assert lines[-1].endswith("\u2026")
    assert all(QFontMetrics(font).horizontalAdvance(line) <= 201 for line in lines)
    assert wrapped("one two", font, 900, 3) == ["one two"]
    assert len(wrapped("W" * 500, font, 200, 2)) == 2


def test_a_tone_is_a_colour_of_the_theme(look: Look) -> None:
    text = Text(look, "Short by 2", tone=Tone.SECOND)
    text.set_tone(Tone.REFUSED)
    assert text.tone is Tone.REFUSED
    assert text.palette().color(QPalette.ColorRole.WindowText) == look.colour(Tone.REFUSED)
