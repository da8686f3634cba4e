"""What one station knows of its labels, beside what everybody does."""

from dataclasses import dataclass, field

from app.core.labels.identifiers import MH10, Identifiers
from app.core.labels.templates import Template


@dataclass(frozen=True, slots=True)
class LabelRules:
    """How a station reads.

    Attributes:
        identifiers: The label set, with the station's own meanings.
        templates: House labels; the first that fits reads a label.
    """

    identifiers: Identifiers = field(default_factory=lambda: MH10)
    templates: tuple[Template, ...] = ()


USUAL = LabelRules()
