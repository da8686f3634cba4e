"""What buyers, suppliers and distributors write over a column."""

from collections.abc import Mapping

from app.core.po_line.catalogue import LineField

_F = LineField

HEADINGS: Mapping[LineField, str] = {
    _F.ITEM_NUMBER: "item number|item no|item|line|line no|line number|pos|position|#",
    _F.ITEM_TYPE: "item type|type of item|kind",
    _F.PART_NUMBER: "part number|part no|part|pn|p n|our part|article|material|teil|teilenummer",
    _F.REVISION: "revision|rev|part rev",
    _F.PART_KEY: "part key",
    _F.DESCRIPTION: "description|desc|text|bezeichnung|beschreibung|designation",
    _F.PART_CLASS: "part class|class",
    _F.PART_TYPE: "part type",
    _F.MANUFACTURER: "manufacturer|mfgr|mfr|mfg|maker|brand|hersteller|fabricant",
    _F.MFGR_PART: "mpn|manufacturer part|manufacturer part number|manufacturer part no|mfgr part"
    "|mfgr part no|mfr part|mfr part no|mfr part number|mfg part|mfg part no|mfg part number"
    "|herstellernummer",
    _F.MFGR_KEY: "manufacturer key",
    _F.SUPPLIER_PART: "supplier part|supplier part number|vendor part|vendor part number|sku"
    "|order code",
    _F.QUANTITY: "quantity|qty|order quantity|order qty|ordered|menge|quantite|anzahl",
    _F.PURCHASE_UNIT: "purchase unit|unit|uom|um|purchase uom|einheit|me",
    _F.STOCK_UNIT: "stock unit|stock uom",
    _F.PACKAGE: "package|pack|packaging|verpackung",
    _F.COST_EACH: "cost each|cost|unit cost|price|unit price|price each|preis|einzelpreis|prix",
    _F.OVER_PERCENT: "overage|over|over percent|overage percent",
    _F.LEAD_TIME: "lead time|leadtime|lt|lieferzeit",
    _F.MINIMUM: "minimum|minimum order|min order|moq|min",
    _F.MULTIPLE: "multiple|order multiple|mult|spq",
    _F.TAXABLE: "taxable|tax",
    _F.TAX_PERCENT: "tax percent|tax rate|vat",
    _F.FIRST_ARTICLE: "first article|first article inspection|fai",
    _F.INSPECTION_NOTE: "inspection note",
    _F.EXCEPTION: "inspection exception|exception",
    _F.EXCEPTION_CODE: "exception code|inspection exception code",
    _F.EXCEPTION_NOTE: "exception note|inspection exception note",
    _F.EXCEPTION_INITIALS: "exception initials|initials",
    _F.EXCEPTION_DATE: "exception date|inspection exception date",
    _F.NOTE: "note|notes|remark|remarks|comment|bemerkung",
    _F.FIRM: "firm|firm planned",
    _F.CANCELLED: "cancelled|canceled|cancel",
    _F.UPDATE_LEAD_TIME: "update lead time",
    _F.UPDATE_ORDER_RULES: "update order rules|update minimum and multiple",
    _F.UPDATE_MATERIAL_COST: "update material cost",
    _F.UPDATE_TARGET_PRICE: "update target price",
}
"""Names parted by `|`, in small letters and without marks."""
