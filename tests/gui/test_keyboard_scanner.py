"""A scanner that types, at the real window: its scans go where all others go (design.md 3)."""

import pytest
from PySide6.QtCore import Qt

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.ui.places import Place
from tests.gui.key_device import KeyDevice
from tests.gui.operator import Operator


@pytest.fixture
def operator(again: Operator) -> Operator:
    """Nothing is posted here."""
    return again


@pytest.fixture
def gun(operator: Operator) -> "Gun":
    operator.watch_buttons()
    return Gun(operator)


class Gun:
    """Types on the window of an operator."""

    def __init__(self, operator: Operator) -> None:
        self._operator = operator
        self._device = KeyDevice(operator.window)

    def scan(self, *texts: str) -> None:
        for text in texts:
            self._device.scan(text)
            self._operator.expect(1)
            self._operator.settled()

    def scan_in_vain(self, text: str) -> None:
        self._device.scan(text)
        self._operator.settled()


def test_a_kit_is_filled_from_home_to_review(operator: Operator, gun: Gun) -> None:
    gun.scan("MOTOR003", "GC00004057", "KB:NEXT")
    assert operator.step() is Step.LINES
    assert list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057"]
    assert operator.pressed == []


def test_caps_lock_stops_the_work_and_is_said(operator: Operator, gun: Gun) -> None:
    """labels.md 6."""
    gun.scan("MOTOR003", "kb:next")
    assert operator.banner().title == "Caps Lock is on at the keyboard scanner"
    assert operator.red()
    gun.scan("KB:CLEAR")
    assert not operator.red()


def test_a_code_too_short_for_it_is_refused_aloud(operator: Operator, gun: Gun) -> None:
    gun.scan("MOTOR003")
    gun.scan_in_vain("G-77")
    assert operator.banner().title == "Too short to be told from typing: G-77"
    assert operator.red()
    gun.scan("KB:CLEAR")
    assert not operator.red()


def test_a_question_is_answered_by_a_command_of_one_digit(operator: Operator, gun: Gun) -> None:
    gun.scan("MOTOR003", "KB:CANCEL", "KB:NO")
    assert operator.step() is Step.SUBJECT
    gun.scan("KB:CANCEL", "KB:1")
    assert operator.place() is Place.HOME


def test_a_scan_at_the_line_of_the_prompt_stays_out_of_it(operator: Operator, gun: Gun) -> None:
    gun.scan("MOTOR003")
    operator.press("Type a code")
    line = operator.field("Code")
    line.setFocus(Qt.FocusReason.TabFocusReason)
    gun.scan("GC00004057")
    assert line.text() == ""
    assert list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057"]
