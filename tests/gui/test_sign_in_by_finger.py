"""Sign-in and unlocking by finger alone; nothing of the password is to be seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from app.ui.places import Place
from app.ui.widgets.key import Key
from app.ui.widgets.keypad import LEAST, Keypad
from tests.gui.operator import Operator
from tests.services.world import until

KEYS = {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride}


class KeyEvents(QObject):
    """Counts the key events of the whole application."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in KEYS
        return super().eventFilter(watched, event)


@pytest.fixture
def key_events(qapp: QApplication) -> Iterator[KeyEvents]:
    made = KeyEvents()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


@pytest.fixture
def locked(again: Operator) -> Iterator[Operator]:
    """The kept station, locked in the middle of a kit; unlocked at the end."""
    look = again.station.look
    scale = look.scale
    again.scan("MOTOR003", "GC00004057", "KB:LOCK")
    assert again.place() is Place.LOCKED
    yield again
    look.use(look.theme, scale=scale)
    if again.place() is Place.LOCKED:
        again.type("Password", "password", then=Qt.Key.Key_Return)
        until(lambda: again.place() is Place.KIT)


def press(operator: Operator, *names: str) -> None:
    """Touch keys of the screen, one after the other."""
    for name in names:
        (key,) = [key for key in operator.seen(Key) if key.accessibleName() == name]
        operator.touch(key)


def test_signing_in_shows_nothing_of_the_password(out: Operator, key_events: KeyEvents) -> None:
    out.press("Sign in")
    assert not out.seen(Keypad)
    out.touch(out.field("User"))
    press(out, "Capital letters", *"APIUSER", "Enter")
    password = out.field("Password")
    assert password.hasFocus()

    press(out, "Small letters")
    for typed, name in enumerate("password", start=1):
        press(out, name)
        assert password.text() == "password"[:typed]
        assert password.hasFocus()
        assert out.station.scanning.secret_entry
        shown = [one.displayText() for one in out.seen(QLineEdit)]
        shown += [one.accessibleDescription() for one in out.seen(QLineEdit)]
        assert not any("password"[:typed] in text for text in shown)
    press(out, "Enter")
    until(lambda: out.place() is not Place.SIGN_IN)

    assert out.station.session.erp_user == "APIUSER"
    assert key_events.count == 0


def test_a_locked_station_is_opened(locked: Operator, key_events: KeyEvents) -> None:
    locked.touch(locked.field("Password"))
    press(locked, "w", "Signs", "At", "Small letters", "Erase all", *"password", "Enter")
    until(lambda: locked.place() is Place.KIT)
    assert key_events.count == 0


def test_keys_come_and_go_at_the_press_of_a_button(locked: Operator) -> None:
    assert not locked.seen(Keypad)
    locked.press("Keys")
    assert locked.field("Password").hasFocus()
    assert min(key.height() for key in locked.seen(Key)) >= LEAST
    locked.press("Keys")
    assert not locked.seen(Keypad)
    locked.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert locked.seen(Keypad)


@pytest.mark.parametrize(("width", "height", "scale"), [(1024, 768, 1.0), (1024, 768, 2.0)])
def test_the_field_is_to_be_seen_above_the_keys(
    locked: Operator, width: int, height: int, scale: float
) -> None:
    look = locked.station.look
    look.use(look.theme, scale=scale)
    locked.window.resize(width, height)
    locked.key(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert locked.seen(Keypad)
    field = locked.field("Password")
    until(lambda: field.visibleRegion().boundingRect() == field.rect())
