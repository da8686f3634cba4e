"""What the suite's strictness is for: `test_bad_...` have to fail, `test_good_...` to pass.

`test_bad_end_...` fails when its fixtures end. Run by test_strictness.py, never collected.
"""

import logging
import subprocess
import sys
import threading
import warnings
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal, qWarning
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

log = logging.getLogger("slips")
kept: list[object] = []


class Speaker(QObject):
    said = Signal()


class Window(QWidget):
    itself: "Window"


def stumble() -> None:
    raise ZeroDivisionError


def test_bad_warning() -> None:
    warnings.warn("old", DeprecationWarning, stacklevel=1)


def test_bad_file_left_open() -> None:
    open(__file__)  # noqa: PTH123, SIM115 - the slip


def test_bad_log_record() -> None:
    log.warning("a stray word")


def test_bad_log_record_of_a_thread() -> None:
    thread = threading.Thread(target=log.error, args=["a stray word"])
    thread.start()
    thread.join()


@pytest.mark.expect_log("foreseen")
def test_bad_log_record_beside_an_expected_one() -> None:
    log.warning("foreseen")
    log.warning("a stray word")


@pytest.mark.expect_log("foreseen")
def test_bad_log_record_that_never_came() -> None:
    log.info("foreseen")


@pytest.fixture
def late_word() -> Iterator[None]:
    yield
    log.warning("a stray word")


def test_bad_end_log_record(late_word: None) -> None:
    pass


def test_bad_qt_message() -> None:
    qWarning("Qt complains")


def test_bad_qt_message_with_a_window(qtbot: QtBot) -> None:
    qWarning("Qt complains")


@pytest.fixture
def late_complaint() -> Iterator[None]:
    yield
    qWarning("Qt complains")


def test_bad_end_qt_message(late_complaint: None) -> None:
    pass


def test_bad_exception_in_a_slot() -> None:
    speaker = Speaker()
    speaker.said.connect(stumble)
    speaker.said.emit()


def test_bad_exception_in_a_slot_later(qapp: QApplication) -> None:
    QTimer.singleShot(0, stumble)


def test_bad_exception_in_a_thread() -> None:
    thread = threading.Thread(target=stumble)
    thread.start()
    thread.join()


def test_bad_end_thread() -> None:
    threading.Thread(target=threading.Event().wait, args=[60], daemon=True).start()


def test_bad_end_window(qapp: QApplication) -> None:
    kept.append(QWidget())


def test_bad_end_shown_window(qapp: QApplication) -> None:
    window = QWidget()
    window.show()
    kept.append(window)


def test_bad_end_process() -> None:
    kept.append(subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE))


def test_bad_end_process_not_waited_for() -> None:
    process = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read()
    process.stdout.close()
    kept.append(process)


def test_good_record_below_warning() -> None:
    log.info("a quiet word")


@pytest.mark.expect_log("^fore.een$")
def test_good_expected_record() -> None:
    log.error("foreseen")


def test_good_record_looked_at(caplog: pytest.LogCaptureFixture) -> None:
    log.error("foreseen")
    assert "foreseen" in caplog.text


def test_good_thread_on_its_way_out() -> None:
    threading.Thread(target=threading.Event().wait, args=[0.1]).start()


def test_good_window(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()


def test_good_window_in_a_cycle(qapp: QApplication) -> None:
    window = Window()
    window.itself = window


def test_good_window_deleted_later(qapp: QApplication) -> None:
    widget = QWidget()
    kept.append(widget)
    widget.deleteLater()


@pytest.fixture(scope="module")
def lasting_thread() -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_good_thread_of_a_wider_scope(lasting_thread: None) -> None:
    pass


@pytest.fixture
def process() -> Iterator[None]:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as started:
        yield
        started.communicate(b"\n")


def test_good_process_of_a_fixture(process: None) -> None:
    pass
