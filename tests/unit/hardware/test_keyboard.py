"""A scanner that types is a scanner like any other."""

import threading
from collections.abc import Iterator

import pytest

from hardware.framing import Flaw, Framing
from hardware.keyboard import PORT, KeyboardScanner
from hardware.scanner import ScannerState
from tests.unit.hardware.recorder import Recorder


@pytest.fixture
def heard() -> Recorder:
    return Recorder()


@pytest.fixture
def keyboard(heard: Recorder) -> Iterator[KeyboardScanner]:
    made = KeyboardScanner("Keys", Framing(substitutes=(("~", "\x1d"), ("{RS}", "\x1e"))))
    made.start(heard.on_scan, heard.on_garbled, heard.on_status)
    yield made
    made.stop()


def test_it_is_connected_while_it_is_started(keyboard: KeyboardScanner, heard: Recorder) -> None:
    keyboard.tell(ScannerState.UNUSABLE, "Caps Lock")
    keyboard.tell(ScannerState.UNUSABLE, "still")
    keyboard.tell(ScannerState.CONNECTED)
    keyboard.stop()
    assert [(status.state, status.port, status.detail) for status in heard.statuses] == [
        (ScannerState.CONNECTED, PORT, ""),
        (ScannerState.UNUSABLE, PORT, "Caps Lock"),
        (ScannerState.CONNECTED, PORT, ""),
        (ScannerState.CLOSED, PORT, ""),
    ]
    keyboard.start(heard.on_scan, heard.on_garbled, heard.on_status)
    with pytest.raises(RuntimeError, match="started already"):
        keyboard.start(heard.on_scan, heard.on_garbled, heard.on_status)


def test_a_scan_is_handed_over_with_what_was_typed(
    keyboard: KeyboardScanner, heard: Recorder
) -> None:
    keyboard.hand("A~B{RS}ü", "*A~B{RS}ü\r")
    keyboard.hand("\ud800")
    first, second = heard.scans
    assert (first.scanner, first.text, first.raw) == (
        "Keys",
        "A\x1dB\x1eü",
        "*A~B{RS}ü\r".encode(),
    )
    assert second.raw == b"\xed\xa0\x80"
    assert heard.threads == {threading.current_thread()}


def test_what_is_no_whole_scan_is_told(keyboard: KeyboardScanner, heard: Recorder) -> None:
    keyboard.refuse("half", Flaw.UNFINISHED)
    (garbled,) = heard.garbled
    assert (garbled.raw, garbled.flaw, garbled.text) == (b"half", Flaw.UNFINISHED, "half")


def test_keys_are_overheard_only_while_somebody_listens(
    keyboard: KeyboardScanner, heard: Recorder
) -> None:
    chunks: list[bytes] = []
    keyboard.overhear("a")
    keyboard.tap(chunks.append)
    keyboard.overhear("b")
    keyboard.tap(None)
    keyboard.overhear("c")
    assert chunks == [b"b"]


def test_nothing_is_taken_while_it_is_stopped(keyboard: KeyboardScanner, heard: Recorder) -> None:
    keyboard.stop()
    keyboard.hand("A")
    keyboard.refuse("A", Flaw.CUT_OFF)
    keyboard.tell(ScannerState.LOST)
    keyboard.overhear("A")
    assert (heard.scans, heard.garbled) == ([], [])
    assert heard.states[-1] is ScannerState.CLOSED
