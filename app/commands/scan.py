"""`kitbench scan`: what a scanner sends, scan by scan, without the window."""

import argparse
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from queue import Empty, SimpleQueue
from types import FrameType

from app.commands.scanners import remedy
from app.commands.unread import until_unread
from app.core.settings import (
    KEYBOARD,
    Encoding,
    FlowControl,
    Parity,
    ScannerSettings,
    Terminator,
)
from app.core.settings.scanners import without_bad_marks
from app.services.scanner_setup import scanner_of
from hardware.controls import in_hex, named
from hardware.scanner import Garbled, Scan, ScannerState, ScannerStatus

CANNOT_READ = 2
WAKE_SECONDS = 0.5  # Windows delivers Ctrl-C between two waits only

_Told = Scan | Garbled | ScannerStatus | None


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench scan`; what isn't given is as in a station file."""
    usual = ScannerSettings("", "")
    parser.add_argument(
        "--port",
        required=True,
        metavar="URL",
        help="a serial port, a pyserial URL or an address that `scanners` lists",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--count", type=_count, metavar="N", help="end after so many scans")
    for name, kind in (
        ("terminator", Terminator),
        ("encoding", Encoding),
        ("parity", Parity),
        ("flow", FlowControl),
    ):
        default = getattr(usual, name)
        words = [choice.value for choice in kind]
        parser.add_argument(f"--{name}", choices=words, default=default.value, help=f"({default})")
    for name in ("prefix", "suffix", "gs", "rs", "fs", "eot"):
        parser.add_argument(
            f"--{name}", type=_escaped, default="", metavar="TEXT", help="escapes as \\x02"
        )
    parser.add_argument("--limit", type=_count, default=usual.limit, metavar="BYTES")
    parser.add_argument("--gap", type=_seconds, metavar="SECONDS")
    parser.add_argument("--baud", type=_count, default=usual.baud)
    parser.add_argument("--data-bits", type=int, choices=(7, 8), default=usual.data_bits)
    parser.add_argument("--stop-bits", type=float, choices=(1, 1.5, 2), default=usual.stop_bits)


def run(asked: argparse.Namespace) -> int:
    """Print scans until interrupted, or until there were `--count` of them."""
    settings, flaws = without_bad_marks(_settings(asked))
    for key, flaw in flaws:
        print(f"--{key} cannot be: {flaw.detail or flaw.fault}", file=sys.stderr)
    if asked.port == KEYBOARD:
        print("A scanner that types sends nothing to a port: open Set-up.", file=sys.stderr)
    if flaws or asked.port == KEYBOARD:
        return CANNOT_READ
    scanner = scanner_of(settings)
    told: SimpleQueue[_Told] = SimpleQueue()
    with _until_interrupted(told):
        scanner.start(told.put, told.put, told.put)
        try:
            return until_unread(lambda: _print_all(told, asked))
        finally:
            scanner.stop()


def _print_all(told: "SimpleQueue[_Told]", asked: argparse.Namespace) -> int:
    scans = 0
    while asked.count is None or scans < asked.count:
        try:
            one = told.get(timeout=WAKE_SECONDS)
        except Empty:
            continue
        if one is None:
            return 0
        if isinstance(one, ScannerStatus):
            print(_state(one), file=sys.stderr, flush=True)
            if one.state is ScannerState.UNUSABLE:
                return CANNOT_READ
            continue
        lines = [json.dumps(_row(one, asked.port))] if asked.json else _lines(one)
        print("\n".join(lines), flush=True)
        scans += isinstance(one, Scan)
    return 0


def _row(one: Scan | Garbled, port: str) -> dict[str, str | None]:
    return {
        "time": one.received_at.isoformat(timespec="milliseconds"),
        "port": port,
        "text": one.text,
        "raw": one.raw.hex(),
        "flaw": one.flaw.value if isinstance(one, Garbled) else None,
    }


def _lines(one: Scan | Garbled) -> Iterator[str]:
    time = one.received_at.astimezone().strftime("%H:%M:%S")
    flaw = f"no whole scan, {one.flaw.value}: " if isinstance(one, Garbled) else ""
    yield f"{time}  {flaw}{named(one.text)}"
    yield f"          {in_hex(one.raw)}"


def _state(status: ScannerStatus) -> str:
    parts = [f"{status.port}: {status.state.value}", status.identity, status.detail]
    if status.holder:
        parts.append(f"held by {status.holder}")
    if status.access is not None:
        parts.append(remedy(status.access))
    return ". ".join(part.rstrip(".") for part in parts if part)


def _settings(asked: argparse.Namespace) -> ScannerSettings:
    settings = ScannerSettings(
        name=asked.port,
        port=asked.port,
        terminator=Terminator(asked.terminator),
        encoding=Encoding(asked.encoding),
        parity=Parity(asked.parity),
        flow=FlowControl(asked.flow),
    )
    plain = ("prefix", "suffix", "gs", "rs", "fs", "eot", "limit", "gap", "baud")
    lines = ("data_bits", "stop_bits")
    return replace(settings, **{name: getattr(asked, name) for name in (*plain, *lines)})


@contextmanager
def _until_interrupted(told: "SimpleQueue[_Told]") -> Iterator[None]:
    """Within, Ctrl-C and SIGTERM put None where the scans are put."""

    def interrupted(number: int, frame: FrameType | None) -> None:
        del number, frame
        told.put(None)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = {number: signal.signal(number, interrupted) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _escaped(text: str) -> str:
    r"""`\x02` and its like as the characters they stand for."""
    try:
        return text.encode("latin-1", "backslashreplace").decode("unicode_escape")
    except UnicodeDecodeError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not above zero")
    return number


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number <= 10:  # noqa: PLR2004 - as in a station file
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 10")
    return number
