"""Purchase orders and receipts: the client against the strict training ERP, and odd answers."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from app.core.posting import new_reference
from app.core.problems import ProblemCode, Rejected, Unknown
from app.core.receipt import Receipt, ReceivedLine
from app.core.receipt_facts import OrderStatus
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.order_facts import read_order_facts
from app.erp.expandable.overrides import configured
from app.erp.transport import Transport
from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from tests.support.training import NewTrainingServer
from tests.unit.erp.expandable.bench import TOKEN, client_of

NOW = datetime(2026, 11, 22, 16, 8, 9)  # noqa: DTZ001 - the ERP's local time has no zone
D = Decimal


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with NewTrainingServer(strict=True, now=lambda: NOW) as server:
        yield server.url


@pytest.fixture
def client(url: str) -> Iterator[ExpandableClient]:
    with Transport(url) as transport:
        yield ExpandableClient(transport)


@pytest.fixture
def token(client: ExpandableClient) -> str:
    return client.auth_token(client.data_sources()[0], "APIUSER", "password")


def receipt(order_number: str, *lines: ReceivedLine, **fields: Any) -> Receipt:
    return Receipt(order_number, lines, new_reference(), NOW.date(), **fields)


class TestTrainingErp:
    def test_an_order_and_its_lines(self, client: ExpandableClient, token: str) -> None:
        order = client.purchase_order(token, "100433")

        assert order is not None
        assert (order.vendor_id, order.status) == ("VOLTEX", OrderStatus.OPEN)
        reel = order.lines[0]
        assert (reel.number, reel.part_id) == ("1", "RES-10K")
        assert (reel.vendor_part, reel.mfg_id, reel.mfg_part) == (
            "VX-R10K-RL", "OHMIC", "RC0603-10K-1",
        )  # fmt: skip
        assert [reel.ordered, reel.received, reel.open, reel.most] == [4, 1, 3, 4]
        assert (reel.buy_unit, reel.stock_unit) == ("REEL", "EACH")
        assert reel.stock_quantity(D(3)) == 15_000
        assert reel.promised == date(2026, 11, 23)
        assert reel.lot_controlled
        assert not reel.serial_controlled
        assert order.lines[1].most == 21

    def test_orders_in_every_status_and_none(self, client: ExpandableClient, token: str) -> None:
        found = {
            number: client.purchase_order(token, number)
            for number in ("100438", "100439", "100437", "NO SUCH")
        }

        assert found["NO SUCH"] is None
        assert [order.status for order in found.values() if order] == [
            OrderStatus.CLOSED, OrderStatus.CANCELLED, OrderStatus.OPEN,
        ]  # fmt: skip
        short = found["100437"]
        assert short is not None
        assert [[line.open, line.room] for line in short.lines] == [[0, 0], [0, 0], [50, 50]]

    def test_an_order_of_2000_lines(self, client: ExpandableClient, token: str) -> None:
        order = client.purchase_order(token, "100500")

        assert order is not None
        assert [line.number for line in order.lines] == [str(one) for one in range(1, 2001)]

    def test_the_facts_of_an_order(self, client: ExpandableClient, token: str) -> None:
        facts = read_order_facts(client, token, "100433", NOW)

        assert (facts.subject, facts.read_at, facts.known) == ("100433", NOW, True)
        assert facts.order == client.purchase_order(token, "100433")
        assert facts.receipts == client.receipts_of(token, "100433") != ()
        assert {part_id for part_id, lots in facts.lots.items() if lots} == {"RES-10K"}
        assert not read_order_facts(client, token, "NO SUCH", NOW).known

    def test_a_number_that_would_be_a_pattern_is_not_asked_for(
        self, client: ExpandableClient, token: str
    ) -> None:
        for ask in (client.purchase_order, client.receipts_of):
            with pytest.raises(Rejected) as caught:
                ask(token, "1004%")
            assert caught.value.code is ProblemCode.UNSAFE_KEY

    def test_a_receipt_of_lots_serials_and_reels(
        self, client: ExpandableClient, token: str
    ) -> None:
        slip = "LS-100"
        first = receipt(
            "100433",
            ReceivedLine("1", D("1.0"), lot_id="R-1", mfg_lot_id="M/1", expires=date(2029, 1, 31)),
            ReceivedLine("1", D("0.5"), lot_id="R-2"),
            ReceivedLine("2", D(3)),
            packing_slip=slip,
        )
        entered = client.receive(token, first)

        assert (entered.order_number, entered.reference) == ("100433", first.reference)
        assert entered.action_date == "2026-11-22"
        assert [line.quantity for line in entered.lines] == [1, D("0.5"), 3]
        assert [(line.received, line.open) for line in entered.lines] == [
            (D("2.5"), D("1.5")), (D("2.5"), D("1.5")), (3, 17),
        ]  # fmt: skip
        assert entered.lines[0].expires == date(2029, 1, 31)
        assert entered.lines[0].stores == "MS"

        motors = ("XYZ-1", "XYZ-2", "XYZ-3")
        second = receipt("123456", ReceivedLine("1", D(3), serials=motors))
        continued = client.receive(token, second, entered.batch_number)
        assert continued.batch_number == entered.batch_number
        assert continued.lines[0].serials == motors

        known = client.receipts_of(token, "100433")
        ours = [one for one in known if one.reference == first.reference]
        assert [(one.line_number, one.quantity, one.lot_id) for one in ours] == [
            ("1", 1, "R-1"), ("1", D("0.5"), "R-2"), ("2", 3, ""),
        ]  # fmt: skip
        assert {one.packing_slip for one in known} == {slip, "VX-550071"}
        assert {one.receipt_id for one in ours} == {line.receipt_id for line in entered.lines}
        (of_motors,) = client.receipts_of(token, "123456")
        assert (of_motors.serials, of_motors.batch_number) == (motors, entered.batch_number)
        assert client.receipts_of(token, "100452") == ()

    def test_refusals_keep_the_erp_s_words_and_name_the_rule(
        self, client: ExpandableClient, token: str
    ) -> None:
        screws = ReceivedLine("1", D(1))
        taken = ReceivedLine("1", D(2), serials=("D7-00900", "D7-00101"))
        cases = [
            (receipt("100438", screws), "", ProblemCode.RULE, "100438 is closed"),
            (receipt("100446", screws), "999999", ProblemCode.UNKNOWN_BATCH, "999999"),
            (receipt("100435", taken), "", ProblemCode.SERIAL_EXISTS, "D7-00101"),
            (receipt("100446", replace(screws, quantity=D(2201))), "", ProblemCode.RULE, "2201"),
        ]
        for refused, batch, code, words in cases:
            with pytest.raises(Rejected) as caught:
                client.receive(token, refused, batch)
            assert (caught.value.code, caught.value.certain) == (code, False)
            assert words in caught.value.detail

    def test_serial_numbers_that_a_list_can_t_express_are_not_sent(
        self, client: ExpandableClient, token: str
    ) -> None:
        with pytest.raises(Rejected) as caught:
            client.receive(token, receipt("100435", ReceivedLine("1", D(1), serials=("A,B",))))
        assert caught.value.certain
        assert client.receipts_of(token, "100435") == ()


def test_what_became_of_a_lost_answer_is_on_record() -> None:
    dial = FaultDial("drop: after, once, on=posting; drop: once, on=posting")
    inner = NewTrainingServer(strict=True, now=lambda: NOW)
    done, undone = (receipt("100446", ReceivedLine("1", D(5))) for _ in range(2))
    with FaultyServer(inner, dial, "127.0.0.1", 0) as server, Transport(server.url) as transport:
        client = ExpandableClient(transport)
        token = client.auth_token(client.data_sources()[0], "APIUSER", "password")
        for lost in (done, undone):
            with pytest.raises(Unknown):
                client.receive(token, lost)
        known = client.receipts_of(token, "100446")

    assert [(one.reference, one.quantity) for one in known] == [(done.reference, D(5))]


LINE = {"LINE_NUMBER": "1", "PART_ID": "P", "ORDER_QTY": "10"}
ORDER = {"PO_ID": "7", "PO_STATUS": "O", "LINES": [LINE]}


class TestOddOrders:
    def test_what_the_erp_leaves_out(self) -> None:
        with client_of([ORDER]) as (client, _):
            order = client.purchase_order(TOKEN, "7")

        assert order is not None
        (line,) = order.lines
        assert (line.buy_unit, line.stock_unit, line.promised) == ("EACH", "EACH", None)
        assert [line.stock_per_unit, line.received, line.open, line.most] == [1, 0, 10, 10]

    def test_numbers_and_foreign_orders_beside_it(self) -> None:
        told = {**ORDER, "LINES": [{**LINE, "LINE_NUMBER": 1, "OVER_RECEIPT_PCT": 2.5}]}
        with client_of([{**ORDER, "PO_ID": "77"}, told]) as (client, server):
            order = client.purchase_order(TOKEN, "7")

        assert order is not None
        assert (order.number, order.lines[0].number) == ("7", "1")
        assert order.lines[0].most == D("10.25")
        assert [asked for _, asked in server.asked] == [{"PO_ID": "7", "AUTH_TOKEN": TOKEN}]

    @pytest.mark.parametrize(
        "change",
        [
            {"PO_STATUS": "?"},
            {"LINES": "none"},
            {"LINES": [{**LINE, "LINE_NUMBER": ""}]},
            {"LINES": [{**LINE, "ORDER_QTY": "many"}]},
            {"LINES": [{**LINE, "BUY_CONV": "0"}]},
            {"LINES": [{**LINE, "LINE_STATUS": "Q"}]},
            {"LINES": [{**LINE, "PROMISE_DATE": "soon"}]},
        ],
    )
    def test_what_can_not_be_read_is_no_order(self, change: dict[str, object]) -> None:
        with client_of([{**ORDER, **change}]) as (client, _), pytest.raises(Unknown) as caught:
            client.purchase_order(TOKEN, "7")
        assert caught.value.code is ProblemCode.FOREIGN_ANSWER

    def test_a_station_s_own_names_and_codes(self) -> None:
        wire, bad = configured(
            {
                "purchase-order-query": "/api/po-query",
                "purchase-order-query.answer.PO_STATUS.OPEN": "O",
                "purchase-order-query.answer.LINES": "PO_LINES",
                "purchase-order-query.answer.LINES.ORDER_QTY": "QTY",
            }
        )
        line = {"LINE_NUMBER": "1", "PART_ID": "P", "QTY": "5"}
        answer = [{"PO_ID": "7", "PO_STATUS": "OPEN", "PO_LINES": [line]}]
        with client_of(answer, wire=wire) as (client, _):
            order = client.purchase_order(TOKEN, "7")

        assert bad == ()
        assert order is not None
        assert order.lines[0].ordered == 5


class TestOddAnswers:
    asked = receipt("7", ReceivedLine("1", D(2), lot_id="L"), ReceivedLine("1", D(3), lot_id="M"))

    def answer(self, **change: object) -> dict[str, object]:
        line = {"LINE_NUMBER": "1", "QUANTITY": "5"}
        return {"PO_ID": "7", "REFERENCE": self.asked.reference, "LINES": [line], **change}

    def test_entries_of_a_line_may_be_told_together(self) -> None:
        with client_of(self.answer()) as (client, server):
            entered = client.receive(TOKEN, self.asked)

        assert [line.quantity for line in entered.lines] == [5]
        assert [asked for _, asked in server.asked] == [
            {
                "PO_ID": "7",
                "ACTION_DATE": "2026-11-22",
                "REFERENCE": self.asked.reference,
                "LINES": [
                    {"LINE_NUMBER": "1", "QUANTITY": "2", "LOT_ID": "L"},
                    {"LINE_NUMBER": "1", "QUANTITY": "3", "LOT_ID": "M"},
                ],
                "AUTH_TOKEN": TOKEN,
            }
        ]

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"PO_ID": "8"}, ProblemCode.FOREIGN_ANSWER),
            ({"LINES": []}, ProblemCode.FOREIGN_ANSWER),
            ({"LINES": [{"LINE_NUMBER": "1", "QUANTITY": "4"}]}, ProblemCode.FOREIGN_ANSWER),
            ({"LINES": [{"LINE_NUMBER": "2", "QUANTITY": "5"}]}, ProblemCode.FOREIGN_ANSWER),
            ({"REFERENCE": "KB0000000Z"}, ProblemCode.FOREIGN_ANSWER),
            ({"REFERENCE": ""}, ProblemCode.OTHER_REFERENCE),
        ],
    )
    def test_of_another_receipt(self, change: dict[str, object], code: ProblemCode) -> None:
        with (
            client_of(self.answer(**change)) as (client, _),
            pytest.raises(Unknown) as caught,
        ):
            client.receive(TOKEN, self.asked)
        assert caught.value.code is code
