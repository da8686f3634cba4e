"""Starting a draft over with another assembly: what there is to lose, and how it is taken back."""

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.kit.state import KitState
from app.core.serials import compress


def is_started(state: KitState) -> bool:
    """Whether something beside the assembly itself was entered."""
    return any(state.serials.values()) or any(
        entry.lot or entry.location or entry.confirmed for entry in state.entries.values()
    )


def blanked(state: KitState) -> tuple[Change, ...]:
    """The changes that take away all that belongs to this assembly."""
    changes: list[Change] = []
    for component_id, entry in state.entries.items():
        held = (
            (Slot.LOT, entry.lot),
            (Slot.LOCATION, entry.location),
            (Slot.CONFIRMED, "1" if entry.confirmed else ""),
            (Slot.REASON, entry.reason),
        )
        changes.extend(Change(slot, component_id, text, "") for slot, text in held if text)
    changes.extend(
        Change(Slot.SERIALS, owner, compress(book), "")
        for owner, book in state.serials.items()
        if book
    )
    changes.extend(Change(Slot.REST, key, text, "") for key, text in state.rest.items() if text)
    if state.current:
        changes.append(Change(Slot.CURRENT, "", state.current, ""))
    lot = state.text(HeaderField.ASSEMBLY_LOT)
    if lot:
        changes.append(Change(Slot.HEADER, HeaderField.ASSEMBLY_LOT, lot, ""))
    return tuple(changes)
