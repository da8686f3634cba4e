"""The demo's kits by keyboard alone, then by pointer alone, in a real window."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.end2end.ledger import Entry, ledger
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
        self.press("Home", "Issue a kit")
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


@dataclass(frozen=True, slots=True)
class Kits:
    """Two motors, then a pump that takes one of the motors in stock: their serial numbers."""

    motors: tuple[str, str]
    pump: str
    taken: str


BY_KEYS = Kits(("GC00004101", "GC00004102"), "000411", "GC00003994")
BY_POINTER = Kits(("GC00004111", "GC00004112"), "000412", "GC00003993")


@pytest.fixture
def typist(tmp_path: Path, display: Display) -> Iterator[Typist]:
    environment = clean_environment(tmp_path, DISPLAY=display.name, QT_QPA_PLATFORM="xcb")
    with Typist(tmp_path / "station", environment) as worker:
        yield worker


def issue(kits: Kits, worker: Typist | Pointer) -> None:
    worker.begin()
    worker.code("MOTOR003")
    worker.quantity(len(kits.motors))
    for serial in kits.motors:
        worker.code(serial)
    worker.go_on("LINES")
    for lot in ("24B-118", "M-0931", "W-2215", "G-78"):
        worker.code(lot)
    worker.go_on("REVIEW")
    worker.post()
    worker.until("posted", lambda told: told["posting"] == "posted")
    worker.next_kit()
    worker.code("PUMP002")
    worker.code(kits.pump)
    worker.go_on("LINES")
    for code in (kits.taken, "MTR3-007-42", "O-2210", "P-31"):
        worker.code(code)
    worker.go_on("REVIEW")
    worker.post()
    worker.until("posted", lambda told: told["posting"] == "posted")


def check(kits: Kits, motors: Entry, pump: Entry) -> None:
    assert motors.answer["SERIAL_NUMBER"] == ",".join(kits.motors)
    assert pump.answer["SERIAL_NUMBER"] == kits.pump
    assert motors.batch == pump.batch
    taken = {part["COMPONENT_ID"]: part for part in pump.answer["COMPONENTS"]}
    assert taken["MOTOR003"]["SERIAL_NUMBER"] == kits.taken
    assert taken["MOUNT007"]["LOT_ID"] == "MTR3-007-42"


def test_by_keyboard_alone_then_by_pointer_alone(typist: Typist, tmp_path: Path) -> None:
    issue(BY_KEYS, typist)
    by_keys = typist.how()
    pointer = typist.relieved_by(Pointer)
    issue(BY_POINTER, pointer)
    told = pointer.how()

    motors, pump, more_motors, another_pump = ledger(tmp_path / "station" / "training-erp.sqlite")
    check(BY_KEYS, motors, pump)
    check(BY_POINTER, more_motors, another_pump)
    assert by_keys["keys"] > 100
    assert told["presses"] > 80
    assert (by_keys["presses"], told["keys"]) == (0, by_keys["keys"])
    assert told["scans"] == 0
