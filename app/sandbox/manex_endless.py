"""What the plant that doesn't run out has in ManEx's books: orders that take any number of items.

POs 9000 to 9007 with one item each, of parts RUN-ITEM-0 to RUN-ITEM-7, one an order. Whatever is
added in a run bears a later item number; nothing has a minimum or a multiple.
"""

from app.sandbox.manex_plant import (
    ManexBooks,
    ManexLine,
    ManexMaker,
    ManexOrder,
    ManexPart,
    ManexSupplier,
)

ORDERS = 8
FIRST = 9000

_SUPPLIER = ManexSupplier("_9RUNSUPPL", "Supplier of a run")
_PARTS = [
    ManexPart(
        f"RUN-ITEM-{one}",
        "",
        "Bought of a run",
        "RUN",
        "RUN",
        [ManexMaker("GENR", f"RUN-ITEM-{one}", f"_9RUNMFG0{one}")],
    )
    for one in range(ORDERS)
]

ENDLESS_BOOKS = ManexBooks(
    [_SUPPLIER],
    _PARTS,
    [
        ManexOrder(str(FIRST + one), _SUPPLIER, 1, [ManexLine(part, "100", "1", 30)])
        for one, part in enumerate(_PARTS)
    ],
)
