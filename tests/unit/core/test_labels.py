"""A scan -> what it says. Whole labels are compared: what is read, and that nothing else is."""

import pytest
from hypothesis import strategies as st

from app.core.labels import Field, Guess, Label, LabelKind, Value, read
from tests.support.texts import SIGNS

GS, RS, FS, US, EOT = "\x1d", "\x1e", "\x1c", "\x1f", "\x04"


def message(*elements: str) -> str:
    return f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"


def value(field: Field, text: str, source: str, rule: str) -> Value:
    return Value(field, text, source, f"MH10.8.2 {rule}")


@pytest.mark.parametrize(
    ("text", "plain", "symbology"),
    [
        ("GC00004057", "GC00004057", None),
        ("  ISLE 3/SHELF 2 \r\n", "ISLE 3/SHELF 2", None),
        ("\t004057\t", "004057", None),
        ("]A0MOTOR003", "MOTOR003", "]A0"),
        (" ]d1 lot42 ", "lot42", "]d1"),
        ("]XFlot42", "lot42", "]XF"),
        ("]Zylinder", "]Zylinder", None),
        ("]01LOT", "]01LOT", None),
        ("]C", "]C", None),
        ("0109506000134352", "0109506000134352", None),
        ("(12)-bracket", "(12)-bracket", None),
        ("(M6x20)", "(M6x20)", None),
        ("https://erp.example/orders/4711", "https://erp.example/orders/4711", None),
        ("{}", "{}", None),
        ("kbnext", "kbnext", None),
        ("שלום", "שלום", None),
        ("<b>%s</b>", "<b>%s</b>", None),
        ("12345678", "12345678", None),
    ],
)
def test_plain_text_fills_nothing(text: str, plain: str, symbology: str | None) -> None:
    assert read(text) == Label(text, LabelKind.PLAIN, plain=plain, symbology=symbology)


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        ("P1234", Field.PART, "1234"),
        ("1TLOT42", Field.SUPPLIER_LOT, "LOT42"),
        ("]C014D20271231", Field.EXPIRES, "2027-12-31"),
    ],
)
def test_plain_text_may_be_one_identifier_where_it_is_asked_for(
    text: str, field: Field, says: str
) -> None:
    label = read(text)
    assert (label.kind, label.values) == (LabelKind.PLAIN, ())
    assert label.asked_for({Field.WORK_ORDER}) is None
    asked = label.asked_for({field})
    assert asked is not None
    assert (asked.kind, asked.get(field), asked.text) == (LabelKind.IDENTIFIER, says, text)


@pytest.mark.parametrize("text", ["LOT42?", "1P", "Qmany", "99Z1", "p1234", "5"])
def test_other_text_is_no_identifier(text: str) -> None:
    label = read(text)
    assert label.kind is LabelKind.PLAIN
    assert label.asked_for(set(Field) - {Field.LOCATION}) is None


@pytest.mark.parametrize(
    ("text", "symbology"), [("", None), (" \r\n", None), ("]A0", "]A0"), ("]A0 \n", "]A0")]
)
def test_an_empty_scan_is_no_plain_text(text: str, symbology: str | None) -> None:
    assert read(text) == Label(text, LabelKind.EMPTY, symbology=symbology)


def test_a_symbology_may_come_beside_the_text() -> None:
    assert read("LOT42", symbology="]C0").symbology == "]C0"
    assert read("]d1LOT42", symbology="]C0").symbology == "]d1"


@pytest.mark.parametrize(
    "text",
    [
        f"LOT42{GS}",
        f"{RS}LOT42",
        f"PMOTOR003{GS}Q5",
        "LOT\x0042",
        "LOT\u00a042",
        "LOT\u202e42",
        "LOT\uf7cb42",
        "LOT\ud80042",
        f"]C0{GS}",
    ],
)
def test_what_cannot_be_printed_is_never_plain_text(text: str) -> None:
    plain = text.removeprefix("]C0")
    symbology = "]C0" if text.startswith("]C0") else None
    assert read(text) == Label(
        text, LabelKind.NOT_UNDERSTOOD, plain=plain, symbology=symbology, unread=plain
    )


