"""How a line that the ERP holds stands to what it was told of it (design.md 4).

The ERP completes what isn't said, and what a call doesn't tell comes as nothing (contracts.md
C5, C7): only what was said, and is told, can be compared.
"""

from decimal import Decimal
from enum import StrEnum

from app.core.po_line.values import LineValues, differing

_COMMANDS = frozenset(
    {"update_lead_time", "update_order_rules", "update_material_cost", "update_target_price"}
)
"""They change the part master: of what a line is they say nothing."""
_OWN = (
    "item_type", "part_number", "revision", "part_key", "manufacturer", "mfgr_part", "mfgr_key",
    "quantity", "cost_each",
)  # fmt: skip
"""What makes a line one's own: part, manufacturer, quantity and price. The rest the ERP may cut or
complete its own way."""


class Edited(StrEnum):
    """How a line stands that was to be changed."""

    AS_ASKED = "as-asked"
    AS_BEFORE = "as-before"
    OTHERWISE = "otherwise"  # in part, or as a third one would have it
    UNTOLD = "untold"  # the ERP tells nothing of what was to be changed


def is_own(asked: LineValues, now: LineValues) -> bool:
    """Whether a line is the one that was to be added."""
    told = [name for name in _OWN if _said(asked, name) and _said(now, name)]
    return "quantity" in told and all(_same(asked, now, name) for name in told)


def edited(before: LineValues, asked: LineValues, now: LineValues) -> Edited:
    """How a line stands by those of its values that were to be changed."""
    votes = {
        _vote(before, asked, now, name)
        for name in changed(before, asked)
        # Nothing before and nothing now: the ERP may only not tell it.
        if _said(before, name) or _said(now, name) or not _said(asked, name)
    }
    if not votes:
        return Edited.UNTOLD
    return votes.pop() if len(votes) == 1 else Edited.OTHERWISE


def changed(before: LineValues, asked: LineValues) -> tuple[str, ...]:
    """The values that were to be changed, as far as they are the line's."""
    return tuple(name for name in differing(before, asked) if name not in _COMMANDS)


def said(values: LineValues) -> tuple[str, ...]:
    """What makes a line one's own, as far as it is said."""
    return tuple(name for name in _OWN if _said(values, name))


def overwritten(before: LineValues, asked: LineValues, now: LineValues) -> tuple[str, ...]:
    """What somebody else changed meanwhile and an edit would change back, or to something else."""
    return tuple(name for name in changed(before, now) if not _same(asked, now, name))


def _vote(before: LineValues, asked: LineValues, now: LineValues, name: str) -> Edited:
    if _same(asked, now, name):
        return Edited.AS_ASKED
    return Edited.AS_BEFORE if _same(before, now, name) else Edited.OTHERWISE


def _said(values: LineValues, name: str) -> bool:
    return getattr(values, name) not in {None, ""}


def _same(one: LineValues, other: LineValues, name: str) -> bool:
    """Texts without regard to case and blanks: the ERP pads and writes its own way (C0)."""
    here, there = getattr(one, name), getattr(other, name)
    if isinstance(here, Decimal) or isinstance(there, Decimal):
        return bool(here == there)
    return _folded(here) == _folded(there)


def _folded(value: object) -> object:
    if value is None or value is False:
        return ""  # a flag that isn't told, or a text: not set
    return " ".join(value.split()).casefold() if isinstance(value, str) else value
