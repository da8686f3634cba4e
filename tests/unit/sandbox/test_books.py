"""The books agree with each other, whatever happens and however many ask at once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Barrier
from typing import Any

import pytest

from app.sandbox.plant import PlantPart, PlantPlace, PlantRow, PlantSerial
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import Erp, Serve
from tests.unit.sandbox.toy import toy_plant

CLIENTS = 32
BACKFLUSH = "backflush-kit-issue-create"


def test_the_books_of_a_fresh_plant_agree(standing: Erp) -> None:
    assert disagreements(standing) == []


def test_they_agree_after_many_issues_and_refusals(erp: Erp) -> None:
    random = Random(4711)  # noqa: S311 - the same shift in every run
    codes: Counter[int] = Counter()
    for number in range(80):
        answer = erp.post(BACKFLUSH, **_some_kit(random, number))
        codes[answer.status_code] += 1

    assert disagreements(erp) == []
    assert set(codes) == {200, 500}
    assert min(codes.values()) > 20


def _some_kit(random: Random, number: int) -> dict[str, Any]:
    """A kit that often works, with some of what people name by mistake."""
    assembly = random.choice(["MOTOR003", "MOTOR003", "PUMP002", "COAT-2K", "HOSE-CUT", "GEAR-21"])
    quantity = random.choice([1, 1, 2, 5])
    serials = f"T{number:04d}01:T{number:04d}{quantity:02d}"
    motors = sorted({f"GC0000399{random.randrange(10)}" for _ in range(quantity)})
    lots = random.choice(["W-2207", "W-2215", "W-1980", "MTR3-007-42", ""])
    named: dict[str, list[dict[str, str]]] = {
        "MOTOR003": [{"COMPONENT_ID": "WIND-24V", "LOT_ID": lots}],
        "PUMP002": [{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": ",".join(motors)}],
    }
    return {
        "ASSEMBLY_ID": assembly,
        "COMPLETED_QTY": str(quantity),
        "DEPARTMENT": "0",
        "ACCOUNT": "300",
        "INCLUDE_SCRAP": random.choice(["Y", "N"]),
        "TO_LOCATION": random.choice(["", "ISLE 3/SHELF 2", "ISLE 8/SHELF 1"]),
        "SERIAL_NUMBER": serials if assembly in named else "",
        "ASSEMBLY_LOT": f"LOT-{number % 7}" if assembly == "COAT-2K" else "",
        "COMPONENTS": named.get(assembly, []),
    }


@pytest.mark.at_once
def test_32_clients_at_once_post_no_serial_number_twice_and_oversell_nothing(serve: Serve) -> None:
    # Three kits a client: one with a serial number all of them want, one with a component serial
    # number all of them want, one of their own. There are 26 pins for up to 34 kits.
    pins, wanted_by_all = 26, f"C{2 * CLIENTS}"
    plant = toy_plant(
        toy=PlantPart("TOY", "Toy", stores="FG", serial_controlled=True),
        parts=[PlantPart("CHIP", "Chip", serial_controlled=True)],
        rows=[PlantRow("TOY", "0010", "PIN", "1"), PlantRow("TOY", "0020", "CHIP", "1")],
        places=[PlantPlace("PIN", "BIN 1", str(pins - 10)), PlantPlace("PIN", "BIN 2", "10")],
        serials=[
            PlantSerial("CHIP", f"C{number}", "BIN 3", "MS") for number in range(2 * CLIENTS + 1)
        ],
    )
    erp = serve(plant)
    together = Barrier(CLIENTS)

    def work(client: int) -> list[tuple[int, str, str]]:
        """Status, serial number and chip of each kit this client asked for."""
        wanted = [
            ("SHARED", f"C{client}"),
            (f"OWN-{client}-1", wanted_by_all),
            (f"OWN-{client}-2", f"C{CLIENTS + client}"),
        ]
        with Erp(erp.url) as own:
            together.wait()
            return [(_toy(own, serial, chip), serial, chip) for serial, chip in wanted]

    with ThreadPoolExecutor(CLIENTS) as pool:
        results = [result for client in pool.map(work, range(CLIENTS)) for result in client]

    assert {status for status, _, _ in results} == {200, 500}
    posted = [(serial, chip) for status, serial, chip in results if status == 200]
    assert len(posted) == pins
    assert Counter(serial for serial, _ in posted)["SHARED"] == 1
    assert Counter(chip for _, chip in posted)[wanted_by_all] == 1
    toys = erp.rows("serial-number", PART_ID="TOY")
    chips = erp.rows("serial-number", PART_ID="CHIP", SN_STATUS="I")
    assert sorted(row["SERIAL_NUMBER"] for row in toys) == sorted(serial for serial, _ in posted)
    assert sorted(row["SERIAL_NUMBER"] for row in chips) == sorted(chip for _, chip in posted)
    assert erp.on_hand("PIN") == "0"
    assert erp.on_hand("TOY", "FG") == str(pins)
    assert disagreements(erp) == []


def _toy(erp: Erp, serial: str, chip: str) -> int:
    """Post one; the reference says which chip belongs to which toy."""
    answer = erp.post(
        BACKFLUSH,
        ASSEMBLY_ID="TOY",
        DEPARTMENT="0",
        ACCOUNT="300",
        SERIAL_NUMBER=serial,
        REFERENCE=chip,
        COMPONENTS=[{"COMPONENT_ID": "CHIP", "SERIAL_NUMBER": chip}],
    )
    return answer.status_code


@pytest.mark.at_once
def test_batches_count_every_transaction_of_32_clients_once(serve: Serve) -> None:
    erp = serve(toy_plant())
    batch = erp.kit("TOY")["BATCH_NUMBER"]

    def work(_: int) -> list[str]:
        with Erp(erp.url) as own:
            bodies = [own.kit("TOY", BATCH_NUMBER=batch), own.kit("TOY")]
            assert bodies[0]["BATCH_NUMBER"] == batch
            return [bodies[0]["TXNS_ACCEPTED"], bodies[1]["BATCH_NUMBER"]]

    with ThreadPoolExecutor(CLIENTS) as pool:
        counts, numbers = zip(*pool.map(work, range(CLIENTS)), strict=True)

    assert sorted(map(int, counts)) == list(range(2, CLIENTS + 2))
    assert len({batch, *numbers}) == CLIENTS + 1
