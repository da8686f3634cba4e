"""Every path and field name of ManEx's interface, and nowhere else (contracts.md C, E3).

One concept has many spellings there (C0). A `Field` is called as it is most often; what a request
spells otherwise stands in its shape, as its page prints it. Answers are read without regard to
letter case and underscores (`fold`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from typing import Final

from app.erp.naming import Renamed, Source, assumed, documented


class Call(StrEnum):
    """The calls this workstation makes."""

    ORDERS = "po-main-get"
    ITEMS = "po-item-get"
    ITEM_ADD = "po-item-add"
    ITEM_EDIT = "po-item-edit"
    ITEM_DELETE = "po-item-delete"
    SCHEDULES = "po-schedule-get"
    ITEM_MASTER = "item-master-get"


PATHS: Final[Mapping[Call, str]] = {
    Call.ORDERS: "/API/PO/Get",
    Call.ITEMS: "/PO/ItemGet",  # printed so on both of its pages (C7)
    Call.ITEM_ADD: "/API/PO/ItemAdd",
    Call.ITEM_EDIT: "/API/PO/ItemEdit",
    Call.ITEM_DELETE: "/API/PO/ItemDelete",
    Call.SCHEDULES: "/API/PO/ScheduleGet",
    Call.ITEM_MASTER: "/api/ItemMaster/Get",
}

KEY_IN_QUERY: Final = frozenset({Call.ITEM_MASTER})
"""Calls that take the API key as a parameter, and nothing but a query string (C18)."""
KEY_PARAMETER: Final = "apiKey"


class Shape(StrEnum):
    """The JSON objects that go to and fro, named after their call."""

    ENVELOPE = "envelope"
    ORDER_CRITERIA = "po-main-get.request"
    ORDER_ROW = "po-main-get.answer"
    ITEM_CRITERIA = "po-item-get.request"
    ITEM_ROW = "po-item-get.answer"
    ITEM_ADD_REQUEST = "po-item-add.request"
    ITEM_ADD_ANSWER = "po-item-add.answer"
    ITEM_EDIT_REQUEST = "po-item-edit.request"
    ITEM_DELETE_REQUEST = "po-item-delete.request"
    SCHEDULE_CRITERIA = "po-schedule-get.request"
    SCHEDULE_ROW = "po-schedule-get.answer"
    ITEM_MASTER_CRITERIA = "item-master-get.request"
    ITEM_MASTER_ANSWER = "item-master-get.answer"
    ITEM_MASTER_MANUFACTURER = "item-master-get.answer.InvtmfHdList"
    ITEM_MASTER_STOCK = "item-master-get.answer.InvtmfHdList.InvtmfGrList"


class Field(StrEnum):  # found in a dictionary faster than a plain one: orders have many lines
    """The fields this workstation writes or reads; the names are the contract's, in capitals."""

    ACPT_QTY = auto()
    BALANCE = auto()
    BUYER = auto()
    CODE = auto()
    CONUM = auto()
    COSTEACH = auto()
    DESCRIPT = auto()
    FIRSTARTICLE = auto()
    GL_NBR = auto()
    INSPECTIONOTE = auto()
    INSPEXCDOC = auto()
    INSPEXCDT = auto()
    INSPEXCEPT = auto()
    INSPEXCEPTION = auto()
    INSPEXCINIT = auto()
    INSPEXCNOTE = auto()
    INVTMFGRLIST = auto()
    INVTMFHDLIST = auto()
    ISFIRM = auto()
    ISVALIDUSER = auto()
    IS_DELETED = auto()
    IS_TAX = auto()
    ITEMNO = auto()
    LCANCEL = auto()
    LOCATION = auto()
    MATL_COST = auto()
    MESSAGE = auto()
    MESSAGEDETAIL = auto()
    MFGR_PT_NO = auto()
    MINORDER = auto()
    NOTE1 = auto()
    ORDMULT = auto()
    ORD_QTY = auto()
    ORIGCOMMITDT = auto()
    OVERAGE = auto()
    PACKAGE = auto()
    PARTMFGR = auto()
    PART_CLASS = auto()
    PART_NO = auto()
    PART_TYPE = auto()
    PODATE = auto()
    POITTYPE = auto()
    PONOTE = auto()
    PONUM = auto()
    POPRIORITY = auto()
    POSTATUS = auto()
    POTOTAL = auto()
    POUNIQUE = auto()
    PUR_LTIME = auto()
    PUR_LUNIT = auto()
    PUR_UOFM = auto()
    QTY_OH = auto()
    RECDQTY = auto()
    RECV_QTY = auto()
    REJ_QTY = auto()
    REQUESTOR = auto()
    REQ_DATE = auto()
    RESPONSEOBJECT = auto()
    REVISION = auto()
    SCHDNOTES = auto()
    SCHD_DATE = auto()
    SCHD_QTY = auto()
    STATUS = auto()
    SUPNAME = auto()
    SUPPLIERPARTNUMBER = auto()
    TAX_PCT = auto()
    TERMS = auto()
    UNIQDETNO = auto()
    UNIQLNNO = auto()
    UNIQMFGRHD = auto()
    UNIQMFSP = auto()
    UNIQSUPNO = auto()
    UNIQ_KEY = auto()
    UPDATEMATERIALCOST = auto()
    UPDATEMINORDMULT = auto()
    UPDATEPLT = auto()
    UPDATETARGETPRICE = auto()
    U_OF_MEAS = auto()
    WAREHOUSE = auto()
    WOPRJNUMBER = auto()


