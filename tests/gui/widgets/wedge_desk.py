"""A window of every kind of widget, a wedge before it, and what it reads."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit

from app.core.labels import read
from app.core.settings import ScannerSettings
from app.services.keyboards import Keyboards
from app.services.scanning import Garbled, ScannedLabel, Scanning
from app.store.database import Database
from app.store.journal import Journal
from app.ui.wedge import Wedge
from tests.gui.key_device import KeyDevice
from tests.gui.widgets.conftest import end
from tests.gui.widgets.wedge_window import EveryKind
from tests.services.world import Heard, drained, until
from tests.support.ready_store import lay_out


@dataclass
class Desk:
    """Scanning without any scanner of a line, and a window before it."""

    wedge: Wedge
    scanning: Scanning
    journal: Journal
    window: EveryKind
    device: KeyDevice
    scanned: Heard[ScannedLabel]
    garbled: Heard[Garbled]

    def texts(self, count: int) -> list[str]:
        """What was read; waits until there are so many."""
        until(lambda: len(self.scanned.all) >= count)
        drained()
        return [one.scan.text for one in self.scanned.all]

    def line(self, kind: str = "line") -> QLineEdit:
        widget = self.window.lead_to(kind)
        assert isinstance(widget, QLineEdit)
        return widget

    def set_up(self, *scanners: ScannerSettings) -> None:
        """As of a station file."""
        self.scanning.set_up(scanners)
        drained()


@contextmanager
def wedge_desk(folder: Path) -> Iterator[Desk]:
    """One whose window is active."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    with Database(lay_out(folder / "kitbench.db")) as database:
        journal = Journal(database)
        scanning = Scanning(journal, read)
        scanned, garbled = Heard[ScannedLabel](), Heard[Garbled]()
        scanning.scanned.connect(scanned)
        scanning.garbled.connect(garbled)
        scanning.start()
        wedge = Wedge(app, Keyboards(scanning))
        window = EveryKind()
        window.show()
        window.activateWindow()
        until(window.isActiveWindow)
        device = KeyDevice(window)
        yield Desk(wedge, scanning, journal, window, device, scanned, garbled)
        wedge.close()
        end(window)
        scanning.stop()
