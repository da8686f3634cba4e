"""Symbols that are made, drawn and read back say what was put into them."""

import json
import subprocess
import sys

import pytest
import zxingcpp

from app.core.labels import LabelKind, read
from tests.unit.core.labels_read import EOT, GS, RS, fields, read_then

Format = zxingcpp.BarcodeFormat
MESSAGE = f"[)>{RS}06{GS}PMOTOR003{GS}1TLOT42{GS}Q00005{GS}14D20271231{GS}SGC007{RS}{EOT}"
SAID = {
    "part": "MOTOR003",
    "supplier_lot": "LOT42",
    "quantity": "5",
    "expires": "2027-12-31",
    "serial": "GC007",
}
BRACKETED = "(01)09506000134352(17)271231(10)LOT42(21)GC007"
GS1_SAID = {"expires": "2027-12-31", "supplier_lot": "LOT42", "serial": "GC007"}


def printed(text: str, symbol: Format, **options: object) -> zxingcpp.Barcode:
    """A symbol as a scanner sees it."""
    made = zxingcpp.create_barcode(text, symbol, **options)
    (seen,) = zxingcpp.read_barcodes(zxingcpp.write_barcode_to_image(made, scale=4))
    return seen


@pytest.mark.parametrize("symbol", [Format.DataMatrix, Format.QRCode, Format.Code128])
@pytest.mark.parametrize("text", ["MOTOR003", "ISLE 3/SHELF 2", "0012"])
def test_plain_symbols_arrive_unharmed(symbol: Format, text: str) -> None:
    seen = printed(text, symbol)
    label = read(seen.symbology_identifier + seen.text)
    assert (label.kind, label.plain, label.symbology) == (
        LabelKind.PLAIN,
        text,
        seen.symbology_identifier,
    )


@pytest.mark.parametrize("symbol", [Format.DataMatrix, Format.QRCode])
def test_a_message_arrives_unharmed(symbol: Format) -> None:
    seen = printed(MESSAGE, symbol)
    label = read(as_scanned(seen))
    assert (fields(label), label.guesses, label.unread) == (SAID, (), "")
    assert fields(read(seen.text)) == SAID  # with pictures of the controls, so only a guess


@pytest.mark.parametrize("symbol", [Format.DataMatrix, Format.QRCode, Format.Code128])
def test_gs1_symbols_arrive_unharmed(symbol: Format) -> None:
    seen = printed(BRACKETED, symbol, gs1=True)
    assert seen.content_type is zxingcpp.ContentType.GS1
    for text in (as_scanned(seen), seen.text):
        label = read_then(text)
        assert (fields(label), label.guesses, label.unread) == (GS1_SAID, (), "")


def as_scanned(seen: zxingcpp.Barcode) -> str:
    """What a scanner sends: identifier and bytes, with GS where FNC1 stands."""
    return seen.symbology_identifier + seen.bytes.decode()


@pytest.mark.parametrize("symbol", [Format.QRCode, Format.DataMatrix])
def test_a_digital_link_arrives_unharmed(symbol: Format) -> None:
    link = "https://id.gs1.org/01/09506000134352/10/LOT42/21/GC007?17=271231"
    assert fields(read_then(printed(link, symbol).text)) == GS1_SAID


@pytest.mark.parametrize("verb", ["NEXT", "QTY+10", "YES", "9"])
def test_commands_arrive_unharmed(verb: str) -> None:
    for symbol in (Format.Code128, Format.QRCode):
        command = read(printed(f"KB:{verb}", symbol).text).command
        assert command is not None
        assert command.text == verb


def test_all_of_them_go_through_explain() -> None:
    symbols = [
        (printed(MESSAGE, Format.DataMatrix), SAID),
        (printed(BRACKETED, Format.DataMatrix, gs1=True), GS1_SAID),
        (printed("MOTOR003", Format.Code128), {}),
        (printed(BRACKETED, Format.Code128, gs1=True), GS1_SAID),
        (printed(MESSAGE, Format.QRCode), SAID),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "app", "explain", "--json", "--lines"],
        input="\n".join(json.dumps(as_scanned(seen)) for seen, _ in symbols),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["fields"] for row in rows] == [said for _, said in symbols]
    assert [row["text"] for row in rows] == [as_scanned(seen) for seen, _ in symbols]
    assert {row["symbology"] for row in rows} == {"]d1", "]d8", "]C0", "]C1", "]Q1"}
