"""Pages of made-up values, built from the widgets alone, and a way to look at them.

`python -m tests.gui.widgets.gallery OUTDIR` paints each page, without a screen, in every theme
and at the sizes that must hold.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.theme import THEMES, load_theme
from app.ui.widgets.flash import FlashFrame
from app.ui.widgets.status_strip import StatusItem, StatusStrip
from app.ui.widgets.top_bar import FlowEntry, TopBar
from app.ui.widgets.values import Shape, Tone
from tests.gui.widgets import gallery_entry, gallery_flow, gallery_pages

FLOWS = (
    FlowEntry("home", "Home"),
    FlowEntry("kit", "Issue kit"),
    FlowEntry("receive", "Receive PO"),
    FlowEntry("lines", "PO lines"),
    FlowEntry("activity", "Activity", attention=2),
)

PAGES: dict[str, tuple[str, Callable[[Look], QWidget]]] = {
    "comp": ("kit", gallery_flow.components),
    "refused": ("kit", gallery_flow.refused),
    "question": ("kit", gallery_flow.question),
    "busy": ("kit", gallery_flow.busy),
    "long": ("kit", gallery_flow.long_words),
    "review": ("kit", gallery_flow.review),
    "done": ("kit", gallery_flow.done),
    "home": ("home", gallery_pages.home),
    "empty": ("activity", gallery_pages.empty),
    "form": ("kit", gallery_pages.form),
    "lines": ("lines", gallery_pages.lines),
    "typing": ("kit", gallery_entry.typing),
    "numbers": ("kit", gallery_entry.numbers),
    "pasted": ("kit", gallery_entry.pasted),
    "hidden": ("kit", gallery_entry.hidden),
}


class GalleryWindow(QWidget):
    """Top bar, a page, status strip; framed red where the page is refused."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        current, make = PAGES[name]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.top_bar = TopBar(look, "Kitbench", FLOWS, "Help F1")
        self.top_bar.set_current(current)
        self.top_bar.set_mode("Training")
        self.top_bar.set_operator("Op. 0417")
        self.status = StatusStrip(look)
        self.status.set_items(
            (
                StatusItem("scanner", "Scanner: Honeywell 1950g", brief="Scanner"),
                StatusItem("erp", "ERP: Training, 12 ms", brief="ERP")
                if name != "empty"
                else StatusItem(
                    "erp",
                    "ERP: offline since 09:41, work goes on",
                    Shape.RING,
                    Tone.SECOND,
                    brief="ERP offline",
                ),
                StatusItem(
                    "outbox", "1 waiting · 1 unknown", Shape.DIAMOND, Tone.ATTENTION, brief="2 open"
                ),
            )
        )
        self.status.set_station("Station KIT-04")
        self.status.set_clock("09:58")
        column.addWidget(self.top_bar)
        column.addWidget(make(look), 1)
        column.addWidget(self.status)
        self.flash = FlashFrame(look, self)
        if name in {"refused", "long", "hidden"}:
            self.flash.set_refused(True)


def settle() -> None:
    """Let layouts inside layouts come to rest: each level needs a round of events."""
    for _ in range(8):
        QApplication.processEvents()


def picture(look: Look, name: str, size: QSize, out: Path) -> None:
    """Paint one page of the gallery into a PNG."""
    window = GalleryWindow(look, name)
    window.resize(size)
    window.show()
    settle()
    window.grab().save(str(out))
    window.close()
    window.deleteLater()


def main(folder: Path, only: frozenset[str]) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    look = Look(app, load_theme("light"), reduced_motion=True)
    usual, small, sharp = QSize(1280, 800), QSize(1024, 768), QSize(2560, 1600)
    for theme in THEMES:
        for suffix, scale, size in (
            ("", 1.0, usual),
            ("-1024", 1.0, small),
            ("-150", 1.5, QSize(1920, 1080)),
            ("-200", 2.0, sharp),
            ("-200-small", 2.0, usual),
            ("-200-1024", 2.0, small),
        ):
            if suffix and theme != "light":
                continue
            look.use(load_theme(theme), scale=scale, reduced_motion=True)
            for name in PAGES:
                if only and name not in only:
                    continue
                prefix = "" if theme == "light" else f"-{theme}"
                picture(look, name, size, folder / f"{name}{prefix}{suffix}.png")


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