_F = Field

# The parameters of PO Item Add but the order's number, in the order of their page (C4, the seed).
_LINE: Final[Mapping[Field, str]] = {
    _F.POITTYPE: "POITTYPE",
    _F.PART_NO: "part_no",
    _F.REVISION: "revision",
    _F.UNIQ_KEY: "uniq_key",
    _F.PARTMFGR: "partmfgr",
    _F.MFGR_PT_NO: "mfgr_pt_no",
    _F.UNIQMFGRHD: "uniqmfgrhd",
    _F.OVERAGE: "overage",
    _F.PACKAGE: "package",
    _F.UPDATEPLT: "updatePLT",
    _F.PUR_LTIME: "pur_ltime",
    _F.UPDATEMINORDMULT: "updateMinOrdMult",
    _F.MINORDER: "minorder",
    _F.ORDMULT: "ordmult",
    _F.COSTEACH: "COSTEACH",
    _F.ORD_QTY: "ORD_QTY",
    _F.UPDATEMATERIALCOST: "updateMaterialCost",
    _F.UPDATETARGETPRICE: "updateTargetPrice",
    _F.IS_TAX: "IS_TAX",
    _F.ISFIRM: "ISFIRM",
    _F.FIRSTARTICLE: "FIRSTARTICLE",
    _F.SUPPLIERPARTNUMBER: "supplierPartNumber",
    _F.INSPEXCNOTE: "INSPEXCNOTE",
    _F.INSPEXCDOC: "INSPEXCDOC",
    _F.PUR_UOFM: "PUR_UOFM",
    _F.U_OF_MEAS: "U_OF_MEAS",
    _F.NOTE1: "NOTE1",
    _F.TAX_PCT: "TAX_PCT",
    _F.DESCRIPT: "DESCRIPT",
    _F.PART_CLASS: "PART_CLASS",
    _F.PART_TYPE: "PART_TYPE",
    _F.INSPEXCEPTION: "INSPEXCEPTION",
    _F.INSPEXCINIT: "INSPEXCINIT",
    _F.INSPEXCDT: "INSPEXCDT",
    _F.LCANCEL: "LCANCEL",
    _F.INSPECTIONOTE: "INSPECTIONOTE",
    _F.ITEMNO: "ITEMNO",
}
# The page of PO Item Edit was read up to U_OF_MEAS (C5).
_EDIT_UNREAD: Final = assumed(
    _F.NOTE1, _F.TAX_PCT, _F.DESCRIPT, _F.PART_CLASS, _F.PART_TYPE, _F.INSPEXCEPTION,
    _F.INSPEXCINIT, _F.INSPEXCDT, _F.LCANCEL, _F.INSPECTIONOTE, _F.ITEMNO,
)  # fmt: skip

