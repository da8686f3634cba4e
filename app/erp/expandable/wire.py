"""Every path, field name and code of Expandable's interface, and nowhere else (contracts.md E).

What the vendor documents stands as it is. What is `assumed`, because no page of it was found,
may be spelled otherwise by a customer's server: a station's configuration gives it another
name (`overrides`), and no line of code changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Final

from app.core.facts import LotStatus, SerialStatus
from app.core.receipt_facts import OrderStatus
from app.erp.naming import Renamed, Source, assumed, documented

YES: Final = "Y"
NO: Final = "N"
PHANTOM: Final = "P"


class Call(StrEnum):
    """The calls this workstation makes; the path of each is "/api/" and its name (contracts.md A0).

    Of those that say so no page was found.
    """

    AUTH_TOKEN = "auth-token-get"  # noqa: S105 - a name, not a secret
    DATA_SOURCES = "data-sources-get"  # no page
    API_VERSION = "api-version-get"  # no page
    SERVER_TIME = "server-time-get"  # no page
    PARTS = "part-query"  # no page
    BOM = "bill-of-material-query"
    LOTS = "lot-query"
    LOCATIONS = "multiple-location-query"
    STOCK = "stock-status-query"  # no page
    SERIALS = "serial-number-query"  # no page
    KIT_ISSUE = "backflush-kit-issue-create"
    PURCHASE_ORDERS = "purchase-order-query"  # no page
    RECEIPTS = "receipt-transaction-query"  # no page
    PO_RECEIPT = "po-receipts-entry-create"  # no page


class Shape(StrEnum):
    """The JSON objects that go to and fro, named after their call."""

    FAILURE = "failure"
    AUTH_TOKEN_REQUEST = "auth-token-get.request"  # noqa: S105 - a name, not a secret
    AUTH_TOKEN_ANSWER = "auth-token-get.answer"  # noqa: S105 - a name, not a secret
    DATA_SOURCE_ROW = "data-sources-get.answer"
    API_VERSION_ANSWER = "api-version-get.answer"
    SERVER_TIME_REQUEST = "server-time-get.request"
    SERVER_TIME_ANSWER = "server-time-get.answer"
    PART_CRITERIA = "part-query.request"
    PART_ROW = "part-query.answer"
    BOM_CRITERIA = "bill-of-material-query.request"
    BOM_ROW = "bill-of-material-query.answer"
    LOT_CRITERIA = "lot-query.request"
    LOT_ROW = "lot-query.answer"
    LOCATION_CRITERIA = "multiple-location-query.request"
    LOCATION_ROW = "multiple-location-query.answer"
    STOCK_CRITERIA = "stock-status-query.request"
    STOCK_ROW = "stock-status-query.answer"
    SERIAL_CRITERIA = "serial-number-query.request"
    SERIAL_ROW = "serial-number-query.answer"
    KIT_ISSUE_REQUEST = "backflush-kit-issue-create.request"
    KIT_ISSUE_REQUEST_COMPONENT = "backflush-kit-issue-create.request.COMPONENTS"
    KIT_ISSUE_ANSWER = "backflush-kit-issue-create.answer"
    KIT_ISSUE_ANSWER_COMPONENT = "backflush-kit-issue-create.answer.COMPONENTS"
    PO_CRITERIA = "purchase-order-query.request"
    PO_ROW = "purchase-order-query.answer"
    PO_LINE_ROW = "purchase-order-query.answer.LINES"
    RECEIPT_CRITERIA = "receipt-transaction-query.request"
    RECEIPT_ROW = "receipt-transaction-query.answer"
    PO_RECEIPT_REQUEST = "po-receipts-entry-create.request"
    PO_RECEIPT_REQUEST_LINE = "po-receipts-entry-create.request.LINES"
    PO_RECEIPT_ANSWER = "po-receipts-entry-create.answer"
    PO_RECEIPT_ANSWER_LINE = "po-receipts-entry-create.answer.LINES"


class Field(Enum):
    """The fields this workstation writes or reads; the names are the contract's."""

    ACCOUNT = auto()
    ACTION_DATE = auto()
    API_VERSION = auto()
    ASSEMBLY_ID = auto()
    ASSEMBLY_LOT = auto()
    AUTH_TOKEN = auto()
    BATCH_NUMBER = auto()
    BILLS_TYPE = auto()
    BUY_CONV = auto()
    BUY_UM = auto()
    COMPLETED_QTY = auto()
    COMPONENTS = auto()
    COMPONENT_ID = auto()
    DATA_SOURCE = auto()
    DEF_STORES_CODE = auto()
    DEPARTMENT = auto()
    DWG_ITEM_CODE = auto()
    EFFECTIVE_DATE = auto()
    END_DATE = auto()
    EXPIRE_DATE = auto()
    INCLUDE_SCRAP = auto()
    KIT_QTY = auto()
    KIT_STORES = auto()
    LINES = auto()
    LINE_NUMBER = auto()
    LINE_STATUS = auto()
    LOT_CONTROL = auto()
    LOT_ID = auto()
    LOT_STATUS = auto()
    MESSAGE = auto()
    MESSAGE_CODE = auto()
    MFG_ID = auto()
    MFG_LOT_ID = auto()
    MFG_PART = auto()
    MULTI_LOC = auto()
    ON_HAND_QTY = auto()
    OPEN_QTY = auto()
    ORDER_QTY = auto()
    OVER_RECEIPT_PCT = auto()
    PACKING_SLIP = auto()
    PART_DESC = auto()
    PART_ID = auto()
    PART_UM = auto()
    PASSWORD = auto()
    PO_ID = auto()
    PO_STATUS = auto()
    PROMISE_DATE = auto()
    QC_FLAG = auto()
    QUANTITY = auto()
    RECEIPT_ID = auto()
    RECEIVED_QTY = auto()
    REFERENCE = auto()
    REQUIRED_QTY = auto()
    SCRAP_FACTOR = auto()
    SERIAL_NUMBER = auto()
    SERVER_TIME = auto()
    SN_REQD_INV = auto()
    SN_STATUS = auto()
    START_DATE = auto()
    STOCK_LOCATION = auto()
    STORES_CODE = auto()
    TO_LOCATION = auto()
    TO_STORES = auto()
    TXNS_ACCEPTED = auto()
    TXN_NOTE = auto()
    USER_NAME = auto()
    VENDOR_ID = auto()
    VENDOR_NAME = auto()
    VENDOR_PART = auto()


