"""The keypad's layers, for what is kept secret: all of ASCII by finger; codes stay capitals."""

from itertools import cycle, islice

import pytest
from pytestqt.qtbot import QtBot

from app.ui import entry_texts
from app.ui.look import Look
from app.ui.widgets.key import Key
from tests.gui.widgets.conftest import Show
from tests.gui.widgets.test_keypad import LEFT, NARROW, WIDE, keys, made


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_with_layers_all_of_ascii_is_typed_by_pointer_alone(
    look: Look, show: Show, qtbot: QtBot, width: int
) -> None:
    keypad, field = made(look, show, width=width, layers=True)
    layers = cycle(("Signs", "More signs", "Small letters", "Capital letters"))
    names = entry_texts.SIGNS | {" ": "Space"}
    for code in range(ord(" "), ord("~") + 1):
        name = names.get(chr(code), chr(code))
        for layer in islice(layers, 8):
            if name in keys(keypad):
                break
            if layer in keys(keypad):
                qtbot.mouseClick(keys(keypad)[layer], LEFT)
        qtbot.mouseClick(keys(keypad)[name], LEFT)
    assert field.text() == "".join(map(chr, range(ord(" "), ord("~") + 1)))
    assert field.hasFocus()


def test_a_layer_stays_until_another_is_chosen(look: Look, show: Show, qtbot: QtBot) -> None:
    keypad, field = made(look, show, layers=True)
    for name in ("a", "Capital letters", "B", "C", "Small letters", "d", "1", "Signs", "At"):
        qtbot.mouseClick(keys(keypad)[name], LEFT)
    assert field.text() == "aBCd1@"


def test_a_code_is_written_in_capitals(look: Look, show: Show) -> None:
    keypad, _field = made(look, show)
    assert not {"a", "At", "Small letters", "Signs"} & {
        key.accessibleName() for key in keypad.findChildren(Key)
    }
