"""Set-up: the scanners of this station. Reached by a person, never by a scan."""

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.services.scanner_bench import ScannerBench
from app.services.scanning import Scanning
from app.services.station_scanners import StationScanners
from app.ui import setup_texts
from app.ui.look import Look
from app.ui.pages.setup_list import ScannersView
from app.ui.pages.setup_teach import TeachView
from app.ui.pages.setup_test import ScannerTestView
from app.ui.printing import Printing


class SetupPage(QWidget):
    """The list, and from it teaching and testing. While either is shown no scan goes to work."""

    def __init__(
        self,
        look: Look,
        scanning: Scanning,
        bench: ScannerBench,
        scanners: StationScanners,
        printing: Printing,
        *more: QWidget,
    ) -> None:
        """What there is `more` to set up stands under the list of scanners."""
        super().__init__()
        self.setAccessibleName(setup_texts.SET_UP)
        self.list = ScannersView(look, scanning, scanners, printing, *more)
        self.teach = TeachView(look, bench, scanners, printing)
        self.test = ScannerTestView(look, bench)
        self._views = QStackedWidget()
        for view in (self.list, self.teach, self.test):
            self._views.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._views)
        self.list.add_pressed.connect(self._add)
        self.list.teach_pressed.connect(self._teach)
        self.list.test_pressed.connect(self._test)
        self.teach.left.connect(self._back)
        self.test.left.connect(self._back)

    def showEvent(self, event: QShowEvent) -> None:
        """What was under way goes on; the minimized window never let go of it."""
        super().showEvent(event)
        if not event.spontaneous():
            self._set_reading(reading=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Work goes on elsewhere, and its scanners with it."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._set_reading(reading=False)

    def _set_reading(self, *, reading: bool) -> None:
        view = self._views.currentWidget()
        if isinstance(view, TeachView | ScannerTestView):
            if reading:
                view.resume()
            else:
                view.pause()
        else:
            self.list.refresh()

    def _add(self) -> None:
        self._show(self.teach)
        self.teach.add()

    def _teach(self, name: str) -> None:
        self._show(self.teach)
        self.teach.teach(name)

    def _test(self) -> None:
        self.test.clear()
        self._show(self.test)

    def _back(self, saved: str = "") -> None:
        self._show(self.list)
        if saved:
            self.list.choose(saved)

    def _show(self, view: QWidget) -> None:
        self._set_reading(reading=False)
        self._views.setCurrentWidget(view)
        self._set_reading(reading=True)
