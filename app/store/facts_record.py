"""What the read cache must know of facts to keep them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic

from app.core.facts import FactsT


@dataclass(frozen=True, slots=True)
class FactsRecord(Generic[FactsT]):
    """How facts of one kind are kept.

    Attributes:
        kind: Stands beside each record.
        version: Of its shape. Facts of another one are read from the ERP anew, never converted.
        pack: Makes the record; takes a while for large facts.
        unpack: Makes facts of it again.
    """

    kind: str
    version: int
    pack: Callable[[FactsT], bytes]
    unpack: Callable[[bytes], FactsT]
