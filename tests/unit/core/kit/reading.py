"""What the tests of a draft read off it."""

from app.core.kit.draft import KitDraft
from app.core.kit.state import LineState


def state_of(draft: KitDraft, component: str) -> LineState:
    line = draft.state.index.line(component)
    assert line is not None
    return draft.state.line_state(line)


def snapshot(draft: KitDraft) -> object:
    """Everything a person entered."""
    state = draft.state
    return (
        {name: text for name, text in state.header.items() if text},
        {
            component: (entry.lot, entry.location, entry.confirmed)
            for component, entry in state.entries.items()
            if entry.lot or entry.location or entry.confirmed
        },
        {owner: list(book) for owner, book in state.serials.items() if book},
        state.current,
        state.step,
        state.plan,
        [line.component_id for line in state.open_lines()],
    )
