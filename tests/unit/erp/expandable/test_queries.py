"""Each query, as it is asked and as its rows are read, over real HTTP."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from app.core.facts import (
    BomRow,
    LocationStock,
    LotStatus,
    LotStock,
    Part,
    SerialRecord,
    SerialStatus,
    StoresStock,
)
from app.core.problems import ProblemCode, Rejected, Unknown
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.overrides import configured
from app.erp.transport import Limits, Transport
from tests.unit.erp.expandable.bench import LOT, TOKEN, client_of
from tests.unit.erp.servers import JsonServer


class TestQueries:
    def test_parts(self) -> None:
        row = {
            "PART_ID": "MOTOR003",
            "PART_DESC": "Motor, 3 phase ",
            "PART_UM": "EACH",
            "LOT_CONTROL": "N",
            "SN_REQD_INV": "Y",
            "DEF_STORES_CODE": "MA",
        }
        with client_of([row]) as (client, server):
            assert client.parts(TOKEN, ["MOTOR003"]) == (
                Part("MOTOR003", "Motor, 3 phase", "EACH", False, True, "MA"),
            )
            assert server.asked == [
                ("/api/part-query", {"AUTH_TOKEN": TOKEN, "PART_ID": "MOTOR003"})
            ]

    def test_bom(self) -> None:
        row = {
            "ASSEMBLY_ID": "PUMP002",
            "COMPONENT_ID": "BOLT-M6",
            "DWG_ITEM_CODE": "0001",
            "REQUIRED_QTY": "4",
            "START_DATE": "2016-01-11",
            "END_DATE": "",
            "BILLS_TYPE": "P",
            "SCRAP_FACTOR": "0.05",
            "KIT_STORES": "KIT",
        }
        bare = {"ASSEMBLY_ID": "PUMP002", "COMPONENT_ID": "X", "REQUIRED_QTY": 1.5}
        with client_of([row, bare]) as (client, server):
            assert client.bom(TOKEN, ["PUMP002"]) == (
                BomRow(
                    "PUMP002",
                    "BOLT-M6",
                    "0001",
                    Decimal(4),
                    date(2016, 1, 11),
                    None,
                    True,
                    Decimal("0.05"),
                    "KIT",
                ),
                BomRow("PUMP002", "X", "", Decimal("1.5")),
            )
            assert server.asked == [
                ("/api/bill-of-material-query", {"AUTH_TOKEN": TOKEN, "ASSEMBLY_ID": "PUMP002"})
            ]

    def test_lots(self) -> None:
        unknown = {name: LOT[name] for name in ("PART_ID", "LOT_ID")} | {"LOT_STATUS": "H"}
        with client_of([LOT, unknown]) as (client, server):
            assert client.lots(TOKEN, ["MOUNT007"]) == (
                LotStock(
                    "MOUNT007",
                    "MTR3-007-42",
                    LotStatus.ACTIVE,
                    date(2015, 6, 8),
                    "MA",
                    "ISLE 3/SHELF 2",
                    Decimal("12.5"),
                ),
                LotStock("MOUNT007", "MTR3-007-42", LotStatus.HOLD, None, "", "", None),
            )
            assert client.lots_named(TOKEN, "MTR3-007-42") == client.lots(TOKEN, ["MOUNT007"])
            assert server.asked[1] == (
                "/api/lot-query",
                {"AUTH_TOKEN": TOKEN, "LOT_ID": "MTR3-007-42"},
            )

    def test_a_lot_of_one_part_is_asked_by_both_and_found_by_its_mark(self) -> None:
        others = LOT | {"PART_ID": "PUMP002"}
        renamed = LOT | {"LOT_ID": "MTR", "TXN_NOTE": "KB7Q2M4XD9 night"}
        with client_of([LOT, others, renamed]) as (client, server):
            found = client.lots_named(TOKEN, "MTR3-007-42", "MOUNT007", reference="KB7Q2M4XD9")
            assert [one.lot_id for one in found] == ["MTR3-007-42", "MTR"]
            assert server.asked[0][1] == {
                "AUTH_TOKEN": TOKEN,
                "PART_ID": "MOUNT007",
                "LOT_ID": "MTR3-007-42",
            }

    def test_stock(self) -> None:
        rows = [
            {"PART_ID": "P", "STORES_CODE": "MA", "MULTI_LOC": "Y", "ON_HAND_QTY": 7},
            {"PART_ID": "P", "STORES_CODE": "MS", "STOCK_LOCATION": "A 1", "ON_HAND_QTY": ""},
        ]
        with client_of(rows) as (client, server):
            assert client.stock(TOKEN, ["P"]) == (
                StoresStock("P", "MA", "", True, Decimal(7)),
                StoresStock("P", "MS", "A 1", False, None),
            )
            assert server.asked[0][0] == "/api/stock-status-query"

    def test_locations(self) -> None:
        row = {
            "STORES_CODE": "MS",
            "PART_ID": "MOTOR003",
            "STOCK_LOCATION": "ISLE 5/SHELF 2",
            "ON_HAND_QTY": "-3",
        }
        with client_of([row]) as (client, server):
            assert client.locations(TOKEN, ["MOTOR003"]) == (
                LocationStock("MOTOR003", "MS", "ISLE 5/SHELF 2", Decimal(-3)),
            )
            assert server.asked[0][0] == "/api/multiple-location-query"

    def test_serials(self) -> None:
        row = {
            "PART_ID": "MOTOR003",
            "SERIAL_NUMBER": "GC00004057",
            "SN_STATUS": "S",
            "LOT_ID": "L",
            "STORES_CODE": "MA",
            "STOCK_LOCATION": "A 1",
            "REFERENCE": "KB01234567",
        }
        known = SerialRecord(
            "MOTOR003", "GC00004057", SerialStatus.SHIPPED, "MA", "A 1", "L", "KB01234567"
        )
        other = row | {"PART_ID": "MOTOR0031"}
        in_stock = row | {"SERIAL_NUMBER": "GC1", "SN_STATUS": "A"}
        with client_of([row, other, in_stock]) as (client, server):
            assert client.serials(TOKEN, "MOTOR003", ["GC00004057", "GC00004058"]) == (known,)
            assert [one.part_id for one in client.serials_named(TOKEN, "GC00004057")] == [
                "MOTOR003",
                "MOTOR0031",
            ]
            assert [one.serial for one in client.serials_in_stock(TOKEN, ["MOTOR003"])] == ["GC1"]
            path = "/api/serial-number-query"
            assert server.asked == [
                (
                    path,
                    {
                        "AUTH_TOKEN": TOKEN,
                        "PART_ID": "MOTOR003",
                        "SERIAL_NUMBER": "IN 'GC00004057','GC00004058'",
                    },
                ),
                (path, {"AUTH_TOKEN": TOKEN, "SERIAL_NUMBER": "GC00004057"}),
                (path, {"AUTH_TOKEN": TOKEN, "SN_STATUS": "A", "PART_ID": "MOTOR003"}),
            ]

    def test_a_match_of_the_query_is_no_match(self) -> None:
        rows = [
            LOT | {"PART_ID": part_id}
            for part_id in ("MOUNT007", "mount007", "MOUNT0077", "MOUNT00", "", None, 7)
        ]
        with client_of(rows) as (client, _):
            assert [lot.part_id for lot in client.lots(TOKEN, ["MOUNT007"])] == ["MOUNT007"]

    def test_no_keys_ask_nothing(self) -> None:
        with client_of([]) as (client, server):
            assert client.parts(TOKEN, []) == ()
            assert client.serials(TOKEN, "P", ()) == ()
            assert server.asked == []

    def test_unsafe_keys_ask_nothing(self) -> None:
        with client_of([]) as (client, server):
            for ask in (
                lambda: client.parts(TOKEN, ["GOOD", "MOTOR%"]),
                lambda: client.bom(TOKEN, [">0"]),
                lambda: client.lots_named(TOKEN, "IN A,B"),
                lambda: client.serials(TOKEN, "PART_1", ["S1"]),
                lambda: client.serials(TOKEN, "PART1", ["S_1"]),
                lambda: client.serials_named(TOKEN, ""),
            ):
                with pytest.raises(Rejected) as caught:
                    ask()
                assert caught.value.code is ProblemCode.UNSAFE_KEY
            assert server.asked == []

    def test_many_keys_in_chunks(self) -> None:
        part_ids = [f"P{number}" for number in range(450)]

        def answer(_path: str, asked: Mapping[str, object]) -> tuple[int, object]:
            keys = str(asked["PART_ID"]).removeprefix("IN ").replace("'", "").split(",")
            return 200, [{"PART_ID": key} for key in keys]

        with (
            JsonServer(answer) as server,
            Transport(server.root_url) as transport,
        ):
            parts = ExpandableClient(transport).parts(TOKEN, part_ids)
            assert [part.part_id for part in parts] == part_ids
            assert len(server.asked) == 3

    def test_portion_with_too_large_an_answer_is_halved(self) -> None:
        def answer(_path: str, asked: Mapping[str, object]) -> tuple[int, object]:
            keys = str(asked["PART_ID"]).removeprefix("IN ").replace("'", "").split(",")
            return 200, [{"PART_ID": key, "PART_DESC": "x" * 300} for key in keys]

        part_ids = [f"P{number}" for number in range(20)]
        with (
            JsonServer(answer) as server,
            Transport(server.root_url, limits=Limits(answer_bytes=2000)) as transport,
        ):
            parts = ExpandableClient(transport).parts(TOKEN, part_ids)
            assert [part.part_id for part in parts] == part_ids
            assert len(server.asked) == 7

    def test_one_key_with_too_large_an_answer(self) -> None:
        rows = [{"PART_ID": "P", "PART_DESC": "x" * 3000}]
        with client_of(rows, limits=Limits(answer_bytes=2000)) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.parts(TOKEN, ["P"])
            assert caught.value.code is ProblemCode.TOO_LARGE


def test_another_servers_names() -> None:
    wire, bad = configured(
        {
            "lot-query": "/erp/lots",
            "lot-query.answer.ON_HAND_QTY": "ONHAND",
            "lot-query.answer.LOT_STATUS.Q": "H",
            "part-query.request.PART_ID": "ITEM",
            "part-query.answer.PART_ID": "ITEM_NO",
            "serial-number-query.request.SN_STATUS.IN": "A",
        }
    )
    assert bad == ()
    lot = {key: value for key, value in LOT.items() if key != "ON_HAND_QTY"}
    rows = [lot | {"ONHAND": 5, "LOT_STATUS": "Q", "ITEM_NO": "MOUNT007"}]
    with client_of(rows, wire=wire) as (client, server):
        (found,) = client.lots(TOKEN, ["MOUNT007"])
        assert (found.on_hand, found.status) == (Decimal(5), LotStatus.HOLD)
        assert [part.part_id for part in client.parts(TOKEN, ["MOUNT007"])] == ["MOUNT007"]
        client.serials_in_stock(TOKEN, ["NONE"])
        assert server.asked == [
            ("/erp/lots", {"AUTH_TOKEN": TOKEN, "PART_ID": "MOUNT007"}),
            ("/api/part-query", {"AUTH_TOKEN": TOKEN, "ITEM": "MOUNT007"}),
            (
                "/api/serial-number-query",
                {"AUTH_TOKEN": TOKEN, "SN_STATUS": "IN", "PART_ID": "NONE"},
            ),
        ]