def test_a_distributor_label_is_read_whole() -> None:
    elements = (
        "PMOTOR003",
        "1PBRG-6204-2RS",
        "30P497-1234-ND",
        "2PC",
        "Q000000005",
        "K0004711",
        "14K0004711+12",
        "1K88112233",
        "10K99887766",
        "11K1",
        "9D2412",
        "1TLOT42",
        "4LUS",
        "1VSKF",
        "SGC007",
        "13Z4711",
        "20Z000000",
    )
    text = f"]d1{message(*elements)}\r\n"
    assert read(text) == Label(
        text=text,
        kind=LabelKind.ISO15434,
        plain=message(*elements),
        symbology="]d1",
        values=(
            value(Field.PART, "MOTOR003", "PMOTOR003", "P"),
            value(Field.MANUFACTURER_PART, "BRG-6204-2RS", "1PBRG-6204-2RS", "1P"),
            value(Field.SUPPLIER_PART, "497-1234-ND", "30P497-1234-ND", "30P"),
            value(Field.REVISION, "C", "2PC", "2P"),
            value(Field.QUANTITY, "5", "Q000000005", "Q"),
            value(Field.PO, "0004711", "K0004711", "K"),
            value(Field.PO_LINE, "12", "14K0004711+12", "14K"),
            value(Field.PACKING_SLIP, "1", "11K1", "11K"),
            value(Field.DATE_CODE, "2412", "9D2412", "9D"),
            value(Field.SUPPLIER_LOT, "LOT42", "1TLOT42", "1T"),
            value(Field.COUNTRY, "US", "4LUS", "4L"),
            value(Field.MANUFACTURER, "SKF", "1VSKF", "1V"),
            value(Field.SERIAL, "GC007", "SGC007", "S"),
        ),
        unused=("1K88112233", "10K99887766", "13Z4711", "20Z000000"),
    )


@pytest.mark.parametrize(
    ("element", "fills"),
    [
        ("TLOT42", {Field.LOT: "LOT42"}),
        ("1TLOT42", {Field.SUPPLIER_LOT: "LOT42"}),
        ("T1LOT", {Field.LOT: "1LOT"}),
        ("S004057", {Field.SERIAL: "004057"}),
        ("PP1234", {Field.PART: "P1234"}),
        ("P1P", {Field.PART: "1P"}),
        ("P  A B ", {Field.PART: "A B"}),
        ("Q0", {Field.QUANTITY: "0"}),
        ("Q000", {Field.QUANTITY: "0"}),
        ("Q012.50", {Field.QUANTITY: "12.5"}),
        ("Q.5", {Field.QUANTITY: "0.5"}),
        ("Q000009999999", {Field.QUANTITY: "9999999"}),
        ("Q5EA", {Field.QUANTITY: "5", Field.UNIT: "EA"}),
        ("Q2.5 kg", {Field.QUANTITY: "2.5", Field.UNIT: "kg"}),
        ("KPO-1", {Field.PO: "PO-1"}),
        ("4K3", {Field.PO_LINE: "3"}),
        ("14KPO-1+3", {Field.PO: "PO-1", Field.PO_LINE: "3"}),
        ("14KPO+1+3", {Field.PO: "PO+1", Field.PO_LINE: "3"}),
        ("14K3", {Field.PO_LINE: "3"}),
        ("14K+3", {Field.PO_LINE: "3"}),
        ("14KPO-1+", {Field.PO: "PO-1"}),
        ("11KPS1", {Field.PACKING_SLIP: "PS1"}),
        ("16KPS1", {Field.PACKING_SLIP: "PS1"}),
        ("WWO-9", {Field.WORK_ORDER: "WO-9"}),
        ("14D20271231", {Field.EXPIRES: "2027-12-31"}),
        ("15D31122027", {Field.EXPIRES: "2027-12-31"}),
        ("25D20280229", {Field.EXPIRES: "2028-02-29"}),
        ("9DN/T", {Field.DATE_CODE: "N/T"}),
        ("10D2412", {Field.DATE_CODE: "2412"}),
        ("4LAA", {Field.COUNTRY: "AA"}),
        ("LISLE 3/SHELF 2", {Field.LOCATION: "ISLE 3/SHELF 2"}),
        ("1LA-1", {Field.LOCATION: "A-1"}),
        ("1VSKF", {Field.MANUFACTURER: "SKF"}),
        ("1H0417", {Field.OPERATOR: "0417"}),
        ("3SPKG", {Field.PACKAGE_ID: "PKG"}),
        ("5SPKG", {Field.PACKAGE_ID: "PKG"}),
        ("JUN123", {Field.PACKAGE_ID: "UN123"}),
        ("6JUN123", {Field.PACKAGE_ID: "UN123"}),
    ],
)
def test_an_identifier_fills_its_field(element: str, fills: dict[Field, str]) -> None:
    label = read(message(element))
    assert {found.field: found.text for found in label.values} == fills
    assert {found.source for found in label.values} == {element}
    assert (label.kind, label.guesses, label.unused, label.unread) == (
        LabelKind.ISO15434,
        (),
        (),
        "",
    )


