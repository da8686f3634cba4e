"""Backflush Kit Issue: an assembly comes in, its components go out (contracts.md E2).

Everything happens in one database transaction, or nothing does.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Connection, Table, select

from app.sandbox import batches, tables
from app.sandbox.bill import explode
from app.sandbox.kit_request import KitRequest
from app.sandbox.movements import Issue, take
from app.sandbox.picking import Choice, Need, Shelves, pick
from app.sandbox.quantities import WHOLE_UNITS, amount, is_whole, kit_quantity, plain
from app.sandbox.receiving import Arrival, Called, Received, receive
from app.sandbox.refusals import Code, broken
from app.sandbox.shelves import PartRecord, read_bill, read_parts, read_serials, read_shelves
from app.sandbox.stamp import Stamp

ACTION_TYPE = "KI"  # kit issue; the vendor's own code is unknown

ZERO = Decimal(0)
NOTHING = Choice()


def backflush(
    connection: Connection, request: KitRequest, user: str, now: datetime
) -> dict[str, object]:
    """Carry out the request inside the connection's transaction.

    Returns:
        The answer, field by field as the page prints it.

    Raises:
        RefusalError: The rule that forbids it; the caller takes the transaction back.
    """
    return _Backflush(connection, request, Stamp(user, now, request.action_date)).post()


class _Backflush:
    """One kit issue on its way through the books."""

    def __init__(self, connection: Connection, request: KitRequest, stamp: Stamp) -> None:
        self._connection = connection
        self._request = request
        self._stamp = stamp

    def post(self) -> dict[str, object]:
        request = self._request
        self._check_codes()
        assembly = self._assembly()
        to_stores = self._to_stores(assembly)
        needs, parts = self._needs(assembly)
        issues = self._pick(needs)
        take(self._connection, list(issues.values()), request.reference, self._stamp)
        arrival = Arrival(
            part=assembly,
            quantity=request.completed,
            stores=to_stores,
            location=request.to_location,
            lot_id=request.assembly_lot,
            expires=request.expire_date,
            serials=request.serials,
            reference=request.reference,
            called=Called(
                f"COMPLETED_QTY {plain(request.completed)}", "TO_LOCATION", "ASSEMBLY_LOT"
            ),
        )
        (received,) = receive(self._connection, [arrival], self._stamp)
        batch, accepted = batches.enter_batch(self._connection, request.batch_number)
        answer = {
            **self._head(assembly, to_stores, received),
            "BATCH_NUMBER": batch,
            "TXNS_ACCEPTED": str(accepted),
            "COMPONENTS": [
                self._line(parts[need.part_id], need, issues[need.part_id]) for need in needs
            ],
        }
        batches.enter_ledger(self._connection, ACTION_TYPE, answer, self._stamp)
        return answer

    def _check_codes(self) -> None:
        request = self._request
        self._check_exists("DEPARTMENT", request.department, tables.department)
        self._check_exists("ACCOUNT", request.account, tables.account)
        for field, code in (("TO_STORES", request.to_stores), ("KIT_STORES", request.kit_stores)):
            if code:
                self._check_exists(field, code, tables.stores)

    def _check_exists(self, field: str, code: str, table: Table) -> None:
        (key,) = table.primary_key
        if self._connection.scalar(select(key).where(key == code)) is None:
            raise broken(Code.VALUE_UNKNOWN, f"{field} {code} is unknown.")

    def _assembly(self) -> PartRecord:
        """The assembly, after its quantity, lot and serial numbers are checked."""
        request = self._request
        asked = request.assembly_id
        assembly = read_parts(self._connection, [asked]).get(asked)
        if assembly is None:
            raise broken(Code.VALUE_UNKNOWN, f"ASSEMBLY_ID {asked} is unknown.")
        completed = plain(request.completed)
        if assembly.unit in WHOLE_UNITS and not is_whole(request.completed):
            raise broken(
                Code.QUANTITY_REFUSED,
                f"COMPLETED_QTY {completed} must be whole: {asked} is counted in {assembly.unit}.",
            )
        if assembly.lot_controlled and not request.assembly_lot:
            raise broken(
                Code.FIELD_REQUIRED, f"ASSEMBLY_LOT is required: {asked} is lot-controlled."
            )
        if request.serials and not assembly.serial_controlled:
            raise broken(
                Code.VALUE_NOT_WANTED,
                f"SERIAL_NUMBER {request.serials[0]}: {asked} is not serial-controlled.",
            )
        if assembly.serial_controlled:
            self._check_new_serials(completed)
        return assembly

    def _check_new_serials(self, completed: str) -> None:
        request = self._request
        if not request.serials:
            raise broken(
                Code.FIELD_REQUIRED,
                f"SERIAL_NUMBER is required: {request.assembly_id} is serial-controlled.",
            )
        if len(request.serials) != request.completed:
            raise broken(
                Code.SERIAL_COUNT,
                f"SERIAL_NUMBER names {len(request.serials)} serial numbers, COMPLETED_QTY is "
                f"{completed}.",
            )
        known = read_serials(self._connection, request.assembly_id, request.serials)
        for serial in request.serials:
            if serial in known:
                raise broken(
                    Code.SERIAL_EXISTS,
                    f"SERIAL_NUMBER {serial} of {request.assembly_id} already exists.",
                )

    def _to_stores(self, assembly: PartRecord) -> str:
        stores = self._request.to_stores or assembly.default_stores
        if not stores:
            raise broken(
                Code.FIELD_REQUIRED,
                f"TO_STORES is required: {assembly.part_id} has no default stores.",
            )
        return stores

    def _needs(self, assembly: PartRecord) -> tuple[list[Need], Mapping[str, PartRecord]]:
        """What is issued, one need a component in the bill's order, and the parts' records."""
        request = self._request
        rows = explode(
            assembly.part_id,
            lambda part_id: read_bill(self._connection, part_id),
            request.completed,
            request.effective_date,
            with_scrap=request.include_scrap,
        )
        parts = read_parts(self._connection, {need.row.component_id for need in rows})
        quantities: dict[str, Decimal] = {}
        stores: dict[str, str] = {}
        for need in rows:
            part_id = need.row.component_id
            if part_id not in parts:
                raise broken(Code.VALUE_UNKNOWN, f"COMPONENT_ID {part_id} has no part record.")
            part = parts[part_id]
            row_quantity = kit_quantity(need.factors, part.unit)
            if row_quantity:
                quantities[part_id] = quantities.get(part_id, ZERO) + row_quantity
                stores.setdefault(
                    part_id, request.kit_stores or need.row.kit_stores or part.default_stores
                )
        self._check_named(quantities)
        needs = [
            Need(
                part_id=part_id,
                stores=stores[part_id],
                quantity=quantity,
                lot_controlled=parts[part_id].lot_controlled,
                serial_controlled=parts[part_id].serial_controlled,
            )
            for part_id, quantity in quantities.items()
        ]
        return needs, parts

    def _check_named(self, issued: Collection[str]) -> None:
        for part_id in self._request.choices:
            if part_id not in issued:
                raise broken(
                    Code.COMPONENT_NOT_ISSUED,
                    f"COMPONENT_ID {part_id} is not issued by a kit of "
                    f"{self._request.assembly_id}.",
                )

    def _pick(self, needs: Collection[Need]) -> dict[str, Issue]:
        request = self._request
        shelves = read_shelves(self._connection, needs, request.choices)
        return {need.part_id: self._issue(need, shelves[need.part_id]) for need in needs}

    def _issue(self, need: Need, shelves: Shelves) -> Issue:
        choice = self._request.choices.get(need.part_id, NOTHING)
        picked = pick(need, shelves, choice, self._request.effective_date)
        return Issue(
            part_id=need.part_id,
            stores=need.stores,
            multi_location=shelves.stock is not None and shelves.stock.multi_location,
            pick=picked,
            serials=choice.serials,
        )

    def _head(self, assembly: PartRecord, to_stores: str, received: Received) -> dict[str, object]:
        request = self._request
        return {
            "ACTION_DATE": request.action_date.isoformat(),
            "ACTION_TYPE": ACTION_TYPE,
            "EFFECTIVE_DATE": request.effective_date.isoformat(),
            "ASSEMBLY_ID": assembly.part_id,
            "PART_DESC": assembly.description,
            "ASSEMBLY_LOT": request.assembly_lot,
            "EXPIRE_DATE": received.expires,
            "INCLUDE_SCRAP": "Y" if request.include_scrap else "N",
            "COMPLETED_QTY": plain(request.completed),
            "PART_UM": assembly.unit,
            "TO_STORES": to_stores,
            "TO_LOCATION": received.location,
            "DEPARTMENT": request.department,
            "ACCOUNT": request.account,
            "REFERENCE": request.reference,
            "KIT_STORES": request.kit_stores,
            "SERIAL_NUMBER": request.serial_text,
        }

    def _line(self, part: PartRecord, need: Need, issue: Issue) -> dict[str, str]:
        return {
            "COMPONENT_ID": part.part_id,
            "PART_DESC": part.description,
            "KIT_QTY": plain(need.quantity),
            "PART_UM": part.unit,
            "LOT_ID": issue.pick.lot_id,
            "STORES_CODE": need.stores,
            "STOCK_LOCATION": issue.pick.location,
            "MULTI_LOC": "Y" if issue.multi_location else "N",
            "PART_AMT": amount(need.quantity, part.cost),
            "SERIAL_NUMBER": self._request.component_serials.get(part.part_id, ""),
        }
