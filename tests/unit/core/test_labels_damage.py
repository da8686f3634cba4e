"""Messages of ISO/IEC 15434 as they really arrive (labels.md 1, operators.md 13-23)."""

import pytest

from app.core.labels import Field, LabelKind
from tests.unit.core.labels_read import EOT, FS, GS, RS, fields, guessed, guesses, read_then

WHOLE = {"part": "MOTOR003", "supplier_lot": "LOT42", "quantity": "5"}
SURE = f"[)>{RS}06{GS}PMOTOR003{GS}1TLOT42{GS}Q5{RS}{EOT}"


def stood_for(gs: str, rs: str, eot: str) -> str:
    return SURE.replace(GS, gs).replace(RS, rs).replace(EOT, eot)


@pytest.mark.parametrize(
    ("text", "why", "unsure"),
    [
        (SURE, [], set()),
        (SURE + "\r\n\t", [], set()),
        (f">{SURE}", ["header"], set()),
        (SURE.replace(f"[)>{RS}", "[)>"), ["missing-record-separator"], set()),
        (SURE.replace(f"06{GS}", "06"), ["missing-group-separator"], set()),
        (SURE.replace(EOT, ""), ["missing-trailer"], set()),
        (SURE.replace(RS + EOT, EOT), ["missing-trailer"], set()),
        (SURE.replace(RS + EOT, ""), ["missing-trailer"], {"quantity"}),
        (SURE.replace(RS + EOT, GS + RS + EOT), [], set()),
        (SURE.replace(EOT, "V"), ["trailer-replaced"], set()),
        (SURE.replace(EOT, "V\r"), ["trailer-replaced"], set()),
    ],
)
def test_a_missing_piece_is_named(text: str, why: list[str], unsure: set[str]) -> None:
    label = read_then(text)
    assert (label.kind, fields(label)) == (LabelKind.ISO15434, WHOLE)
    assert (guesses(label), guessed(label), label.unread) == (why, unsure, "")


@pytest.mark.parametrize(
    ("gs", "rs", "eot"),
    [
        ("<GS>", "<RS>", "<EOT>"),
        ("<gs>", "<rs>", "<eot>"),
        ("{GS}", "{RS}", "{EOT}"),
        ("[GS]", "[RS]", "[EOT]"),
        ("GS", "RS", "EOT"),
        ("\u241d", "\u241e", "\u2404"),
        ("\u2194", "\u25b2", "\u2666"),
        ("]", "^", ""),
        ("]", "^", EOT),
        ("^]", "^^", "^D"),
        ("029", "030", "004"),
        ("0029", "0030", "0004"),
        ("\uf01d", "\uf01e", "\uf004"),
        ("\uf70b", "\uf70c", ""),
        ("\\x1d", "\\x1e", "\\x04"),
        ("%1D", "%1E", "%04"),
        ("&#29;", "&#30;", "&#4;"),
        ("~", "|", EOT),
        ("~", RS, EOT),
        (GS, "\u241e", "\u2404"),
        ("\ufffd", "\ufffd", "\ufffd"),
        ("\r", "\n", EOT),
    ],
)
def test_what_stands_for_separators_is_a_guess(gs: str, rs: str, eot: str) -> None:
    label = read_then(stood_for(gs, rs, eot))
    assert fields(label) == WHOLE
    assert guesses(label)[0] == "separators-replaced"
    assert guessed(label) == set(WHOLE)
    assert label.unread == ""


@pytest.mark.parametrize("rs", ["", "^"])
def test_a_lost_first_separator_is_no_obstacle(rs: str) -> None:
    label = read_then(f"[)>{rs}06]PMOTOR003]1TLOT42]Q5^")
    assert fields(label) == WHOLE


def test_letters_and_digits_of_the_data_are_not_taken_for_separators() -> None:
    letters = read_then("[)>RS06GSPGS123GSQ5GS1TGSGRSEOT")
    assert fields(letters) == {"part": "GS123", "quantity": "5", "supplier_lot": "GSG"}
    digits = read_then("[)>03006029PMOTOR003029Q500291T10293030004")
    assert fields(digits)["part"] == "MOTOR003"


