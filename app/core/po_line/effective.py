"""What a line would say if it were sent now: what is typed, on what the ERP holds.

What a buyer needn't type comes from the item master: the keys of part and manufacturer, the names
that go with a key, and the manufacturer where a part has only one.
"""

from dataclasses import dataclass, replace
from typing import Any

from app.core.po_line.catalogue import PARAMETERS, LineField
from app.core.po_line.cells import Value, value_of
from app.core.po_line.faults import CellError, Finding
from app.core.po_line.parts import Named, PartQuery, Parts, Resolved
from app.core.po_line.sheet import SheetLine
from app.core.po_line.values import ItemType, LineValues

_F = LineField
_PART = frozenset({_F.PART_NUMBER, _F.REVISION, _F.PART_KEY, _F.ITEM_TYPE})
_MANUFACTURER = frozenset({_F.MANUFACTURER, _F.MFGR_PART, _F.MFGR_KEY})
_NO_CELLS = frozenset({_F.ITEM_NUMBER, _F.ORDER_NUMBER})


@dataclass(frozen=True, slots=True)
class Effective:
    """A line as it would be sent.

    Attributes:
        faults: Cells whose text is no value; there the value is what the ERP holds.
        query: How its part is asked for; None for a line without one.
    """

    values: LineValues
    faults: tuple[Finding, ...] = ()
    query: PartQuery | None = None
    resolved: Resolved | None = None


def effective(line: SheetLine, parts: Parts) -> Effective:
    """What the line would say, as far as the item masters at hand tell."""
    said: dict[LineField, Value] = {}
    faults: list[Finding] = []
    for of in line.changed_fields():
        if of in _NO_CELLS:
            continue
        try:
            said[of] = value_of(PARAMETERS[of], line.cells[of].text)
        except CellError as error:
            faults.append(Finding(error.fault, of))
    values = _built(line, said)
    if values.item_type is not ItemType.PART:
        return Effective(values, tuple(faults))
    query = _query(values)
    if not query:
        return Effective(values, tuple(faults), None, Resolved())
    named = Named(query, values.manufacturer, values.mfgr_part, values.mfgr_key)
    resolved = parts.resolve(named)
    return Effective(_completed(values, resolved), tuple(faults), query, resolved)


def _built(line: SheetLine, said: dict[LineField, Value]) -> LineValues:
    """What is said, on what the ERP holds of what still belongs to it."""
    held = line.before.values if line.before else LineValues()
    if not said:
        return held
    changed: dict[LineField, Any] = {}
    if not said.keys().isdisjoint(_PART):
        # Another part has other keys and another list of manufacturers.
        changed |= {_F.PART_KEY: "", _F.MANUFACTURER: "", _F.MFGR_PART: "", _F.MFGR_KEY: ""}
        if said.get(_F.PART_KEY):
            changed |= {_F.PART_NUMBER: "", _F.REVISION: ""}
    elif not said.keys().isdisjoint(_MANUFACTURER):
        changed |= {_F.MFGR_KEY: ""}
        if said.get(_F.MFGR_KEY):
            changed |= {_F.MANUFACTURER: "", _F.MFGR_PART: ""}
    changed.update(said)
    return replace(held, **{str(of): value for of, value in changed.items()})


def _query(values: LineValues) -> PartQuery:
    if values.part_number:
        return PartQuery(values.part_number, values.revision)
    if values.part_key:
        return PartQuery(part_key=values.part_key)
    return PartQuery(mfgr_part=values.mfgr_part, manufacturer=values.manufacturer)


def _completed(values: LineValues, resolved: Resolved) -> LineValues:
    item, manufacturer = resolved.item, resolved.manufacturer
    if item is None:
        return values
    values = replace(
        values, part_number=item.part_number, revision=item.revision, part_key=item.key
    )
    if manufacturer is None:
        return values
    return replace(
        values,
        manufacturer=manufacturer.manufacturer,
        mfgr_part=manufacturer.mfgr_part,
        mfgr_key=manufacturer.key,
    )
