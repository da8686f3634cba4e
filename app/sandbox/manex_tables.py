"""ManEx's books as tables of their own; a column is a field of the answers in small letters.

Numbers are kept as in `tables.py`, flags as truth values, moments and days as ISO text, none as an
empty one. A PO number has no zeros before it.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, Column, Index, Integer, PrimaryKeyConstraint, String, Table

from app.sandbox import manex_fields as fields
from app.sandbox.fields import names
from app.sandbox.tables import Amount, metadata

NUMBERS = frozenset(
    names(
        """
    CONUM POTAX POTOTAL SHIPCHG SCTAXPCT COSTEACH ORD_QTY RECV_QTY REJ_QTY ACPT_QTY
    TAX_PCT OVERAGE NO_PKG S_ORD_QTY pur_ltime minorder ordmult Targetprice SCHD_QTY RECDQTY
    BALANCE No_Pkg Minord Ordmult Pur_Ltime Matl_Cost TARGETPRICE Qty_Oh Reserved Reordpoint
    Reorderqty Safetystk
    """
    )
)
FLAGS = frozenset(
    names(
        """
    IS_PRINTED IS_SCTAX ISINBATCH LFREIGHTINCLUDE IS_TAX IS_CONTR L_PRINT ISFIRM FIRSTARTICLE
    INSPEXCEPT LCANCEL lRemvRcv updatePLT updateMinOrdMult updateMaterialCost updateTargetPrice
    Firstarticle IS_DELETED Netable Instore Countflag Is_Deleted
    """
    )
)
MOMENTS = frozenset(
    names(
        """
    PODATE VERDATE CLOSDDATE RECONTODT INSPEXCDT SCHD_DATE REQ_DATE COMPLETEDT ORIGCOMMITDT Count_Dt
    """
    )
)

# Of an order, what changes with its items is added up exactly: kept as decimal text.
SUMS = frozenset({"POTAX", "POTOTAL"})


def _columns(listed: Iterable[str]) -> list[Column[Any]]:
    columns: list[Column[Any]] = []
    for name in listed:
        own: dict[str, Any] = {"nullable": False}
        if name in NUMBERS - SUMS:
            columns.append(Column(name.lower(), Amount, server_default="0", **own))
        elif name in FLAGS:
            columns.append(Column(name.lower(), Boolean, server_default="0", **own))
        else:
            default = "0" if name in SUMS else ""
            columns.append(Column(name.lower(), String, server_default=default, **own))
    return columns


supplier = Table(
    "manex_supplier",
    metadata,
    Column("uniqsupno", String, primary_key=True),
    Column("supname", String, nullable=False),
)

part = Table(
    "manex_part",
    metadata,
    *_columns(fields.PART),
    # How many own units one purchase unit is; no field of any page.
    Column("pur_conv", Amount, nullable=False, server_default="1"),
    PrimaryKeyConstraint("uniq_key"),
    Index("manex_part_by_number", "part_no", "revision", unique=True),
)

# The approved manufacturers of the parts, each with its one place in the warehouse.
maker = Table(
    "manex_maker",
    metadata,
    *_columns((*fields.MAKER, *names("W_Key Uniqwh Location Qty_Oh"))),
    PrimaryKeyConstraint("uniqmfgrhd"),
    Index("manex_maker_by_part", "uniq_key"),
    Index("manex_maker_by_number", "mfgr_pt_no"),
)

_NOT_OF_THE_ORDER = frozenset(names("POCHANGES Supname"))
order = Table(
    "manex_order",
    metadata,
    *_columns(name for name in (*fields.ORDER, "Status") if name not in _NOT_OF_THE_ORDER),
    PrimaryKeyConstraint("ponum"),
    Index("manex_order_by_supplier", "uniqsupno"),
)

# What POCHANGES tells, a row a change.
change = Table(
    "manex_change",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("ponum", String, nullable=False),
    Column("words", String, nullable=False),
    Index("manex_change_by_order", "ponum"),
)

_OF_THE_ORDER = frozenset(names("ITEMNO POSTATUS PODATE Supname Status UNIQSUPNO"))
item = Table(
    "manex_item",
    metadata,
    Column("itemno", Integer, nullable=False),
    *_columns(name for name in fields.ITEM if name not in _OF_THE_ORDER),
    PrimaryKeyConstraint("uniqlnno"),
    Index("manex_item_by_number", "ponum", "itemno", unique=True),
    Index("manex_item_by_part", "part_no", "revision"),
    Index("manex_item_by_key", "uniq_key"),
)

_NOT_OF_THE_SCHEDULE = frozenset(
    names(
        """
    BALANCE PONUM UNIQMFGRHD UNIQ_KEY WAREHOUSE ORD_QTY RECV_QTY POITTYPE ITEMNO PART_NO REVISION
    PARTMFGR MFGR_PT_NO
    """
    )
)
schedule = Table(
    "manex_schedule",
    metadata,
    *_columns(name for name in fields.SCHEDULE if name not in _NOT_OF_THE_SCHEDULE),
    PrimaryKeyConstraint("uniqdetno"),
    Index("manex_schedule_by_item", "uniqlnno"),
)
