"""The facts a draft was decided on, as they are stored beside its events."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic

import msgspec

from app.core.facts import FactsT
from app.store.packing import decoder


@dataclass(frozen=True, slots=True)
class KeptFacts(Generic[FactsT]):
    """How one flow's are stored: as JSON, each subject's by a name of its own.

    Attributes:
        prefix: Of the names.
        shape: What they are.
    """

    prefix: str
    shape: type[FactsT]

    def entry(self, facts: FactsT) -> tuple[str, bytes]:
        """Name and content."""
        return f"{self.prefix}:{facts.subject}", msgspec.json.encode(facts)

    def found_in(self, kept: Mapping[str, bytes]) -> Iterator[FactsT]:
        """Those among all that is stored beside a draft's events."""
        for name, content in kept.items():
            if name.startswith(f"{self.prefix}:"):
                yield decoder(self.shape).decode(content)
