"""The fold at the prompt on its page: nothing moves, nothing is covered, keys stay large."""

from itertools import product

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import BannerKind, BannerView
from app.ui.widgets.button import ActionButton
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import LEAST, Keypad
from tests.gui.widgets import gallery_flow
from tests.gui.widgets.conftest import Show
from tests.gui.widgets.gallery import settle
from tests.gui.widgets.test_entry_panel import LEFT


@pytest.fixture
def page(
    request: pytest.FixtureRequest, look: Look, show: Show
) -> tuple[FlowFrame, EntryPanel, ActionButton]:
    size, scale = request.param
    look.use(look.theme, scale=scale, reduced_motion=True)
    made = gallery_flow.components(look)
    panel = EntryPanel(look)
    made.set_entry(panel)
    opener = made.action_bar.add_left(panel.make_opener())
    show(made, width=size.width(), height=size.height())
    settle()
    return made, panel, opener


def at(page: FlowFrame, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint()), widget.size())


# A page is the window without top bar and status strip: 96 px at the text scale.
ROOMY = [
    (QSize(1280, 704), 1.0),
    (QSize(1024, 672), 1.0),
    (QSize(1920, 936), 1.5),
    (QSize(2560, 1408), 2.0),
    (QSize(3840, 2064), 1.0),
    (QSize(3840, 1968), 2.0),
]
CRAMPED = [(QSize(1280, 608), 2.0), (QSize(1024, 576), 2.0)]


@pytest.mark.parametrize("page", ROOMY, indirect=True, ids=str)
def test_opening_moves_nothing_and_covers_nothing(
    page: tuple[FlowFrame, EntryPanel, ActionButton], look: Look
) -> None:
    frame, panel, opener = page
    body = frame._body
    assert body is not None
    parts = (frame.rail, frame.banner, frame.action_bar, opener)
    before = [at(frame, part) for part in parts]
    top, whole = at(frame, body).topLeft(), at(frame, body)
    panel.open()
    settle()
    assert [at(frame, part) for part in parts] == before
    assert at(frame, body).topLeft() == top
    assert not at(frame, body).intersects(at(frame, panel))
    assert body.height() >= look.px(140)
    assert not at(frame, panel).intersects(at(frame, frame.action_bar))
    panel.leave()
    settle()
    assert at(frame, body) == whole


@pytest.mark.parametrize("page", CRAMPED, indirect=True, ids=str)
def test_in_a_cramped_window_it_takes_the_page_and_gives_it_back(
    page: tuple[FlowFrame, EntryPanel, ActionButton], qtbot: QtBot
) -> None:
    frame, panel, opener = page
    others = (frame._body, frame.action_bar, frame.rail)
    before = [at(frame, part) for part in (*others, frame.banner) if part is not None]
    qtbot.mouseClick(opener, LEFT)
    settle()
    assert frame.banner.isVisible()
    assert not any(part.isVisible() for part in others if part is not None)
    assert frame.rect().contains(at(frame, panel))
    assert panel.entry.hasFocus()
    qtbot.keyClick(panel.entry, Qt.Key.Key_Escape)
    settle()
    assert [at(frame, part) for part in (*others, frame.banner) if part is not None] == before


QUESTION = BannerView(
    BannerKind.QUESTION,
    "SEAL-22: the lot holds 3 of the 5 needed",
    "One component takes one lot. What is to be done?",
    answers=(
        Answer("Complete 3 now, 2 as the next kit", "1"),
        Answer("Scan another lot", "2"),
        Answer("Leave it open", "3"),
    ),
)
REFUSED = BannerView(
    BannerKind.REFUSED,
    "Serial number GC00004057-A-REWORK-2026-11-22 is already in a posting that waits",
    "Not taken. It is part of posting KB7Q2M4XD9, kit MOTOR003, confirmed by Op. 0417.",
    clear="Clear",
)


@pytest.mark.parametrize("page", [*ROOMY[:2], *CRAMPED], indirect=True, ids=str)
def test_whatever_the_banner_says_keys_stay_large_and_the_text_stays(
    page: tuple[FlowFrame, EntryPanel, ActionButton],
) -> None:
    frame, panel, _opener = page
    size, usual = frame.size(), frame.banner.view
    for view, shape in product((QUESTION, REFUSED), (Keypad.LETTERS, Keypad.NUMBERS)):
        panel.open()
        panel.keypad.set_shape(shape)
        panel.entry.insert("W-19")
        frame.banner.set_view(view)
        settle()
        assert frame.size() == size
        assert frame.rect().contains(at(frame, panel))
        assert panel.entry.text() == "W-19"
        assert panel.entry.hasFocus()
        for key in panel.findChildren(Key):
            if key.isVisible():
                assert min(key.width(), key.height()) >= LEAST, key.accessibleName()
                assert panel.rect().contains(at_panel(panel, key)), key.accessibleName()
        panel.drop_text()
        panel.leave()
        frame.banner.set_view(usual)
        settle()


def at_panel(panel: EntryPanel, widget: QWidget) -> QRect:
    return QRect(widget.mapTo(panel, QPoint()), widget.size())
