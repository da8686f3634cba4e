"""Twenty lines of an order by keyboard alone, in a real window, and what ManEx then holds."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.sandbox.quantities import DECIMALS
from tests.end2end.program import clean_environment
from tests.end2end.station import read_beside
from tests.end2end.worker import A_PERSONS_PACE, Worker
from tests.support.display import Display

ORDER, PART, PRICE = "1759", "NUT-M3", "0.12"
QUANTITIES = range(11, 31)
HELD = """
SELECT itemno, part_no, partmfgr, pur_uofm, ord_qty, costeach
FROM manex_item WHERE ponum = ? ORDER BY itemno
"""


class Buyer(Worker):
    """Keys only."""

    def type(self, text: str) -> None:
        self.hand("type", A_PERSONS_PACE, "--clearmodifiers", text)

    def key(self, *keys: str) -> None:
        self.hand("key", "--clearmodifiers", *keys)

    def buys(self, what: str, true: Callable[[dict[str, Any]], bool]) -> None:
        self.wait(lambda: true(self.ask("buyer")), what)

    def tab_to(self, column: str) -> None:
        """As somebody does who looks where they are."""
        at = ""
        while at != column:
            self.key("Tab")
            at = self.next_after(at)

    def next_after(self, column: str) -> str:
        """The column one has come to."""
        self.buys("at the next cell", lambda told: told["at"] not in {"", column})
        return str(self.ask("buyer")["at"])

    def has(self, lines: int) -> None:
        self.buys("it is a line", lambda told: told["lines"] == lines)


@pytest.fixture
def environment(tmp_path: Path, display: Display) -> dict[str, str]:
    return clean_environment(tmp_path, DISPLAY=display.name, QT_QPA_PLATFORM="xcb")


def test_twenty_lines_by_keyboard_alone(tmp_path: Path, environment: dict[str, str]) -> None:
    with Buyer(tmp_path / "station", environment) as buyer:
        buyer.buys("its key is accepted", lambda told: bool(told["ready"]))
        buyer.key("F4")
        buyer.buys("the order page is open", lambda told: told["place"] == "purchase")
        buyer.type(ORDER)
        buyer.key("Return")
        buyer.buys("the order is open", lambda told: told["step"] == "LINES")
        for number, quantity in enumerate(QUANTITIES, 1):
            buyer.type(PART)
            # Revision, manufacturer and its number are the item master's.
            buyer.tab_to("Quantity")
            buyer.has(number)
            buyer.type(str(quantity))
            buyer.tab_to("Each")
            buyer.type(PRICE)
            buyer.tab_to("Part")
        buyer.buys("all is judged and saved", lambda told: bool(told["idle"]))
        buyer.key("alt+Right")
        buyer.buys("it may be posted", lambda told: bool(told["may_post"]))
        buyer.key("ctrl+Return")
        posted = ["posted"] * len(QUANTITIES)
        buyer.buys("all is posted", lambda told: told["states"] == posted)

        how = buyer.how()
        assert how["keys"] > 300
        assert (how["presses"], how["scans"]) == (0, 0)
    books = tmp_path / "station" / "training-erp.sqlite"
    held = [(*said, _number(quantity), _number(price)) for *said, quantity, price in _held(books)]
    assert held == [
        (number, PART, "FAST", "DOZ", Decimal(quantity), Decimal(PRICE))
        for number, quantity in enumerate(QUANTITIES, 1)
    ]


def _held(books: Path) -> list[tuple[Any, ...]]:
    return [*read_beside(books, HELD, ORDER)]


def _number(kept: int) -> Decimal:
    return Decimal(kept).scaleb(-DECIMALS)
