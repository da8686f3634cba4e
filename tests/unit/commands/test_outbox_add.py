"""`kitbench outbox add`: what is taken, what is refused and why."""

import json
from typing import Any

import pytest

from app.commands.outbox_add import MOST_BYTES
from tests.unit.commands.conftest import CommandLine, Kit


def test_a_posting_as_the_issue_shows_it(outbox: CommandLine, kit: Kit) -> None:
    said = outbox.add(kit(SERIAL_NUMBER="GC1"))

    assert (said.status, said.err) == (0, "")
    (told,) = said.objects
    assert told["added"]
    assert told["reference"].startswith("KB")
    assert (told["kind"], told["state"], told["quantity"]) == ("kit-issue", "queued", "1")
    (shown,) = outbox("show", told["reference"], "--json").objects
    assert shown["request"] == {
        "ASSEMBLY_ID": "MOTOR003",
        "COMPLETED_QTY": "1",
        "SERIAL_NUMBER": "GC1",
        "REFERENCE": told["reference"],
        "TO_STORES": "MA",
        "DEPARTMENT": "0",
        "ACCOUNT": "300",
        "INCLUDE_SCRAP": "N",
        "ACTION_DATE": shown["request"]["ACTION_DATE"],
        "EFFECTIVE_DATE": shown["request"]["ACTION_DATE"],
    }
    assert shown["id"] == told["id"]


def test_every_field_arrives(outbox: CommandLine, kit: Kit) -> None:
    fields = {
        "ASSEMBLY_ID": "PUMP002",
        "COMPLETED_QTY": "3",
        "SERIAL_NUMBER": "PU01:PU03",
        "ASSEMBLY_LOT": "L-7",
        "EXPIRE_DATE": "2027-01-31",
        "ACTION_DATE": "2026-11-20",
        "EFFECTIVE_DATE": "2026-11-21",
        "INCLUDE_SCRAP": "Y",
        "TO_STORES": "FG",
        "TO_LOCATION": "BAY 1",
        "KIT_STORES": "KIT",
        "DEPARTMENT": "10",
        "ACCOUNT": "310",
        "TXNS_ACCEPTED": "1",
        "COMPONENTS": [
            {
                "COMPONENT_ID": "MOTOR003",
                "LOT_ID": "M1",
                "STOCK_LOCATION": "ISLE 1",
                "SERIAL_NUMBER": "GC1:GC3",
            }
        ],
    }
    told = outbox.add(kit(**fields, REFERENCE="order 7")).objects[0]

    (shown,) = outbox("show", told["id"], "--json").objects
    assert shown["request"] == {**fields, "REFERENCE": f"{told['reference']} order 7"}


def test_a_receipt(outbox: CommandLine, kit: Kit) -> None:
    lines = [
        {"LINE_NUMBER": "1", "QUANTITY": "5"},
        {"LINE_NUMBER": "2", "QUANTITY": "2", "LOT_ID": "L1", "SERIAL_NUMBER": "A1,A2"},
    ]
    fields = {"PO_ID": "1748", "PACKING_SLIP": "PS-1", "ACTION_DATE": "2026-03-02"}
    posting = {"kind": "po-receipt", "id": "dock/1", "request": {**fields, "LINES": lines}}

    first, again = outbox.add(posting, posting).objects
    other = outbox.add({**posting, "request": {**fields, "LINES": lines[:1]}})
    mixed = outbox.add(kit(more={"id": "dock/1"}))

    assert (first["added"], again["added"]) == (True, False)
    assert (first["kind"], first["order"], first["assembly"], first["quantity"]) == (
        *("po-receipt", "1748", "", "2"),
    )
    assert other.objects[0]["refused"]["field"] == mixed.objects[0]["refused"]["field"] == "id"
    (shown,) = outbox("show", first["reference"], "--json").objects
    assert shown["request"] == {**fields, "REFERENCE": first["reference"], "LINES": lines}
    assert "po-receipt  1748" in outbox("list").out


def test_the_same_id_is_added_once(outbox: CommandLine, kit: Kit) -> None:
    posting = kit(more={"id": "order 7/1", "user": "MIA", "operator": "Mia", "batch": "am"})

    first, second = outbox.add(posting, posting).objects
    other = outbox.add({**posting, "request": {"ASSEMBLY_ID": "X", "COMPLETED_QTY": "1"}})

    assert (first["added"], second["added"]) == (True, False)
    assert second | {"added": True} == first
    assert (first["user"], first["operator"], first["batch"]) == ("MIA", "Mia", "am")
    assert (other.status, other.objects[0]["refused"]["field"]) == (1, "id")
    assert len(outbox("list", "--json").objects) == 1


