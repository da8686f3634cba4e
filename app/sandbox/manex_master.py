"""Item Master Get: a part with its approved manufacturers, whose keys PO items need (C18)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from app.sandbox import manex_fields as fields
from app.sandbox.manex_answers import ManexRefusalError, required
from app.sandbox.manex_form import ManexForm
from app.sandbox.manex_rows import Page, by_columns, read_rows
from app.sandbox.manex_tables import maker, part

_PART_NO, _REVISION = 25, 8  # characters that are filled up with blanks
_PART = Page(*fields.PART)
_MAKER = Page(*fields.MAKER)
_PLACE = Page(*fields.PLACE)
_OF_ANY_PLACE = {
    **by_columns(("Reserved", "Reordpoint", "Reorderqty", "Safetystk"), Decimal(0)),
    **by_columns(("Count_Dt", "Count_Type", "Rstk_Ord", "Uniqsupno"), ""),
    **by_columns(("Instore", "Countflag"), False),
    "netable": True,
}
_NO_PART = "Part does not exists."


def find_part(connection: Connection, form: ManexForm) -> dict[str, object]:
    """The one part that is asked for.

    Raises:
        ManexRefusalError: None fits, or more than one does.
    """
    rows = read_rows(connection, select(part).where(*_conditions(form)).limit(2))
    if not rows:
        raise ManexRefusalError(_NO_PART)
    if len(rows) > 1:
        raise required("revision" if form.text("partnum") else "uniqkey")
    (row,) = rows
    approved = select(maker).where(maker.c.uniq_key == row["uniq_key"]).order_by(maker.c.partmfgr)
    row["part_no"] = row["part_no"].ljust(_PART_NO)
    row["revision"] = row["revision"].ljust(_REVISION)
    return {
        "InvtmfHdList": [_maker(one) for one in read_rows(connection, approved)],
        **_PART.told(row),
    }


def _conditions(form: ManexForm) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if text := form.text("uniqkey"):
        conditions.append(part.c.uniq_key == text)
    if text := form.text("partnum"):
        conditions.append(part.c.part_no == text)
        if form.holds("revision"):  # a blank one is one
            conditions.append(part.c.revision == form.text("revision"))
    made = [
        column == text
        for name, column in (("PartMFGR", maker.c.partmfgr), ("MPN", maker.c.mfgr_pt_no))
        if (text := form.text(name))
    ]
    if made:
        of_makers = select(maker.c.uniqmfgrhd).where(maker.c.uniq_key == part.c.uniq_key, *made)
        conditions.append(of_makers.exists())
    if not conditions:
        raise required("uniqkey")
    return conditions


def _maker(row: Mapping[str, Any]) -> dict[str, object]:
    """A manufacturer with its places, of which there is one."""
    return {
        "InvtmfGrList": [{**_PLACE.told({**row, **_OF_ANY_PLACE}), "InvtLotList": []}],
        "InvtmfspList": [],
        "InvtserList": [],
        **_MAKER.told(row),
    }
