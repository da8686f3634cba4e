"""What a person waits for until home can be used: no more than home and its scanners need."""

import subprocess
import sys
from pathlib import Path

from app.core.target import Mode
from app.paths import Home
from app.store.database import Database

ASK = """
import sys
from functools import cache
from PySide6.QtCore import QTimer
import app.main
from app.main import MainWindow
from app.__main__ import main

class Telling(MainWindow):
    def paintEvent(self, event):
        tell()
        super().paintEvent(event)
        QTimer.singleShot(0, self.close)

@cache
def tell():
    qt = [sys.modules[f"PySide6.{name}"] for name in ("QtCore", "QtGui", "QtWidgets")]
    known = [f"{module.__name__}.{name}" for module in qt for name in vars(module)]
    print(*sys.modules, *known, sep="\\n", flush=True)

app.main.MainWindow = Telling
sys.exit(main(["--home", sys.argv[1]]))
"""

WAITS = {
    "app.backroom",
    "app.core.kit",
    "app.core.labels",
    "app.core.lot_labels.layout",
    "app.training",
    "app.ui.widgets.cells",
    "app.ui.widgets.table",
    "ctypes",
    "html",
    "importlib.resources",
    "keyring",
    "msgspec",
    "platformdirs",
    "requests",
    "ssl",
}
NOT_KNOWN_TO_PYTHON = {
    "PySide6.QtGui.QGradient",  # `QPainter.fillRect` asks for it
    "PySide6.QtWidgets.QGraphicsView",  # with each widget that Qt made by itself, all kinds are
    "PySide6.QtWidgets.QStyle",  # `QApplication.setStyle` gives it
}


def test_home_is_painted_before_anything_else_is_made(tmp_path: Path) -> None:
    home = Home(tmp_path)
    Database(home.database(Mode.TRAINING)).close()  # a new one is made with more

    told = subprocess.run(
        [sys.executable, "-c", ASK, str(home.root)],
        check=True,
        capture_output=True,
        text=True,
    )

    there = set(told.stdout.split())
    assert "app.ui.pages.home" in there
    assert "PySide6.QtWidgets.QMainWindow" in there
    assert there & (WAITS | NOT_KNOWN_TO_PYTHON) == set()


COLLECTOR = """
import gc
from app.commands import imported
looks = []
gc.callbacks.append(lambda phase, info: looks.append(phase))
imported("app.main")
assert gc.isenabled() and not looks, looks
made = gc.get_freeze_count()
gc.disable()
imported("app.commands.explain")
assert not gc.isenabled() and gc.get_freeze_count() == made
print(made)
"""


def test_what_is_imported_is_never_looked_at_by_the_collector() -> None:
    told = subprocess.run(
        [sys.executable, "-c", COLLECTOR], check=True, capture_output=True, text=True
    )
    assert int(told.stdout) > 10_000
