"""What is written down when something goes wrong, and what never is (design.md 7)."""

import logging
import stat
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import qWarning

from app import diagnostics
from app.diagnostics import REDACTED, SHORTEST_SECRET, Redactor, install_hooks, open_log
from app.qt_messages import carry_qt_messages
from tests.support.texts import SIGNS

log = logging.getLogger("kitbench.test")
TOKEN = "3f0a9c1e-token"


@pytest.fixture
def redactor() -> Redactor:
    made = Redactor()
    made.keep_secret(TOKEN)
    return made


@pytest.fixture
def log_file(tmp_path: Path, redactor: Redactor) -> Iterator[Path]:
    """Open for the length of a test; `caplog` claims what it holds."""
    path = tmp_path / "kitbench.log"
    close = open_log(path, "info", redactor)
    yield path
    close()


@pytest.fixture
def shown(redactor: Redactor) -> Iterator[list[str]]:
    """What the hooks hand on for people."""
    found: list[str] = []
    restore = install_hooks(found.append, redactor)
    yield found
    restore()


def fail_deeply() -> None:
    raise RuntimeError(f"refused {TOKEN}")


def test_a_record_is_written_with_its_thread(log_file: Path) -> None:
    log.info("The scanner is %s", "connected")

    (line,) = log_file.read_text().splitlines()
    assert "INFO MainThread kitbench.test: The scanner is connected" in line


@pytest.mark.usefixtures("caplog")
def test_a_secret_is_in_no_message_argument_or_traceback(log_file: Path) -> None:
    log.warning("%s was refused", TOKEN)
    log.warning("refused: " + TOKEN)  # noqa: G003 - as careless code would
    try:
        fail_deeply()
    except RuntimeError:
        log.exception("It broke with %r", {"AUTH_TOKEN": TOKEN})

    text = log_file.read_text()
    assert TOKEN not in text
    assert text.count(REDACTED) == 4
    assert "in fail_deeply" in text


def test_a_secret_that_came_later_is_kept_too(redactor: Redactor, log_file: Path) -> None:
    log.info("before: another-secret")
    redactor.keep_secret("another-secret")
    log.info("after: another-secret")

    before, after = log_file.read_text().splitlines()
    assert before.endswith("another-secret")
    assert after.endswith(REDACTED)


@given(st.lists(st.text(SIGNS, max_size=12), max_size=5), st.text(SIGNS, max_size=60))
def test_no_secret_of_some_length_stays_in_any_text(secrets: list[str], text: str) -> None:
    redactor = Redactor()
    for secret in secrets:
        redactor.keep_secret(secret)

    cleaned = redactor.clean(text + "".join(secrets))

    left = cleaned.replace(REDACTED, "\0")
    assert not any(secret in left for secret in secrets if len(secret) >= SHORTEST_SECRET)


def test_a_very_short_secret_does_not_redact_everything() -> None:
    redactor = Redactor()
    redactor.keep_secret("")
    redactor.keep_secret("e")

    assert redactor.clean("The ERP refused.") == "The ERP refused."


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_the_log_is_its_owners_alone_the_older_ones_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diagnostics, "LOG_BYTES", 200)
    path = tmp_path / "kitbench.log"
    close = open_log(path, "info", Redactor())
    for number in range(20):
        log.info("Line %d of a log that grows", number)
    close()

    logs = sorted(tmp_path.iterdir())
    assert 1 < len(logs) <= diagnostics.LOG_FILES + 1
    assert {stat.S_IMODE(one.stat().st_mode) for one in logs} == {0o600}


def test_closing_puts_the_root_logger_back(tmp_path: Path) -> None:
    root = logging.getLogger()
    before = (root.level, list(root.handlers))

    close = open_log(tmp_path / "kitbench.log", "debug", Redactor())
    assert root.level == logging.DEBUG
    close()

    assert (root.level, root.handlers) == before


def test_the_level_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "kitbench.log"
    close = open_log(path, "error", Redactor())
    log.info("not so important")
    close()

    assert path.read_text() == ""


# What nobody caught


def raised(fault: Exception) -> Exception:
    """The fault with a traceback."""
    try:
        raise fault
    except type(fault) as caught:
        return caught


def test_a_fault_is_logged_and_shown(caplog: pytest.LogCaptureFixture, shown: list[str]) -> None:
    fault = raised(ValueError("what a pity"))
    sys.excepthook(type(fault), fault, fault.__traceback__)

    assert shown == ["ValueError: what a pity"]
    (record,) = caplog.records
    assert record.levelno == logging.CRITICAL
    assert record.exc_info is not None
    assert record.exc_info[1] is fault


def test_a_fault_of_a_thread_is_logged_and_shown(
    caplog: pytest.LogCaptureFixture, shown: list[str]
) -> None:
    thread = threading.Thread(target=fail_deeply, name="sender")
    thread.start()
    thread.join()

    assert shown == [f"RuntimeError: refused {REDACTED}"]
    (record,) = caplog.records
    assert record.threadName == "sender"


def test_ctrl_c_is_no_fault(shown: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[type[BaseException]] = []
    before: Callable[..., None] = lambda kind, *_: passed.append(kind)  # noqa: E731 - a hook
    monkeypatch.setattr(sys, "excepthook", before)
    restore = install_hooks(shown.append, Redactor())
    try:
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        restore()

    assert passed == [KeyboardInterrupt]
    assert shown == []


def test_the_former_hooks_come_back() -> None:
    before = sys.excepthook, threading.excepthook

    restore = install_hooks(lambda _: None, Redactor())
    assert (sys.excepthook, threading.excepthook) != before
    restore()

    assert (sys.excepthook, threading.excepthook) == before


def test_what_qt_says_goes_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    restore = carry_qt_messages()
    try:
        qWarning("QWidget is unhappy")
        qWarning("This plugin does not support propagateSizeHints()")
    finally:
        restore()

    (record,) = caplog.records
    assert (record.name, record.levelno) == ("qt", logging.WARNING)
    assert record.getMessage() == "QWidget is unhappy"


def test_a_secret_is_known_in_every_spelling(redactor: Redactor) -> None:
    redactor.keep_secret('pä"ss/w rd')
    for shown in (
        'pä"ss/w rd',
        'PÄ"SS/W RD',
        '{"p": "p\\u00e4\\"ss/w rd"}',
        "?p=p%C3%A4%22ss%2Fw%20rd",
        "?p=p%c3%a4%22ss%2fw%20rd",
        "p=p%C3%A4%22ss%2Fw+rd",
        "<b>pä&quot;ss/w rd</b>",
    ):
        cleaned = redactor.clean(shown)
        assert REDACTED in cleaned
        assert "ss" not in cleaned.lower()


def test_what_little_is_left_of_one_on_one_line_is_not_redacted(redactor: Redactor) -> None:
    redactor.keep_secret("e\n\n\n\n")
    assert redactor.clean("The ERP refused e\n\n\n\n.") == f"The ERP refused {REDACTED}."


def test_the_longer_of_two_secrets_goes_first(redactor: Redactor) -> None:
    redactor.keep_secret("secret")
    redactor.keep_secret("secret-and-more")
    assert redactor.clean("it is secret-and-more") == f"it is {REDACTED}"
