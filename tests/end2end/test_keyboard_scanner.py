"""A scanner that types, played by xdotool in a real window: no key of it reaches a widget."""

from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from tests.end2end.ledger import ledger
from tests.end2end.program import clean_environment
from tests.end2end.worker import Worker
from tests.support.display import Display

STATION = """
[[scanners]]
name = "Gun"
port = "keyboard"
gap = 0.3

[[scanners]]
name = "Pen"
port = "keyboard"
gap = 0.3
prefix = "~"
"""
GS, RS, EOT = "\x1d", "\x1e", "\x04"
BEARINGS = f"[)>{RS}06{GS}PBRG-6204{GS}1T24B-118{GS}Q640{RS}{EOT}"
SERIALS = [f"GC0000410{last}" for last in range(1, 8)]
LOTS = (BEARINGS, "M-0931", "W-2215", "G-78")
CTRL = {GS: "ctrl+bracketright", RS: "ctrl+asciicircum", EOT: "ctrl+d"}
PACES = (1, 5, 12)  # milliseconds a key
A_SLOW_PERSON = "--delay=800"  # the gap is long, for computers that run other tests meanwhile


class Gun(Worker):
    """Scans with one of two scanners: the pen has a prefix, so its codes may be short."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.paces = cycle(PACES)
        self.scanned: list[str] = []

    def scan(self, text: str) -> None:
        """One scan, at the next pace; dealt with when this returns."""
        pen = len(text) < len("KB:YES")
        delay = f"--delay={2 * next(self.paces)}"  # in which xdotool types two keys
        steps: list[str] = []
        plain = "~" if pen else ""
        for char in text:
            if char in CTRL:
                steps += ["type", delay, "--args", "1", plain] if plain else []
                steps += ["key", delay, CTRL[char]]
                plain = ""
            else:
                plain += char
        steps += ["type", delay, "--args", "1", plain] if plain else []
        self.hand(*steps, "key", delay, "Return")
        self.scanned.append(f"~{text}" if pen else text)
        count = len(self.scanned)
        self.until(f"{text} was read", lambda told: told["scans"] == count and bool(told["idle"]))

    def kept(self) -> dict[str, Any]:
        return self.ask("kept")

    def lead_to(self, kind: str) -> dict[str, Any]:
        return self.ask(f"focus {kind}")

    def in_every_kind(self, codes: Iterable[str]) -> set[str]:
        """Fill the page, with the focus in one kind of widget after the other."""
        kinds = self.ask("kinds")["kinds"]
        for kind, code in zip(cycle(kinds), codes, strict=False):
            before = self.lead_to(kind)
            assert before["focus"] == kind
            self.scan(code)
            assert self.how()["notice"] == "taken", kind
            after = self.kept()
            assert after["journal"] == self.scanned, kind
            assert after["pressed"] == [], kind
            assert after["lines"] == before["lines"], kind
        return set(kinds)


@pytest.fixture
def gun(tmp_path: Path, display: Display) -> Iterator[Gun]:
    file = tmp_path / "kitbench.toml"
    file.write_text(STATION)
    environment = clean_environment(tmp_path, DISPLAY=display.name, QT_QPA_PLATFORM="xcb")
    with Gun(tmp_path / "station", environment, file) as worker:
        yield worker


def test_a_kit_by_a_keyboard_scanner_wherever_the_focus_is(gun: Gun, tmp_path: Path) -> None:
    for code in ("MOTOR003", f"KB:QTY={len(SERIALS)}"):
        gun.scan(code)
    gun.hand("key", "ctrl+k")  # the line at the prompt is a kind of its own
    kinds = gun.in_every_kind(SERIALS)
    assert {"RowTable", "ActionButton", "EntryField", "QLineEdit"} <= kinds
    assert len(kinds) <= len(SERIALS)
    a_person_types_where_the_focus_is(gun)
    gun.scan("KB:NEXT")
    kinds = gun.in_every_kind(LOTS)
    assert {"LinesTable", "ActionButton"} <= kinds
    assert len(kinds) <= len(LOTS)
    gun.scan("KB:NEXT")
    gun.until("may be posted", lambda told: bool(told["may_go_on"]))
    nothing_is_taken_while_a_password_is_typed(gun)
    gun.scan("KB:POST")
    gun.until("posted", lambda told: told["posting"] == "posted")

    (motors,) = ledger(tmp_path / "station" / "training-erp.sqlite")
    assert motors.answer["SERIAL_NUMBER"] == f"{SERIALS[0]}:{SERIALS[-1]}"
    assert gun.kept()["journal"] == gun.scanned


def a_person_types_where_the_focus_is(gun: Gun) -> None:
    gun.lead_to("EntryField")
    gun.hand("type", A_SLOW_PERSON, "A é~")

    def arrived(_: dict[str, Any]) -> bool:
        return "A é~" in gun.kept()["lines"].values()

    gun.until("it was typed", arrived)
    gun.hand("key", "ctrl+a", "key", "BackSpace", "key", "Escape")


def nothing_is_taken_while_a_password_is_typed(gun: Gun) -> None:
    """At a scanner's pace: a badge is one way to sign in."""
    press(gun, "Op. APIUSER")
    gun.until("the field is there", lambda _: "Password" in gun.kept()["lines"])
    before = gun.kept()
    gun.hand("type", "--delay=5", "secret-badge")

    def arrived(_: dict[str, Any]) -> bool:
        return bool(gun.kept()["lines"]["Password"] == "secret-badge")

    gun.until("it was typed", arrived)
    assert gun.kept()["journal"] == before["journal"]
    press(gun, "Not now")


def press(gun: Gun, name: str) -> None:
    x, y = gun.ask("where")[name]
    gun.hand("mousemove", str(x), str(y), "click", "1")
