"""A scanner is taught over a real line, and kept in the station file."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.core.calibration import Case, Learned, Symbol, Why
from app.core.labels import read
from app.core.settings import (
    KEYBOARD,
    Encoding,
    KeyboardLayout,
    ScannerSettings,
    Terminator,
    parse,
)
from app.services.scanner_bench import ScannerBench
from app.services.scanning import ScannedLabel, ScannerState, Scanning
from app.services.station_scanners import NotSaved, StationScanners
from app.services.tasks import Tasks
from app.services.teaching import Teaching
from app.store.database import Database
from app.store.journal import Journal
from hardware.simulated import SimulatedScanner
from tests.services.world import Heard, until
from tests.support.ready_store import lay_out


@pytest.fixture
def scanning(tmp_path: Path) -> Iterator[Scanning]:
    """Started, with no scanner yet."""
    with Database(lay_out(tmp_path / "kitbench.db")) as database:
        made = Scanning(Journal(database), read)
        made.start()
        yield made
        made.stop()


@pytest.fixture
def scanned(scanning: Scanning) -> Heard[ScannedLabel]:
    heard = Heard[ScannedLabel]()
    scanning.scanned.connect(heard)
    return heard


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "home"
    made.mkdir()
    return made


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    del qapp
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def bench(scanning: Scanning, tasks: Tasks) -> Iterator[ScannerBench]:
    made = ScannerBench(scanning, tasks)
    made.open()
    yield made
    made.close()


@pytest.fixture
def teaching(bench: ScannerBench) -> Teaching:
    return Teaching(bench)


def connected(scanning: Scanning, name: str) -> bool:
    status = scanning.statuses.get(name)
    return status is not None and status.state is ScannerState.CONNECTED


def begun(bench: ScannerBench, teaching: Teaching, scanner: ScannerSettings) -> None:
    teaching.begin(scanner)
    until(lambda: bench.status.state is ScannerState.CONNECTED)


def sent(teaching: Teaching, device: SimulatedScanner, raw: bytes) -> None:
    """Scan, and wait until something was made of it."""
    changed = Heard[None]()
    teaching.changed.connect(lambda: changed(None))
    device.write(raw)
    until(lambda: changed.all)


def stands(teaching: Teaching) -> tuple[Symbol | None, Why | None]:
    """What is to be scanned, and why the last scan taught nothing."""
    return teaching.symbol, teaching.trouble.why if teaching.trouble else None


def known(teaching: Teaching) -> Learned | None:
    return teaching.learned


def test_a_scanner_on_a_line_is_learned_and_then_read(
    scanning: Scanning, scanned: Heard[ScannedLabel], bench: ScannerBench, teaching: Teaching
) -> None:
    with SimulatedScanner() as device:
        scanner = ScannerSettings("new", device.port, prefix="old", baud=19200)
        begun(bench, teaching, scanner)
        sent(teaching, device, b"\x02>]C0" + Symbol.LINE.text.encode() + b"#\r\n")
        message = Symbol.MESSAGE.text.replace("\x1d", "~")
        sent(teaching, device, b"\x02>]d1" + message.encode() + b"#\r\n")
        accents = Symbol.ACCENTS.text.encode("latin-1")
        sent(teaching, device, b"\x02>]d1" + accents + b"#\r\n")
        assert teaching.symbol is None
        teaching.end()
        assert teaching.learned is not None
        taught = teaching.learned.settings(scanner)
        assert taught == ScannerSettings(
            "new",
            device.port,
            terminator=Terminator.CRLF,
            baud=19200,
            prefix="\x02>",
            suffix="#",
            gs="~",
            encoding=Encoding.LATIN_1,
        )
        bench.close()
        scanning.set_up([taught])
        until(lambda: connected(scanning, "new"))
        device.write(b"\x02>]d1" + message.encode() + b"#\r\n")
        assert scanned.one.label.plain == Symbol.MESSAGE.text


def test_what_teaches_nothing_is_said_and_scanned_again(
    bench: ScannerBench, teaching: Teaching
) -> None:
    with SimulatedScanner() as device:
        begun(bench, teaching, ScannerSettings("new", device.port))
        sent(teaching, device, b"GC00004057\r")
        assert stands(teaching) == (Symbol.LINE, Why.OTHER_TEXT)
        assert known(teaching) is None
        teaching.skip()  # every scanner reads this one
        assert stands(teaching) == (Symbol.LINE, Why.OTHER_TEXT)
        sent(teaching, device, Symbol.LINE.text.encode() + b"\t")
        assert stands(teaching) == (Symbol.MESSAGE, None)
        teaching.skip()
        teaching.skip()
        assert stands(teaching) == (None, None)
        learned = known(teaching)
        assert learned is not None
        assert (learned.separators, learned.encoding) == (None, None)
        teaching.end()


def test_a_scanner_that_types_on_a_german_keyboard_is_learned(
    bench: ScannerBench, teaching: Teaching
) -> None:
    """Its layout is put right before the squares are scanned."""
    teaching.begin(ScannerSettings("keys", KEYBOARD))
    assert bench.keyboard is not None
    typed = Symbol.LINE.text.translate(str.maketrans("yzYZ-/@", 'zyZYß-"'))
    bench.keyboard.overhear(typed + "\r")
    until(lambda: teaching.learned is not None)
    assert teaching.learned is not None
    marks = teaching.learned.marks
    assert (marks.layout, marks.case) == (KeyboardLayout.GERMAN, Case.KEPT)
    assert bench.keyboard is not None
    assert bench.keyboard.layout.value == KeyboardLayout.GERMAN.value
    teaching.end()


# The station file

FILE = '# by Lena\n[station]\nname = "KIT-04"  # on its lid\n'
BENCH = ScannerSettings("Bench", "socket://127.0.0.1:9")


def station(file: Path, scanning: Scanning, tasks: Tasks) -> StationScanners:
    known = parse(file.read_text(encoding="utf-8"))[0].scanners if file.exists() else ()
    return StationScanners(file, known, scanning, tasks)


def test_a_scanner_is_kept_and_runs(folder: Path, scanning: Scanning, tasks: Tasks) -> None:
    file = folder / "kitbench.toml"
    file.write_text(FILE, encoding="utf-8")
    scanners = station(file, scanning, tasks)
    saved = Heard[None]()
    scanners.saved.connect(lambda: saved(None))
    with SimulatedScanner() as device:
        scanner = ScannerSettings("Line", device.port)
        scanners.save(scanner)
        until(lambda: saved.all)
        until(lambda: connected(scanning, "Line"))
        text = file.read_text(encoding="utf-8")
        assert text.startswith(FILE)
        assert parse(text)[0].scanners == scanners.all == (scanner,)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        scanners.save(replace(scanner, name="Other"), before="Line")
        until(lambda: len(saved.all) == 2)
        assert [one.name for one in scanners.all] == ["Other"]
        scanners.remove("Other")
        until(lambda: len(saved.all) == 3)
    assert "Other" not in scanning.statuses
    assert parse(file.read_text(encoding="utf-8"))[0] == parse(FILE)[0]
    assert list(folder.iterdir()) == [file]


def test_a_scanner_of_the_command_line_stays_beside_those_of_the_file(
    folder: Path, scanning: Scanning, tasks: Tasks
) -> None:
    file = folder / "kitbench.toml"
    given = ScannerSettings("given", "loop://")
    scanners = StationScanners(file, [given], scanning, tasks)
    saved = Heard[None]()
    scanners.saved.connect(lambda: saved(None))
    scanners.save(BENCH)
    until(lambda: saved.all)
    assert scanners.all == (BENCH, given)
    assert parse(file.read_text(encoding="utf-8"))[0].scanners == (BENCH,)


def test_a_link_goes_on_leading_to_the_file_and_its_lines_end_as_before(
    folder: Path, scanning: Scanning, tasks: Tasks
) -> None:
    real, link = folder / "real.toml", folder / "link.toml"
    real.write_text(FILE, encoding="utf-8", newline="\r\n")
    link.symlink_to(real)
    scanners = station(link, scanning, tasks)
    saved = Heard[None]()
    scanners.saved.connect(lambda: saved(None))
    scanners.save(BENCH)
    until(lambda: saved.all)
    assert link.is_symlink()
    lines = real.read_bytes().splitlines(keepends=True)
    assert all(line.endswith(b"\r\n") for line in lines)
    assert parse(real.read_text(encoding="utf-8"))[0].scanners == (BENCH,)


@pytest.mark.parametrize("text", ["this is no TOML\n", "scanners = []\n"])
def test_a_file_that_is_written_otherwise_is_not_touched(
    folder: Path, scanning: Scanning, tasks: Tasks, text: str
) -> None:
    file = folder / "kitbench.toml"
    file.write_text(text, encoding="utf-8")
    scanners = station(file, scanning, tasks)
    refused = Heard[NotSaved]()
    scanners.not_saved.connect(lambda why, _: refused(why))
    scanners.save(BENCH)
    until(lambda: refused.all)
    assert refused.all == [NotSaved.BY_HAND]
    assert file.read_text(encoding="utf-8") == text
    assert scanners.all == ()


def test_a_disk_that_takes_nothing_is_said(folder: Path, scanning: Scanning, tasks: Tasks) -> None:
    file = folder / "file"
    file.write_text("a file", encoding="utf-8")
    scanners = StationScanners(file / "kitbench.toml", [], scanning, tasks)
    refused = Heard[NotSaved]()
    scanners.not_saved.connect(lambda why, _: refused(why))
    scanners.save(BENCH)
    until(lambda: refused.all)
    assert refused.all == [NotSaved.DISK]
    assert list(folder.iterdir()) == [file]