_F = Field
_SERIAL_FIELDS: Final = assumed(_F.PART_ID, _F.SERIAL_NUMBER, _F.SN_STATUS)
_PO_LINE_FIELDS: Final = assumed(
    _F.LINE_NUMBER, _F.PART_ID, _F.PART_DESC, _F.VENDOR_PART, _F.MFG_ID, _F.MFG_PART, _F.ORDER_QTY,
    _F.RECEIVED_QTY, _F.BUY_UM, _F.BUY_CONV, _F.PART_UM, _F.PROMISE_DATE, _F.LINE_STATUS,
    _F.STORES_CODE, _F.STOCK_LOCATION, _F.LOT_CONTROL, _F.SN_REQD_INV, _F.QC_FLAG,
    _F.OVER_RECEIPT_PCT,
)  # fmt: skip
_RECEIPT_HEAD: Final = assumed(
    _F.PO_ID, _F.PACKING_SLIP, _F.ACTION_DATE, _F.REFERENCE, _F.BATCH_NUMBER, _F.TXNS_ACCEPTED,
    _F.LINES,
)  # fmt: skip
_RECEIPT_LINE: Final = assumed(
    _F.LINE_NUMBER, _F.QUANTITY, _F.STORES_CODE, _F.STOCK_LOCATION, _F.LOT_ID, _F.MFG_LOT_ID,
    _F.EXPIRE_DATE, _F.SERIAL_NUMBER,
)  # fmt: skip
_RECEIPT_FIELDS: Final = assumed(
    _F.PO_ID, _F.LINE_NUMBER, _F.RECEIPT_ID, _F.BATCH_NUMBER, _F.REFERENCE, _F.PACKING_SLIP,
    _F.ACTION_DATE, _F.PART_ID, _F.QUANTITY, _F.LOT_ID, _F.STORES_CODE, _F.STOCK_LOCATION,
    _F.SERIAL_NUMBER,
)  # fmt: skip

