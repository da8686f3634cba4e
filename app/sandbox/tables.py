"""The books of the training ERP as tables; a column is a field of the API in small letters.

Amounts are kept as whole numbers of 10^-9 units: exact, comparable and the same in SQLite and
PostgreSQL. Dates are kept as ISO text, no date as an empty one.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Dialect,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    TypeDecorator,
)

from app.sandbox import fields
from app.sandbox.fields import names
from app.sandbox.quantities import DECIMALS


class Amount(TypeDecorator[Decimal]):
    """A quantity, a factor or a cost."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        del dialect
        return None if value is None else int(value.scaleb(DECIMALS))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        del dialect
        return None if value is None else Decimal(value).scaleb(-DECIMALS)


class Day(TypeDecorator[str]):
    """An ISO date, or nothing."""

    impl = String
    cache_ok = True


AMOUNTS = frozenset(
    names(
        """
    FORECAST_QTY ORDER_QTY MAX_ORDER_QTY YIELD_FACTOR SHELF_LIFE VENDR_LEAD_TIME RECEIVING_LT
    KIT_LT MFG_LT SHIP_LT PLAN_LEAD_TIME CUM_LT BUY_CONV WEIGHT VOLUME SO_ORDER_QTY MIN_SALES_QTY
    QTY_PER_CARTON SALE_CONV WARRANTY_DAYS STD_1_HRS STD_2_HRS STD_3_HRS STD_OH_PCT_BUY
    STD_OH_PCT_OUT STD_MTL_CST_ADD STD_OUT_CST_ADD REQUIRED_QTY SCRAP_FACTOR LT_OFFSET ORIGINAL_QTY
    ON_HAND_QTY BOOK_QTY PHYSICAL_QTY SAFETY_STOCK COUNT_DAYS MO_BEG_QTY YEAR_BEG_QTY RECEIPTS_MTD
    RECEIPTS_YTD ISSUES_MTD ISSUES_YTD KANBAN_FREQ KANBAN_QTY RECEIVED_QTY UNIT_PRICE
    OVER_RECEIPT_PCT QUANTITY
    """
    )
)

DAYS = frozenset(
    names(
        """
    ECN_EFF_DATE ORIG_REL_DATE DATE_ACTIVE START_DATE END_DATE EXPIRE_DATE RETEST_DATE
    DATE_LAST_ISSUE DATE_LAST_RECPT DATE_LAST_ACT DATE_LAST_PHY DATE_LAST_PRINT DATE_CREATED
    DATE_MODIFIED DATE_LAST_UPDT SHIPPED_DATE RETURNED_DATE DATE_SCRAPPED ON_WARRANTY OFF_WARRANTY
    LAST_SERVICE NEXT_SERVICE PO_DATE PROMISE_DATE ACTION_DATE
    """
    )
)

metadata = MetaData()


def _columns(listed: Iterable[str], counted: Collection[str] = ()) -> list[Column[Any]]:
    """A column a field; one that isn't given when a row is made is empty, or zero.

    The fields `counted` are numbers here though they are text elsewhere.
    """
    columns: list[Column[Any]] = []
    for name in listed:
        if name in AMOUNTS or name in counted:
            columns.append(Column(name.lower(), Amount, nullable=False, server_default="0"))
        elif name in DAYS:
            columns.append(Column(name.lower(), Day, nullable=False, server_default=""))
        else:
            columns.append(Column(name.lower(), String, nullable=False, server_default=""))
    return columns


# Which plant these books were opened with.
plant = Table(
    "plant",
    metadata,
    Column("name", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("created", String, nullable=False),
)

stores = Table(
    "stores",
    metadata,
    Column("stores_code", String, primary_key=True),
    Column("description", String, nullable=False),
)

department = Table("department", metadata, Column("department", String, primary_key=True))

account = Table("account", metadata, Column("account", String, primary_key=True))

part = Table(
    "part",
    metadata,
    *_columns(fields.PART),
    # Not a field of the page: what one unit is worth, for PART_AMT.
    Column("std_cost", Amount, nullable=False, server_default="0"),
    PrimaryKeyConstraint("part_id"),
)

bill = Table(
    "bill",
    metadata,
    *_columns(fields.BILL),
    PrimaryKeyConstraint("assembly_id", "component_id", "dwg_item_code"),
    Index("bill_by_component", "component_id"),
)

stock = Table(
    "stock",
    metadata,
    *_columns(fields.STOCK_STATUS),
    PrimaryKeyConstraint("part_id", "stores_code"),
    CheckConstraint("on_hand_qty >= 0"),
)

multiple_location = Table(
    "multiple_location",
    metadata,
    *_columns(fields.MULTIPLE_LOCATION),
    PrimaryKeyConstraint("part_id", "stores_code", "stock_location"),
    CheckConstraint("on_hand_qty >= 0"),
)

lot = Table(
    "lot",
    metadata,
    *_columns(fields.LOT),
    PrimaryKeyConstraint("part_id", "lot_id"),
    Index("lot_by_id", "lot_id"),
)

# Where a lot lies: every lot has at least one row here, an empty one after its last piece.
lot_place = Table(
    "lot_place",
    metadata,
    *_columns(("PART_ID", "LOT_ID", *fields.LOT_PLACE)),
    PrimaryKeyConstraint("part_id", "lot_id", "stores_code", "stock_location"),
    CheckConstraint("on_hand_qty >= 0"),
)

serial_number = Table(
    "serial_number",
    metadata,
    *_columns(fields.SERIAL_NUMBER),
    PrimaryKeyConstraint("part_id", "serial_number"),
    Index("serial_number_by_number", "serial_number"),
    Index("serial_number_by_reference", "reference"),
)

purchase_order = Table(
    "purchase_order",
    metadata,
    *_columns(fields.PURCHASE_ORDER),
    PrimaryKeyConstraint("po_id"),
)

# What a line shows of its part stands in `part`.
_OF_THE_PART = frozenset(names("PART_DESC PART_UM LOT_CONTROL SN_REQD_INV QC_FLAG"))
LINE_NUMBER = ("LINE_NUMBER",)  # 10 comes after 9

purchase_order_line = Table(
    "purchase_order_line",
    metadata,
    Column("po_id", String, nullable=False),
    *_columns(
        (name for name in fields.PURCHASE_ORDER_LINE if name not in _OF_THE_PART), LINE_NUMBER
    ),
    PrimaryKeyConstraint("po_id", "line_number"),
    Index("purchase_order_line_by_part", "part_id"),
)

receipt_transaction = Table(
    "receipt_transaction",
    metadata,
    *_columns(fields.RECEIPT_TRANSACTION, LINE_NUMBER),
    PrimaryKeyConstraint("receipt_id"),
    Index("receipt_transaction_by_order", "po_id"),
    Index("receipt_transaction_by_batch", "batch_number"),
    Index("receipt_transaction_by_reference", "reference"),
)

batch = Table(
    "batch",
    metadata,
    Column("batch_number", String, primary_key=True),
    Column("txns_accepted", Integer, nullable=False),
)

# The last number given out, by what it numbers.
counter = Table(
    "counter",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

# Every transaction that happened, with the answer it was given.
ledger = Table(
    "ledger",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("batch_number", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("posted_by", String, nullable=False),
    Column("posted_at", String, nullable=False),
    Column("answer", String, nullable=False),
    Index("ledger_by_reference", "reference"),
    Index("ledger_by_batch", "batch_number"),
)
