"""Which part and which of its manufacturers a PO item names (contracts.md C4, E3).

A part: by part_no and revision, by uniq_key, or by mfgr_pt_no with partmfgr or uniqmfgrhd. A
manufacturer: by uniqmfgrhd, or by partmfgr and mfgr_pt_no, of which one is enough where it names
only one. Whatever is named besides must fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, Row, select

from app.sandbox.manex_answers import ManexRefusalError, invalid, required
from app.sandbox.manex_form import ManexForm, said
from app.sandbox.manex_tables import maker as makers
from app.sandbox.manex_tables import part as parts


@dataclass(frozen=True, slots=True)
class Part:
    """What a PO item takes from the part master; quantities and times in purchase units."""

    uniq_key: str
    part_no: str
    revision: str
    descript: str
    part_class: str
    part_type: str
    u_of_meas: str
    pur_uofm: str
    pur_conv: Decimal
    package: str
    part_sourc: str
    minord: Decimal
    ordmult: Decimal
    firstarticle: bool


@dataclass(frozen=True, slots=True)
class Maker:
    """An approved manufacturer of a part."""

    uniqmfgrhd: str
    uniq_key: str
    partmfgr: str
    mfgr_pt_no: str
    targetprice: Decimal


_PART = [parts.c[name] for name in Part.__slots__]
_MAKER = [makers.c[name] for name in Maker.__slots__]


def choose_part(connection: Connection, form: ManexForm) -> tuple[Part, Maker]:
    """The part and the manufacturer that an item of type INVT PART is for.

    Raises:
        ManexRefusalError: They are not named, unknown, or don't belong together.
    """
    head = form.text("uniqmfgrhd")
    named = _makers(connection, makers.c.uniqmfgrhd == head) if head else []
    if head and not named:
        raise invalid(said("uniqmfgrhd"))
    found = _named_part(connection, form, named)
    approved = _makers(connection, makers.c.uniq_key == found.uniq_key)
    if head:
        return found, _fitting(form, [one for one in approved if one.uniqmfgrhd == head], head)
    return found, _fitting(form, approved, head)


def _named_part(connection: Connection, form: ManexForm, named: Sequence[Maker]) -> Part:
    key = form.text("uniq_key")
    if form.text("part_no"):
        found = _by_number(connection, form)
        if key and key != found.uniq_key:
            raise invalid("uniq_key", f"It is not the key of part {found.part_no}.")
        return found
    if not key:
        key = _by_maker(connection, form, named)
    row = connection.execute(select(*_PART).where(parts.c.uniq_key == key)).one_or_none()
    if row is None:
        raise invalid("uniq_key")
    return _part(row)


def _by_number(connection: Connection, form: ManexForm) -> Part:
    number, revision = form.text("part_no"), form.text("revision")
    if not form.holds("revision"):  # a blank one is one
        raise required("revision")
    query = select(*_PART).where(parts.c.part_no == number)
    rows = connection.execute(query).all()
    if not rows:
        raise invalid("part_no")
    for row in rows:
        if row.revision == revision:
            return _part(row)
    raise invalid("revision", f"Part {number} has no such revision.")


def _by_maker(connection: Connection, form: ManexForm, named: Sequence[Maker]) -> str:
    """The key of the part that a manufacturer's own number stands for."""
    number = form.text("mfgr_pt_no")
    if not number:
        raise required("part_no")
    if named:
        return named[0].uniq_key
    name = form.required("partmfgr")
    fitting = _makers(connection, makers.c.mfgr_pt_no == number, makers.c.partmfgr == name)
    keys = {one.uniq_key for one in fitting}
    if not keys:
        raise invalid("mfgr_pt_no")
    if len(keys) > 1:
        raise invalid("mfgr_pt_no", "It stands for more than one part.")
    return keys.pop()


def _fitting(form: ManexForm, approved: Sequence[Maker], head: str) -> Maker:
    """The one of the approved manufacturers that is named."""
    name, number = form.text("partmfgr"), form.text("mfgr_pt_no")
    if not (head or name or number):
        raise required(said("uniqmfgrhd"))
    if not approved:
        raise invalid(said("uniqmfgrhd"))
    for field, value in (("partmfgr", name), ("mfgr_pt_no", number)):
        if value:
            approved = [one for one in approved if getattr(one, field) == value]
            if not approved:
                raise invalid(field)
    if len(approved) > 1:
        raise _open_choice(name)
    return approved[0]


def _open_choice(name: str) -> ManexRefusalError:
    return required("mfgr_pt_no" if name else "partmfgr")


def _makers(connection: Connection, *conditions: object) -> list[Maker]:
    """Those that were not taken off the approved list."""
    query = select(*_MAKER).where(~makers.c.is_deleted, *conditions)  # type: ignore[arg-type]  # comparisons
    return [Maker(*row) for row in connection.execute(query.order_by(makers.c.uniqmfgrhd))]


def _part(row: Row[*tuple[object, ...]]) -> Part:
    return Part(*row)  # type: ignore[arg-type]  # columns of these names and types
