"""Which components a kit takes and how many (contracts.md E2.2, E2.3)."""

from itertools import pairwise

import pytest

from app.sandbox.plant import PlantPart, PlantRow
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import PUMP, Erp, Serve, component
from tests.unit.sandbox.toy import toy_plant


def test_a_pump_takes_its_rows_in_effect_phantoms_resolved(erp: Erp) -> None:
    body = erp.kit("PUMP002", **PUMP)

    assert [(line["COMPONENT_ID"], line["KIT_QTY"]) for line in body["COMPONENTS"]] == [
        ("MOTOR003", "1"),
        ("MOUNT007", "1"),
        ("BOLT-M8X30", "6"),
        ("BOLT-M6X20", "6"),
        ("IMPELLER-110", "1"),
        ("VOLUTE-80", "1"),
        ("SEAL-22", "1"),
        ("ORING-45", "2"),
        ("GASKET-80", "1"),
        ("PAINT-5015", "0.12"),
        ("NAMEPLATE-P2", "1"),
        ("CABLE-3G15", "1.5"),
    ]
    assert component(body, "MOTOR003")["STORES_CODE"] == "MA"
    assert component(body, "MOTOR003")["SERIAL_NUMBER"] == "GC00003990"
    assert disagreements(erp) == []


def test_the_effective_date_decides_which_rows_count(erp: Erp) -> None:
    # By then no lot is left.
    late = erp.no_kit("PUMP002", EFFECTIVE_DATE="2099-01-01", **PUMP)
    early = erp.kit("PUMP002", EFFECTIVE_DATE="2019-12-31", **PUMP)

    assert component(early, "GASKET-80P")["KIT_QTY"] == "1"
    assert late.startswith("STOCK_SHORT: COMPONENT_ID MOUNT007")


def test_first_and_last_day_of_a_row_count(serve: Serve) -> None:
    row = PlantRow("TOY", "0010", "PIN", "1", start="2026-11-20", end="2026-11-22")
    erp = serve(toy_plant(rows=[row]))

    for day in ("2026-11-20", "2026-11-22"):
        erp.kit("TOY", EFFECTIVE_DATE=day)
    for day in ("2026-11-19", "2026-11-23"):
        refusal = erp.no_kit("TOY", EFFECTIVE_DATE=day)
        assert refusal == (
            f"BILL_MISSING: The bill of material of ASSEMBLY_ID TOY has no row in effect on {day}."
        )


def test_scrap_is_added_when_asked_and_whole_units_round_up(erp: Erp) -> None:
    body = erp.kit("PUMP002", INCLUDE_SCRAP="Y", **PUMP)

    assert body["INCLUDE_SCRAP"] == "Y"
    assert component(body, "ORING-45")["KIT_QTY"] == "3"  # 2 x 1.02
    assert component(body, "PAINT-5015")["KIT_QTY"] == "0.132"
    assert component(body, "CABLE-3G15")["KIT_QTY"] == "1.575"


def test_phantoms_multiply_through_all_levels(erp: Erp) -> None:
    body = erp.kit(
        "SKID-200",
        COMPLETED_QTY="2",
        COMPONENTS=[
            {"COMPONENT_ID": "PUMP002", "SERIAL_NUMBER": "000338,000339"},
            {"COMPONENT_ID": "CTRL-100", "SERIAL_NUMBER": "C100-0011:C100-0012"},
        ],
    )

    assert component(body, "BOLT-M12X40")["KIT_QTY"] == "16"
    assert component(body, "WASHER-12")["KIT_QTY"] == "32"
    assert component(body, "ANCHOR-16")["KIT_QTY"] == "8"
    assert component(body, "HOSE-19")["KIT_QTY"] == "6.4"
    assert component(body, "CTRL-100")["LOT_ID"] == "C-501"
    assert disagreements(erp) == []