NAMES: Final[Mapping[Shape, Mapping[Field, str]]] = {
    Shape.ORDER_CRITERIA: {_F.PONUM: "poNum", _F.SUPNAME: "supName", _F.POSTATUS: "poStatus"},
    Shape.ITEM_CRITERIA: {_F.PONUM: "poNum"},
    Shape.ITEM_ADD_REQUEST: {_F.PONUM: "PoNum", **_LINE},
    Shape.ITEM_EDIT_REQUEST: {
        _F.PONUM: "poNum",
        _F.UNIQLNNO: "uniqueLnNo",
        _F.UNIQMFSP: "uniqmfsp",
        **_LINE,
    },
    Shape.ITEM_DELETE_REQUEST: {_F.PONUM: "PoNum", _F.UNIQLNNO: "uniqlnno"},
    Shape.SCHEDULE_CRITERIA: {_F.PONUM: "poNum", _F.UNIQLNNO: "uniqLnNo"},
    Shape.ITEM_MASTER_CRITERIA: {
        _F.UNIQ_KEY: "uniqkey",
        _F.PART_NO: "partnum",
        _F.REVISION: "revision",
        _F.PARTMFGR: "PartMFGR",
        _F.MFGR_PT_NO: "MPN",
    },
    Shape.ITEM_MASTER_ANSWER: {_F.MINORDER: "Minord"},
}
"""Where a shape spells a field otherwise than it is called."""

_LINE_ANSWER: Final = documented(
    _F.UNIQLNNO, _F.PONUM, _F.UNIQ_KEY, _F.ITEMNO, _F.COSTEACH, _F.ORD_QTY, _F.RECV_QTY,
    _F.REJ_QTY, _F.ACPT_QTY, _F.NOTE1, _F.IS_TAX, _F.TAX_PCT, _F.OVERAGE, _F.POITTYPE,
    _F.DESCRIPT, _F.PARTMFGR, _F.MFGR_PT_NO, _F.PACKAGE, _F.PART_CLASS, _F.PART_TYPE,
    _F.U_OF_MEAS, _F.PUR_UOFM, _F.ISFIRM, _F.UNIQMFGRHD, _F.FIRSTARTICLE, _F.INSPEXCEPT,
    _F.INSPEXCEPTION, _F.INSPEXCINIT, _F.INSPEXCDT, _F.INSPEXCNOTE, _F.INSPEXCDOC, _F.LCANCEL,
    _F.UNIQMFSP, _F.INSPECTIONOTE, _F.PART_NO, _F.REVISION,
)  # fmt: skip
_LINE_ANSWER_REST: Final = (
    _F.PUR_LTIME, _F.PUR_LUNIT, _F.UPDATEPLT, _F.MINORDER, _F.ORDMULT, _F.UPDATEMINORDMULT,
    _F.UPDATEMATERIALCOST, _F.UPDATETARGETPRICE, _F.SUPPLIERPARTNUMBER,
)  # fmt: skip

