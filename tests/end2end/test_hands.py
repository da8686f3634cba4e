"""The demo's kits by keyboard alone, and by pointer alone, in a real window."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.end2end.ledger import ledger
from tests.end2end.program import clean_environment
from tests.end2end.worker import A_PERSONS_PACE, Worker
from tests.support.display import Display

SPOKEN = {"-": "Hyphen", ".": "Point", "/": "Slash", ":": "Colon"}
BUTTONS = {"LINES": "Components", "REVIEW": "Review"}
"""What leads to a page."""


class Typist(Worker):
    """Keys only."""

    def keys(self, *keys: str) -> None:
        self.hand("key", "--clearmodifiers", *keys)

    def code(self, text: str) -> None:
        self.hand("type", A_PERSONS_PACE, "--clearmodifiers", text)
        self.keys("Return")
        self.taken()

    def begin(self) -> None:
        self.keys("F2")
        self.until("a kit is open", lambda told: told["step"] == "SUBJECT")
        self.keys("ctrl+k")

    def quantity(self, count: int) -> None:
        self.hand("type", A_PERSONS_PACE, str(count))
        self.keys("shift+Return")
        self.until("the quantity is set", lambda told: told["quantity"] == str(count))

    def go_on(self, step: str) -> None:
        self.until("the page is complete", lambda told: bool(told["may_go_on"]))
        self.keys("Escape")
        self.keys("alt+Right")
        self.until(f"on {step}", lambda told: told["step"] == step)
        self.keys("ctrl+k")

    def post(self) -> None:
        self.until("may be posted", lambda told: bool(told["may_go_on"]))
        self.keys("Escape")
        self.keys("ctrl+Return")

    def next_kit(self) -> None:
        self.keys("ctrl+n")
        self.until("a kit is open", lambda told: told["step"] == "SUBJECT")
        self.keys("ctrl+k")


class Pointer(Worker):
    """Presses of one button only."""

    def press(self, *names: str) -> None:
        for name in names:
            places: dict[str, Any] = {}

            def there(name: str = name, places: dict[str, Any] = places) -> bool:
                places.update(self.ask("where"))
                return name in places

            self.wait(there, f"there is a button {name}; there are {sorted(places)}")
            x, y = places[name]
            self.hand("mousemove", str(x), str(y), "click", "1")

    def code(self, text: str) -> None:
        places = self.ask("where")
        steps: list[str] = []
        for char in text:
            x, y = places[SPOKEN.get(char, char)]
            steps += ["mousemove", str(x), str(y), "click", "1"]
        self.hand(*steps)
        self.press("Enter")
        self.taken()

    def begin(self) -> None:
        self.press("Issue a kit")
        self.until("a kit is open", lambda told: told["step"] == "SUBJECT")
        self.press("Type a code")

    def quantity(self, count: int) -> None:
        for digit in str(count):
            self.press(digit)
        self.press("Set quantity")
        self.until("the quantity is set", lambda told: told["quantity"] == str(count))

    def go_on(self, step: str) -> None:
        self.press(BUTTONS[step])
        self.until(f"on {step}", lambda told: told["step"] == step)

    def post(self) -> None:
        def pressed() -> bool:
            """A press right behind that of Review is taken for a double click's second."""
            for x, y in (place for name, place in self.ask("where").items() if name == "Post kit"):
                self.hand("mousemove", str(x), str(y), "click", "1")
            return bool(self.how()["posting"])

        self.wait(pressed, "it is confirmed")

    def next_kit(self) -> None:
        self.press("Next kit, same batch")
        self.until("a kit is open", lambda told: told["step"] == "SUBJECT")
        self.press("Type a code")  # it was folded away on Review


@pytest.fixture
def environment(tmp_path: Path, display: Display) -> dict[str, str]:
    return clean_environment(tmp_path, DISPLAY=display.name, QT_QPA_PLATFORM="xcb")


@pytest.fixture
def typist(tmp_path: Path, environment: dict[str, str]) -> Iterator[Typist]:
    with Typist(tmp_path / "station", environment) as worker:
        yield worker


@pytest.fixture
def pointer(tmp_path: Path, environment: dict[str, str]) -> Iterator[Pointer]:
    with Pointer(tmp_path / "station", environment) as worker:
        yield worker


def issue_the_demos_kits(worker: Typist | Pointer) -> None:
    """Two motors, then a pump that takes one of the motors in stock."""
    worker.begin()
    worker.code("MOTOR003")
    worker.quantity(2)
    for serial in ("GC00004101", "GC00004102"):
        worker.code(serial)
    worker.go_on("LINES")
    for lot in ("24B-118", "M-0931", "W-2215", "G-78"):
        worker.code(lot)
    worker.go_on("REVIEW")
    worker.post()
    worker.until("posted", lambda told: told["posting"] == "posted")
    worker.next_kit()
    worker.code("PUMP002")
    worker.code("000411")
    worker.go_on("LINES")
    for code in ("GC00003994", "MTR3-007-42", "O-2210", "P-31"):
        worker.code(code)
    worker.go_on("REVIEW")
    worker.post()
    worker.until("posted", lambda told: told["posting"] == "posted")


def check_books(folder: Path) -> None:
    motors, pump = ledger(folder / "station" / "training-erp.sqlite")
    assert motors.answer["SERIAL_NUMBER"] == "GC00004101,GC00004102"
    assert pump.answer["SERIAL_NUMBER"] == "000411"
    assert motors.batch == pump.batch
    taken = {part["COMPONENT_ID"]: part for part in pump.answer["COMPONENTS"]}
    assert taken["MOTOR003"]["SERIAL_NUMBER"] == "GC00003994"
    assert taken["MOUNT007"]["LOT_ID"] == "MTR3-007-42"


def test_by_keyboard_alone(typist: Typist, tmp_path: Path) -> None:
    issue_the_demos_kits(typist)

    told = typist.how()
    check_books(tmp_path)
    assert told["keys"] > 100
    assert (told["presses"], told["scans"]) == (0, 0)


def test_by_pointer_alone(pointer: Pointer, tmp_path: Path) -> None:
    issue_the_demos_kits(pointer)

    told = pointer.how()
    check_books(tmp_path)
    assert told["presses"] > 80
    assert (told["keys"], told["scans"]) == (0, 0)
