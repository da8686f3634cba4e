"""What may still come of a purchase order's line (contracts.md C20, E1)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.receipt_facts import OrderStatus, PurchaseOrderLine

D = Decimal
LINE = PurchaseOrderLine("1", "P", D(100), over_percent=D(5))


@pytest.mark.parametrize(
    ("received", "still_open", "room"),
    [("0", "100", "105"), ("40", "60", "65"), ("100", "0", "5"), ("105", "0", "0"),
     ("120", "0", "0")],
)  # fmt: skip
def test_the_percentage_is_of_the_whole_line(received: str, still_open: str, room: str) -> None:
    line = replace(LINE, received=D(received))

    assert (line.open, line.room, line.most) == (D(still_open), D(room), D(105))


@pytest.mark.parametrize("status", [OrderStatus.CLOSED, OrderStatus.CANCELLED])
def test_nothing_comes_of_a_line_that_is_not_open(status: OrderStatus) -> None:
    line = replace(LINE, status=status)

    assert (line.open, line.room) == (D(0), D(0))


def test_quantities_are_exact() -> None:
    reel = replace(LINE, ordered=D("0.1"), over_percent=D("3.3"), stock_per_unit=D(5000))

    assert reel.most == D("0.1033")
    assert reel.stock_quantity(D("0.0002")) == 1
