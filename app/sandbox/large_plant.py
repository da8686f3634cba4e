"""A plant of a size that must hold: 10,000 components in one kit, 100,000 stock records.

LARGE-10K takes every component C00001 to C10000, LARGE-50 the first fifty of them; both are EACH,
not serial-controlled, made into FG, and every component can be chosen automatically. A component
has a stock record in each of ten stores (MS and S02 to S10; kits take from MS, where each holds
enough for a million and more kits): every tenth is lot-controlled with two lots, every tenth
(another) lies in two locations. The figures come from a seeded generator: always the same.
"""

from collections.abc import Iterator
from random import Random

from app.sandbox.plant import PlantLot, PlantPart, PlantPlace, PlantRow, Product

COMPONENTS = 10_000
SHORT_KIT = 50
SEED = 20_210_806
FURTHER_STORES = tuple((f"S{number:02d}", f"Outside stores {number}") for number in range(2, 11))

_WORDS = ("Bracket", "Bush", "Clip", "Cover", "Gasket", "Nut", "Pin", "Plate", "Ring", "Sleeve")
_PLENTY = 20_000_000


def large_product() -> Product:
    """The two assemblies with their components and stock."""
    random = Random(SEED)  # noqa: S311 - stock figures, not secrets
    components = [f"C{number:05d}" for number in range(1, COMPONENTS + 1)]
    required = {component: str(_between(random, 1, 8)) for component in components}
    return Product(
        parts=[
            PlantPart("LARGE-10K", "Test rig, 10,000 components", stores="FG", made=True),
            PlantPart("LARGE-50", "Test rig, 50 components", stores="FG", made=True),
            *(
                PlantPart(
                    component,
                    f"{random.choice(_WORDS)} {number}",
                    cost=f"{_between(random, 1, 5000) / 100:.2f}",
                    lot_controlled=_has_lots(number),
                )
                for number, component in enumerate(components, 1)
            ),
        ],
        rows=[
            *_rows("LARGE-10K", components, required),
            *_rows("LARGE-50", components[:SHORT_KIT], required),
        ],
        lots=list(_lots(components, random)),
        places=[
            PlantPlace("LARGE-10K", "BAY 9", "0", "FG"),
            PlantPlace("LARGE-50", "BAY 9", "0", "FG"),
            *_places(components, random),
        ],
        spread={("LARGE-10K", "FG"), ("LARGE-50", "FG")},
    )


def _has_lots(number: int) -> bool:
    return number % 10 == 1


def _rows(assembly_id: str, components: list[str], required: dict[str, str]) -> Iterator[PlantRow]:
    for number, component in enumerate(components, 1):
        yield PlantRow(assembly_id, f"{number:05d}", component, required[component])


def _between(random: Random, least: int, most: int) -> int:
    """As `randint` draws it, in a third of the time: there are 130,000 figures."""
    return least + int(random.random() * (most - least + 1))


def _location(random: Random) -> str:
    return f"ISLE {_between(random, 1, 60)}/SHELF {_between(random, 1, 8)}"


def _lots(components: list[str], random: Random) -> Iterator[PlantLot]:
    for number, component in enumerate(components, 1):
        if _has_lots(number):
            location = _location(random)
            first, second = f"L{number:05d}-1", f"L{number:05d}-2"
            yield PlantLot(component, first, _between(random, 400, 900), str(_PLENTY), location)
            yield PlantLot(component, second, _between(random, 5, 300), "3", location)
            for stores, _ in FURTHER_STORES:
                lot_id = f"{first}-{stores}"
                there = str(_between(random, 1, 90))
                yield PlantLot(component, lot_id, 700, there, "BAY 1", stores)


def _places(components: list[str], random: Random) -> Iterator[PlantPlace]:
    for number, component in enumerate(components, 1):
        if _has_lots(number):
            continue
        yield PlantPlace(component, _location(random), str(_PLENTY))
        if number % 10 == 2:  # noqa: PLR2004 - every tenth, beside those with lots
            yield PlantPlace(component, f"RACK {_between(random, 1, 9)}", "40")
        for stores, _ in FURTHER_STORES:
            yield PlantPlace(component, "BAY 1", str(_between(random, 1, 900)), stores)
