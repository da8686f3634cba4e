"""A ManEx client of a small server, and the rows that the vendor's pages show."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from app.core.po_line.facts import OrderLine
from app.core.po_line.requests import AddLine, DeleteLine, EditLine
from app.core.po_line.values import ItemType, LeadTime, LeadUnit, LineValues
from app.core.settings import RequestForm
from app.erp.manex.client import ManexClient
from app.erp.manex.wire import DEFAULT_WIRE, Wire
from app.erp.transport import Transport
from tests.unit.erp.servers import JsonServer

KEY = "k3y-0f/the ERP"
QUOTED = "k3y-0f%2Fthe%20ERP"

VALUES = LineValues(
    item_type=ItemType.PART,
    part_number="416-242424",
    revision="b",
    part_key="_45Z0YNRSR",
    manufacturer="GENR",
    mfgr_part="416-242424-G",
    mfgr_key="_45Z0YOITA",
    supplier_part="S-1 & more",
    description="Bürste 50 %",
    part_class="CAP",
    part_type="SMD",
    quantity=Decimal(100),
    cost_each=Decimal("0.88"),
    over_percent=Decimal(5),
    package="REEL",
    purchase_unit="REEL",
    stock_unit="EACH",
    lead_time=LeadTime(10, LeadUnit.WEEKS),
    minimum=Decimal(50),
    multiple=Decimal("0.5"),
    update_lead_time=True,
    update_order_rules=False,
    update_material_cost=True,
    update_target_price=False,
    taxable=True,
    tax_percent=Decimal("7.25"),
    first_article=False,
    inspection_note="look=closely",
    exception=True,
    exception_note="as agreed",
    exception_code="E7",
    exception_initials="MM",
    exception_date=date(2026, 11, 7),
    note="first line",
    firm=True,
    cancelled=False,
)
ASKED: Mapping[str, str] = {
    "POITTYPE": "INVT PART",
    "PoNum": "1748",
    "part_no": "416-242424",
    "revision": "b",
    "uniq_key": "_45Z0YNRSR",
    "partmfgr": "GENR",
    "mfgr_pt_no": "416-242424-G",
    "uniqmfgrhd": "_45Z0YOITA",
    "overage": "5",
    "package": "REEL",
    "updatePLT": "true",
    "pur_ltime": "10 WK",
    "updateMinOrdMult": "false",
    "minorder": "50",
    "ordmult": "0.5",
    "COSTEACH": "0.88",
    "ORD_QTY": "100",
    "updateMaterialCost": "true",
    "updateTargetPrice": "false",
    "IS_TAX": "true",
    "ISFIRM": "true",
    "FIRSTARTICLE": "false",
    "supplierPartNumber": "S-1 & more",
    "INSPEXCNOTE": "as agreed",
    "INSPEXCDOC": "E7",
    "PUR_UOFM": "REEL",
    "U_OF_MEAS": "EACH",
    "NOTE1": "first line",
    "TAX_PCT": "7.25",
    "DESCRIPT": "Bürste 50 %",
    "PART_CLASS": "CAP",
    "PART_TYPE": "SMD",
    "INSPEXCEPTION": "true",
    "INSPEXCINIT": "MM",
    "INSPEXCDT": "11-07-2026",
    "LCANCEL": "false",
    "INSPECTIONOTE": "look=closely",
    "ITEMNO": "002",
}
"""By the names of the vendor's page, in its order (contracts.md C4, the seed)."""

ROW: Mapping[str, object] = {
    "$id": "2",
    "UNIQLNNO": "65ENDLS6VN",
    "PONUM": "000000000001748",
    "UNIQ_KEY": "_45Z0YNRSR",
    "ITEMNO": "002",
    "COSTEACH": 0.88,
    "ORD_QTY": 100,
    "RECV_QTY": 12,
    "REJ_QTY": 2,
    "ACPT_QTY": 10,
    "NOTE1": "first line",
    "IS_TAX": True,
    "TAX_PCT": 7.25,
    "IS_CONTR": False,
    "OVERAGE": 5,
    "POITTYPE": "Invt Part",
    "L_PRINT": False,
    "NO_PKG": 0,
    "DESCRIPT": "Bürste 50 %  ",
    "PARTMFGR": "GENR    ",
    "MFGR_PT_NO": "416-242424-G",
    "PACKAGE": "REEL           ",
    "PART_CLASS": "CAP     ",
    "PART_TYPE": "SMD     ",
    "U_OF_MEAS": "EACH",
    "PUR_UOFM": "REEL",
    "S_ORD_QTY": 100,
    "ISFIRM": True,
    "UNIQMFGRHD": "_45Z0YOITA",
    "FIRSTARTICLE": False,
    "INSPEXCEPT": True,
    "INSPEXCEPTION": "",
    "INSPEXCINIT": "MM",
    "INSPEXCDT": "2026-11-07T00:00:00",
    "INSPEXCNOTE": "as agreed",
    "INSPEXCDOC": "E7",
    "LCANCEL": False,
    "UNIQMFSP": "_LINK00001",
    "INSPECTIONOTE": "look=closely",
    "lRemvRcv": False,
    "UNIQSUPNO": "_1D50WFSWT",
    "pur_ltime": 10,
    "pur_lunit": "WK",
    "updatePLT": True,
    "minorder": 50,
    "ordmult": 0.5,
    "updateMinOrdMult": False,
    "updateMaterialCost": True,
    "Targetprice": 0,
    "updateTargetPrice": False,
    "supplierPartNumber": "S-1 & more",
    "PoitschdList": [],
    "Part_No": "416-242424  ",
    "Revision": "b   ",
    "Status": "APPROVED",
}
LINE = OrderLine(
    order_number="1748",
    key="65ENDLS6VN",
    item_number="002",
    values=VALUES,
    received=Decimal(12),
    accepted=Decimal(10),
    rejected=Decimal(2),
    supplier_link="_LINK00001",
)
ADD = AddLine("1748", "002", VALUES)
EDIT = EditLine("1748", "002", "65ENDLS6VN", VALUES, LINE)
DELETE = DeleteLine("1748", "002", "65ENDLS6VN", LINE)


def envelope(held: object, code: object = 200, message: object = "PO Items details:") -> object:
    """What ManEx answers, with the JSON kinds of its older pages."""
    return {
        "$id": "1",
        "Code": code,
        "Message": message,
        "SessionId": None,
        "IsValidUser": True,
        "ResponseObject": held,
    }


def refusal(message: str, *, valid: object = True) -> dict[str, object]:
    """A refusal in the ERP's own words."""
    return {
        "$id": "1",
        "Code": 403,
        "Message": message,
        "SessionId": None,
        "IsValidUser": valid,
        "ResponseObject": None,
    }


def as_texts(value: object) -> object:
    """The same as the newer pages show it: everything but objects and lists is a text."""
    match value:
        case dict():
            return {name: as_texts(one) for name, one in value.items()}
        case []:
            return "[ ]"
        case list():
            return [as_texts(one) for one in value]
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case _:
            return str(value)


@contextmanager
def client_of(
    value: object,
    status: int = 200,
    *,
    wire: Wire = DEFAULT_WIRE,
    form: RequestForm = RequestForm.JSON,
) -> Iterator[tuple[ManexClient, JsonServer]]:
    """A client of a server that says the same to every question."""
    with (
        JsonServer(lambda _path, _asked: (status, value)) as server,
        Transport(server.root_url) as transport,
    ):
        yield ManexClient(transport, wire, form), server