def test_a_phantom_passes_its_scrap_on(serve: Serve) -> None:
    rows = [
        PlantRow("TOY", "0010", "SET", "3", scrap="0.5", phantom=True),
        PlantRow("SET", "0010", "PIN", "0.4", scrap="0.1"),
    ]
    parts = [PlantPart("SET", "Set")]
    erp = serve(toy_plant(rows=rows, parts=parts, pin=PlantPart("PIN", "Pin", unit="KG")))

    assert component(erp.kit("TOY"), "PIN")["KIT_QTY"] == "1.2"
    assert component(erp.kit("TOY", INCLUDE_SCRAP="Y"), "PIN")["KIT_QTY"] == "1.98"


def test_each_row_rounds_up_and_rows_of_one_component_are_one_issue(serve: Serve) -> None:
    rows = [
        PlantRow("TOY", "0010", "PIN", "0.4"),
        PlantRow("TOY", "0020", "PIN", "0.4"),
        PlantRow("TOY", "0030", "PIN", "0"),
    ]
    erp = serve(toy_plant(rows=rows))

    body = erp.kit("TOY")

    assert component(body, "PIN")["KIT_QTY"] == "2"
    assert component(body, "PIN")["PART_AMT"] == "2.00"
    assert erp.on_hand("PIN") == "98"


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ([PlantRow("TOY", "0010", "TOY", "1")], "TOY contains TOY"),
        ([PlantRow("TOY", "0010", "TOY", "1", phantom=True)], "TOY contains TOY"),
        (
            [
                PlantRow("TOY", "0010", "SET", "1", phantom=True),
                PlantRow("SET", "0010", "SET-2", "1", phantom=True),
                PlantRow("SET-2", "0010", "SET", "1", phantom=True),
            ],
            "SET-2 contains SET",
        ),
    ],
)
def test_a_bill_that_contains_itself_is_refused(
    serve: Serve, rows: list[PlantRow], where: str
) -> None:
    erp = serve(toy_plant(rows=rows, parts=[PlantPart("SET", ""), PlantPart("SET-2", "")]))

    assert erp.no_kit("TOY") == (
        f"BILL_LOOPS: The bill of material of ASSEMBLY_ID TOY loops: {where}."
    )


@pytest.mark.parametrize(("levels", "rows_a_level"), [(20, 2), (150, 1)], ids=["wide", "deep"])
def test_a_bill_without_an_end_is_refused(serve: Serve, levels: int, rows_a_level: int) -> None:
    names = ["TOY", *(f"SET-{number}" for number in range(levels))]
    rows = [
        PlantRow(above, str(item), below, "1", phantom=True)
        for above, below in pairwise(names)
        for item in range(rows_a_level)
    ]
    rows.append(PlantRow(names[-1], "0010", "PIN", "1"))
    erp = serve(toy_plant(rows=rows, parts=[PlantPart(name, "") for name in names[1:]]))

    assert erp.no_kit("TOY") == ("BILL_LOOPS: The bill of material of ASSEMBLY_ID TOY has no end.")


def test_a_component_is_named_once(standing: Erp) -> None:
    entry = {"COMPONENT_ID": "SEAL-22"}

    refusal = standing.no_kit("MOTOR003", SERIAL_NUMBER="N1", COMPONENTS=[entry, entry])

    assert refusal == "COMPONENT_TWICE: COMPONENT_ID SEAL-22 stands twice in COMPONENTS."


def test_phantoms_and_rows_out_of_effect_are_not_issued(standing: Erp) -> None:
    for part_id in ("SEALKIT-22", "FLOWSENS-2", "GASKET-80P"):
        named = {**PUMP, "COMPONENTS": [{"COMPONENT_ID": part_id}]}
        assert standing.no_kit("PUMP002", **named).startswith("COMPONENT_NOT_ISSUED")


def test_a_part_amount_is_quantity_times_standard_cost(erp: Erp) -> None:
    body = erp.kit("MOTOR003", COMPLETED_QTY="5", SERIAL_NUMBER="N1:N5")

    assert component(body, "BRG-6204")["PART_AMT"] == "34.50"
    assert component(body, "GREASE-L2")["PART_AMT"] == "1.39"