def test_a_label_as_an_issue_shows_it() -> None:
    """operators.md 17: both GS and RS as drawn by an old code page."""
    label = read_then(
        "[)\u25b206\u2194PAZ1117-ND\u21941PAZ1117\u21949D1719\u2194Q000000001\u2194\u25b2"
    )
    assert fields(label) == {
        "part": "AZ1117-ND",
        "manufacturer_part": "AZ1117",
        "date_code": "1719",
        "quantity": "1",
    }
    assert guesses(label) == ["header", "separators-replaced", "missing-trailer"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("PMOTOR0031TLOT42Q5", WHOLE),
        (
            "1PBRG-6204-2RSQ251TB2241814D202712314LDE",
            {
                "manufacturer_part": "BRG-6204-2RS",
                "quantity": "25",
                "supplier_lot": "B22418",
                "expires": "2027-12-31",
                "country": "DE",
            },
        ),
        (
            "PX19D2412Q5SGC007",
            {"part": "X1", "date_code": "2412", "quantity": "5", "serial": "GC007"},
        ),
        ("PMOTOR003", {"part": "MOTOR003"}),
    ],
)
def test_stripped_separators_are_guessed_by_walking(body: str, said: dict[str, str]) -> None:
    for text in (f"[)>06{body}", f"[)>{RS}06{body}{RS}{EOT}"):
        label = read_then(text)
        assert fields(label) == said
        assert "separators-stripped" in guesses(label)
        assert guessed(label) == set(said)


def test_what_no_identifier_begins_is_not_walked() -> None:
    label = read_then(f"[)>{RS}0699X?{RS}{EOT}")
    assert (label.values, label.unread) == ((), "99X?")


def test_t1_for_1t_is_a_guess() -> None:
    label = read_then(f"[)>{RS}06{GS}PX1{GS}T1LOT42{GS}Q5{RS}{EOT}")
    assert fields(label) == {"part": "X1", "supplier_lot": "LOT42", "quantity": "5"}
    assert (guesses(label), guessed(label)) == (["identifier-swapped"], {"supplier_lot"})


@pytest.mark.parametrize("lot", ["T123456", "T1LOT", "T1"])
def test_a_lot_that_begins_with_1_is_one_where_it_may_be(lot: str) -> None:
    label = read_then(f"[)>{RS}06{GS}PX1{GS}{lot}{GS}1TX{RS}{EOT}")
    assert (label.get(Field.LOT), label.guesses) == (lot[1:], ())


def test_several_envelopes_are_one_label() -> None:
    label = read_then(
        f"[)>{RS}05{GS}0109506000134352{GS}10LOT42{GS}17261231{RS}"
        f"06{GS}PMOTOR003{GS}Q5{RS}12{GS}SER GC007{GS}MFR SKF{RS}"
        f"07{GS}handle with care{RS}{EOT}"
    )
    assert fields(label) == {
        "supplier_lot": "LOT42",
        "expires": "2026-12-31",
        "part": "MOTOR003",
        "quantity": "5",
        "serial": "GC007",
        "manufacturer": "SKF",
    }
    assert (label.unused, label.unread, label.guesses) == (
        ("0109506000134352",),
        "handle with care",
        (),
    )


def test_text_elements_are_read() -> None:
    label = read_then(
        f"[)>{RS}12{GS}MFR 0AF32{GS}PNR AB-1{GS}SER 004{GS}LOT B7{GS}EXP 20271231{GS}"
        f"QTY 5{GS}UCN 1{GS}XYZ 1{GS}lot{RS}{EOT}"
    )
    assert fields(label) == {
        "manufacturer": "0AF32",
        "manufacturer_part": "AB-1",
        "serial": "004",
        "supplier_lot": "B7",
        "expires": "2027-12-31",
        "quantity": "5",
    }
    assert (label.unused, label.unread) == (("UCN 1",), f"XYZ 1{GS}lot")


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        (f"{SURE}rest", "rest"),
        (SURE.replace("1TLOT42", f"1TLOT{FS}42"), f"1TLOT{FS}42"),
        (SURE.replace("1TLOT42", "1TLOT\n42"), "1TLOT\n42"),
        (SURE.replace("1TLOT42", "1TLOT\u202e42"), "1TLOT\u202e42"),
        (SURE.replace(EOT, f"strange{RS}{EOT}"), "strange"),
        (SURE.replace(EOT, f"08{GS}raw{RS}{EOT}"), "raw"),
        (SURE.replace("06", f"07handle with care{RS}06"), "07handle with care"),
    ],
)
def test_what_is_not_understood_is_shown(text: str, unread: str) -> None:
    label = read_then(text)
    assert label.get(Field.PART) == "MOTOR003"
    assert label.unread == unread


@pytest.mark.parametrize("text", ["[)>", f"[)>{RS}", "[)>0", "[)>MOTOR003", f">[)>{RS}{RS}{EOT}"])
def test_a_message_without_an_envelope_is_shown_whole(text: str) -> None:
    label = read_then(text)
    assert (label.kind, label.unread, label.values) == (LabelKind.NOT_UNDERSTOOD, text, ())


def test_a_label_longer_than_any_symbol_ends_soon() -> None:
    for text in (
        "[)>06" + "PX1" * 50_000,
        "[)>RS06GS" + "GS" * 50_000,
        f"[)>06{GS}" + f"JX{GS}" * 50_000,
    ):
        assert read_then(text).text == text
