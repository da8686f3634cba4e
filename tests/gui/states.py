"""Every state a person can meet, painted by `python -m tests.gui.states OUTDIR [STATE ...]`."""

import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Self

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
from tests.gui.screen import clear, shown
from tests.gui.stage import Stage, stage
from tests.gui.state_list import STATES, State, come_to
from tests.gui.states_refused import refusals
from tests.gui.widgets.gallery import settle

__all__ = [
    "SIZES",
    "STATES",
    "State",
    "Walk",
    "dress",
    "in_order",
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
    shown(on.window)  # an answer of the ERP may have come meanwhile


def in_order(names: Iterable[str]) -> list[str]:
    """Those together that may be met on one stage; each behind the one it comes after."""
    wanted = list(names)
    left = [_chain(one, wanted) for one in wanted if STATES[one].after not in wanted]
    ordered = list[str]()
    while left:
        first = STATES[left[0][0]]
        alike = [left[0], *(one for one in left[1:] if first.made_alike(STATES[one[0]]))]
        left = [one for one in left if one not in alike]
        alike.sort(key=lambda chain: any(STATES[one].alone for one in chain))  # these spoil it
        ordered += [one for chain in alike for one in chain]
    return ordered


def _chain(first: str, wanted: list[str]) -> list[str]:
    """A state, and those that come after it, one from another."""
    return [
        first,
        *(x for one in wanted if STATES[one].after == first for x in _chain(one, wanted)),
    ]


class Walk:
    """From state to state at a text scale, on one stage where they are made alike."""

    def __init__(self, app: QApplication, *, scale: float = 1.0) -> None:
        self._app, self._scale = app, scale
        self._set = ExitStack()
        self._on: Stage | None = None
        self._at = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of_exception: object) -> None:
        self._set.close()

    @contextmanager
    def at(self, name: str) -> Iterator[Stage]:
        """Reach a state, and stay while it is looked at; what goes wrong tells its name."""
        wanted = STATES[name]
        try:
            on, at = self._stage_for(wanted)
            self._on = None
            on.window.setUpdatesEnabled(False)  # nobody looks at the way there
            come_to(on, name, at)
            shown(on.window)
            on.window.setUpdatesEnabled(True)
            yield on
        except Exception as fault:
            fault.add_note(f"In the state {name}.")
            raise
        self._on, self._at = on, name

    def _stage_for(self, wanted: State) -> tuple[Stage, str]:
        """A stage, and the state that it is in; none if it is clean."""
        on, at = self._on, self._at
        if on is not None and (wanted.after == at or STATES[at].made_alike(wanted)):
            if on.look.scale != self._scale:
                dress(on, "light", SIZES[""][0], self._scale)
            if wanted.after == at:
                on.window.resize(SIZES[""][0])
                return on, at
            STATES[at].back(on)
            clear(on.station)
            return on, ""
        self._set.close()
        folder = self._set.enter_context(tempfile.TemporaryDirectory(prefix="kitbench-state-"))
        on = self._set.enter_context(
            stage(self._app, Path(folder), wanted.settings, scale=self._scale, live=wanted.live)
        )
        if wanted.signed_in:
            on.sign_in()
        return on, ""


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

    with Walk(app) as walk:
        for name in in_order(one for one in STATES if not only or one in only):
            with walk.at(name) as on:
                for suffix in wanted:
                    size, scale = SIZES[suffix]
                    dress(on, "light", size, scale)
                    on.window.grab().save(str(folder / f"{name}{suffix}.png"))
                for theme in THEMES[1:]:
                    dress(on, theme, *SIZES[""])
                    on.window.grab().save(str(folder / f"{name}-{theme}.png"))
    if not only or REFUSALS in only:
        paint_refusals(app, folder, wanted)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