@pytest.mark.parametrize(
    "element",
    ["7Q1.2KG", "13Q1/2", "33PB7", "6D20260101", "V0815", "E3", "12Z1", "15YOURS", "Z", "25SX"],
)
def test_an_identifier_without_a_field_is_kept_aside(element: str) -> None:
    label = read(message("PX1", element))
    assert (label.values, label.unused, label.unread) == (
        (value(Field.PART, "X1", "PX1", "P"),),
        (element,),
        "",
    )


@pytest.mark.parametrize("element", ["S", "1T", "Q", "P ", "14K+"])
def test_an_empty_value_says_nothing(element: str) -> None:
    label = read(message(element, "TLOT42"))
    assert (label.values, label.unused) == (
        (value(Field.LOT, "LOT42", "TLOT42", "T"),),
        (element,),
    )


@pytest.mark.parametrize(
    "element",
    [
        "99XUNKNOWN",
        "0P7",
        "1234P7",
        "lot42",
        "-",
        "Qmany",
        "Q1,5",
        "Q-5",
        "Q1e9",
        "Q10000000",
        "Q99999999999999",
        "Q1.2345678",
        "Q5EACHES?",
        "14D20270631",
        "14D271231",
        "14D2027123\u0661",
        "14D00000101",
        "15D20271231",
        "4LUSA",
        "4Lus",
        "TLOT\u202e42",
        "TLOT\u00a042",
    ],
)
def test_what_cannot_be_so_stays_unread(element: str) -> None:
    label = read(message("PX1", element, "?"))
    assert (label.values, label.unused, label.unread) == (
        (value(Field.PART, "X1", "PX1", "P"),),
        (),
        f"{element}{GS}?",
    )


def test_empty_elements_are_legal() -> None:
    text = message("PX1", "", "TLOT42", "")
    assert read(text) == Label(
        text,
        LabelKind.ISO15434,
        plain=text,
        values=(
            value(Field.PART, "X1", "PX1", "P"),
            value(Field.LOT, "LOT42", "TLOT42", "T"),
        ),
    )
    assert read(message()).kind is LabelKind.ISO15434


def test_serials_may_be_several() -> None:
    label = read(message("S003", "PX1", "S001", "S003", "S", "S02"))
    assert label.serials == ("003", "001", "02")
    assert (label.get(Field.SERIAL), label.guesses) == ("003", ())


def test_two_texts_for_one_field_are_a_guess() -> None:
    label = read(message("TLOT1", "PX1", "TLOT2", "TLOT1"))
    assert label.values == (
        Value(Field.LOT, "LOT1", "TLOT1", "MH10.8.2 T", guessed=True),
        Value(Field.PART, "X1", "PX1", "MH10.8.2 P"),
        Value(Field.LOT, "LOT2", "TLOT2", "MH10.8.2 T", guessed=True),
    )
    assert label.guesses == (Guess.CONFLICT,)
    assert (label.get(Field.LOT), label.is_guessed(Field.LOT)) == ("LOT1", True)
    assert (label.get(Field.PART), label.is_guessed(Field.PART)) == ("X1", False)
    assert (label.get(Field.PO), label.is_guessed(Field.PO)) == (None, False)


