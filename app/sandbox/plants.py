"""The plants by name: what `--plant` offers.

Stores: MA assembly, MS main, KIT kitting floor, FG finished goods, RE receiving, QI inspection.
Departments 0, 10, 20; accounts 300, 310, 320, 400. The assemblies are described in their modules:
MOTOR003, PUMP002, CTRL-100, SKID-200, GEAR-21, COAT-2K, HOSE-CUT, FAN-90, FIXTURE-9. Parts that
are only bought: `plant_bought.py`; what is on order: `plant_orders.py`, `plant_call_off.py`.
ManEx's books know nothing of these: `manex_catalogue.py`, `manex_orders.py`.
"""

from collections.abc import Callable, Mapping, Sequence

from app.sandbox.large_plant import FURTHER_STORES, large_product
from app.sandbox.manex_catalogue import PARTS, SUPPLIERS, VOLTEX
from app.sandbox.manex_endless import ENDLESS_BOOKS
from app.sandbox.manex_long_order import long_order, long_parts
from app.sandbox.manex_orders import ORDERS as MANEX_ORDERS
from app.sandbox.manex_plant import ManexBooks
from app.sandbox.plant import Plant
from app.sandbox.plant_bought import BOUGHT
from app.sandbox.plant_call_off import call_off_order, call_off_product
from app.sandbox.plant_control import CONTROL, SKID
from app.sandbox.plant_endless import ENDLESS_PRODUCT
from app.sandbox.plant_endless_orders import ENDLESS_BOUGHT, ENDLESS_ORDERS
from app.sandbox.plant_motor import MOTOR
from app.sandbox.plant_order import PlantOrder
from app.sandbox.plant_orders import DAILY, FASTFIX, SPECIAL
from app.sandbox.plant_pump import PUMP
from app.sandbox.plant_workshop import COATING, GEAR, HOSE, ODD

STANDARD = "standard"
LARGE = "large"
ENDLESS = "endless"

STORES = (
    ("MA", "Main assembly"),
    ("MS", "Main stores"),
    ("KIT", "Kitting floor"),
    ("FG", "Finished goods"),
    ("RE", "Receiving"),
    ("QI", "Receiving inspection"),
)
DEPARTMENTS = ("0", "10", "20")
ACCOUNTS = ("300", "310", "320", "400")
PRODUCTS = (MOTOR, PUMP, CONTROL, SKID, GEAR, COATING, HOSE, ODD, BOUGHT)


def standard_plant() -> Plant:
    """About seventy parts of a factory that makes pumps and motors, and what it has on order."""
    return Plant(
        STANDARD,
        STORES,
        DEPARTMENTS,
        ACCOUNTS,
        (*PRODUCTS, call_off_product()),
        _orders(),
        ManexBooks(SUPPLIERS, PARTS, MANEX_ORDERS),
    )


def large_plant() -> Plant:
    """The standard plant, and what `large_plant.py` and `manex_long_order.py` describe."""
    stores = (*STORES, *FURTHER_STORES)
    products = (*PRODUCTS, call_off_product(), large_product())
    parts = long_parts()
    orders = (*MANEX_ORDERS, long_order(VOLTEX, parts))
    books = ManexBooks(SUPPLIERS, (*PARTS, *parts), orders)
    return Plant(LARGE, stores, DEPARTMENTS, ACCOUNTS, products, _orders(), books)


def _orders() -> Sequence[PlantOrder]:
    return (*DAILY, *SPECIAL, call_off_order(FASTFIX))


def endless_plant() -> Plant:
    """What `plant_endless*.py` and `manex_endless.py` describe, and nothing else."""
    products = (ENDLESS_PRODUCT, ENDLESS_BOUGHT)
    return Plant(ENDLESS, STORES, DEPARTMENTS, ACCOUNTS, products, ENDLESS_ORDERS, ENDLESS_BOOKS)


PLANTS: Mapping[str, Callable[[], Plant]] = {
    STANDARD: standard_plant,
    LARGE: large_plant,
    ENDLESS: endless_plant,
}