FIELDS: Final[Mapping[Shape, Mapping[Field, Source]]] = {
    # A0
    Shape.FAILURE: documented(_F.MESSAGE, _F.MESSAGE_CODE),
    # A4
    Shape.AUTH_TOKEN_REQUEST: documented(_F.DATA_SOURCE, _F.USER_NAME, _F.PASSWORD),
    Shape.AUTH_TOKEN_ANSWER: documented(_F.AUTH_TOKEN),
    # A1 to A3, E1
    Shape.DATA_SOURCE_ROW: assumed(_F.DATA_SOURCE),
    Shape.API_VERSION_ANSWER: assumed(_F.API_VERSION),
    Shape.SERVER_TIME_REQUEST: documented(_F.AUTH_TOKEN),
    Shape.SERVER_TIME_ANSWER: assumed(_F.SERVER_TIME),
    # A7, E1
    Shape.PART_CRITERIA: documented(_F.AUTH_TOKEN) | assumed(_F.PART_ID),
    Shape.PART_ROW: assumed(
        _F.PART_ID,
        _F.PART_DESC,
        _F.PART_UM,
        _F.LOT_CONTROL,
        _F.SN_REQD_INV,
        _F.DEF_STORES_CODE,
    ),
    # A6; its rows were not read
    Shape.BOM_CRITERIA: documented(_F.AUTH_TOKEN, _F.ASSEMBLY_ID),
    Shape.BOM_ROW: assumed(
        _F.ASSEMBLY_ID,
        _F.COMPONENT_ID,
        _F.DWG_ITEM_CODE,
        _F.REQUIRED_QTY,
        _F.START_DATE,
        _F.END_DATE,
        _F.BILLS_TYPE,
        _F.SCRAP_FACTOR,
        _F.KIT_STORES,
    ),
    # A8, E1; its rows were not read
    Shape.LOT_CRITERIA: documented(_F.AUTH_TOKEN, _F.PART_ID, _F.LOT_ID),
    Shape.LOT_ROW: assumed(
        _F.PART_ID,
        _F.LOT_ID,
        _F.LOT_STATUS,
        _F.EXPIRE_DATE,
        _F.STORES_CODE,
        _F.STOCK_LOCATION,
        _F.ON_HAND_QTY,
        _F.TXN_NOTE,
    ),
    # A9
    Shape.LOCATION_CRITERIA: documented(_F.AUTH_TOKEN, _F.PART_ID),
    Shape.LOCATION_ROW: documented(_F.PART_ID, _F.STORES_CODE, _F.STOCK_LOCATION, _F.ON_HAND_QTY),
    # A10, E1
    Shape.STOCK_CRITERIA: documented(_F.AUTH_TOKEN) | assumed(_F.PART_ID),
    Shape.STOCK_ROW: assumed(
        _F.PART_ID, _F.STORES_CODE, _F.STOCK_LOCATION, _F.MULTI_LOC, _F.ON_HAND_QTY
    ),
    # A11, E1
    Shape.SERIAL_CRITERIA: documented(_F.AUTH_TOKEN) | _SERIAL_FIELDS,
    Shape.SERIAL_ROW: _SERIAL_FIELDS
    | assumed(_F.LOT_ID, _F.STORES_CODE, _F.STOCK_LOCATION, _F.REFERENCE),
    # A5, the seed
    Shape.KIT_ISSUE_REQUEST: documented(
        _F.ACTION_DATE,
        _F.EFFECTIVE_DATE,
        _F.ASSEMBLY_ID,
        _F.ASSEMBLY_LOT,
        _F.EXPIRE_DATE,
        _F.INCLUDE_SCRAP,
        _F.COMPLETED_QTY,
        _F.TO_STORES,
        _F.TO_LOCATION,
        _F.DEPARTMENT,
        _F.ACCOUNT,
        _F.REFERENCE,
        _F.KIT_STORES,
        _F.SERIAL_NUMBER,
        _F.BATCH_NUMBER,
        _F.TXNS_ACCEPTED,
        _F.COMPONENTS,
        _F.AUTH_TOKEN,
    ),
    Shape.KIT_ISSUE_REQUEST_COMPONENT: documented(
        _F.COMPONENT_ID, _F.LOT_ID, _F.STOCK_LOCATION, _F.SERIAL_NUMBER
    ),
    Shape.KIT_ISSUE_ANSWER: documented(
        _F.ACTION_DATE,
        _F.ASSEMBLY_ID,
        _F.COMPLETED_QTY,
        _F.REFERENCE,
        _F.BATCH_NUMBER,
        _F.TXNS_ACCEPTED,
        _F.COMPONENTS,
    ),
    Shape.KIT_ISSUE_ANSWER_COMPONENT: documented(
        _F.COMPONENT_ID,
        _F.PART_DESC,
        _F.KIT_QTY,
        _F.PART_UM,
        _F.LOT_ID,
        _F.STORES_CODE,
        _F.STOCK_LOCATION,
        _F.SERIAL_NUMBER,
    ),
    # A13 to A15, E1; no page was found
    Shape.PO_CRITERIA: documented(_F.AUTH_TOKEN) | assumed(_F.PO_ID, _F.PO_STATUS),
    Shape.PO_ROW: assumed(_F.PO_ID, _F.VENDOR_ID, _F.VENDOR_NAME, _F.PO_STATUS, _F.LINES),
    Shape.PO_LINE_ROW: _PO_LINE_FIELDS,
    Shape.RECEIPT_CRITERIA: documented(_F.AUTH_TOKEN) | assumed(_F.PO_ID),
    Shape.RECEIPT_ROW: _RECEIPT_FIELDS,
    Shape.PO_RECEIPT_REQUEST: documented(_F.AUTH_TOKEN) | _RECEIPT_HEAD,
    Shape.PO_RECEIPT_REQUEST_LINE: _RECEIPT_LINE,
    Shape.PO_RECEIPT_ANSWER: _RECEIPT_HEAD,
    Shape.PO_RECEIPT_ANSWER_LINE: _RECEIPT_LINE
    | assumed(_F.RECEIPT_ID, _F.PART_ID, _F.PART_DESC, _F.PART_UM, _F.RECEIVED_QTY, _F.OPEN_QTY),
}

