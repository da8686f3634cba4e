"""The yardstick of a scan: a bare thread that reads and commits, and a bare table.

`bare_reader.py ROWS PORT`: says `ready`, then `painted` for each lot that is read: committed by
SQLite with `synchronous=FULL`, then put into its row's cell, brought into view, and painted. `END`
is the last line.
"""

import os
import sqlite3
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

from tests.bench.child import say
from tests.bench.kits import number_of
from tests.bench.window import quit_with_bench, say_now

COLUMNS = 8
LOT = 4
STILL_MS = 60
END = b"END"


class BareWindow(QMainWindow):
    """One table."""

    read = Signal(str)

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._model = QStandardItemModel(rows, COLUMNS)
        for row in range(rows):
            for column in range(COLUMNS):
                self._model.setItem(row, column, QStandardItem(f"{row} {column}"))
        self._table = QTableView()
        self._table.setModel(self._model)
        self._due = self._cell_painted = False
        self._table.viewport().installEventFilter(self)
        self.setCentralWidget(self._table)
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(lambda: say("still"))
        self.read.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, lot: str) -> None:
        row = number_of(lot) - 1
        self._due, self._cell_painted = True, False
        self._model.item(row, LOT).setText(lot)
        self._table.scrollTo(self._model.index(row, LOT))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if self._due and event.type() is QEvent.Type.Paint:
            self._cell_painted = True
        return False

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.UpdateRequest:
            if self._due and self._cell_painted:
                self._due = False
                say_now("painted")
            self._still.start()
        return done


class BareReader(threading.Thread):
    """Reads lots with a CR behind each, and commits each."""

    def __init__(self, port: str, database: Path, window: BareWindow) -> None:
        super().__init__(name="bare reader")
        self._line = os.open(port, os.O_RDONLY | os.O_NOCTTY)
        self._database, self._window = database, window

    def run(self) -> None:
        with closing(sqlite3.connect(self._database, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("CREATE TABLE scans (scan INTEGER PRIMARY KEY, raw)")
            for lot in self._lots():
                connection.execute("INSERT INTO scans (raw) VALUES (?)", (lot,))
                self._window.read.emit(lot.decode())
        os.close(self._line)

    def _lots(self) -> Iterator[bytes]:
        rest = b""
        while True:
            *lots, rest = (rest + os.read(self._line, 4096)).split(b"\r")
            for lot in lots:
                if lot == END:
                    return
                yield lot


def main(rows: int, port: str) -> int:
    app = QApplication([])
    window = BareWindow(rows)
    window.resize(1280, 800)
    window.show()
    ending = quit_with_bench()
    with tempfile.TemporaryDirectory() as folder:
        reader = BareReader(port, Path(folder) / "scans.sqlite", window)
        reader.start()
        QTimer.singleShot(0, lambda: say("ready"))
        status = app.exec()
        reader.join()  # the bench has sent the end
    del ending
    return status


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2]))
