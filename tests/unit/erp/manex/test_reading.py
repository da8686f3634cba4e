"""Orders, schedules and parts as ManEx tells of them (contracts.md C3, C11, C18)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from app.core.po_line.facts import (
    ApprovedManufacturer,
    ItemMaster,
    LineSchedule,
    OrderHeader,
    OrderStatus,
)
from app.core.po_line.values import LeadTime, LeadUnit
from app.core.problems import NeedsSignIn, Problem, ProblemCode, Rejected, Unknown
from app.core.settings import RequestForm
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from tests.support.texts import SIGNS
from tests.unit.erp.manex.bench import (
    KEY,
    QUOTED,
    ROW,
    as_texts,
    client_of,
    envelope,
    refusal,
)
from tests.unit.erp.servers import JsonServer

KINDS: list[Callable[[object], object]] = [lambda value: value, as_texts]
ORDER = {
    "PONUM": "000000000001745",
    "PODATE": "2014-09-18T10:40:00",
    "POSTATUS": "OPEN",
    "CONUM": 0,
    "VERDATE": None,
    "BUYER": "Smith, Ann  ",
    "POTOTAL": 25,
    "TERMS": "NET 30/2% 10   ",
    "PONOTE": None,
    "POPRIORITY": "Standard",
    "UNIQSUPNO": "_1D50WFSWT",
    "POUNIQUE": "_45Z0MUI59",
}
HEADER = OrderHeader(
    number="1745",
    key="_45Z0MUI59",
    supplier_key="_1D50WFSWT",
    buyer="Smith, Ann",
    terms="NET 30/2% 10",
    priority="Standard",
    ordered_on=date(2014, 9, 18),
    total=Decimal(25),
    change_order=0,
)
SCHEDULE = {
    "UNIQDETNO": "O2YHUQB45I",
    "UNIQLNNO": "65ENDLS6VN",
    "SCHD_DATE": "2014-11-07T00:00:00",
    "REQ_DATE": "2014-11-04T14:55:50.9647637-05:00",
    "SCHD_QTY": 1,
    "RECDQTY": 100,
    "BALANCE": -99,
    "GL_NBR": "1315000-00-00",
    "REQUESTTP": "Invt Recv ",
    "LOCATION": "s4r1 ",
    "WOPRJNUMBER": "          ",
    "ORIGCOMMITDT": None,
    "WAREHOUSE": None,
    "ORD_QTY": 0,
    "PART_NO": None,
}
PART: dict[str, object] = {
    "InvtmfHdList": [
        {
            "InvtmfGrList": [
                {"W_Key": "_W1", "Qty_Oh": 7.5, "Uniqmfgrhd": "_45Z0YOITA", "InvtLotList": []},
                {"W_Key": "_W2", "Qty_Oh": 2, "Uniqmfgrhd": "_45Z0YOITA", "Is_Deleted": False},
                {"W_Key": "_W3", "Qty_Oh": 50, "Uniqmfgrhd": "_45Z0YOITA", "Is_Deleted": True},
            ],
            "InvtmfspList": [],
            "UNIQ_KEY": "_45Z0YNRSR",
            "PARTMFGR": "GENR    ",
            "MFGR_PT_NO": "416-242424",
        },
        {"InvtmfGrList": [], "PARTMFGR": "ACME", "MFGR_PT_NO": "A-1", "UNIQMFGRHD": "_ACME00001"},
        {"InvtmfGrList": [], "PARTMFGR": "GONE", "UNIQMFGRHD": "_GONE00001", "IS_DELETED": True},
        {"InvtmfGrList": [], "PARTMFGR": "NOKEY"},
    ],
    "Uniq_Key": "_45Z0YNRSR",
    "Part_Class": "CAP ",
    "Part_Type": "SMD",
    "Part_No": "416-242424 ",
    "Revision": "b ",
    "Descript": "A capacitor",
    "U_Of_Meas": "EACH",
    "Pur_Uofm": "Reel",
    "Package": "REEL",
    "Minord": 50,
    "Ordmult": 10,
    "Pur_Ltime": 2,
    "Pur_Lunit": "WK",
    "Matl_Cost": 0.5,
    "Firstarticle": False,
}
MASTER = ItemMaster(
    key="_45Z0YNRSR",
    part_number="416-242424",
    revision="b",
    description="A capacitor",
    part_class="CAP",
    part_type="SMD",
    stock_unit="EACH",
    purchase_unit="REEL",
    package="REEL",
    manufacturers=(
        ApprovedManufacturer("_45Z0YOITA", "GENR", "416-242424"),
        ApprovedManufacturer("_ACME00001", "ACME", "A-1"),
    ),
    minimum=Decimal(50),
    multiple=Decimal(10),
    lead_time=LeadTime(2, LeadUnit.WEEKS),
    cost_each=Decimal("0.5"),
    first_article=False,
    on_hand=Decimal("9.5"),
)


@pytest.mark.parametrize("kinds", KINDS, ids=["real", "texts"])
@pytest.mark.parametrize("form", list(RequestForm))
def test_an_order_by_its_number(form: RequestForm, kinds: Callable[[object], object]) -> None:
    rows = [{**ORDER, "PONUM": "000000000017450"}, ORDER]
    with client_of(kinds(envelope(rows)), form=form) as (client, server):
        assert client.order(KEY, "01745") == HEADER
    ((path, body),) = server.asked
    if form is RequestForm.JSON:
        assert (path, body) == (f"/API/PO/Get/{QUOTED}", {"poNum": "01745"})
    else:
        assert (path, body) == (f"/API/PO/Get/{QUOTED}?poNum=01745", {})


def test_orders_of_a_supplier() -> None:
    rows = [
        {**ORDER, "SUPNAME": "Romp  "},
        {**ORDER, "PONUM": "1746", "SUPNAME": "Rompers"},
        {**ORDER, "PONUM": "1747"},
        {**ORDER, "PONUM": "1748", "POSTATUS": "CLOSED"},
    ]
    with client_of(envelope(rows)) as (client, server):
        found = client.orders(KEY, supplier="romp", status=OrderStatus.OPEN)
    assert [(one.number, one.supplier) for one in found] == [("1745", "Romp"), ("1747", "")]
    assert server.asked[0][1] == {"supName": "romp", "poStatus": "Open"}


def test_an_order_that_is_not_approved_keeps_its_t() -> None:
    row = {**ORDER, "PONUM": "T00000000000012", "POSTATUS": "Whatever", "STATUS": "EDIT "}
    with client_of(envelope([row])) as (client, _):
        order = client.order(KEY, "T00000000000012")
    assert order is not None
    assert (order.is_temporary, order.status, order.approval) == (True, None, "EDIT")


@pytest.mark.parametrize("kinds", KINDS, ids=["real", "texts"])
def test_schedules(kinds: Callable[[object], object]) -> None:
    rows = [SCHEDULE, {**SCHEDULE, "UNIQLNNO": "_OTHER0001"}]
    with client_of(kinds(envelope(rows))) as (client, server):
        assert client.schedules(KEY, "1748", "65ENDLS6VN") == (
            LineSchedule(
                key="O2YHUQB45I",
                line_key="65ENDLS6VN",
                scheduled=date(2014, 11, 7),
                required=date(2014, 11, 4),
                promised=None,
                quantity=Decimal(1),
                received=Decimal(100),
                balance=Decimal(-99),
                location="s4r1",
                gl_account="1315000-00-00",
            ),
        )
    assert server.asked[0][1] == {"poNum": "1748", "uniqLnNo": "65ENDLS6VN"}


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize("kinds", KINDS, ids=["real", "texts"])
def test_no_schedule_is_a_403_and_an_empty_list(
    status: int, kinds: Callable[[object], object]
) -> None:
    with client_of(kinds(refusal("PO Schedule details failed:")), status) as (client, _):
        assert client.schedules(KEY, "1748", "65ENDLS6VN") == ()


@pytest.mark.parametrize(
    "answer", [envelope([]), envelope(None), refusal("PO Items details failed:")]
)
def test_no_order_has_no_lines(answer: object) -> None:
    with client_of(answer) as (client, _):
        assert client.lines(KEY, "9999") == ()
        assert client.order(KEY, "9999") is None
        assert client.item(KEY, "nothing") is None


def test_a_get_that_failed_for_a_reason_is_no_empty_list() -> None:
    answer = refusal("PO Schedule details failed:poNum is required.")
    with client_of(answer) as (client, _), pytest.raises(Rejected):
        client.schedules(KEY, "", "65ENDLS6VN")


@pytest.mark.parametrize("kinds", KINDS, ids=["real", "texts"])
@pytest.mark.parametrize("form", list(RequestForm))
def test_a_part_with_its_approved_manufacturers(
    form: RequestForm, kinds: Callable[[object], object]
) -> None:
    with client_of(kinds(envelope(PART)), form=form) as (client, server):
        assert client.item(KEY, "416-242424", "b") == MASTER
        assert client.item(KEY, "416-242424") == MASTER
        assert client.item(KEY, "416-242424", "") is None
        assert client.item(KEY, "416-24242") is None
        assert client.item_of_key(KEY, "_45Z0YNRSR") == MASTER
        assert client.item_of_key(KEY, "_OTHER0001") is None
        assert client.item_of_mfgr_part(KEY, "a-1", "ACME") == MASTER
        assert client.item_of_mfgr_part(KEY, "A-2") is None
    key = f"/api/ItemMaster/Get?apiKey={QUOTED}"
    assert [path for path, _ in server.asked] == [
        f"{key}&partnum=416-242424&revision=b",
        f"{key}&partnum=416-242424",
        f"{key}&partnum=416-242424&revision=",
        f"{key}&partnum=416-24242",
        f"{key}&uniqkey=_45Z0YNRSR",
        f"{key}&uniqkey=_OTHER0001",
        f"{key}&MPN=a-1&PartMFGR=ACME",
        f"{key}&MPN=A-2",
    ]


class TestKey:
    def test_that_is_accepted(self) -> None:
        for answer in (envelope([]), refusal("Purchase Order details failed:poNum is Invalid.")):
            with client_of(answer) as (client, _):
                client.check_key(KEY)

    def test_that_is_refused(self) -> None:
        answer = refusal("Invalid API Key.", valid=False)
        with client_of(answer) as (client, _), pytest.raises(NeedsSignIn):
            client.check_key(KEY)

    @pytest.mark.parametrize("status", [404, 405])
    def test_at_an_address_that_is_none_of_its(self, status: int) -> None:
        with client_of({"Message": "No HTTP resource was found", "x": "y"}, status) as (client, _):
            with pytest.raises(Rejected) as caught:
                client.check_key(KEY)
            assert caught.value.code is ProblemCode.NO_SUCH_CALL


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(SIGNS, max_size=12)
    | st.sampled_from(["1748", "true", "null", "[ ]", "2015-06-08T00:00:00", "1.5", "NaN"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*ROW, *SCHEDULE, *PART, *ORDER]), inner, max_size=8)
    ),
    max_leaves=25,
)
ANSWERS = JSON.map(envelope) | JSON | st.builds(envelope, JSON, JSON, JSON)
CALLS: dict[str, Callable[[ManexClient], object]] = {
    "orders": lambda client: client.orders(KEY),
    "lines": lambda client: client.lines(KEY, "1748"),
    "schedules": lambda client: client.schedules(KEY, "1748", "65ENDLS6VN"),
    "item": lambda client: [client.item(KEY, "416-242424")],
}


class Saying:
    """What a server is to say next."""

    value: object = None

    def __call__(self, _path: str, _asked: Mapping[str, object]) -> tuple[int, object]:
        return 200, self.value


@pytest.fixture
def talkative() -> Iterator[tuple[ManexClient, Saying]]:
    saying = Saying()
    with JsonServer(saying) as server, Transport(server.root_url) as transport:
        yield ManexClient(transport), saying


@given(value=ANSWERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_read_or_is_foreign(talkative: tuple[ManexClient, Saying], value: object) -> None:
    """As the answer to every call, since to make it up takes longer than to ask."""
    client, saying = talkative
    saying.value = value
    for name, call in CALLS.items():
        note(name)  # the last one that is told is the one that failed
        try:
            assert call(client) is not None
        except (Unknown, Rejected, NeedsSignIn) as problem:
            assert_without_key(problem)


def assert_without_key(problem: Problem) -> None:
    assert "k3y" not in str(problem)
