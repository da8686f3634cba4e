"""A station's own names for what ManEx's contract only assumes (contracts.md E)."""

from collections.abc import Mapping

from app.erp.manex.wire import DEFAULT_WIRE, FIELDS, Call, Field, Wire, fold
from app.erp.overrides import BadOverride, Vocabulary, renamed

_VOCABULARY = Vocabulary(Call, Field, FIELDS, {}, DEFAULT_WIRE.name, fold)


def configured(overrides: Mapping[str, object]) -> tuple[Wire, tuple[BadOverride, ...]]:
    """The wire of a station; arguments as of `renamed`."""
    own, bad = renamed(overrides, _VOCABULARY)
    return Wire(own.paths, own.names), bad
