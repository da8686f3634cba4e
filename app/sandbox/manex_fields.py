"""The names of ManEx's calls, each page in its own spelling (contracts.md C3 to C7, C11, C18).

This is the server's own copy: the client has its own, written apart. Where a page was cut off the
rest of its names is assumed (`resources/decisions/manex-unwritten.md`).
"""

from app.sandbox.fields import names

# The 38 parameters of PO Item Add, as its page spells them.
ITEM_ADD = names(
    """
    POITTYPE PoNum part_no revision uniq_key partmfgr mfgr_pt_no uniqmfgrhd overage package
    updatePLT pur_ltime updateMinOrdMult minorder ordmult COSTEACH ORD_QTY updateMaterialCost
    updateTargetPrice IS_TAX ISFIRM FIRSTARTICLE supplierPartNumber INSPEXCNOTE INSPEXCDOC PUR_UOFM
    U_OF_MEAS NOTE1 TAX_PCT DESCRIPT PART_CLASS PART_TYPE INSPEXCEPTION INSPEXCINIT INSPEXCDT
    LCANCEL INSPECTIONOTE ITEMNO
    """
)
ITEM_EDIT = (*ITEM_ADD, *names("uniqueLnNo uniqmfsp"))
ITEM_DELETE = names(
    "PoNum uniqlnno itemNumber part_no revision uniq_key partMfgr mfgr_pt_no uniqmfgrhd"
)

_FOUND_BY = names(
    """
    poNum uniqSupNo partNo revision uniqKey uniqlnno poStatus mfgrPtNo partmfgr withBalance
    received scheduledPriorTo
    """
)
ORDER_GET = (*_FOUND_BY, "supName")
ITEM_GET = (*_FOUND_BY, "supplierName")
SCHEDULE_GET = names("poNum uniqLnNo")
PART_GET = names("apiKey uniqkey partnum revision PartMFGR MPN")

ORDER = names(
    """
    PONUM PODATE POSTATUS CONUM VERDATE BUYER APPVNAME FINALNAME POTAX POTOTAL TERMS PONOTE POFOOTER
    CLOSDDATE IS_PRINTED C_LINK R_LINK I_LINK B_LINK SHIPCHG IS_SCTAX SCTAXPCT CONFNAME CONFIRMBY
    SHIPCHARGE FOB SHIPVIA DELTIME ISINBATCH RECONTODT ARCSTAT POPRIORITY POACKNDOC VERINIT
    UNIQSUPNO POCHANGES LFREIGHTINCLUDE POUNIQUE
    """
)
# Of the order, as PO Item Get repeats it with each item; assumed at the end of PO Main Get.
SUPPLIER = names("Supname Status")

_ITEM_HEAD = names(
    """
    UNIQLNNO PONUM UNIQ_KEY ITEMNO COSTEACH ORD_QTY RECV_QTY REJ_QTY ACPT_QTY NOTE1 IS_TAX TAX_PCT
    IS_CONTR OVERAGE POITTYPE L_PRINT NO_PKG
    """
)
_ITEM_PART = names("DESCRIPT PARTMFGR MFGR_PT_NO PACKAGE PART_CLASS PART_TYPE U_OF_MEAS")
_ITEM_MIDDLE = names(
    """
    PUR_UOFM S_ORD_QTY ISFIRM UNIQMFGRHD FIRSTARTICLE INSPEXCEPT INSPEXCEPTION INSPEXCINIT INSPEXCDT
    INSPEXCNOTE INSPEXCDOC LCANCEL UNIQMFSP INSPECTIONOTE lRemvRcv
    """
)
_ITEM_TAIL = names(
    """
    pur_ltime pur_lunit updatePLT minorder ordmult updateMinOrdMult updateMaterialCost Targetprice
    updateTargetPrice supplierPartNumber
    """
)
SCHEDULES = "PoitschdList"

ITEM_ADDED = (
    *_ITEM_HEAD,
    *names("PART_NO REVISION"),
    *_ITEM_PART,
    *_ITEM_MIDDLE,
    "UNIQSUPNO",
    *_ITEM_TAIL,
)
ITEM = (
    *_ITEM_HEAD,
    *_ITEM_PART,
    *_ITEM_MIDDLE,
    *names("POSTATUS PODATE Part_No Revision Part_Sourc"),
    *SUPPLIER,
    "UNIQSUPNO",
    *_ITEM_TAIL,
)

SCHEDULE = names(
    """
    UNIQDETNO UNIQLNNO SCHD_DATE REQ_DATE SCHD_QTY RECDQTY BALANCE GL_NBR REQUESTTP REQUESTOR UNIQWH
    LOCATION WOPRJNUMBER COMPLETEDT PONUM ORIGCOMMITDT SCHDNOTES UNIQMFGRHD UNIQ_KEY WAREHOUSE
    ORD_QTY RECV_QTY POITTYPE ITEMNO PART_NO REVISION PARTMFGR MFGR_PT_NO
    """
)

PART = names(
    """
    Uniq_Key Part_Class Part_Type Custno Part_No Revision Prod_Id Custpartno Custrev Descript
    U_Of_Meas Pur_Uofm Ord_Policy Package No_Pkg Inv_Note Buyer_Type Part_Sourc Minord Ordmult
    Pur_Ltime Pur_Lunit Matl_Cost Firstarticle
    """
)
MAKER = names("UNIQ_KEY MFGR_PT_NO PARTMFGR UNIQMFGRHD TARGETPRICE IS_DELETED")
PLACE = names(
    """
    W_Key Uniq_Key Qty_Oh Reserved Netable Count_Dt Count_Type Rstk_Ord Location Instore Reordpoint
    Reorderqty Safetystk Countflag Is_Deleted Uniqmfgrhd Uniqwh Uniqsupno
    """
)
