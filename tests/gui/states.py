"""Every state a person can meet, painted by `python -m tests.gui.states OUTDIR [STATE ...]`."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.main import application
from app.ui.theme import THEMES, load_theme
from tests.gui import (
    states_buyer,
    states_desk,
    states_kit,
    states_labels,
    states_lines,
    states_receipt,
    states_setup,
    states_station,
)
from tests.gui.stage import Stage, stage
from tests.gui.state_list import STATES, State
from tests.gui.states_refused import refusals
from tests.gui.widgets.gallery import settle

__all__ = [
    "SIZES",
    "STATES",
    "State",
    "build",
    "dress",
    "states_buyer",
    "states_desk",
    "states_kit",
    "states_labels",
    "states_lines",
    "states_receipt",
    "states_setup",
    "states_station",
]

REFUSALS = "refusals"
SIZES = {
    "": (QSize(1280, 800), 1.0),
    "-1024": (QSize(1024, 768), 1.0),
    "-200": (QSize(1280, 800), 2.0),
    "-1024-200": (QSize(1024, 768), 2.0),
    "-1920-150": (QSize(1920, 1080), 1.5),
    "-4k": (QSize(3840, 2160), 1.0),
    "-4k-200": (QSize(3840, 2160), 2.0),
}


def dress(on: Stage, theme: str, size: QSize, scale: float) -> None:
    """Change theme, scale and size under the state."""
    wanted = load_theme(theme)
    if (on.look.theme, on.look.scale) != (wanted, scale):  # a change of clothes takes its time
        on.look.use(wanted, scale=scale, reduced_motion=True)
    on.window.resize(size)
    settle()
    if on.window.size() != size:  # what wraps knows only now how low it can be
        on.window.resize(size)
        settle()


def build(
    app: QApplication, name: str, look: Callable[[Stage], None], *, scale: float = 1.0
) -> None:
    """Reach a state at a text scale, and look at it."""
    wanted = STATES[name]
    with (
        tempfile.TemporaryDirectory(prefix="kitbench-state-") as folder,
        stage(app, Path(folder), wanted.settings, scale=scale, live=wanted.live) as on,
    ):
        if wanted.signed_in:
            on.sign_in()
        wanted.reach(on)
        look(on)


def paint_refusals(app: QApplication, folder: Path, sizes: list[str]) -> None:
    """All reasons in one window, each as `refused-<reason>.png`."""
    for suffix in sizes:
        with (
            tempfile.TemporaryDirectory(prefix="kitbench-state-") as home,
            stage(app, Path(home), State(lambda _: None).settings) as on,
        ):
            on.sign_in()
            dress(on, "light", *SIZES[suffix])
            for reason in refusals(on):
                settle()
                on.window.grab().save(str(folder / f"refused-{reason}{suffix}.png"))


def main(folder: Path, only: frozenset[str]) -> None:
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    sizes = os.environ.get("KITBENCH_SIZES")
    wanted = sizes.split(",") if sizes is not None else list(SIZES)

    for name in STATES:
        if only and name not in only:
            continue

        def look(on: Stage, name: str = name) -> None:
            for suffix in wanted:
                size, scale = SIZES[suffix]
                dress(on, "light", size, scale)
                on.window.grab().save(str(folder / f"{name}{suffix}.png"))
            for theme in THEMES[1:]:
                dress(on, theme, *SIZES[""])
                on.window.grab().save(str(folder / f"{name}-{theme}.png"))

        build(app, name, look)
    if not only or REFUSALS in only:
        paint_refusals(app, folder, wanted)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
