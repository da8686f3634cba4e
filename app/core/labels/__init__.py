"""What a scan means: text -> `Label`, decided once, before any page sees it (labels.md).

`read` is the way in. It knows neither pages nor parts: whether `P1234` is a part number or an
identifier with data is told apart by whoever asked for it, with `Label.asked_for`.
"""

from app.core.labels.commands import Command, Verb
from app.core.labels.label import Field, Guess, Label, LabelKind, Value
from app.core.labels.reading import read
from app.core.labels.rules import LabelRules

__all__ = ["Command", "Field", "Guess", "Label", "LabelKind", "LabelRules", "Value", "Verb", "read"]
