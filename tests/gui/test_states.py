"""Every state that a person can meet is shown whole, at every size that must hold."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from app.core.flow.outcomes import Refused
from app.core.flow.refusals import Refusal
from app.core.settings import Settings
from app.ui.refusal_texts import refused
from app.ui.widgets.banner import Banner
from tests.gui.stage import Stage, stage
from tests.gui.states import SIZES, STATES, Walk, dress, in_order
from tests.gui.states_refused import EXAMPLES, refusals
from tests.gui.widgets.checks import (
    all_words_can_be_read,
    nothing_sticks_out,
    numbers_and_states_are_whole,
    steps_forward_are_whole,
)
from tests.gui.widgets.gallery import settle

HARDEST = "-1024-200"
"""Of all states, built at this text scale: a change of it costs more than all else."""
PAGES = frozenset(
    {"home-with-work", "assembly", "components", "components-pump", "question-split", "review-pump"}
    | {
        "done",
        "activity",
        "activity-nothing-found",
        "unresolved",
        "sign-in-refused",
        "setup-scanners",
        "help-page",
    }
)
"""What is looked at in other sizes as well."""


ALIKE = ("activity-", "setup-", "done-")
SAID = {"done": "all as planned", "done-differs": "3 differ from the plan"}
"""What else is asked of a state: Done counts what was issued otherwise (operators.md 53)."""
IN_SUITE = [name for name in STATES if name in {*PAGES, *SAID} or not name.startswith(ALIKE)]
"""The others are looked at with KITBENCH_STATES=all: they differ from their page in words."""


LOOKED_AT = STATES if os.environ.get("KITBENCH_STATES") else IN_SUITE
KINDS = sorted({STATES[name].reach.__module__.rpartition(".")[2] for name in LOOKED_AT})


@pytest.mark.parametrize("kind", KINDS)
def test_states_are_shown_whole_at_every_size(qapp: QApplication, kind: str) -> None:
    """Looks at all of a kind, and tells of each that is not whole."""
    names = [one for one in LOOKED_AT if STATES[one].reach.__module__.endswith(kind)]
    faults: list[AssertionError] = []
    with Walk(qapp, scale=2.0) as walk:
        for name in in_order(names):
            try:
                with walk.at(name) as on:
                    is_shown_whole(on, sizes_of(name))
                    assert SAID.get(name, "") in words(on)
            except AssertionError as fault:  # the next one begins on a stage of its own
                faults.append(fault)
    if faults:
        raise ExceptionGroup("Not shown whole.", faults)


def sizes_of(name: str) -> Sequence[str]:
    return (HARDEST, "-200", "-1024") if name in PAGES else (HARDEST,)


def words(on: Stage) -> list[str]:
    """What stands on the screen, label by label; and nothing at all is always said."""
    return ["", *(one.text() for one in on.window.findChildren(QLabel) if one.isVisible())]


def is_shown_whole(on: Stage, suffixes: Sequence[str]) -> None:
    for suffix in suffixes:
        size, scale = SIZES[suffix]
        dress(on, "light", size, scale)
        assert on.window.size() == size, suffix
        nothing_sticks_out(on.window)
        all_words_can_be_read(on.window)
        wrapped_words_are_whole(on)
        numbers_and_states_are_whole(on.window, on.look)
        steps_forward_are_whole(on.window)


def test_each_page_is_a_state() -> None:
    assert set(STATES) >= PAGES


def test_each_refusal_has_a_picture() -> None:
    assert set(EXAMPLES) == set(Refusal)


@pytest.mark.parametrize("suffix", ["-1024", "-200"])
def test_each_refusal_is_shown_whole(qapp: QApplication, tmp_path: Path, suffix: str) -> None:
    with stage(qapp, tmp_path, Settings(), scale=SIZES[suffix][1]) as on:
        on.sign_in()
        dress(on, "light", *SIZES[suffix])
        for reason in refusals(on):
            settle()
            (banner,) = (one for one in on.window.findChildren(Banner) if one.isVisible())
            assert banner.view.title == refused(Refused(reason, EXAMPLES[reason])).title
            nothing_sticks_out(banner)
            all_words_can_be_read(banner)


def wrapped_words_are_whole(on: Stage) -> None:
    """Also where they scroll."""
    for label in on.window.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
