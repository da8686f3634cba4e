"""A look in force for each test, and widgets shown at a size."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.look import Look
from app.ui.theme import load_theme

Show = Callable[..., QWidget]


def end(window: QWidget) -> None:
    """Close a window and delete it now, not when the next loop runs."""
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def look(qapp: QApplication) -> Look:
    return Look(qapp, load_theme("light"))


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Show widgets in one window that has the focus itself; return that window."""
    opened: list[QWidget] = []

    def shown(*widgets: QWidget, width: int = 900, height: int = 0) -> QWidget:
        window = QWidget()
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in widgets:
            column.addWidget(widget)
        window.resize(width, height or window.sizeHint().height())
        opened.append(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield shown
    for window in opened:
        end(window)
