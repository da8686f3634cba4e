"""The four manners of answering say the same (contracts.md C0, E3)."""

import json
from typing import Any

import pytest

from app.sandbox.manex_answers import Manner
from tests.unit.sandbox.conftest import ServeManex
from tests.unit.sandbox.manex_erp import ADD, DELETE, EDIT, ITEM, ManexErp

CALLS: list[tuple[str, dict[str, str]]] = [
    ("PO/Get", {}),
    ("PO/Get", {"poNum": "9"}),
    ("PO/ItemGet", {"poNum": "1752"}),
    ("PO/ItemGet", {"poNum": "1759"}),
    ("PO/ScheduleGet", {"poNum": "1756"}),
    ("PO/ScheduleGet", {"poNum": "1759"}),
    (ADD, {**ITEM, "COSTEACH": "0.00001", "INSPEXCDT": "11-07-2026", "IS_TAX": "true"}),
    (EDIT, {**ITEM, "uniqueLnNo": "65ENDLS6VN", "ORD_QTY": "12"}),
    ("PO/ItemGet", {"poNum": "1748"}),
    (DELETE, {"poNum": "1748", "itemNumber": "002"}),
    (DELETE, {"poNum": "1748", "itemNumber": "002"}),
]


def as_text(value: Any, *, inside: bool = False) -> Any:
    """What JSON's own types are in strings."""
    match value:
        case dict():
            return {
                name: as_text(one, inside=name != "ResponseObject") for name, one in value.items()
            }
        case []:
            return "[ ]" if inside else []
        case list():
            return [as_text(one, inside=True) for one in value]
        case bool() | None:
            return json.dumps(value)
        case _:
            return value


def answers(erp: ManexErp) -> list[Any]:
    """All calls' answers, numbers by their digits."""
    told = [
        json.loads(erp.post(call, **asked).text, parse_int=str, parse_float=str)
        for call, asked in CALLS
    ]
    path = f"/api/ItemMaster/Get?apiKey={erp.key}&partnum=RES-0603-10K"
    return [*told, json.loads(erp.request("GET", path).text, parse_int=str, parse_float=str)]


@pytest.fixture(scope="module")
def plain_answers() -> list[Any]:
    """Filled by the first test."""
    return []


@pytest.mark.parametrize("strings", [False, True])
@pytest.mark.parametrize("status", [False, True])
def test_they_say_the_same(
    serve_manex: ServeManex, plain_answers: list[Any], *, strings: bool, status: bool
) -> None:
    erp = serve_manex(manner=Manner(strings=strings, status=status))

    told = answers(erp)

    if not plain_answers:
        plain_answers += answers(serve_manex())
    assert told == ([as_text(one) for one in plain_answers] if strings else plain_answers)
    assert [one["Code"] for one in told].count("403") == 2


def test_each_object_has_its_number(standing_manex: ManexErp) -> None:
    rows = standing_manex.ok("PO/ItemGet", poNum="1752")
    assert [row["$id"] for row in rows] == [str(number) for number in range(2, 12)]


def test_numbers_are_exact(manex: ManexErp) -> None:
    key = manex.add(COSTEACH="123456789.123456789")["UNIQLNNO"]
    text = manex.post("PO/ItemGet", uniqlnno=key).text
    assert '"COSTEACH":123456789.123456789,' in text
