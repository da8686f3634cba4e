"""`kitbench outbox add` of changes of an order's lines, which go to ManEx."""

from pathlib import Path
from typing import Any

import pytest

from tests.unit.commands.conftest import STATION, CommandLine
from tests.unit.erp.manex.bench import ASKED, LINE, ROW

NAMED = {"poNum": "1748", "uniqueLnNo": LINE.key}
EDIT = {"kind": "po-line-edit", "request": {**NAMED, "ORD_QTY": "120"}, "before": dict(ROW)}
DELETE = {
    "kind": "po-line-delete",
    "request": {"PoNum": "1748", "uniqlnno": LINE.key},
    "before": dict(ROW),
}


def add(**fields: str) -> dict[str, Any]:
    return {"kind": "po-line-add", "request": {**ASKED, **fields}}


@pytest.fixture
def buyers(outbox: CommandLine) -> CommandLine:
    """A station with both ERPs."""
    file = Path(outbox.home) / "kitbench.toml"
    file.write_text(f'{STATION}[manex]\nroot_url = "https://manex.example"\n')
    return outbox


def test_each_kind_is_taken_once(buyers: CommandLine) -> None:
    asked = [{**one, "id": str(number)} for number, one in enumerate((add(), EDIT, DELETE))]

    said, again = buyers.add(*asked), buyers.add(*asked)

    assert [one["added"] for one in said.objects + again.objects] == [True] * 3 + [False] * 3
    assert [(one["kind"], one["order"], one["line"], one["quantity"]) for one in said.objects] == [
        ("po-line-add", "1748", "002", "100"),
        ("po-line-edit", "1748", "002", "120"),
        ("po-line-delete", "1748", "002", "100"),
    ]
    assert {one["target"] for one in said.objects} == {"manex|https://manex.example||live"}
    first, second, third = (
        buyers("show", one["id"], "--json").objects[0]["request"] for one in said.objects
    )
    assert first == ASKED
    assert (second["ORD_QTY"], second["part_no"], second["uniqueLnNo"]) == (
        *("120", "416-242424", LINE.key),
    )
    assert third == {"PoNum": "1748", "uniqlnno": LINE.key}
    assert "1748 002" in buyers("list").out


@pytest.mark.parametrize(
    ("posting", "field", "fault"),
    [
        (add(ORD_QTY=""), "ORD_QTY", "refused"),
        (add(ORD_QTY="0"), "ORD_QTY", "refused"),
        (add(ORD_QTY="20"), "ORD_QTY", "refused"),  # less than the minimum that it says itself
        (add(POITTYPE="MRO", DESCRIPT=""), "DESCRIPT", "refused"),
        (add(COSTEACH="0"), "COSTEACH", "refused"),  # unusual, and nobody says why
        ({**add(), "user": "MIA"}, "user", "unknown"),
        ({**add(), "batch": "am"}, "batch", "unknown"),
        ({**add(), "before": dict(ROW)}, "before", "unknown"),
        ({**EDIT, "before": None}, "before", "missing"),
        ({**EDIT, "request": {**NAMED, "ORD_QTY": "10"}}, "ORD_QTY", "refused"),  # 12 came
    ],
)
def test_what_the_erp_would_refuse_is_refused_here(
    buyers: CommandLine, posting: dict[str, Any], field: str, fault: str
) -> None:
    (told,) = buyers.add(posting).objects
    assert (told["refused"]["field"], told["refused"]["fault"]) == (field, fault)


def test_with_a_reason_what_is_unusual_is_taken_and_kept(buyers: CommandLine) -> None:
    (told,) = buyers.add({**add(COSTEACH="0"), "reason": "a sample"}).objects
    assert told["added"]


def test_without_manex_there_is_nowhere_to_go(outbox: CommandLine) -> None:
    (told,) = outbox.add(add()).objects
    assert told["refused"]["field"] == "kind"
