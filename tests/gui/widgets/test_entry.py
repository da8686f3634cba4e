"""The line for a typed code: one scan by Enter, many by paste, nothing lost, nothing unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui.look import SMALL, Look
from app.ui.theme import THEMES, load_theme
from app.ui.widgets.entry import LONGEST, MOST, EntryField, codes_in
from app.ui.widgets.values import Tone
from tests.gui.widgets.conftest import Show

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape
CTRL = Qt.KeyboardModifier.ControlModifier
GS1 = "]d20104012345678901\x1d10W-2207\x1d3740"


class Given:
    """The codes an entry gave."""

    def __init__(self, entry: EntryField) -> None:
        self.codes: list[str] = []
        entry.entered.connect(self.codes.append)


def made(look: Look, show: Show, *, width: int = 700) -> tuple[EntryField, Given]:
    entry = EntryField(look)
    show(entry, width=width)
    entry.setFocus()
    return entry, Given(entry)


def paste(qtbot: QtBot, entry: EntryField, text: str) -> None:
    clipboard = QGuiApplication.clipboard()
    content = QMimeData()
    content.setText(text)
    clipboard.setMimeData(content)
    qtbot.keyClick(entry, Qt.Key.Key_V, CTRL)
    clipboard.clear()


def note(entry: EntryField) -> str:
    return entry.note.words.title


@pytest.mark.parametrize("key", [ENTER, Qt.Key.Key_Enter])
def test_enter_gives_what_was_typed_as_one_scan(
    look: Look, show: Show, qtbot: QtBot, key: Qt.Key
) -> None:
    entry, given = made(look, show)
    qtbot.keyClicks(entry, "W-1980 b")
    assert given.codes == []
    qtbot.keyClick(entry, key)
    assert given.codes == ["W-1980 b"]
    assert entry.text() == ""


def test_enter_gives_once_however_long_it_is_held(look: Look, show: Show) -> None:
    entry, given = made(look, show)
    for repeated in (False, True, True):
        entry.setText("W-1980")
        event = QKeyEvent(
            QEvent.Type.KeyPress, ENTER, Qt.KeyboardModifier.NoModifier, "\r", autorep=repeated
        )
        QApplication.sendEvent(entry, event)
        assert event.isAccepted()
    assert given.codes == ["W-1980"]


@pytest.mark.parametrize("modifier", [CTRL, Qt.KeyboardModifier.ShiftModifier])
def test_enter_with_another_key_means_something_else(
    look: Look, show: Show, qtbot: QtBot, modifier: Qt.KeyboardModifier
) -> None:
    entry, given = made(look, show)
    qtbot.keyClicks(entry, "W-1980")
    qtbot.keyClick(entry, ENTER, modifier)
    assert given.codes == []
    assert entry.text() == "W-1980"


@pytest.mark.parametrize("text", ["", "  ", "\n \r\n"])
def test_nothing_is_no_scan(look: Look, show: Show, qtbot: QtBot, text: str) -> None:
    entry, given = made(look, show)
    entry.setText(text)
    qtbot.keyClick(entry, ENTER)
    assert given.codes == []
    assert entry.text() == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_three_lines_are_three_codes_counted_first(
    look: Look, show: Show, qtbot: QtBot, end: str
) -> None:
    entry, given = made(look, show)
    paste(qtbot, entry, end.join(("GC00004057", "", "GC00004058", " GC00004059", "")))
    assert note(entry) == "3 codes"
    assert given.codes == []
    qtbot.keyClick(entry, ENTER)
    assert given.codes == ["GC00004057", "GC00004058", " GC00004059"]
    assert note(entry) == ""


def test_a_paste_can_be_taken_back_and_added_to(look: Look, show: Show, qtbot: QtBot) -> None:
    entry, given = made(look, show)
    qtbot.keyClicks(entry, "A")
    paste(qtbot, entry, "1\nB2\nC3")
    assert list(entry.codes) == ["A1", "B2", "C3"]
    qtbot.keyClick(entry, Qt.Key.Key_Z, CTRL)
    assert list(entry.codes) == ["A"]
    assert note(entry) == ""
    paste(qtbot, entry, "1\nB")
    qtbot.keyClicks(entry, "2")
    qtbot.keyClick(entry, ENTER)
    assert given.codes == ["A1", "B2"]


def test_separators_are_kept_by_paste_and_by_key(look: Look, show: Show, qtbot: QtBot) -> None:
    entry, given = made(look, show)
    paste(qtbot, entry, GS1)
    assert note(entry) == "Holds \u2039GS\u203a"
    for separator in "\x1c\x1d\x1e\x1f":
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, CTRL, separator)
        QApplication.sendEvent(entry, event)
    assert note(entry) == "Holds \u2039GS\u203a \u2039FS\u203a \u2039RS\u203a and 1 more"
    qtbot.keyClick(entry, ENTER)
    assert given.codes == [GS1 + "\x1c\x1d\x1e\x1f"]


@given(
    st.lists(
        st.text(st.characters(exclude_characters="\r\n"), min_size=1).filter(
            lambda code: code.strip(" \t")
        )
    )
)
def test_only_cr_and_lf_end_a_code(codes: list[str]) -> None:
    for end in ("\n", "\r\n", "\r"):
        assert codes_in(end.join(codes)) == tuple(codes)


@pytest.mark.parametrize(
    "text", ["\u202eDROW", "a\u200bb", "nul\x00", "\x7f", "\u2028", "\x1d", "é\U0001f600\x1dx"]
)
def test_whatever_is_in_it_is_given_as_it_is(
    look: Look, show: Show, qtbot: QtBot, text: str
) -> None:
    entry, given = made(look, show)
    entry.setText(text)
    assert entry.grab().height() > 0
    assert note(entry).startswith("Holds \u2039")
    qtbot.keyClick(entry, ENTER)
    assert given.codes == [text]


def columns(entry: EntryField, colour: QColor) -> list[int]:
    """Return the columns of pixels, inside the line's edge, that hold a colour."""
    image = entry.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    pixels, wanted = memoryview(image.constBits()).cast("I"), colour.rgb()
    rows = [pixels[y * image.width() :][: image.width() - 8] for y in range(8, image.height() - 8)]
    return sorted({x for row in rows for x, one in enumerate(row) if x >= 8 and one == wanted})


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("W-1980\x1d3740", 6),
        ("A\nB", 1),
        ("\U0001f600\x1dB", 2),
        ("x" * 200 + "\x1d12", 200),
        ("\u05d0\u05d1\u05d2 12\x1d", 6),
    ],
)
def test_a_control_character_is_marked_where_it_stands(
    look: Look, show: Show, theme: str, text: str, place: int
) -> None:
    look.use(load_theme(theme))
    entry, _given = made(look, show)
    entry.setText(text)
    accent = look.colour(Tone.ACCENT)
    entry.setCursorPosition(place)
    entry.clearFocus()
    marked = columns(entry, accent)
    assert marked
    before = entry.cursorRect().center().x()
    entry.setCursorPosition(place + 1)
    after = entry.cursorRect().center().x()
    low, high = sorted((before, after))
    assert low - 2 <= min(marked) <= max(marked) <= high + 2
    entry.setText(text.replace("\x1d", "").replace("\n", ""))
    assert columns(entry, accent) == []


