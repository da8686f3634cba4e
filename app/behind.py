"""The backroom is imported in quiet moments, once home can be seen."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module

_MODULES = (
    "app.core.labels",
    "app.core.kit.draft",
    "app.store.outbox",
    "app.store.drafts",
    "app.erp.expandable.client",
    "app.services.session",
    "app.services.sender",
    "app.services.reads",
    "app.services.kits",
    "app.core.receiving.draft",
    "app.services.receiving",
    "app.services.decisions",
    "app.services.purchase",
    "app.ui.printing",
    "app.ui.pages.kit_speech",
    "app.ui.pages.home_lists",
    "app.ui.routing",
    "app.backroom",
)
"""What the backroom is imported from, in an order in which each piece is short."""


def imports_behind_home() -> Iterator[Callable[[], object]]:
    """The pieces, the first first."""
    return (partial(import_module, module) for module in _MODULES)
