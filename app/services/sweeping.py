"""When and where Python's collector works: in the GUI thread, and on all there is in calm minutes.

By itself it works on whichever thread happens to make the next object, and what belongs to the
GUI thread, as a window or its timer that is held by nothing but a circle, would be destroyed on
another one: Qt then crashes, now and then.

A kit of 10,000 components is a million objects, and a look at all of them stops the window for a
tenth of a second. What is young is looked at many times a second, in a few milliseconds; what has
survived one look, which the whole of such a kit may be, while nobody scans.
"""

import gc

from PySide6.QtCore import QObject, QTimer

CALM_SECONDS = 60.0
YOUNG_MS = 100
ENOUGH = 2_000
"""New objects that are worth a look; to look at them takes less than a tenth of a millisecond."""
SELDOM = 20
"""Looks at what is young until what has survived one is looked at once more, in a rest;"""
AT_LAST = 600
"""and until it is even where there is none."""
REST_MS = 1_000
"""So long after somebody did something the next is not to be expected at once."""


class Sweeper(QObject):
    """From `start` to `stop` all that was thrown away is collected in this thread.

    Lives in the GUI thread; `work` is called whenever somebody does something.

    Attributes:
        freezes: Whether it passes over anything; not where somebody else sees to that.
    """

    freezes = True

    def __init__(
        self,
        *,
        calm_seconds: float = CALM_SECONDS,
        young_ms: int = YOUNG_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._running = False
        self._was_by_itself = False
        self._looks = 0
        self._young = QTimer(self, interval=young_ms)
        self._young.timeout.connect(self._sweep_young)
        self._calm = QTimer(self, singleShot=True)
        self._calm.setInterval(round(calm_seconds * 1000))
        self._calm.timeout.connect(self._sweep)

    def start(self) -> None:
        """Pass over all that is there now: it stays as long as the program."""
        if self._running:
            return
        self._running = True
        self._was_by_itself = gc.isenabled()
        gc.disable()
        self.pass_over()
        self._young.start()

    def pass_over(self) -> None:
        """What has come since the start stays as long as the program, too."""
        if self._running and self.freezes:
            gc.freeze()

    def work(self) -> None:
        """Somebody works: a minute from now it may be calm."""
        if self._running:
            self._calm.start()

    def stop(self) -> None:
        """Leave the collector as it was; the second time nothing happens."""
        self._young.stop()
        self._calm.stop()
        if self._running:
            self._running = False
            if self.freezes:
                gc.unfreeze()
            if self._was_by_itself:
                gc.enable()

    def _sweep_young(self) -> None:
        if self._looks >= SELDOM and (self._rests or self._looks >= AT_LAST):
            self._looks = 0
            gc.collect(1)
        elif gc.get_count()[0] >= ENOUGH:
            self._looks += 1
            gc.collect(0)

    @property
    def _rests(self) -> bool:
        calm = self._calm
        return not calm.isActive() or calm.interval() - calm.remainingTime() >= REST_MS

    def _sweep(self) -> None:
        gc.collect()
