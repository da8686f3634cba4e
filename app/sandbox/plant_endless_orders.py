"""What the plant that doesn't run out has on order: for campaigns that receive as well.

RUN-PO-0 to RUN-PO-7, three lines each, none of which is ever received in full:

    line 1    RUN-BUY-0 to RUN-BUY-7   one part an order
    line 2    RUN-BUY-LOT              lots
    line 3    RUN-BUY-SN               serial numbers

The parts are in no kit, so that what comes of them is what was received. All go to MS.
"""

from app.sandbox.plant import PlantPart, Product
from app.sandbox.plant_order import PlantLine, PlantOrder

PLENTY = "100000000"
VENDOR = ("RUN-VENDOR", "Vendor of a run")
ORDERS = 8

ENDLESS_BOUGHT = Product(
    [
        *(PlantPart(f"RUN-BUY-{one}", "Bought of a run") for one in range(ORDERS)),
        PlantPart("RUN-BUY-LOT", "Bought of a run, by lots", lot_controlled=True),
        PlantPart("RUN-BUY-SN", "Bought of a run, with serial number", serial_controlled=True),
    ]
)

ENDLESS_ORDERS = [
    PlantOrder(
        f"RUN-PO-{one}",
        VENDOR,
        1,
        [
            PlantLine(f"RUN-BUY-{one}", PLENTY, 1),
            PlantLine("RUN-BUY-LOT", PLENTY, 1),
            PlantLine("RUN-BUY-SN", PLENTY, 1),
        ],
    )
    for one in range(ORDERS)
]