@pytest.mark.parametrize(
    ("fields", "field", "fault"),
    [
        ({"ASSEMBLY_ID": ""}, "ASSEMBLY_ID", "missing"),
        ({"COMPLETED_QTY": ""}, "COMPLETED_QTY", "missing"),
        ({"COMPLETED_QTY": 5}, "COMPLETED_QTY", "not-text"),
        ({"COMPLETED_QTY": "1e3"}, "COMPLETED_QTY", "malformed"),
        ({"COMPLETED_QTY": "0"}, "COMPLETED_QTY", "malformed"),
        ({"QTY": "1"}, "QTY", "unknown"),
        ({"AUTH_TOKEN": "x"}, "AUTH_TOKEN", "not-yours"),
        ({"BATCH_NUMBER": "7"}, "BATCH_NUMBER", "not-yours"),
        ({"SERIAL_NUMBER": "A1:B2"}, "SERIAL_NUMBER", "malformed"),
        ({"SERIAL_NUMBER": "A1,A1", "COMPLETED_QTY": "2"}, "SERIAL_NUMBER", "twice"),
        ({"SERIAL_NUMBER": "A1:A3"}, "SERIAL_NUMBER", "count"),
        ({"ACTION_DATE": "20261122"}, "ACTION_DATE", "malformed"),
        ({"EXPIRE_DATE": "2026-02-30"}, "EXPIRE_DATE", "malformed"),
        ({"INCLUDE_SCRAP": "yes"}, "INCLUDE_SCRAP", "malformed"),
        ({"TO_LOCATION": "a\nb"}, "TO_LOCATION", "malformed"),
        ({"TO_LOCATION": "x" * 101}, "TO_LOCATION", "malformed"),
        ({"REFERENCE": "x" * 25}, "REFERENCE", "malformed"),
        ({"COMPONENTS": "PIN"}, "COMPONENTS", "malformed"),
        ({"COMPONENTS": ["PIN"]}, "COMPONENTS[0]", "malformed"),
        ({"COMPONENTS": [{"LOT_ID": "L"}]}, "COMPONENTS[0].COMPONENT_ID", "missing"),
        ({"COMPONENTS": [{"COMPONENT_ID": "A", "QTY": "1"}]}, "COMPONENTS[0].QTY", "unknown"),
        ({"COMPONENTS": [{"COMPONENT_ID": "A"}] * 2}, "COMPONENTS", "twice"),
    ],
)
def test_what_cannot_be_taken_is_named_and_not_kept(
    outbox: CommandLine, kit: Kit, fields: dict[str, Any], field: str, fault: str
) -> None:
    said = outbox.add(kit(**fields))

    assert said.status == 1
    (told,) = said.objects
    assert not told["added"]
    assert (told["refused"]["field"], told["refused"]["fault"]) == (field, fault)
    assert outbox("list", "--json").objects == []


@pytest.mark.parametrize(
    ("posting", "field", "fault"),
    [
        ({"kind": "po-issue", "request": {}}, "kind", "malformed"),
        ({"kind": "po-receipt", "request": {}}, "PO_ID", "missing"),
        ({"request": {}}, "kind", "malformed"),
        ({"kind": "kit-issue"}, "request", "malformed"),
        ({"kind": "kit-issue", "request": [], "id": "1"}, "request", "malformed"),
        ({"kind": "kit-issue", "request": {}, "who": "x"}, "who", "unknown"),
        ({"kind": "kit-issue", "request": {}, "user": 7}, "user", "not-text"),
        ({"kind": "kit-issue", "request": {}, "id": "a\n"}, "id", "malformed"),
        ([], "", "malformed"),
    ],
)
def test_what_is_no_posting_is_refused(
    outbox: CommandLine, posting: object, field: str, fault: str
) -> None:
    (told,) = outbox.add(posting).objects
    assert (told["refused"]["field"], told["refused"]["fault"]) == (field, fault)


def test_one_that_is_refused_keeps_no_other_back(outbox: CommandLine, kit: Kit) -> None:
    said = outbox.add(kit(SERIAL_NUMBER="A1"), kit(QTY="1"), kit(SERIAL_NUMBER="A2"))

    assert said.status == 1
    assert [one["added"] for one in said.objects] == [True, False, True]
    assert said.objects[1]["number"] == 2


def test_a_serial_number_that_waits_already_is_not_taken_twice(
    outbox: CommandLine, kit: Kit
) -> None:
    first, second = outbox.add(kit(SERIAL_NUMBER="A1"), kit(SERIAL_NUMBER="A1")).objects

    assert second["refused"]["field"] == "SERIAL_NUMBER"
    assert first["reference"] in second["refused"]["detail"]


def test_what_is_no_json_is_refused_line_by_line(outbox: CommandLine) -> None:
    file = outbox.home / "junk"
    file.write_bytes(b'{"kind": \xff\n{"kind": 1, "kind": 2}\n[[[[\n' + b"[" * 100_000)
    said = outbox("add", str(file), "--json")

    assert said.status == 1
    assert [one["refused"]["fault"] for one in said.objects] == ["malformed"] * 4


def test_one_object_over_many_lines_is_one_posting(outbox: CommandLine) -> None:
    file = outbox.home / "one.json"
    file.write_text(
        '{\n "kind": "kit-issue",\n "request": {"ASSEMBLY_ID": "X", "COMPLETED_QTY": "2.5"}\n}\n'
    )
    said = outbox("add", str(file))

    assert (said.status, said.err) == (0, "")
    assert said.out.startswith("KB")
    assert said.out.endswith("X x 2.5: added\n")


def test_a_file_that_is_not_there_is_said(outbox: CommandLine) -> None:
    said = outbox("add", str(outbox.home / "nowhere"))
    assert said.status == 2
    assert "nowhere cannot be read: No such file" in said.err


def test_a_file_that_is_too_large_is_said_and_nothing_of_it_taken(
    outbox: CommandLine, kit: Kit
) -> None:
    file = outbox.home / "large.jsonl"
    with file.open("wb") as large:
        large.write(json.dumps(kit()).encode() + b"\n")
        large.truncate(MOST_BYTES + 1)
    said = outbox("add", str(file))
    assert said.status == 2
    assert "large.jsonl cannot be read: File too large" in said.err
    assert outbox("list", "--json").out == ""
