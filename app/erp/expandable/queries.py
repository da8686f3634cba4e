"""What each query asks and how a row of its answer becomes a fact (contracts.md A6 to A15, E1)."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Generic, TypeVar

from app.core.facts import (
    BomRow,
    LocationStock,
    LotStatus,
    LotStock,
    Part,
    SerialRecord,
    SerialStatus,
    StoresStock,
)
from app.core.proof.reading import is_ours
from app.core.receipt_facts import (
    OrderStatus,
    PurchaseOrder,
    PurchaseOrderLine,
    ReceiptRecord,
)
from app.erp.expandable.rows import Row
from app.erp.expandable.values import serials_in
from app.erp.expandable.wire import PHANTOM, Call, Field, Shape

WHOLE_UNIT = "EACH"  # of a part whose unit the ERP leaves out

FactT = TypeVar("FactT")


@dataclass(frozen=True, slots=True)
class Query(Generic[FactT]):
    """One of the query calls.

    Attributes:
        call: Which.
        criteria: The object that is sent.
        row: The objects that come back.
        read: Makes a fact of one; raises `Unknown` where it can't be read.
        mark: Where a row has the REFERENCE of the transaction that made it, where it has one.
        reference: Rows that have it there are wanted too; empty for none.
    """

    call: Call
    criteria: Shape
    row: Shape
    read: Callable[[Row], FactT]
    mark: Field | None = None
    reference: str = ""

    def that_bear(self, reference: str) -> "Query[FactT]":
        """The same, with the rows that bear this reference whatever they are named."""
        return replace(self, reference=reference)

    def finds_reference_in(self, row: Row) -> bool:
        """Whether it is one of those."""
        if not self.reference or self.mark is None:
            return False
        return is_ours(row.text(self.mark), self.reference)


def _part(row: Row) -> Part:
    return Part(
        part_id=row.key(Field.PART_ID),
        description=row.text(Field.PART_DESC),
        unit=row.text(Field.PART_UM) or WHOLE_UNIT,
        lot_controlled=row.flag(Field.LOT_CONTROL),
        serial_controlled=row.flag(Field.SN_REQD_INV),
        default_stores=row.text(Field.DEF_STORES_CODE),
    )


def _bom_row(row: Row) -> BomRow:
    return BomRow(
        assembly_id=row.key(Field.ASSEMBLY_ID),
        component_id=row.key(Field.COMPONENT_ID),
        item_code=row.text(Field.DWG_ITEM_CODE),
        required=row.quantity(Field.REQUIRED_QTY),
        starts=row.day(Field.START_DATE),
        ends=row.day(Field.END_DATE),
        phantom=row.code(Field.BILLS_TYPE) == PHANTOM,
        scrap_factor=row.known_quantity(Field.SCRAP_FACTOR) or Decimal(0),
        kit_stores=row.text(Field.KIT_STORES),
    )


def _lot_stock(row: Row) -> LotStock:
    return LotStock(
        part_id=row.key(Field.PART_ID),
        lot_id=row.key(Field.LOT_ID),
        status=LotStatus(row.known_code(Field.LOT_STATUS)),
        expires=row.day(Field.EXPIRE_DATE),
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        on_hand=row.known_quantity(Field.ON_HAND_QTY),
        # Assumed: the transaction that opens a lot leaves its REFERENCE there.
        reference=row.text(Field.TXN_NOTE),
    )


def _location_stock(row: Row) -> LocationStock:
    return LocationStock(
        part_id=row.key(Field.PART_ID),
        stores=row.key(Field.STORES_CODE),
        location=row.key(Field.STOCK_LOCATION),
        on_hand=row.quantity(Field.ON_HAND_QTY),
    )


def _stores_stock(row: Row) -> StoresStock:
    return StoresStock(
        part_id=row.key(Field.PART_ID),
        stores=row.key(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        multi_location=row.flag(Field.MULTI_LOC),
        on_hand=row.known_quantity(Field.ON_HAND_QTY),
    )


def _serial_record(row: Row) -> SerialRecord:
    return SerialRecord(
        part_id=row.key(Field.PART_ID),
        serial=row.key(Field.SERIAL_NUMBER),
        status=SerialStatus(row.known_code(Field.SN_STATUS)),
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        lot_id=row.text(Field.LOT_ID),
        reference=row.text(Field.REFERENCE),
    )


def _purchase_order(row: Row) -> PurchaseOrder:
    return PurchaseOrder(
        number=row.key(Field.PO_ID),
        vendor_id=row.text(Field.VENDOR_ID),
        vendor_name=row.text(Field.VENDOR_NAME),
        status=OrderStatus(row.known_code(Field.PO_STATUS)),
        lines=tuple(_order_line(line) for line in row.rows(Field.LINES, Shape.PO_LINE_ROW)),
    )


def _order_line(row: Row) -> PurchaseOrderLine:
    stock_unit = row.text(Field.PART_UM) or WHOLE_UNIT
    conversion = row.known_quantity(Field.BUY_CONV)
    if conversion is None:
        conversion = Decimal(1)
    if conversion <= 0:
        row.foreign(Field.BUY_CONV, "no conversion", f"{conversion:f}")
    said = row.text(Field.LINE_STATUS)
    return PurchaseOrderLine(
        number=row.key(Field.LINE_NUMBER),
        part_id=row.key(Field.PART_ID),
        ordered=row.quantity(Field.ORDER_QTY),
        received=row.known_quantity(Field.RECEIVED_QTY) or Decimal(0),
        description=row.text(Field.PART_DESC),
        vendor_part=row.text(Field.VENDOR_PART),
        mfg_id=row.text(Field.MFG_ID),
        mfg_part=row.text(Field.MFG_PART),
        buy_unit=row.text(Field.BUY_UM) or stock_unit,
        stock_unit=stock_unit,
        stock_per_unit=conversion,
        promised=row.day(Field.PROMISE_DATE),
        # A line about which nothing is said is as its order is.
        status=OrderStatus(row.known_code(Field.LINE_STATUS)) if said else OrderStatus.OPEN,
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        lot_controlled=row.flag(Field.LOT_CONTROL),
        serial_controlled=row.flag(Field.SN_REQD_INV),
        inspected=row.flag(Field.QC_FLAG),
        over_percent=row.known_quantity(Field.OVER_RECEIPT_PCT) or Decimal(0),
    )


def _receipt_record(row: Row) -> ReceiptRecord:
    return ReceiptRecord(
        receipt_id=row.text(Field.RECEIPT_ID),
        order_number=row.key(Field.PO_ID),
        line_number=row.key(Field.LINE_NUMBER),
        part_id=row.text(Field.PART_ID),
        quantity=row.quantity(Field.QUANTITY),
        batch_number=row.text(Field.BATCH_NUMBER),
        reference=row.text(Field.REFERENCE),
        packing_slip=row.text(Field.PACKING_SLIP),
        action_date=row.day(Field.ACTION_DATE),
        lot_id=row.text(Field.LOT_ID),
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        serials=serials_in(row),
    )


PARTS = Query(Call.PARTS, Shape.PART_CRITERIA, Shape.PART_ROW, _part)
BOM = Query(Call.BOM, Shape.BOM_CRITERIA, Shape.BOM_ROW, _bom_row)
LOTS = Query(Call.LOTS, Shape.LOT_CRITERIA, Shape.LOT_ROW, _lot_stock, Field.TXN_NOTE)
LOCATIONS = Query(Call.LOCATIONS, Shape.LOCATION_CRITERIA, Shape.LOCATION_ROW, _location_stock)
STOCK = Query(Call.STOCK, Shape.STOCK_CRITERIA, Shape.STOCK_ROW, _stores_stock)
SERIALS = Query(
    Call.SERIALS, Shape.SERIAL_CRITERIA, Shape.SERIAL_ROW, _serial_record, Field.REFERENCE
)
PURCHASE_ORDERS = Query(Call.PURCHASE_ORDERS, Shape.PO_CRITERIA, Shape.PO_ROW, _purchase_order)
RECEIPTS = Query(
    Call.RECEIPTS, Shape.RECEIPT_CRITERIA, Shape.RECEIPT_ROW, _receipt_record, Field.REFERENCE
)
