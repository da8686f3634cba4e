"""The symbol of a lot label: what we print is what we read."""

from dataclasses import replace

import zxingcpp
from hypothesis import given

from app.core.labels import Field, read
from app.core.lot_labels.label import LotLabel, message
from app.core.quantities import plain
from tests.unit.core.lot_labels.labels import RELAYS, lot_labels


def test_says_part_lot_quantity_expiry_order_and_day() -> None:
    assert message(RELAYS) == (
        "[)>\x1e06\x1dPRLY-24V\x1dTR-2611\x1dQ5000\x1d14D20280531"
        "\x1dK1748\x1d4K2\x1d12D20261130\x1e\x04"
    )


def test_leaves_out_what_a_scanner_may_spoil() -> None:
    spoilt = read(message(replace(RELAYS, lot_id="Größe", order_line="2\x1d")))
    assert spoilt.get(Field.LOT) is None
    assert spoilt.get(Field.PO_LINE) is None
    assert spoilt.get(Field.PART) == "RLY-24V"


@given(lot_labels())
def test_is_read_back_whole_and_without_a_guess(label: LotLabel) -> None:
    back = read(message(label))
    assert not back.guesses
    said = {
        Field.PART: label.part_id,
        Field.LOT: label.lot_id,
        Field.QUANTITY: plain(label.quantity),
        Field.EXPIRES: label.expires.isoformat() if label.expires else "",
        Field.PO: label.order_number,
        Field.PO_LINE: label.order_line,
    }
    assert {field: back.get(field) or "" for field in said} == said


@given(lot_labels())
def test_is_read_back_from_the_symbol(label: LotLabel) -> None:
    written = zxingcpp.create_barcode(message(label), zxingcpp.BarcodeFormat.DataMatrix)
    picture = zxingcpp.write_barcode_to_image(written, scale=3, add_quiet_zones=True)
    (seen,) = zxingcpp.read_barcodes(picture)
    assert read(seen.bytes.decode()).get(Field.PART) == label.part_id
