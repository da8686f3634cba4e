"""What a person who types a part or a manufacturer probably means."""

from collections.abc import Iterable, Iterator

from app.core.po_line.catalogue import PARAMETERS, Kind, LineField
from app.core.po_line.facts import ItemMaster
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.parts import Parts

MOST = 8
_F = LineField


def completions(
    draft: OrderDraft, parts: Parts, name: str, of: LineField, typed: str
) -> tuple[str, ...]:
    """What would complete a cell: what begins so first, then what holds it.

    Args:
        draft: With its lines, whose parts are bought now and then.
        parts: Item masters at hand.
        name: Of the line; its part tells which manufacturers are approved.
        of: The field.
        typed: So far; of a manufacturer nothing needs be typed.
    """
    wanted = typed.strip().casefold()
    if PARAMETERS[of].kind is Kind.CHOICE:
        found: Iterable[str] = PARAMETERS[of].choices
    elif of is _F.PART_NUMBER and wanted:
        found = _part_numbers(draft, parts)
    elif of in {_F.MANUFACTURER, _F.MFGR_PART, _F.REVISION}:
        found = _of_the_part(draft, name, of)
    else:
        return ()
    known = dict.fromkeys(one for one in found if one)
    begin = [one for one in known if one.casefold().startswith(wanted)]
    hold = [one for one in known if wanted in one.casefold() and one not in begin]
    return tuple([*begin, *hold][:MOST])


def _part_numbers(draft: OrderDraft, parts: Parts) -> Iterator[str]:
    for item in _items(parts):
        yield item.part_number
    for line in draft.sheet.lines():
        yield line.text(_F.PART_NUMBER)


def _items(parts: Parts) -> Iterator[ItemMaster]:
    for found in parts.answers.values():
        if found.item is not None:
            yield found.item


def _of_the_part(draft: OrderDraft, name: str, of: LineField) -> Iterator[str]:
    """Of the approved list, as far as the other name is said what fits it."""
    line = draft.sheet.line(name)
    verdict = draft.verdicts.of(name)
    resolved = verdict.effective.resolved if verdict.effective else None
    item = resolved.item if resolved else None
    if line is None or item is None:
        return
    if of is _F.REVISION:
        yield item.revision
        return
    other = _F.MFGR_PART if of is _F.MANUFACTURER else _F.MANUFACTURER
    said = line.text(other)
    for approved in item.manufacturers:
        if not said or of is _F.MANUFACTURER or getattr(approved, other) == said:
            yield str(getattr(approved, of))
