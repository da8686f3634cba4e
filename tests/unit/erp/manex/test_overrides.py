"""A station's own names for ManEx: of paths all, of fields those that no page shows."""

import pytest

from app.erp.manex.overrides import configured
from app.erp.manex.wire import DEFAULT_WIRE, FIELDS, NAMES, Call, fold
from app.erp.naming import Source
from app.erp.overrides import BadOverride, OverrideFault
from tests.unit.erp.manex.bench import KEY, QUOTED, ROW, client_of, envelope


@pytest.mark.parametrize("call", list(Call))
def test_every_path_can_be_overridden(call: Call) -> None:
    wire, bad = configured({call.value: "/erp/v2/there"})
    assert bad == ()
    assert wire.path(call) == "/erp/v2/there"


def test_each_spelling_belongs_to_a_field_of_its_object() -> None:
    assert all(set(names) <= set(FIELDS[shape]) for shape, names in NAMES.items())
    for shape, fields in FIELDS.items():
        assert len({fold(DEFAULT_WIRE.name(shape, field)) for field in fields}) == len(fields)


def test_assumed_fields_can_be_renamed_and_documented_ones_not() -> None:
    for shape, fields in FIELDS.items():
        for field, source in fields.items():
            key = f"{shape}.{field.name}"
            wire, bad = configured({key: "THEIR_NAME"})
            if source is Source.ASSUMED:
                assert (bad, wire.name(shape, field)) == ((), "THEIR_NAME")
            else:
                refused = (BadOverride(key, OverrideFault.DOCUMENTED),)
                assert (wire, bad) == (DEFAULT_WIRE, refused)


def test_a_name_that_differs_in_its_letter_case_alone_is_taken() -> None:
    key = "po-main-get.answer.SUPNAME"
    assert configured({key: "po_Num"}) == (
        DEFAULT_WIRE,
        (BadOverride(key, OverrideFault.NAME_TAKEN),),
    )


def test_on_the_wire() -> None:
    wire, bad = configured(
        {"po-item-get": "/API/PO/ItemGet", "po-item-get.answer.SUPPLIERPARTNUMBER": "SupPart"}
    )
    assert bad == ()
    row = {**ROW, "SUPPART": "S-2"}
    with client_of(envelope([row]), wire=wire) as (client, server):
        (line,) = client.lines(KEY, "1748")
    assert line.values.supplier_part == "S-2"
    assert server.asked[0][0] == f"/API/PO/ItemGet/{QUOTED}"
