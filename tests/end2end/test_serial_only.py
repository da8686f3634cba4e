"""Bytes on a serial line, in a real window, no key, no mouse: kits, a receipt, the books."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.core.flow.refusals import Refusal
from app.core.posting import PostingState
from app.demo.kits import BEARINGS
from app.ui.theme import load_theme
from tests.end2end.conftest import Site
from tests.end2end.ledger import ledger
from tests.end2end.live import set_up, with_keyring
from tests.end2end.program import PATIENCE, Lines
from tests.end2end.station import Station, station
from tests.services.receipt_station import label
from tests.support.display import Display
from tests.support.programs import needed_program
from tests.support.secret_service import SecretService
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import Erp

PHOTOGRAPH = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv)
for path in map(str.strip, sys.stdin):
    picture = app.primaryScreen().grabWindow(0, *map(int, sys.argv[1:]))
    print(picture.save(path), flush=True)
"""


class Window:
    """The station's window as the X server shows it."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self._environment, self._folder = environment, folder
        self._taken = 0
        self._camera = subprocess.Popen(
            [sys.executable, "-c", PHOTOGRAPH, *self._find()],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._camera.stdin is not None
        assert self._camera.stdout is not None
        self._asked, self._said = self._camera.stdin, Lines(self._camera.stdout)

    def look(self, name: str) -> QImage:
        """What is on the screen where the window is."""
        path = self._folder / f"{name}.png"
        self._taken += 1
        print(path, file=self._asked, flush=True)
        assert self._said.wait_for(lambda said: said == ["True"] * self._taken)
        return QImage(str(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._asked.close()
        try:
            assert self._camera.wait(PATIENCE) == 0
        finally:
            self._camera.kill()
            self._said.join()

    def _find(self) -> list[str]:
        search = ("search", "--onlyvisible", "--name", "^Kitbench$")
        found = subprocess.run(
            [needed_program("xdotool"), *search, "getwindowgeometry", "--shell"],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        told = dict(line.split("=") for line in found.stdout.splitlines())
        return [told[name] for name in ("X", "Y", "WIDTH", "HEIGHT")]


def refused(image: QImage) -> bool:
    """Whether the whole window has the red frame."""
    red = load_theme("light").refused
    corners = [(1, 1), (image.width() - 2, 1), (1, image.height() - 2)]
    return {image.pixelColor(x, y).name().upper() for x, y in corners} == {red}


@pytest.fixture
def environment(
    environment: dict[str, str], display: Display, secret_service: SecretService
) -> dict[str, str]:
    """Of a person at a screen."""
    more = {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
    return with_keyring(environment, secret_service.bus, **more)


@pytest.fixture
def worker(site: Site, tmp_path: Path, qapp: QApplication) -> Iterator[Station]:
    """A station at the live ERP, signed in by the keyring alone."""
    database = set_up(site.home, site.url, tmp_path)
    with station(site.home, database, site.environment) as made:
        yield made
        assert made.program.terminate() == 0
    assert made.program.err.all == []


def test_kits_and_a_receipt_by_bytes_alone(worker: Station, site: Site, tmp_path: Path) -> None:
    with Window(site.environment, tmp_path) as window:
        first = a_kit_with_a_refusal_and_an_undo(worker, site, window)
    second = a_kit_while_the_cable_is_pulled(worker, site)
    receipt = a_receipt(worker, site)
    assert [*worker.postings()] == [entry.reference for entry in ledger(site.books)]
    assert [*worker.postings()] == [first, second, receipt]


def a_kit_with_a_refusal_and_an_undo(worker: Station, site: Site, window: Window) -> str:
    worker.scan_patiently("MOTOR003")
    worker.send("KB:QTY=3", "GC00004301", "KB:RANGE", "GC00004302", "GC00004303", "KB:NEXT")
    worker.settle()
    worker.scan("W-2215")
    before = window.look("before")
    assert not refused(before)

    assert worker.scan("W-1980") == Refusal.LOT_EXPIRED
    worker.program.until(lambda: refused(window.look("refused")), "the refusal was seen")
    worker.send("W-2207", "KB:CLEAR", "KB:NO")  # held, and then not taken
    worker.program.until(lambda: not refused(window.look("cleared")), "the refusal was cleared")

    assert worker.scan("G-75") == Refusal.LOT_EXPIRED
    worker.send("KB:CLEAR")
    worker.scan("G-77")
    worker.scan("KB:UNDO")
    worker.send("G-78", BEARINGS, "KB:NEXT")
    worker.settle()
    worker.scan_patiently("KB:POST")
    reference = worker.wait_for_posting(PostingState.POSTED)
    assert window.look("done") != before

    (entry,) = ledger(site.books)
    assert entry.reference == reference
    assert entry.answer["COMPLETED_QTY"] == "3"
    assert entry.answer["SERIAL_NUMBER"] == "GC00004301:GC00004303"
    lots = {part["COMPONENT_ID"]: part["LOT_ID"] for part in entry.answer["COMPONENTS"]}
    assert {"BRG-6204": "24B-118", "WIND-24V": "W-2215", "GREASE-L2": "G-78"}.items() <= (
        lots.items()
    )
    with Erp(site.url) as erp:
        rows = erp.rows("serial-number", PART_ID="MOTOR003", REFERENCE=reference)
        assert [row["SERIAL_NUMBER"] for row in rows] == ["GC00004301", "GC00004302", "GC00004303"]
        assert disagreements(erp) == []
    return reference


def a_kit_while_the_cable_is_pulled(worker: Station, site: Site) -> str:
    worker.scan_patiently("MOTOR003")
    worker.send("GC00004311", "KB:NEXT", "W-2215")
    worker.settle()
    worker.scanner.unplug()
    worker.scanner.plug()
    worker.connect()
    worker.send("G-78", "M-0931", BEARINGS, "KB:NEXT")
    worker.settle()
    before = len(worker.postings())
    worker.scan_patiently("KB:POST")
    worker.program.until(lambda: len(worker.postings()) > before, "the second was confirmed")
    reference = worker.wait_for_posting(PostingState.POSTED)

    _, entry = ledger(site.books)
    assert entry.reference == reference
    assert entry.answer["SERIAL_NUMBER"] == "GC00004311"
    lots = {part["COMPONENT_ID"]: part["LOT_ID"] for part in entry.answer["COMPONENTS"]}
    chosen = {"BRG-6204": "24B-118", "WIND-24V": "W-2215", "GREASE-L2": "G-78"}
    assert chosen.items() <= lots.items()
    return reference


def a_receipt(worker: Station, site: Site) -> str:
    """A delivery behind the kits: two lots of a line, a package scanned twice, an undo."""
    first = label("K100431", "11KLS-7", "PBRG-6204", "1TNEW-1", "Q60", "3SPK-1")
    worker.send("KB:GOTO-RECEIVE")
    worker.settle()
    worker.scan_patiently(first)
    assert worker.scan(first) == Refusal.PACKAGE_TWICE
    worker.send("KB:CLEAR")
    worker.scan(label("PSEAL-22", "Q50"))
    worker.send("KB:UNDO", label("PSEAL-22", "Q40"))
    worker.scan_patiently(label("4K3", "PBRG-6204", "1TNEW-2", "Q40"))
    worker.send("KB:NEXT")
    worker.settle()
    before = len(worker.postings())
    worker.scan_patiently("KB:POST")
    worker.program.until(lambda: len(worker.postings()) > before, "the receipt was confirmed")
    receipt = worker.wait_for_posting(PostingState.POSTED)

    *_, entry = ledger(site.books)
    assert (entry.reference, entry.answer["PACKING_SLIP"]) == (receipt, "LS-7")
    assert [
        (line["LINE_NUMBER"], line["LOT_ID"], line["QUANTITY"]) for line in entry.answer["LINES"]
    ] == [("3", "NEW-1", "60"), ("3", "NEW-2", "40"), ("4", "", "40")]
    return receipt
