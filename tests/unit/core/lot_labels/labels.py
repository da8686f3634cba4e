"""Lot labels for tests: one as it comes from the dock, and any at all."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from app.core.lot_labels.label import LotLabel
from app.core.lot_labels.layout import Captions
from tests.support.texts import SIGNS

CAPTIONS = Captions("Lot", "Quantity", "Expires", "PO", "Received")
RELAYS = LotLabel(
    part_id="RLY-24V",
    quantity=Decimal(5000),
    unit="EACH",
    lot_id="R-2611",
    description="Relay 24 V, two changeovers",
    expires=date(2028, 5, 31),
    order_number="1748",
    order_line="2",
    received_on=date(2026, 11, 30),
    receipt="R000123",
)

_printable = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=30)
_days = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@st.composite
def lot_labels(draw: st.DrawFn) -> LotLabel:
    """Any label whose texts a scanner can be trusted with."""
    return LotLabel(
        part_id=draw(_printable),
        quantity=draw(st.decimals("0.000001", 9_999_999, places=6)),
        unit=draw(st.sampled_from(("EACH", "KG", "M"))),
        lot_id=draw(st.just("") | _printable),
        description=draw(st.text(SIGNS, max_size=60)),
        expires=draw(st.none() | _days),
        order_number=draw(st.just("") | _printable),
        order_line=draw(st.just("") | _printable),
        received_on=draw(st.none() | _days),
        receipt=draw(st.just("") | _printable),
    )
