"""GS1: read where there is proof of it, never by shape (labels.md 3, operators.md 22)."""

from datetime import date

import pytest

from app.core.labels import Field, LabelKind, read
from tests.unit.core.labels_read import EOT, GS, RS, fields, guesses, read_then

GTIN = "0109506000134352"
STRINGS = f"{GTIN}1726123110LOT42{GS}21GC007"
SAID = {"expires": "2026-12-31", "supplier_lot": "LOT42", "serial": "GC007"}


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{carrier}{STRINGS}"
            for carrier in ("]C1", "]e0", "]d2", "]d8", "]dB", "]Q3", "]J1", "]d5", "]Q4")
        ),
        f"]Q4\\000026{STRINGS}",
        f"{GS}{STRINGS}",
        f"]C0{GS}{STRINGS}",
        f"]d2{GS}{STRINGS}{GS}\r\n",
        "(01)09506000134352(17)261231(10)LOT42(21)GC007",
        "(01) 09506000134352 (17) 261231 (10) LOT42 (21) GC007",
        "https://id.gs1.org/01/09506000134352/10/LOT42/21/GC007?17=261231",
        "HTTPS://EXAMPLE.COM/a/01/9506000134352/10/LOT42/21/GC007?x=1&17=261231#top",
        f"[)>{RS}05{GS}{STRINGS}{RS}{EOT}",
    ],
)
def test_proof_makes_it_gs1(text: str) -> None:
    label = read_then(text)
    assert fields(label) == SAID
    assert (label.guesses, label.unread) == ((), "")


def test_a_symbology_beside_the_text_is_proof() -> None:
    assert fields(read(STRINGS, symbology="]C1")) == SAID


@pytest.mark.parametrize(
    "text",
    [
        STRINGS.replace(GS, ""),
        f"]C0{GTIN}",
        f"]d1{GTIN}",
        "]E09506000134352",
        "12345678",
        "17261231",
        "(01)-bracket",
        "(M6)",
        "https://erp.example/01/4711",
        "https://erp.example/01",
        "https://[::1/01/09506000134352",
        "ftp://id.gs1.org/01/09506000134352",
    ],
)
def test_shape_alone_is_none(text: str) -> None:
    label = read_then(text)
    assert (label.kind, label.values) == (LabelKind.PLAIN, ())


@pytest.mark.parametrize(
    ("strings", "said"),
    [
        ("00095060001343520017", {"package_id": "095060001343520017"}),
        ("10AB-1", {"supplier_lot": "AB-1"}),
        ("15270228", {"expires": "2027-02-28"}),
        (f"15270228{GS}17270331", {"expires": "2027-03-31"}),
        ("17260200", {"expires": "2026-02-28"}),
        ("17760101", {"expires": "2076-01-01"}),
        ("17770101", {"expires": "1977-01-01"}),
        ("70032702281530", {"expires": "2027-02-28"}),
        ("3000000025", {"quantity": "25"}),
        ("3725", {"quantity": "25"}),
        ("3103001250", {"quantity": "1.25", "unit": "KG"}),
        ("3110000012", {"quantity": "12", "unit": "M"}),
        (f"3103001250{GS}305", {"quantity": "5"}),
        ("3303001250", {}),
        ("240AB", {"manufacturer_part": "AB"}),
        ("241MOTOR003", {"part": "MOTOR003"}),
        ("400PO-1", {"po": "PO-1"}),
        ("422276", {"country": "DE"}),
        ("4149506000134352", {"location": "9506000134352"}),
        ("8017950600013435000004", {"operator": "950600013435000004"}),
        (f"21A{GS}250B", {"serial": "A"}),
        ("250B", {"serial": "B"}),
        (f"21A{GS}21B", {"serial": ["A", "B"]}),
        (f"8010951234{GS}80111", {"part": "951234", "serial": "1"}),
        ("91house", {}),
    ],
)
def test_an_identifier_fills_its_field(strings: str, said: dict[str, object]) -> None:
    label = read_then(f"]C1{strings}")
    assert (fields(label), label.unread, label.guesses) == (said, "", ())


def test_without_a_today_the_window_is_biips_own() -> None:
    assert read("]C117261231").get(Field.EXPIRES) == "2026-12-31"
    assert read("]C117261231", today=date(1999, 1, 1)).get(Field.EXPIRES) == "2026-12-31"
    assert read("]C117560101", today=date(1999, 1, 1)).get(Field.EXPIRES) == "1956-01-01"


@pytest.mark.parametrize(
    ("strings", "unread"),
    [
        (f"0109506000134353{GS}10LOT42", "0109506000134353"),
        (f"17261399{GS}10LOT42", "17261399"),
        (f"17260231{GS}10LOT42", "17260231"),
        (f"10LOT42{GS}21{'X' * 21}", "21" + "X" * 21),
        (f"10LOT42{GS}05strange", "05strange"),
        (f"10LOT42{GS}422999", "422999"),
        (f"10LOT42{GS}3099999999", "3099999999"),
    ],
)
def test_what_gs1_does_not_allow_stays_unread(strings: str, unread: str) -> None:
    for text in (f"]C1{strings}", f"[)>{RS}05{GS}{strings}{RS}{EOT}"):
        label = read_then(text)
        assert (fields(label), label.unread) == ({"supplier_lot": "LOT42"}, unread)


def test_brackets_and_links_keep_what_they_do_not_understand() -> None:
    bracketed = read_then("(01)09506000134353(10)LOT42")
    assert (fields(bracketed), bracketed.unread) == (
        {"supplier_lot": "LOT42"},
        "(01)09506000134353",
    )
    link = read_then("https://id.gs1.org/01/09506000134352/10/A%20B/21/GC%2F7")
    assert (fields(link), link.unread) == ({"serial": "GC/7"}, "10/A%20B")


@pytest.mark.parametrize("strange", ["LOT42", "\u0660\u0661", "zz", GS])
def test_proof_without_any_gs1_is_not_understood(strange: str) -> None:
    label = read_then(f"]C1{strange}")
    assert (label.kind, label.values) == (LabelKind.NOT_UNDERSTOOD, ())
    assert label.unread == strange


@pytest.mark.parametrize("gs", ["<GS>", "{GS}", "\u241d", "^]", "]", "~", "|", "\uf01d", "\ufffd"])
def test_what_stands_for_gs_is_a_guess(gs: str) -> None:
    label = read_then("]C1" + STRINGS.replace(GS, gs))
    assert fields(label) == SAID
    assert guesses(label) == ["separators-replaced"]
    assert label.guessed_fields == {Field(name) for name in SAID}
    assert fields(read_then("]C1" + STRINGS)) == SAID


def test_a_value_says_where_it_comes_from() -> None:
    (value,) = read_then("(10)LOT42").values
    assert (value.source, value.rule, value.guessed) == ("(10)LOT42", "GS1 10", False)
    assert read_then(f"]C1{STRINGS}").values[1].source == "10LOT42"
