"""A station's own names for what Expandable's contract only assumes (contracts.md E1)."""

from collections.abc import Mapping

from app.erp.expandable.wire import CODES, DEFAULT_WIRE, FIELDS, Call, Field, Wire
from app.erp.overrides import BadOverride, OverrideFault, Vocabulary, renamed

__all__ = ["BadOverride", "OverrideFault", "configured"]

_VOCABULARY = Vocabulary(Call, Field, FIELDS, CODES, DEFAULT_WIRE.name)


def configured(overrides: Mapping[str, object]) -> tuple[Wire, tuple[BadOverride, ...]]:
    """The wire of a station; arguments as of `renamed`."""
    own, bad = renamed(overrides, _VOCABULARY)
    return Wire(own.paths, own.names, own.codes), bad
