"""Labels of real makers and distributors, as their forms are known (labels.md 2)."""

import pytest

from app.core.labels import Field, LabelKind
from tests.unit.core.labels_read import EOT, GS, RS, fields, guesses, read_then


def message(*elements: str) -> str:
    return f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"


DIGIKEY = message(
    "P296-8875-1-ND",
    "1PLP2985-33DBVR",
    "30P296-8875-1-ND",
    "KPO-4711",
    "1K57345241",
    "10K65892112",
    "9D2312",
    "1T8432109",
    "11K1",
    "4LPH",
    "Q000000050",
    "11ZPICK",
    "12Z1234567",
    "13Z899999",
    "20Z000000000000000000000000000",
)
MOUSER = (
    f">[)>06{GS}KPO-4711{GS}14K003{GS}1PCRCW040210K0FKED{GS}Q100{GS}11K070123456{GS}4LIL"
    f"{GS}1VVISHAY{GS}"
)
LCSC = (
    "{pbn:PICK2009291337,on:SO2009280034,pc:C475653,pm:ADP5072ACBZ-R7,qty:200,mc:,cc:1,"
    "pdi:34421807,hp:null,wc:ZH}"
)
TME = (
    "QTY:1000 PN:SMD0603-5K1-1% PO:32723349/7 MFR:ROYALOHM MPN:0603SAF5101T5E CoO:TH RoHS "
    "https://www.tme.eu/details/SMD0603-5K1-1%25"
)
WUERTH = f"[)>06{GS}1P691321100003{GS}Q25{GS}16K51234567{GS}9D2247{GS}1TB2247183{GS}4LCN"
EIGP114 = message(
    "PCUST-77",
    "1PBSS138LT1G",
    "Q3000",
    "1TA23X99",
    "1T",
    "10D2230",
    "9D2230",
    "6D20230115",
    "4LMY",
    "KPO-99",
    "4K2",
    "2PC",
    "13E1",
    "E4",
    "3SPKG-1",
    "5SBOX-1",
)
HYUNDAI = message("V SAMP", "P95420-G5000", "S", "ESC001", "T220315S1B2A0000001", "C", "")
CASES = [
    (
        DIGIKEY,
        {
            "part": "296-8875-1-ND",
            "manufacturer_part": "LP2985-33DBVR",
            "supplier_part": "296-8875-1-ND",
            "po": "PO-4711",
            "date_code": "2312",
            "supplier_lot": "8432109",
            "packing_slip": "1",
            "country": "PH",
            "quantity": "50",
        },
        [],
        "",
    ),
    (
        MOUSER,
        {
            "po": "PO-4711",
            "po_line": "003",
            "manufacturer_part": "CRCW040210K0FKED",
            "quantity": "100",
            "packing_slip": "070123456",
            "country": "IL",
            "manufacturer": "VISHAY",
        },
        ["header", "missing-record-separator", "missing-trailer"],
        "",
    ),
    (
        WUERTH,
        {
            "manufacturer_part": "691321100003",
            "quantity": "25",
            "packing_slip": "51234567",
            "date_code": "2247",
            "supplier_lot": "B2247183",
            "country": "CN",
        },
        ["missing-record-separator", "missing-trailer"],
        "",
    ),
    (
        EIGP114,
        {
            "part": "CUST-77",
            "manufacturer_part": "BSS138LT1G",
            "quantity": "3000",
            "supplier_lot": "A23X99",
            "date_code": "2230",
            "country": "MY",
            "po": "PO-99",
            "po_line": "2",
            "revision": "C",
            "package_id": "PKG-1",
        },
        [],
        "",
    ),
    (
        HYUNDAI,
        {"part": "95420-G5000", "lot": "220315S1B2A0000001"},
        [],
        "C",
    ),
    (
        LCSC,
        {
            "supplier_part": "C475653",
            "manufacturer_part": "ADP5072ACBZ-R7",
            "quantity": "200",
        },
        [],
        "",
    ),
    (
        "{hp:0, pc:C1, qty:20 , pm:X-1}",
        {"supplier_part": "C1", "quantity": "20", "manufacturer_part": "X-1"},
        [],
        "",
    ),
    (
        "{pbn:PICK1,on:SO1,pc:C1,pm:A,B:C-1,qty:20",
        {"supplier_part": "C1", "manufacturer_part": "A,B:C-1", "quantity": "20"},
        ["cut-off"],
        "",
    ),
    (
        TME,
        {
            "quantity": "1000",
            "supplier_part": "SMD0603-5K1-1%",
            "manufacturer": "ROYALOHM",
            "manufacturer_part": "0603SAF5101T5E",
            "country": "TH",
        },
        [],
        "",
    ),
    (
        "QTY:5 PN:ETQP3M6R8KVP PO:31199729/3 MFR:TEXAS INSTRUMENTS MPN:ETQP3M 6R8 RoHS",
        {
            "quantity": "5",
            "supplier_part": "ETQP3M6R8KVP",
            "manufacturer": "TEXAS INSTRUMENTS",
            "manufacturer_part": "ETQP3M 6R8",
        },
        [],
        "",
    ),
    (
        "]C10109501101530003172712311037AB-2\x1d3724",
        {"expires": "2027-12-31", "supplier_lot": "37AB-2", "quantity": "24"},
        [],
        "",
    ),
    (
        "]d20109501101530003\x1d17271231\x1d10AB-2\x1d21000456",
        {"expires": "2027-12-31", "supplier_lot": "AB-2", "serial": "000456"},
        [],
        "",
    ),
    ("]d10109501101530003172712311037AB", {}, [], ""),
]


@pytest.mark.parametrize(("text", "said", "why", "unread"), CASES)
def test_a_real_label_is_read(text: str, said: dict[str, str], why: list[str], unread: str) -> None:
    label = read_then(text)
    assert fields(label) == said
    assert (guesses(label), label.unread) == (why, unread)


def test_kinds_are_named() -> None:
    kinds = [read_then(text).kind for text, *_ in CASES]
    assert kinds == [
        *[LabelKind.ISO15434] * 5,
        *[LabelKind.LCSC] * 3,
        *[LabelKind.TME] * 2,
        *[LabelKind.GS1] * 2,
        LabelKind.PLAIN,
    ]


def test_what_fills_nothing_is_shown_as_understood() -> None:
    assert read_then(DIGIKEY).unused == (
        "1K57345241",
        "10K65892112",
        "11ZPICK",
        "12Z1234567",
        "13Z899999",
        "20Z000000000000000000000000000",
    )
    assert "RoHS" in read_then(TME).unused


def test_what_is_cut_off_is_in_doubt_and_nothing_else() -> None:
    lcsc = read_then("{pbn:PICK1,on:SO1,pc:C1,qty:20")
    assert lcsc.guessed_fields == {Field.QUANTITY}
    assert read_then(WUERTH).guessed_fields == {Field.COUNTRY}
    assert read_then(MOUSER).guessed_fields == {Field.MANUFACTURER}