_FLAG: Final = frozenset({YES, NO})
_SERIAL_CODES: Final = frozenset(status.value for status in SerialStatus)
_ORDER_CODES: Final = frozenset(status.value for status in OrderStatus)

# All code values are assumed (contracts.md E1). BILLS_TYPE has others; only this one matters.
CODES: Final[Mapping[tuple[Shape, Field], frozenset[str]]] = {
    (Shape.PART_ROW, Field.LOT_CONTROL): _FLAG,
    (Shape.PART_ROW, Field.SN_REQD_INV): _FLAG,
    (Shape.BOM_ROW, Field.BILLS_TYPE): frozenset({PHANTOM}),
    (Shape.LOT_ROW, Field.LOT_STATUS): frozenset(status.value for status in LotStatus),
    (Shape.STOCK_ROW, Field.MULTI_LOC): _FLAG,
    (Shape.SERIAL_CRITERIA, Field.SN_STATUS): _SERIAL_CODES,
    (Shape.SERIAL_ROW, Field.SN_STATUS): _SERIAL_CODES,
    (Shape.KIT_ISSUE_REQUEST, Field.INCLUDE_SCRAP): _FLAG,
    (Shape.PO_CRITERIA, Field.PO_STATUS): _ORDER_CODES,
    (Shape.PO_ROW, Field.PO_STATUS): _ORDER_CODES,
    (Shape.PO_LINE_ROW, Field.LINE_STATUS): _ORDER_CODES,
    (Shape.PO_LINE_ROW, Field.LOT_CONTROL): _FLAG,
    (Shape.PO_LINE_ROW, Field.SN_REQD_INV): _FLAG,
    (Shape.PO_LINE_ROW, Field.QC_FLAG): _FLAG,
}


@dataclass(frozen=True, slots=True)
class Wire(Renamed[Call, Shape, Field]):
    """The names one server goes by: the contract's, but for what a station overrides."""

    def path(self, call: Call) -> str:
        return self.paths.get(call, f"/api/{call.value}")

    def name(self, shape: Shape, of: Field) -> str:
        """How the field is spelled in that object."""
        # An order of thousands of lines asks this for each of their fields.
        return self.names.get((shape, of), of.name) if self.names else of.name


DEFAULT_WIRE: Final = Wire()
