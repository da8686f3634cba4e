"""Answers that aren't what was asked for are foreign, whatever is in them."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from app.core.facts import Part
from app.core.problems import Problem, ProblemCode, Unknown
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from tests.support.texts import SIGNS
from tests.unit.erp.expandable.bench import LOT, TOKEN, client_of
from tests.unit.erp.servers import JsonServer


class TestForeignRows:
    @pytest.mark.parametrize(
        ("field", "said"),
        [
            ("LOT_ID", ""),
            ("LOT_ID", None),
            ("LOT_ID", ["L"]),
            ("LOT_ID", True),
            ("LOT_STATUS", ""),
            ("LOT_STATUS", "Q"),
            ("EXPIRE_DATE", "06/08/2015"),
            ("EXPIRE_DATE", "20150608"),
            ("EXPIRE_DATE", "2015-W23-1"),
            ("EXPIRE_DATE", "2015-02-30"),
            ("EXPIRE_DATE", "0000-00-00"),
            ("ON_HAND_QTY", "NaN"),
            ("ON_HAND_QTY", "Infinity"),
            ("ON_HAND_QTY", "-inf"),
            ("ON_HAND_QTY", "1e3"),
            ("ON_HAND_QTY", "1,000"),
            ("ON_HAND_QTY", "1_000"),
            ("ON_HAND_QTY", "٣"),
            ("ON_HAND_QTY", "9" * 19),
            ("ON_HAND_QTY", 10**18),
            ("ON_HAND_QTY", 1e-20),
            ("ON_HAND_QTY", "."),
            ("ON_HAND_QTY", {}),
            ("ON_HAND_QTY", False),
            ("STORES_CODE", {"A": "B"}),
        ],
    )
    def test_field_is_named(self, field: str, said: object) -> None:
        with client_of([LOT | {field: said}]) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.lots(TOKEN, ["MOUNT007"])
            assert caught.value.code is ProblemCode.FOREIGN_ANSWER
            assert caught.value.detail.startswith(field)

    @pytest.mark.parametrize("answer", [{}, None, "x", 7, [7], ["x"], [None], [[]]])
    def test_no_array_of_objects(self, answer: object) -> None:
        with client_of(answer) as (client, _), pytest.raises(Unknown) as caught:
            client.lots(TOKEN, ["MOUNT007"])
        assert caught.value.code is ProblemCode.FOREIGN_ANSWER

    @pytest.mark.parametrize("said", ["X", "YES", 7, []])
    def test_flag_that_is_none(self, said: object) -> None:
        with client_of([{"PART_ID": "P", "LOT_CONTROL": said}]) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.parts(TOKEN, ["P"])
            assert caught.value.detail.startswith("LOT_CONTROL")

    def test_echoed_token_is_hidden(self) -> None:
        with client_of([LOT | {"LOT_STATUS": TOKEN}]) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.lots(TOKEN, ["MOUNT007"])
            assert TOKEN not in str(caught.value)

    @pytest.mark.parametrize(("said", "read"), [(True, True), (False, False), ("", False)])
    def test_flags_read_with_tolerance(self, said: object, read: bool) -> None:
        with client_of([{"PART_ID": "P", "LOT_CONTROL": said}]) as (client, _):
            assert client.parts(TOKEN, ["P"])[0].lot_controlled is read

    def test_half_a_surrogate_pair_is_replaced(self) -> None:
        with client_of([{"PART_ID": "P", "PART_DESC": "a\ud800b"}]) as (client, _):
            assert client.parts(TOKEN, ["P"])[0].description == "a?b"

    def test_unit_that_is_left_out_is_whole(self) -> None:
        with client_of([{"PART_ID": "P"}]) as (client, _):
            assert client.parts(TOKEN, ["P"]) == (Part("P"),)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(SIGNS, max_size=12)
    | st.sampled_from(["P", "A", "Y", "2015-06-08", "1.5", "NaN", "S1", "DEMO"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*LOT, "SERIAL_NUMBER", "SN_STATUS", "AUTH_TOKEN", "COMPONENT_ID"]),
            inner,
            max_size=6,
        )
    ),
    max_leaves=25,
)
CALLS: dict[str, Callable[[ExpandableClient], object]] = {
    "parts": lambda client: client.parts(TOKEN, ["P"]),
    "bom": lambda client: client.bom(TOKEN, ["P"]),
    "lots": lambda client: client.lots(TOKEN, ["P"]),
    "stock": lambda client: client.stock(TOKEN, ["P"]),
    "locations": lambda client: client.locations(TOKEN, ["P"]),
    "serials": lambda client: client.serials(TOKEN, "P", ["S1"]),
    "data sources": lambda client: client.data_sources(),
    "version": lambda client: client.api_version(),
    "time": lambda client: client.server_time(TOKEN),
    "token": lambda client: client.auth_token("DEMO", "APIUSER", "password"),
}


class Saying:
    """What a server is to say next."""

    value: object = None

    def __call__(self, _path: str, _asked: Mapping[str, object]) -> tuple[int, object]:
        return 200, self.value


@pytest.fixture
def talkative() -> Iterator[tuple[ExpandableClient, Saying]]:
    saying = Saying()
    with JsonServer(saying) as server, Transport(server.root_url) as transport:
        yield ExpandableClient(transport), saying


@given(value=JSON)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_junk_is_read_or_is_foreign(
    talkative: tuple[ExpandableClient, Saying], value: object
) -> None:
    """As the answer to every call, since to make it up takes longer than to ask."""
    client, saying = talkative
    saying.value = value
    for name, call in CALLS.items():
        note(name)  # the last one that is told is the one that failed
        try:
            assert call(client) is not None
        except Unknown as problem:
            assert_foreign(problem)


def assert_foreign(problem: Problem) -> None:
    assert problem.code in {ProblemCode.FOREIGN_ANSWER, ProblemCode.NOT_JSON}
    assert TOKEN not in problem.detail
