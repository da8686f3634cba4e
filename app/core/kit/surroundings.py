"""What a kit's draft must know beside its own state: rules, and facts of assemblies."""

from dataclasses import dataclass, field

from app.core.facts import KitFacts
from app.core.flow.surroundings import Surroundings


@dataclass(slots=True)
class KitSurroundings(Surroundings):
    """Facts at hand.

    Attributes:
        kits: Facts by assembly, as far as they were read.
    """

    kits: dict[str, KitFacts] = field(default_factory=dict)

    def know_kit(self, facts: KitFacts) -> None:
        """Keep the facts of an assembly."""
        self.kits[facts.assembly_id] = facts
        self.unreachable.discard(facts.assembly_id)
