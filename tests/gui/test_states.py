"""Every state that a person can meet is shown whole, at every size that must hold."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.gui.stage import Stage
from tests.gui.states import SIZES, STATES, build, dress
from tests.gui.widgets.checks import (
    all_words_can_be_read,
    nothing_sticks_out,
    numbers_and_states_are_whole,
)

HARDEST = ("-1024", "-200", "-1024-200")


@pytest.mark.parametrize("name", STATES)
def test_a_state_is_shown_whole_at_every_size(qapp: QApplication, name: str) -> None:
    def look(on: Stage) -> None:
        for suffix in HARDEST:
            size, scale = SIZES[suffix]
            dress(on, "light", size, scale)
            assert on.window.size() == size, suffix
            nothing_sticks_out(on.window)
            all_words_can_be_read(on.window)
            wrapped_words_are_whole(on)
            numbers_and_states_are_whole(on.window, on.look)

    build(qapp, name, look)


def wrapped_words_are_whole(on: Stage) -> None:
    """Also where they scroll."""
    for label in on.window.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