def test_a_mark_stays_out_of_the_note(look: Look, show: Show) -> None:
    entry, _given = made(look, show, width=300)
    entry.setText("\x1d" * 200)
    entry.setCursorPosition(0)
    entry.clearFocus()
    assert max(columns(entry, look.colour(Tone.ACCENT))) < 300 - entry.textMargins().right()


@pytest.mark.parametrize("text", ["\x1d" * 500, "AB\n" * 2_000])
def test_marks_are_found_at_the_end_of_many(look: Look, show: Show, text: str) -> None:
    entry, _given = made(look, show, width=400)
    entry.setText(text)
    entry.clearFocus()
    marked = columns(entry, look.colour(Tone.ACCENT))
    seen = 400 - entry.textMargins().right()
    assert min(marked) < 60
    assert seen - 60 < max(marked) < seen


def test_the_text_ends_where_the_note_begins(look: Look, show: Show) -> None:
    entry, _given = made(look, show, width=300)
    entry.setText("x" * 400)
    words = QFontMetrics(look.font(SMALL)).horizontalAdvance(note(entry))
    assert entry.textMargins().right() > words
    entry.grab()
    assert entry.cursorRect().center().x() < 300 - words


def test_a_code_over_the_limit_is_not_taken_and_nothing_is_lost(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    entry, given = made(look, show)
    qtbot.keyClicks(entry, "W-1980")
    entry.setCursorPosition(2)
    paste(qtbot, entry, "\n" + "x" * (LONGEST + 1))
    assert entry.text() == "W-1980"
    assert entry.cursorPosition() == 2
    assert note(entry) == "Too long"
    assert "16,384" in entry.accessibleDescription()
    assert entry.note.tone is Tone.ATTENTION
    entry.setCursorPosition(6)
    qtbot.keyClicks(entry, "a")
    assert note(entry) == ""
    paste(qtbot, entry, "\n" + "é" * (LONGEST // 2))
    qtbot.keyClick(entry, ENTER)
    assert given.codes == ["W-1980a", "é" * (LONGEST // 2)]


def test_more_than_the_line_holds_is_not_taken(look: Look, show: Show, qtbot: QtBot) -> None:
    entry, _given = made(look, show)
    paste(qtbot, entry, "GC00004057\n" * (MOST // 11 + 1))
    assert entry.text() == ""
    assert note(entry) == "Too much at once"
    paste(qtbot, entry, "GC00004057\n" * (MOST // 11))
    assert len(entry.codes) == MOST // 11


def test_a_long_code_is_counted(look: Look, show: Show) -> None:
    entry, _given = made(look, show)
    entry.setText("x" * 9_000)
    assert note(entry) == "9,000 characters"


def test_thousands_of_codes_come_in_order_and_the_window_lives(
    look: Look, show: Show, qtbot: QtBot
) -> None:
    entry, given = made(look, show)
    codes = [f"GC{number:08}" for number in range(2_000)]
    entry.setText("\n".join(codes))
    alive: list[int] = []
    beat = QTimer(interval=0)
    beat.timeout.connect(lambda: alive.append(len(given.codes)))
    entry.entered.connect(code_in_bytes)
    beat.start()
    qtbot.keyClick(entry, ENTER)
    assert 0 < len(given.codes) < len(codes)
    assert note(entry).endswith("codes to read")
    qtbot.keyClicks(entry, "LAST")
    qtbot.keyClick(entry, ENTER)
    qtbot.waitUntil(lambda: len(given.codes) == len(codes) + 1)
    beat.stop()
    assert given.codes == [*codes, "LAST"]
    assert len(set(alive)) > 2
    assert note(entry) == ""


def code_in_bytes(code: str) -> None:
    """Take about as long as journalling and reading a scan do."""
    for _ in range(20):
        codes_in(code * 20)


def test_esc_leaves_and_keeps_the_text(look: Look, show: Show, qtbot: QtBot) -> None:
    entry, given = made(look, show)
    qtbot.keyClicks(entry, "W-19")
    with qtbot.waitSignal(entry.left):
        qtbot.keyClick(entry, ESC)
    assert (entry.text(), given.codes) == ("W-19", [])