def test_order_and_line_never_replace_the_order() -> None:
    agreed = read(message("14KPO1+3", "KPO1"))
    assert (agreed.get(Field.PO), agreed.get(Field.PO_LINE), agreed.guesses) == ("PO1", "3", ())
    line = read(message("KPO1", "14K3"))
    assert (line.get(Field.PO), line.get(Field.PO_LINE), line.guesses) == ("PO1", "3", ())
    other = read(message("KPO1", "14KPO2+3"))
    assert (other.get(Field.PO), other.guesses) == ("PO1", (Guess.CONFLICT,))
    assert other.is_guessed(Field.PO)


@pytest.mark.parametrize(
    ("elements", "field", "text", "unused"),
    [
        (("25D20270101", "14D20270301"), Field.EXPIRES, "2027-03-01", ("25D20270101",)),
        (("14D20270301", "25D20270101"), Field.EXPIRES, "2027-03-01", ("25D20270101",)),
        (("5SBOX", "J1", "3SBAG"), Field.PACKAGE_ID, "BAG", ("5SBOX", "J1")),
        (("5SBOX", "J1"), Field.PACKAGE_ID, "BOX", ("J1",)),
        (("10D2412", "9D2413"), Field.DATE_CODE, "2413", ("10D2412",)),
        (("1LA", "LB"), Field.LOCATION, "B", ("1LA",)),
        (("16KX", "11KY"), Field.PACKING_SLIP, "Y", ("16KX",)),
    ],
)
def test_a_weaker_identifier_gives_way(
    elements: tuple[str, ...], field: Field, text: str, unused: tuple[str, ...]
) -> None:
    label = read(message(*elements))
    assert [found.text for found in label.values] == [text]
    assert (label.get(field), label.unused, label.guesses) == (text, unused, ())


def test_a_weaker_identifier_that_contradicts_itself_is_a_guess() -> None:
    label = read(message("25D20270101", "25D20270301"))
    assert (label.get(Field.EXPIRES), label.guesses) == ("2027-01-01", (Guess.CONFLICT,))


def test_separators_at_the_ends_are_not_stripped() -> None:
    text = f"{GS}LOT42{RS}"
    assert read(f" {text}\r\n").plain == text


PIECES = st.one_of(
    st.text(SIGNS, max_size=8),
    st.sampled_from(["[)>", RS, GS, FS, US, EOT, "06", "05", "]d2", "]C1", "KB:", "kb:", "QTY="]),
    st.sampled_from(["P", "1T", "Q", "S", "14K", "14D", "99Z", "+", "000", "20271231", " ", "\r"]),
)
ELEMENTS = st.lists(
    st.text(alphabet=st.characters(exclude_characters=GS + RS + EOT, exclude_categories=["Cc"])),
    max_size=20,
)
_STANDS = ["GS", "RS", "EOT", "<GS>", "029", "030", "]", "^", "~", "\u241d", "\u241e", "\uf70b"]
_DATA = [
    "PMOTOR",
    "1TLOT42",
    "T1LOT",
    "Q5",
    "Q005EA",
    "14D20271231",
    "4LDE",
    "SGC007",
    "K1",
    "9DN/T",
]
_GS1 = ["0109506000134352", "10LOT", "17261231", "21A", "3103001250", "(10)", "(01)", "3725", "422"]
DAMAGE = st.builds(
    lambda head, pieces: head + "".join(pieces),
    st.sampled_from(["[)>", "[)>\x1e06\x1d", "[)>06", "[)>]06]", "[)>RS06GS", "[)>03006029", "]C1"])
    | st.sampled_from(
        ["{pbn:", "{pc:C1,", "QTY:5 PN:", "https://x/01/", "(01)", "\x1d", "[)\u25b206"]
    ),
    st.lists(
        st.sampled_from([*_STANDS, *_DATA, *_GS1, GS, RS, EOT]) | st.text(SIGNS, max_size=5),
        max_size=9,
    ),
)
"""What looks like a label of some sort, and is broken in some way."""
