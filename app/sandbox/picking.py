"""Where a kit's components are taken from (contracts.md E2.4 to E2.7): pure rules on a snapshot."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from app.sandbox.quantities import plain
from app.sandbox.refusals import Code, RefusalError, broken

ACTIVE = "A"
IN_STOCK = "A"
LOT_STATUS = {"H": "on hold", "C": "closed"}

ZERO = Decimal(0)
_NUMBERS = re.compile(r"([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class StockRecord:
    """One part in one stores: what is on hand, and where if it has one location only."""

    location: str
    multi_location: bool
    on_hand: Decimal


@dataclass(frozen=True, slots=True)
class LotRecord:
    """A lot of one part. `expires` is ISO text, empty where it doesn't."""

    lot_id: str
    status: str
    expires: str


@dataclass(frozen=True, slots=True)
class Place:
    """What lies in one location of one stores, of one lot where `lot_id` isn't empty."""

    location: str
    on_hand: Decimal
    lot_id: str = ""


@dataclass(frozen=True, slots=True)
class SerialRecord:
    """A serial number of one part."""

    serial: str
    status: str
    stores: str
    location: str
    lot_id: str


@dataclass(frozen=True, slots=True)
class Shelves:
    """All that is known of one component in the stores it is taken from.

    Attributes:
        stock: The stock record, None where the stores never held the part.
        lots: By lot id, all lots of the part.
        places: Locations; with lots, of a lot-controlled part.
        serials: By serial number, those of the part that the request names.
    """

    stock: StockRecord | None
    lots: Mapping[str, LotRecord] = field(default_factory=dict)
    places: Sequence[Place] = ()
    serials: Mapping[str, SerialRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """What a request names for one component."""

    lot_id: str = ""
    location: str = ""
    serials: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Need:
    """One component of a kit: all its rows together."""

    part_id: str
    stores: str
    quantity: Decimal
    lot_controlled: bool
    serial_controlled: bool


@dataclass(frozen=True, slots=True)
class Pick:
    """What is taken: `draws` add up to the need; several only where serial numbers lie apart."""

    draws: tuple[Place, ...]
    lot_id: str

    @property
    def location(self) -> str:
        """The location taken from; none is named where there are several."""
        locations = {draw.location for draw in self.draws}
        return locations.pop() if len(locations) == 1 else ""


def pick(need: Need, shelves: Shelves, choice: Choice, day: date) -> Pick:
    """Choose lot, location and serial numbers; what the request names comes first.

    Raises:
        RefusalError: The rule that forbids it, naming the component and what is wrong.
    """
    picking = _Picking(need, shelves, choice, day.isoformat())
    picking.check_kind()
    stock = shelves.stock
    if stock is None or stock.on_hand < need.quantity:
        raise picking.short(stock.on_hand if stock else ZERO, f"in stores {need.stores}")
    if need.serial_controlled:
        return picking.by_serials()
    if need.lot_controlled:
        return picking.by_lot()
    return picking.by_location(stock)


def walk_order(location: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key by which ISLE 3 comes before ISLE 12 and no location last."""
    if not location:
        return ((2, 0, ""),)
    return tuple(
        (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
        for piece in _NUMBERS.split(location)
        if piece
    )


class _Picking:
    """One component's rules; every message names it."""

    def __init__(self, need: Need, shelves: Shelves, choice: Choice, day: str) -> None:
        self._need = need
        self._shelves = shelves
        self._choice = choice
        self._day = day

    def check_kind(self) -> None:
        """What is named must be something this part has, as many as are taken."""
        need, choice = self._need, self._choice
        if choice.lot_id and not need.lot_controlled:
            raise self._refused(
                Code.VALUE_NOT_WANTED, f" is not lot-controlled: LOT_ID {choice.lot_id}"
            )
        if choice.serials and not need.serial_controlled:
            raise self._refused(
                Code.VALUE_NOT_WANTED,
                f" is not serial-controlled: SERIAL_NUMBER {choice.serials[0]}",
            )
        if need.serial_controlled and len(choice.serials) != need.quantity:
            raise self._refused(
                Code.SERIAL_COUNT,
                f" wants {plain(need.quantity)} serial numbers, SERIAL_NUMBER names "
                f"{len(choice.serials)}",
            )

    def by_location(self, stock: StockRecord) -> Pick:
        """Neither lots nor serial numbers: only where."""
        asked = self._choice.location
        if not stock.multi_location:
            if asked not in {"", stock.location}:
                raise self._refused(
                    Code.LOCATION_REFUSED,
                    f" is not in STOCK_LOCATION {asked} of stores {self._need.stores}",
                )
            return self._whole(Place(stock.location, stock.on_hand))
        places = [place for place in self._shelves.places if asked in {"", place.location}]
        if not places:
            raise self._refused(
                Code.LOCATION_REFUSED,
                f" is not in STOCK_LOCATION {asked} of stores {self._need.stores}",
            )
        places.sort(key=lambda place: walk_order(place.location))
        return self._whole(self._first_that_holds(places))

    def by_lot(self) -> Pick:
        """The lot named, or the first to expire that holds enough in one location."""
        choice = self._choice
        if choice.lot_id:
            self._check_lot(choice.lot_id)
        lots = self._shelves.lots
        places = [
            place
            for place in self._shelves.places
            if choice.lot_id in {"", place.lot_id}
            and choice.location in {"", place.location}
            and self._usable(lots[place.lot_id])
        ]
        places.sort(
            key=lambda place: (
                lots[place.lot_id].expires or "9999-12-31",
                place.lot_id,
                walk_order(place.location),
            )
        )
        return self._whole(self._first_that_holds(places))

    def by_serials(self) -> Pick:
        """The serial numbers decide where and from which lot."""
        need, choice = self._need, self._choice
        taken: Counter[tuple[str, str]] = Counter()
        for serial in choice.serials:
            record = self._shelves.serials.get(serial)
            if record is None or record.status != IN_STOCK or record.stores != need.stores:
                raise self._refused(
                    Code.SERIAL_NOT_IN_STOCK,
                    f": SERIAL_NUMBER {serial} is not in stock in stores {need.stores}",
                )
            if choice.location not in {"", record.location}:
                raise self._refused(
                    Code.LOCATION_REFUSED,
                    f": SERIAL_NUMBER {serial} lies in {record.location}, "
                    f"not in STOCK_LOCATION {choice.location}",
                )
            if need.lot_controlled and choice.lot_id not in {"", record.lot_id}:
                raise self._refused(
                    Code.LOT_REFUSED,
                    f": SERIAL_NUMBER {serial} is of lot {record.lot_id}, "
                    f"not LOT_ID {choice.lot_id}",
                )
            taken[record.location, record.lot_id if need.lot_controlled else ""] += 1
        lots = {lot_id for _, lot_id in taken if lot_id}
        if len(lots) > 1:
            raise self._refused(
                Code.LOT_REFUSED,
                f": the serial numbers are of several lots: {', '.join(sorted(lots))}",
            )
        lot_id = lots.pop() if lots else ""
        if lot_id:
            self._check_lot(lot_id)
        draws = tuple(
            Place(location, Decimal(count), lot) for (location, lot), count in taken.items()
        )
        return Pick(draws, lot_id)

    def short(self, on_hand: Decimal, where: str) -> RefusalError:
        """Not enough there."""
        return self._refused(
            Code.STOCK_SHORT,
            f" is short: {plain(self._need.quantity)} needed, {plain(on_hand)} on hand {where}",
        )

    def _whole(self, place: Place) -> Pick:
        taken = Place(place.location, self._need.quantity, place.lot_id)
        return Pick((taken,), place.lot_id)

    def _first_that_holds(self, places: Sequence[Place]) -> Place:
        for place in places:
            if place.on_hand >= self._need.quantity:
                return place
        most = max((place.on_hand for place in places), default=ZERO)
        asked = self._asked()
        where = f"in {asked}" if asked else "at most in any one lot and location"
        raise self.short(most, f"{where} of stores {self._need.stores}")

    def _check_lot(self, lot_id: str) -> None:
        lot = self._shelves.lots.get(lot_id)
        if lot is None:
            raise self._refused(Code.LOT_REFUSED, f": LOT_ID {lot_id} does not exist")
        if lot.status != ACTIVE:
            status = LOT_STATUS.get(lot.status, f"in status {lot.status}")
            raise self._refused(Code.LOT_NOT_ACTIVE, f": LOT_ID {lot_id} is {status}")
        if lot.expires and lot.expires < self._day:
            raise self._refused(Code.LOT_EXPIRED, f": LOT_ID {lot_id} expired on {lot.expires}")

    def _usable(self, lot: LotRecord) -> bool:
        return lot.status == ACTIVE and not (lot.expires and lot.expires < self._day)

    def _asked(self) -> str:
        named = (("LOT_ID", self._choice.lot_id), ("STOCK_LOCATION", self._choice.location))
        return ", ".join(f"{name} {value}" for name, value in named if value)

    def _refused(self, code: Code, fault: str) -> RefusalError:
        return broken(code, f"COMPONENT_ID {self._need.part_id}{fault}.")
