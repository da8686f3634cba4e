"""When Python's collector looks at all there is: while nobody works.

A kit of 10,000 components is a million objects, and a look at all of them stops the window for a
tenth of a second. What is young is still looked at as ever, in a few milliseconds.
"""

import gc

from PySide6.QtCore import QObject, QTimer

CALM_SECONDS = 60.0
SELDOM = 1000
"""Young generations until all is looked at in spite of the work: some millions of new objects."""


class Sweeper(QObject):
    """From `start` to `stop` all that was thrown away is collected in calm minutes.

    Lives in the GUI thread; `work` is called whenever somebody does something.
    """

    def __init__(
        self, *, calm_seconds: float = CALM_SECONDS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._before: tuple[int, int, int] | None = None
        self._calm = QTimer(self, singleShot=True)
        self._calm.setInterval(round(calm_seconds * 1000))
        self._calm.timeout.connect(self._sweep)

    def start(self) -> None:
        """Pass over all that is there now: it stays as long as the program."""
        self._before = gc.get_threshold()
        young, middle, _ = self._before
        gc.set_threshold(young, middle, SELDOM)
        gc.freeze()

    def work(self) -> None:
        """Somebody works: a minute from now it may be calm."""
        if self._before is not None:
            self._calm.start()

    def stop(self) -> None:
        """Leave the collector as it was; the second time nothing happens."""
        self._calm.stop()
        if self._before is not None:
            gc.set_threshold(*self._before)
            gc.unfreeze()
            self._before = None

    def _sweep(self) -> None:
        gc.collect()
