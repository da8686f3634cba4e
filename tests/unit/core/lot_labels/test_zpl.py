"""Lot labels in ZPL: what the printer is told is what stands on the label."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from app.core.lot_labels.label import LotLabel, message
from app.core.lot_labels.layout import lay_out
from app.core.lot_labels.sizes import LabelSize
from app.core.lot_labels.zpl import SymbolTooLongError, modules_of, to_zpl
from tests.unit.core.lot_labels.labels import CAPTIONS, RELAYS, lot_labels

FIELD = re.compile(r"\^FO(\d+),(\d+)(\^A0N|\^BXN),(\d+),([^^]*)\^FH\^FD([A-Za-z0-9 _]*)\^FS")
sizes = st.sampled_from(LabelSize)
dots = st.sampled_from((203, 300))


def fields_of(zpl: str) -> list[tuple[str, int, int, int, str]]:
    """Command, x, y, first measure and data of each field, as a printer undoes the hex."""
    return [
        (
            command,
            int(x),
            int(y),
            int(measure),
            bytes(
                re.sub(rb"_([0-9A-F]{2})", lambda hex_: bytes([int(hex_[1], 16)]), data.encode())
            ).decode(),
        )
        for x, y, command, measure, _, data in FIELD.findall(zpl)
    ]


def test_tells_size_symbol_and_texts() -> None:
    zpl = to_zpl(lay_out(RELAYS, LabelSize.LARGE, CAPTIONS), 203)
    assert zpl.startswith("^XA\n^CI28\n^PW799\n^LL400\n^LH0,0\n")
    assert zpl.endswith("^XZ\n")
    (symbol, *texts) = fields_of(zpl)
    assert symbol[0] == "^BXN"
    assert symbol[4] == message(RELAYS)
    assert [text for *_, text in texts] == [
        "RLY-24V",
        "Relay 24 V, two changeovers",
        "Lot",
        "R-2611",
        "Quantity",
        "5000 EACH",
        "Expires",
        "2028-05-31",
        "PO 1748/2 · Received 2026-11-30 · R000123",
    ]


@given(lot_labels(), sizes, dots)
def test_no_value_is_a_command(label: LotLabel, size: LabelSize, per_inch: int) -> None:
    zpl = to_zpl(lay_out(label, size, CAPTIONS), per_inch)
    assert zpl.isascii()
    assert "~" not in re.sub(r"200,,,,.,1", "", zpl)
    symbol, *texts = (fields[4] for fields in fields_of(zpl))
    assert symbol == message(label)
    for text, box in zip(texts, lay_out(label, size, CAPTIONS).texts, strict=True):
        assert text == box.text or (box.cut and box.text.startswith(text.removesuffix("...")))
    assert zpl.count("^") == 6 + 5 * len(fields_of(zpl))


@given(lot_labels(), sizes, dots)
def test_all_stands_on_the_label_and_nothing_on_the_symbol(
    label: LotLabel, size: LabelSize, per_inch: int
) -> None:
    layout = lay_out(label, size, CAPTIONS)
    symbol, *texts = fields_of(to_zpl(layout, per_inch))
    side = symbol[3] * modules_of(symbol[4])
    width, height = (round(length * per_inch / 2540) for length in (size.width, size.height))
    assert symbol[1] + side <= width
    assert symbol[2] + side <= height
    for _, x, y, letters, _ in texts:
        assert 0 <= x < width
        assert y + letters * 0.73 <= height
    beside = [box for box in layout.texts if layout.symbol.y <= box.y < 0.85 * size.height]
    if symbol[3] > 2:  # below that the symbol must be what it must be
        limit = round((layout.symbol.x + layout.symbol.side) * per_inch / 2540)
        assert symbol[1] + side <= limit
        assert all(box.x > layout.symbol.x + layout.symbol.side for box in beside)


@given(lot_labels())
def test_a_symbol_is_never_larger_than_was_reckoned(label: LotLabel) -> None:
    written = zxingcpp.create_barcode(
        message(label), zxingcpp.BarcodeFormat.DataMatrix, forceSquare=True
    )
    picture = zxingcpp.write_barcode_to_image(written, scale=1, add_quiet_zones=False)
    assert max(picture.shape) <= modules_of(message(label))


def test_a_message_that_no_symbol_holds_is_said() -> None:
    with pytest.raises(SymbolTooLongError):
        to_zpl(lay_out(replace(RELAYS, lot_id="x" * 900), LabelSize.LARGE, CAPTIONS), 203)


def test_a_label_of_little_has_no_empty_captions() -> None:
    plain = LotLabel("RLY-24V", Decimal(5000), "EACH", receipt="R000123")
    texts = [box.text for box in lay_out(plain, LabelSize.SMALL, CAPTIONS).texts]
    assert texts == ["RLY-24V", "Quantity", "5000 EACH", "R000123"]
