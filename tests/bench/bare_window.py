"""The yardstick of start and memory: a window of PySide6 with nothing in it."""

import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from tests.bench.window import quit_with_bench, say_memory, say_now

STILL_MS = 500


class BareWindow(QMainWindow):
    """Says when it is painted for the first time, and its memory when it has stood a while."""

    _painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, lambda: say_now("usable"))
            QTimer.singleShot(STILL_MS, say_memory)


def main() -> int:
    app = QApplication([])
    window = BareWindow()
    window.resize(1280, 800)
    ending = quit_with_bench()
    window.show()
    status = app.exec()
    del ending
    return status


if __name__ == "__main__":
    sys.exit(main())
