"""How a station reads labels: whose identifiers, and its own house labels.

What reads them is imported when it is first needed: home is shown before that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.core.label_set import LabelSet
from app.core.settings.checks import CHECK, KEYS, Flaw, filled, one_line
from app.core.settings.problems import SettingFault

if TYPE_CHECKING:
    from app.core.labels.rules import LabelRules
    from app.core.labels.templates import Template

NOTHING = "-"
"""As the meaning of an identifier: it is understood, and fills no field."""


def _field_name(value: object) -> Flaw | None:
    from app.core.labels.label import Field  # noqa: PLC0415 - see above

    fields = [one.value for one in Field if one is not Field.COMMAND]
    if value == NOTHING or value in fields:
        return None
    return Flaw(SettingFault.UNKNOWN_CHOICE, ", ".join((NOTHING, *fields)))


def _identifier(key: object) -> Flaw | None:
    from app.core.labels.identifiers import is_identifier  # noqa: PLC0415 - see above

    return None if is_identifier(str(key)) else Flaw(SettingFault.MALFORMED, "like 1T")


@dataclass(frozen=True, slots=True)
class TemplateSettings:
    """One house label; the file has a table `[[labels.templates]]` for each.

    Attributes:
        name: As what was read by it says so.
        pattern: A regular expression for the whole text; its named groups are fields.
        positions: Instead: `part 1-8, lot 9-16, serial 17-`, counted from 1.
        symbology: An AIM identifier (`]d1`) it must have come with; empty: with any or none.
    """

    name: str = field(metadata={CHECK: filled})
    pattern: str = field(default="", metadata={CHECK: one_line})
    positions: str = field(default="", metadata={CHECK: one_line})
    symbology: str = field(default="", metadata={CHECK: one_line})

    def template(self) -> "Template":
        """What reads it.

        Raises:
            PatternError: It cannot be read by, and why.
        """
        from app.core.labels import templates  # noqa: PLC0415 - see above
        from app.core.labels.patterns import PatternError  # noqa: PLC0415 - see above

        if bool(self.pattern) is bool(self.positions):
            raise PatternError("either a pattern or positions")
        if self.pattern:
            return templates.template_of_pattern(self.name, self.pattern, self.symbology)
        return templates.template_of_positions(self.name, self.positions, self.symbology)


@dataclass(frozen=True, slots=True)
class LabelSettings:
    """All of it.

    Attributes:
        set: Whose meanings the data identifiers have.
        identifiers: The station's own, by identifier: a field, or `-` for none.
        templates: House labels; they are tried before all others, in this order.
    """

    set: LabelSet = LabelSet.ECIA
    identifiers: Mapping[str, str] = field(
        default_factory=dict, metadata={CHECK: _field_name, KEYS: _identifier}
    )
    templates: tuple[TemplateSettings, ...] = ()

    @property
    def rules(self) -> "LabelRules":
        """As the reader takes them; what could not be read by is left out."""
        from app.core.labels.identifiers import LABEL_SETS, with_overrides  # noqa: PLC0415 - see above
        from app.core.labels.label import Field  # noqa: PLC0415 - see above
        from app.core.labels.rules import LabelRules  # noqa: PLC0415 - see above

        own = {
            code: None if name == NOTHING else Field(name)
            for code, name in self.identifiers.items()
        }
        return LabelRules(
            with_overrides(LABEL_SETS[self.set], own),
            tuple(one.template() for one in self.templates if flaw_of(one) is None),
        )


def flaw_of(template: TemplateSettings) -> Flaw | None:
    """Why a house label is left out: broken, unsafe, or no field's names."""
    from app.core.labels.patterns import PatternError  # noqa: PLC0415 - see above

    try:
        template.template()
    except PatternError as fault:
        return Flaw(SettingFault.MALFORMED, str(fault))
    return None
