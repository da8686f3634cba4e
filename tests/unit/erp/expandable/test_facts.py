"""The facts of a kit, in few requests, from a small ERP of parts and bills."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.core.problems import ProblemCode, Rejected
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.facts import find, read_kit_facts
from app.erp.transport import Transport
from tests.unit.erp.expandable.bench import TOKEN
from tests.unit.erp.servers import JsonServer

NOW = datetime(2026, 11, 22, 16, 8, tzinfo=UTC)
KEYED_BY = {
    "part-query": "PART_ID",
    "bill-of-material-query": "ASSEMBLY_ID",
    "lot-query": "PART_ID",
    "stock-status-query": "PART_ID",
    "multiple-location-query": "PART_ID",
    "serial-number-query": "PART_ID",
}


@dataclass
class SmallErp:
    """Rows by call; answers any criteria by the keys in them."""

    rows: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {call: [] for call in KEYED_BY}
    )

    def bill(self, assembly_id: str, *components: str, phantoms: tuple[str, ...] = ()) -> None:
        for component_id in (*components, *phantoms):
            self.rows["bill-of-material-query"].append(
                {
                    "ASSEMBLY_ID": assembly_id,
                    "COMPONENT_ID": component_id,
                    "REQUIRED_QTY": "2",
                    "BILLS_TYPE": "P" if component_id in phantoms else "",
                }
            )

    def part(self, part_id: str, control: str = "") -> None:
        """Stocked in MA; `control` of L (lot), S (serial), M (several locations)."""
        self.rows["part-query"].append(
            {
                "PART_ID": part_id,
                "LOT_CONTROL": "Y" if "L" in control else "N",
                "SN_REQD_INV": "Y" if "S" in control else "N",
            }
        )
        at = {"PART_ID": part_id, "STORES_CODE": "MA", "STOCK_LOCATION": "A 1"}
        counted = at | {"ON_HAND_QTY": "9"}
        several = {"MULTI_LOC": "Y" if "M" in control else "N"}
        self.rows["stock-status-query"].append(counted | several)
        self.rows["multiple-location-query"].append(counted)
        self.rows["lot-query"].append(counted | {"LOT_ID": f"{part_id}-LOT", "LOT_STATUS": "A"})
        self.rows["serial-number-query"].append(
            at | {"SERIAL_NUMBER": f"{part_id}-SN", "SN_STATUS": "A"}
        )

    def answer(self, path: str, asked: Mapping[str, object]) -> tuple[int, object]:
        rows = self.rows[path.removeprefix("/api/")]
        wanted = {name: _keys(str(said)) for name, said in asked.items() if name != "AUTH_TOKEN"}
        return 200, [row for row in rows if all(row[name] in wanted[name] for name in wanted)]


def _keys(criterion: str) -> set[str]:
    quoted = re.findall("'([^']*)'", criterion)
    return set(quoted) if criterion.startswith("IN ") else {criterion}


@contextmanager
def served(erp: SmallErp) -> Iterator[tuple[ExpandableClient, JsonServer]]:
    with JsonServer(erp.answer) as server, Transport(server.root_url) as transport:
        yield ExpandableClient(transport), server


def calls(server: JsonServer) -> list[str]:
    return [path.removeprefix("/api/") for path, _ in server.asked]


def test_kit_of_fifty_lines_with_everything_costs_eight_requests() -> None:
    erp = SmallErp()
    lines = [f"C{number}" for number in range(48)]
    erp.bill("KIT", *lines, phantoms=("PH1", "PH2"))
    erp.bill("PH1", "C0", "D1", phantoms=("PH3",))
    erp.bill("PH2", "D2")
    erp.bill("PH3", "D3")
    erp.part("KIT", "S")
    for number, part_id in enumerate([*lines, "D1", "D2", "D3"]):
        erp.part(part_id, "LSM"[number % 3])
    for phantom in ("PH1", "PH2", "PH3"):
        erp.part(phantom, "LSM")
    with served(erp) as (client, server):
        facts = read_kit_facts(client, TOKEN, "KIT", NOW)
        assert len(server.asked) <= 8
        assert calls(server).count("bill-of-material-query") == 3
    assert facts.assembly_id == "KIT"
    assert facts.read_at == NOW
    assert set(facts.bom) == {"KIT", "PH1", "PH2", "PH3"}
    assert len(facts.bom["KIT"]) == 50
    assert [row.component_id for row in facts.bom["PH1"]] == ["C0", "D1", "PH3"]
    assert set(facts.parts) == {"KIT", *lines, "D1", "D2", "D3", "PH1", "PH2", "PH3"}
    issued = [*lines, "D1", "D2", "D3"]
    assert set(facts.stock) == set(issued)  # a phantom isn't issued
    assert set(facts.lots) == set(issued[0::3])
    assert set(facts.serials) == set(issued[1::3])
    assert set(facts.locations) == set(issued[2::3])
    assert facts.stock["C2"][0].multi_location
    assert facts.locations["C2"][0].on_hand == Decimal(9)
    assert facts.lots["C0"][0].lot_id == "C0-LOT"
    assert facts.serials["C1"][0].serial == "C1-SN"


def test_plain_kit_asks_no_more_than_it_must() -> None:
    erp = SmallErp()
    erp.bill("KIT", "A", "B")
    for part_id in ("KIT", "A", "B"):
        erp.part(part_id)
    with served(erp) as (client, server):
        read_kit_facts(client, TOKEN, "KIT", NOW)
        assert calls(server) == ["bill-of-material-query", "part-query", "stock-status-query"]


def test_unknown_assembly() -> None:
    with served(SmallErp()) as (client, _):
        facts = read_kit_facts(client, TOKEN, "NONE", NOW)
    assert facts.bom == {"NONE": ()}
    assert facts.parts == {}


@pytest.mark.parametrize("last", ["KIT", "PH1", "PH2"])
def test_bill_that_holds_itself_comes_to_an_end(last: str) -> None:
    erp = SmallErp()
    erp.bill("KIT", phantoms=("PH1",))
    erp.bill("PH1", phantoms=("PH2",))
    erp.bill("PH2", "A", phantoms=(last,))
    with served(erp) as (client, server):
        facts = read_kit_facts(client, TOKEN, "KIT", NOW)
        assert calls(server).count("bill-of-material-query") == 3
    assert set(facts.bom) == {"KIT", "PH1", "PH2"}
    assert facts.bom["PH2"][-1].component_id == last


def test_component_that_is_a_phantom_on_one_row_only_is_issued_as_well() -> None:
    erp = SmallErp()
    erp.bill("KIT", "SUB")
    erp.bill("KIT", phantoms=("SUB",))
    erp.bill("SUB", "A")
    erp.part("SUB", "L")
    with served(erp) as (client, _):
        facts = read_kit_facts(client, TOKEN, "KIT", NOW)
    assert set(facts.bom) == {"KIT", "SUB"}
    assert set(facts.lots) == {"SUB"}


def test_two_thousand_components() -> None:
    erp = SmallErp()
    lines = [f"PART-{number:05}" for number in range(2_000)]
    erp.bill("LARGE", *lines)
    for part_id in ("LARGE", *lines):
        erp.part(part_id)
    with served(erp) as (client, server):
        facts = read_kit_facts(client, TOKEN, "LARGE", NOW)
        assert len(server.asked) == 1 + 11 + 10
    assert len(facts.parts) == 2_001
    assert len(facts.stock) == 2_000


def test_component_that_cannot_be_asked_for_is_named() -> None:
    erp = SmallErp()
    erp.bill("KIT", "BOLT_6")
    with served(erp) as (client, _):
        with pytest.raises(Rejected) as caught:
            read_kit_facts(client, TOKEN, "KIT", NOW)
        assert (caught.value.code, caught.value.detail) == (ProblemCode.UNSAFE_KEY, "BOLT_6")


def test_find_names_all_that_is_called_so() -> None:
    erp = SmallErp()
    erp.part("X", "LS")
    for call, name in (("lot-query", "LOT_ID"), ("serial-number-query", "SERIAL_NUMBER")):
        erp.rows[call][0][name] = "X"
        erp.rows[call].append(erp.rows[call][0] | {"PART_ID": "Y"})
        erp.rows[call].append(erp.rows[call][0] | {name: "XX"})
    with served(erp) as (client, server):
        found = find(client, TOKEN, "X")
        assert len(server.asked) == 3
    assert found.text == "X"
    assert [part.part_id for part in found.parts] == ["X"]
    assert [(lot.part_id, lot.lot_id) for lot in found.lots] == [("X", "X"), ("Y", "X")]
    assert [one.part_id for one in found.serials] == ["X", "Y"]


def test_find_nothing() -> None:
    with served(SmallErp()) as (client, _):
        found = find(client, TOKEN, "NOTHING")
    assert (found.parts, found.lots, found.serials) == ((), (), ())