FIELDS: Final[Mapping[Shape, Mapping[Field, Source]]] = {
    # C0
    Shape.ENVELOPE: documented(
        _F.CODE, _F.MESSAGE, _F.MESSAGEDETAIL, _F.ISVALIDUSER, _F.RESPONSEOBJECT
    ),
    # C3; the end of its row was not read
    Shape.ORDER_CRITERIA: documented(_F.PONUM, _F.SUPNAME, _F.POSTATUS),
    Shape.ORDER_ROW: documented(
        _F.PONUM, _F.PODATE, _F.POSTATUS, _F.CONUM, _F.BUYER, _F.POTOTAL, _F.TERMS, _F.PONOTE,
        _F.POPRIORITY, _F.UNIQSUPNO, _F.POUNIQUE,
    )
    | assumed(_F.SUPNAME, _F.STATUS),
    # C7; likewise
    Shape.ITEM_CRITERIA: documented(_F.PONUM),
    Shape.ITEM_ROW: _LINE_ANSWER
    | documented(_F.POSTATUS, _F.SUPNAME, _F.STATUS)
    | assumed(*_LINE_ANSWER_REST),
    # C4 to C6, the seed
    Shape.ITEM_ADD_REQUEST: documented(_F.PONUM, *_LINE),
    Shape.ITEM_ADD_ANSWER: _LINE_ANSWER | documented(*_LINE_ANSWER_REST),
    Shape.ITEM_EDIT_REQUEST: documented(_F.PONUM, _F.UNIQLNNO, _F.UNIQMFSP, *_LINE) | _EDIT_UNREAD,
    Shape.ITEM_DELETE_REQUEST: documented(_F.PONUM, _F.UNIQLNNO),
    # C8, C11
    Shape.SCHEDULE_CRITERIA: documented(_F.PONUM, _F.UNIQLNNO),
    Shape.SCHEDULE_ROW: documented(
        _F.UNIQDETNO, _F.UNIQLNNO, _F.SCHD_DATE, _F.REQ_DATE, _F.SCHD_QTY, _F.RECDQTY, _F.BALANCE,
        _F.GL_NBR, _F.REQUESTOR, _F.LOCATION, _F.WOPRJNUMBER, _F.PONUM, _F.ORIGCOMMITDT,
        _F.SCHDNOTES, _F.WAREHOUSE,
    ),
    # C18; the ends of its rows were not read
    Shape.ITEM_MASTER_CRITERIA: documented(
        _F.UNIQ_KEY, _F.PART_NO, _F.REVISION, _F.PARTMFGR, _F.MFGR_PT_NO
    ),
    Shape.ITEM_MASTER_ANSWER: documented(
        _F.INVTMFHDLIST, _F.UNIQ_KEY, _F.PART_CLASS, _F.PART_TYPE, _F.PART_NO, _F.REVISION,
        _F.DESCRIPT, _F.U_OF_MEAS, _F.PUR_UOFM, _F.PACKAGE,
    )
    | assumed(
        _F.MINORDER, _F.ORDMULT, _F.PUR_LTIME, _F.PUR_LUNIT, _F.MATL_COST, _F.FIRSTARTICLE
    ),
    Shape.ITEM_MASTER_MANUFACTURER: documented(_F.INVTMFGRLIST, _F.UNIQ_KEY, _F.MFGR_PT_NO)
    | assumed(_F.PARTMFGR, _F.UNIQMFGRHD, _F.IS_DELETED),
    Shape.ITEM_MASTER_STOCK: documented(_F.QTY_OH, _F.UNIQMFGRHD, _F.IS_DELETED),
}  # fmt: skip


def fold(name: str) -> str:
    """What all spellings of a name have in common: uniqKey, UNIQ_KEY and Uniq_Key (C0).

    The dash is a mark of the pages' tree view that some answers were typed off with.
    """
    return name.lstrip("-").replace("_", "").lower()


@dataclass(frozen=True, slots=True)
class Wire(Renamed[Call, Shape, Field]):
    """The names one server goes by: the contract's, but for what a station overrides."""

    def path(self, call: Call) -> str:
        return self.paths.get(call, PATHS[call])

    def name(self, shape: Shape, of: Field) -> str:
        """How the field is spelled in that object."""
        own = self.names.get((shape, of))
        return NAMES.get(shape, {}).get(of, of.name) if own is None else own

    def folded(self, shape: Shape) -> Mapping[Field, str]:
        """By what the fields of an answer's object are found in it."""
        return {of: fold(self.name(shape, of)) for of in FIELDS[shape]}


DEFAULT_WIRE: Final = Wire()
