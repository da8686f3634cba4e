"""A station's own names: good ones are kept, bad ones reported, nothing ever raised."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.erp.expandable.overrides import BadOverride, OverrideFault, configured
from app.erp.expandable.wire import (
    CODES,
    DEFAULT_WIRE,
    FIELDS,
    Call,
    Field,
    Shape,
    Wire,
)
from app.erp.naming import Source
from tests.support.texts import SIGNS

KEYS = st.sampled_from(
    [
        *(call.value for call in Call),
        *(f"{shape}.{field.name}" for shape in Shape for field in FIELDS[shape]),
        *(f"{shape}.{field.name}.X" for shape, field in CODES),
        "lot-query.answer.NOTHING",
        "nonsense",
    ]
)


def test_nothing_overridden() -> None:
    assert configured({}) == (DEFAULT_WIRE, ())


def test_default_paths_and_names_are_the_contracts() -> None:
    assert DEFAULT_WIRE.path(Call.KIT_ISSUE) == "/api/backflush-kit-issue-create"
    assert DEFAULT_WIRE.path(Call.SERVER_TIME) == "/api/server-time-get"
    assert DEFAULT_WIRE.name(Shape.LOT_ROW, Field.ON_HAND_QTY) == "ON_HAND_QTY"


@pytest.mark.parametrize("call", list(Call))
def test_every_path_can_be_overridden(call: Call) -> None:
    wire, bad = configured({call.value: "/erp/v2/there"})
    assert bad == ()
    assert wire.path(call) == "/erp/v2/there"
    assert [wire.path(other) for other in Call if other is not call] == [
        DEFAULT_WIRE.path(other) for other in Call if other is not call
    ]


@pytest.mark.parametrize("shape", Shape)
def test_assumed_fields_can_be_renamed_and_documented_ones_not(shape: Shape) -> None:
    for field, source in FIELDS[shape].items():
        key = f"{shape}.{field.name}"
        wire, bad = configured({key: "THEIR_NAME"})
        if source is Source.ASSUMED:
            assert bad == (), field
            assert wire.name(shape, field) == "THEIR_NAME"
        else:
            assert bad == (BadOverride(key, OverrideFault.DOCUMENTED),)
            assert wire == DEFAULT_WIRE, field


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("nonsense", "/api/x", OverrideFault.UNKNOWN_KEY),
        ("", "", OverrideFault.UNKNOWN_KEY),
        ("lot-query.answer.MESSAGE", "X", OverrideFault.UNKNOWN_KEY),
        ("lot-query.answer.lot_id", "X", OverrideFault.UNKNOWN_KEY),
        ("lot-query.answer.LOT_ID.X", "A", OverrideFault.UNKNOWN_KEY),
        ("lot-query.answer.LOT_STATUS.", "A", OverrideFault.UNKNOWN_KEY),
        ("lot-query.answer.LOT_ID", 7, OverrideFault.NOT_TEXT),
        ("lot-query.answer.LOT_ID", "", OverrideFault.BAD_NAME),
        ("lot-query.answer.LOT_ID", " LOT", OverrideFault.BAD_NAME),
        ("lot-query.answer.LOT_ID", "LOT\nID", OverrideFault.BAD_NAME),
        ("lot-query.answer.LOT_ID", "PART_ID", OverrideFault.NAME_TAKEN),
        ("lot-query.answer.LOT_STATUS.Q", "Q", OverrideFault.UNKNOWN_CODE),
        ("lot-query", "api/lot", OverrideFault.BAD_PATH),
        ("lot-query", "/", OverrideFault.BAD_PATH),
        ("lot-query", "/api/../lot", OverrideFault.BAD_PATH),
        ("lot-query", "/api//lot", OverrideFault.BAD_PATH),
        ("lot-query", "/api/lot?x=1", OverrideFault.BAD_PATH),
        ("lot-query", "/api/lot#x", OverrideFault.BAD_PATH),
        ("lot-query", "/api/lot\r\nHost: x", OverrideFault.BAD_PATH),
        ("lot-query", "@elsewhere/api", OverrideFault.BAD_PATH),
    ],
)
def test_bad_ones_are_reported(key: str, value: object, fault: OverrideFault) -> None:
    wire, bad = configured({key: value, "part-query": "/api/parts"})
    assert bad == (BadOverride(key, fault),)
    assert wire.path(Call.PARTS) == "/api/parts"


def test_two_fields_of_one_object_may_swap_names_but_not_share_one() -> None:
    swapped = {"lot-query.answer.LOT_ID": "PART_ID", "lot-query.answer.PART_ID": "LOT_ID"}
    assert configured(swapped)[1] == ()
    shared = {"lot-query.answer.LOT_ID": "X", "lot-query.answer.PART_ID": "X"}
    wire, bad = configured(shared)
    assert {one.key for one in bad} == set(shared)
    assert wire == DEFAULT_WIRE


def test_codes_both_ways() -> None:
    wire, bad = configured(
        {
            "serial-number-query.request.SN_STATUS.IN-STOCK": "A",
            "lot-query.answer.LOT_STATUS.Q": "H",
        }
    )
    assert bad == ()
    assert wire.theirs(Shape.SERIAL_CRITERIA, Field.SN_STATUS, "A") == "IN-STOCK"
    assert wire.ours(Shape.LOT_ROW, Field.LOT_STATUS, "Q") == "H"
    assert wire.ours(Shape.LOT_ROW, Field.LOT_STATUS, "A") == "A"


@given(
    st.dictionaries(KEYS | st.text(SIGNS), st.text(SIGNS) | st.integers() | st.none(), max_size=12)
)
def test_never_raises_and_never_mixes_up_two_fields(overrides: dict[str, object]) -> None:
    wire, bad = configured(overrides)
    assert isinstance(wire, Wire)
    assert {one.key for one in bad} <= set(overrides)
    for shape, fields in FIELDS.items():
        assert len({wire.name(shape, field) for field in fields}) == len(fields)
