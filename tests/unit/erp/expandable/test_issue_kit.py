"""A kit issue: what is sent, and which answers are surely the answer to it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.kit_issue import ComponentChoice, IssuedComponent, KitIssue, KitIssued
from app.core.problems import ProblemCode, Rejected, Unknown
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Limits, Transport
from tests.unit.erp.expandable.bench import TOKEN, client_of
from tests.unit.erp.servers import JsonServer, Server, Talk, http

SEED = KitIssue(
    assembly_id="MOTOR003",
    quantity=Decimal("5.00"),
    department="0",
    account="300",
    reference="KB7Q2M9XTR",
    action_date=date(2026, 11, 22),
    effective_date=date(2026, 11, 23),
    serials=("GC00004057", "GC00004060", "GC00004061", "GC00004062", "GC00004063"),
    to_stores="MA",
    to_location="ISLE 3/SHELF 2",
)
SENT = {
    "ACTION_DATE": "2026-11-22",
    "EFFECTIVE_DATE": "2026-11-23",
    "ASSEMBLY_ID": "MOTOR003",
    "INCLUDE_SCRAP": "N",
    "COMPLETED_QTY": "5",
    "TO_STORES": "MA",
    "TO_LOCATION": "ISLE 3/SHELF 2",
    "DEPARTMENT": "0",
    "ACCOUNT": "300",
    "REFERENCE": "KB7Q2M9XTR",
    "SERIAL_NUMBER": "GC00004057,GC00004060:GC00004063",
    "AUTH_TOKEN": TOKEN,
}
ANSWER: dict[str, object] = {
    "ACTION_DATE": "2026-11-22",
    "ACTION_TYPE": "KI",
    "ASSEMBLY_ID": "MOTOR003",
    "COMPLETED_QTY": "5.0",
    "REFERENCE": "KB7Q2M9XTR",
    "BATCH_NUMBER": "000123",
    "TXNS_ACCEPTED": "1",
    "COMPONENTS": [
        {
            "COMPONENT_ID": "MOUNT007",
            "PART_DESC": "Mount",
            "KIT_QTY": "10",
            "PART_UM": "EACH",
            "LOT_ID": "MTR3-007-42",
            "STORES_CODE": "MA",
            "STOCK_LOCATION": "ISLE 12/SHELF 1",
            "MULTI_LOC": "Y",
            "PART_AMT": "12.00",
            "SERIAL_NUMBER": "JX00005140:JX00005142,JX00005145",
        }
    ],
}
ISSUED = KitIssued(
    assembly_id="MOTOR003",
    quantity=Decimal(5),
    reference="KB7Q2M9XTR",
    batch_number="000123",
    txns_accepted="1",
    action_date="2026-11-22",
    components=(
        IssuedComponent(
            component_id="MOUNT007",
            description="Mount",
            quantity=Decimal(10),
            unit="EACH",
            lot_id="MTR3-007-42",
            stores="MA",
            location="ISLE 12/SHELF 1",
            serials=("JX00005140", "JX00005141", "JX00005142", "JX00005145"),
        ),
    ),
)


class TestRequest:
    def test_says_what_was_confirmed_and_no_more(self) -> None:
        with client_of(ANSWER) as (client, server):
            assert client.issue_kit(TOKEN, SEED) == ISSUED
            assert server.asked == [("/api/backflush-kit-issue-create", SENT)]

    def test_all_fields(self) -> None:
        full = replace(
            SEED,
            quantity=Decimal("1E+2"),
            assembly_lot="AL-1",
            expires=date(2027, 1, 31),
            include_scrap=True,
            kit_stores="KIT",
            txns_accepted="0",
            components=(
                ComponentChoice("MOUNT007", "MTR3-007-42", "ISLE 12/SHELF 1", ("JX1", "JX2")),
                ComponentChoice("BOLT-M6"),
                ComponentChoice("WASHER-6", location="A 1"),
            ),
        )
        with client_of(ANSWER | {"COMPLETED_QTY": 100}) as (client, server):
            client.issue_kit(TOKEN, full, "000123")
            assert server.asked[0][1] == SENT | {
                "COMPLETED_QTY": "100",
                "ASSEMBLY_LOT": "AL-1",
                "EXPIRE_DATE": "2027-01-31",
                "INCLUDE_SCRAP": "Y",
                "KIT_STORES": "KIT",
                "TXNS_ACCEPTED": "0",
                "BATCH_NUMBER": "000123",
                "COMPONENTS": [
                    {
                        "COMPONENT_ID": "MOUNT007",
                        "LOT_ID": "MTR3-007-42",
                        "STOCK_LOCATION": "ISLE 12/SHELF 1",
                        "SERIAL_NUMBER": "JX1,JX2",
                    },
                    {"COMPONENT_ID": "WASHER-6", "STOCK_LOCATION": "A 1"},
                ],
            }

    def test_is_shown_before_as_it_is_sent_but_for_the_token(self) -> None:
        issue = replace(SEED, to_location="Übergang\u202e<b>%s")
        with client_of(ANSWER) as (client, server):
            shown = client.preview(issue, "000123")
            assert TOKEN not in shown
            assert shown.isascii()
            client.issue_kit(TOKEN, issue, "000123")
            sent = server.asked[0][1]
        assert json.loads(shown) == {name: sent[name] for name in sent if name != "AUTH_TOKEN"}

    @pytest.mark.parametrize("serials", [("A,B",), ("A:B",), ("",), ("A B",), ("A\n",)])
    def test_serials_no_list_can_hold_are_not_sent(self, serials: tuple[str, ...]) -> None:
        for issue in (
            replace(SEED, serials=serials),
            replace(SEED, components=(ComponentChoice("MOUNT007", serials=serials),)),
        ):
            with client_of(ANSWER) as (client, server):
                with pytest.raises(Rejected) as caught:
                    client.issue_kit(TOKEN, issue)
                assert (caught.value.code, caught.value.certain) == (
                    ProblemCode.INVALID_REQUEST,
                    True,
                )
                assert caught.value.__context__ is None
                assert server.asked == []

    def test_each_posting_has_a_fresh_connection(self) -> None:
        with client_of(ANSWER) as (client, server):
            client.issue_kit(TOKEN, SEED)
            client.issue_kit(TOKEN, SEED)
            assert server.connections == 2

    @given(st.decimals(min_value=0, max_value=10**9, places=6))
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
    def test_quantities_are_sent_and_compared_exactly(self, quantity: Decimal) -> None:
        def answer(_path: str, asked: Mapping[str, object]) -> tuple[int, object]:
            return 200, ANSWER | {"COMPLETED_QTY": asked["COMPLETED_QTY"]}

        with JsonServer(answer) as server, Transport(server.root_url) as transport:
            issued = ExpandableClient(transport).issue_kit(TOKEN, replace(SEED, quantity=quantity))
            assert issued.quantity == quantity
            sent = str(server.asked[0][1]["COMPLETED_QTY"])
            assert Decimal(sent) == quantity
            assert "E" not in sent


class TestAnswer:
    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("REFERENCE", "KB7Q2M9XTS"),
            ("REFERENCE", "KB7Q2M9XTR night shift"),
            ("ASSEMBLY_ID", "MOTOR0031"),
            ("ASSEMBLY_ID", ""),
            ("COMPLETED_QTY", "4"),
            ("COMPLETED_QTY", 50),
            ("COMPLETED_QTY", ""),
            ("COMPLETED_QTY", "five"),
            ("COMPLETED_QTY", "NaN"),
            ("BATCH_NUMBER", []),
            ("COMPONENTS", None),
            ("COMPONENTS", {}),
            ("COMPONENTS", [7]),
            ("COMPONENTS", [{}]),
            ("COMPONENTS", [{"COMPONENT_ID": "MOUNT007"}]),
            ("COMPONENTS", [{"COMPONENT_ID": "M", "KIT_QTY": "1", "SERIAL_NUMBER": "B9:A1"}]),
            ("COMPONENTS", [{"COMPONENT_ID": "M", "KIT_QTY": "1", "SERIAL_NUMBER": "1:999999999"}]),
        ],
    )
    def test_that_is_not_surely_ours_is_unknown(self, field: str, said: object) -> None:
        with client_of(ANSWER | {field: said}) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.issue_kit(TOKEN, SEED)
            assert caught.value.code is ProblemCode.FOREIGN_ANSWER

    @pytest.mark.parametrize("said", ["kb7q2m9xtr", "KB7Q2", "", None, "see note"])
    def test_an_erp_that_makes_something_else_of_our_reference_is_told_apart(
        self, said: object
    ) -> None:
        with client_of(ANSWER | {"REFERENCE": said}) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.issue_kit(TOKEN, SEED)
            assert caught.value.code is ProblemCode.OTHER_REFERENCE

    @pytest.mark.parametrize("field", ["REFERENCE", "ASSEMBLY_ID", "COMPLETED_QTY", "COMPONENTS"])
    def test_without_a_field(self, field: str) -> None:
        answer = {name: value for name, value in ANSWER.items() if name != field}
        with client_of(answer) as (client, _), pytest.raises(Unknown):
            client.issue_kit(TOKEN, SEED)

    @pytest.mark.parametrize("answer", [[], None, "KB7Q2M9XTR", [ANSWER], {"MESSAGE": "no"}])
    def test_of_another_shape(self, answer: object) -> None:
        with client_of(answer) as (client, _), pytest.raises(Unknown):
            client.issue_kit(TOKEN, SEED)

    def test_with_numbers_and_blanks(self) -> None:
        answer = ANSWER | {"COMPLETED_QTY": 5, "REFERENCE": "KB7Q2M9XTR  ", "BATCH_NUMBER": 123}
        with client_of(answer) as (client, _):
            assert client.issue_kit(TOKEN, SEED) == replace(ISSUED, batch_number="123")

    def test_refusal(self) -> None:
        said = {"MESSAGE": "GC00004057 already exists", "MESSAGE_CODE": ""}
        with client_of(said, 500) as (client, _):
            with pytest.raises(Rejected) as caught:
                client.issue_kit(TOKEN, SEED)
            assert caught.value.code is ProblemCode.RULE
            assert not caught.value.certain

    @pytest.mark.parametrize(
        ("message", "sent", "code"),
        [
            ("BATCH_NUMBER 000123 is unknown.", "000123", ProblemCode.UNKNOWN_BATCH),
            ("Unknown BATCH_NUMBER '000123'.", "000123", ProblemCode.UNKNOWN_BATCH),
            ("SERIAL_NUMBER GC00004061 already exists.", "000123", ProblemCode.SERIAL_EXISTS),
            ("SERIAL_NUMBER GC00009999 already exists.", "000123", ProblemCode.RULE),
            ("BATCH_NUMBER 000123 is unknown.", "", ProblemCode.RULE),
            ("BATCH_NUMBER 000123 is unknown.", "00012", ProblemCode.RULE),
            ("SERIAL_NUMBER 000123 exists already.", "000123", ProblemCode.RULE),
            ("MY_BATCH_NUMBER 000123 is unknown.", "000123", ProblemCode.RULE),
        ],
    )
    def test_refusal_of_the_batch_number_that_was_sent(
        self, message: str, sent: str, code: ProblemCode
    ) -> None:
        with client_of({"MESSAGE": message, "MESSAGE_CODE": ""}, 500) as (client, _):
            with pytest.raises(Rejected) as caught:
                client.issue_kit(TOKEN, SEED, sent)
            assert (caught.value.code, caught.value.detail) == (code, message)
            assert not caught.value.certain

    @pytest.mark.parametrize(
        "answer",
        [
            http(200, '{"REFERENCE": "KB7Q2M9XTR", "REFERENCE": "KB00000000"}'),
            http(200, "<html></html>"),
            http(200, '{"REFERENCE": "KB7Q', length=900),
            http(200, ""),
            http(200, b"[" * 200_000),
            http(200, b"", length=17 * 1024 * 1024),
            http(502, "{}"),
            http(302, "{}", head="Location: /elsewhere\r\n"),
            b"",
        ],
        ids=["twice", "page", "truncated", "empty", "nested", "large", "502", "302", "dropped"],
    )
    def test_that_cannot_be_trusted(self, answer: bytes) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.send(answer)

        with (
            Server(script) as server,
            Transport(server.root_url) as transport,
            pytest.raises(Unknown),
        ):
            ExpandableClient(transport).issue_kit(TOKEN, SEED)

    def test_time_out(self) -> None:
        with (
            Server(Talk.until_hung_up) as server,
            Transport(server.root_url, limits=Limits(posting=0.3, query=60)) as transport,
            pytest.raises(Unknown) as caught,
        ):
            ExpandableClient(transport).issue_kit(TOKEN, SEED)
        assert caught.value.code is ProblemCode.TIMEOUT
