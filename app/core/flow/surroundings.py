"""What a draft must know beside its own state to judge a scan: rules and facts at hand."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.core.facts import Found
from app.core.settings import Rules


def nowhere(part_id: str) -> Mapping[str, str]:
    """No posting holds any serial number."""
    del part_id
    return {}


@dataclass(slots=True)
class Surroundings:
    """Facts at hand. The owner of the draft adds to them; deciding never waits for more.

    Attributes:
        rules: The station's (operators.md 52, 56).
        waiting: The serial numbers of a part that unsettled postings hold, each to the
            reference of the one that does.
        found: Look-ups by text; a text that was looked up in vain has an empty `Found`.
        unreachable: Texts whose look-up got no answer.
    """

    rules: Rules = field(default_factory=Rules)
    waiting: Callable[[str], Mapping[str, str]] = nowhere
    found: dict[str, Found] = field(default_factory=dict)
    unreachable: set[str] = field(default_factory=set)

    def know_found(self, found: Found) -> None:
        """Keep what a look-up found."""
        self.found[found.text] = found
        self.unreachable.discard(found.text)

    def know_unreachable(self, text: str) -> None:
        """Note that nobody answered for this text; it is asked again at its next scan."""
        self.unreachable.add(text)

    def asked(self, text: str) -> bool:
        """Whether the text needs no further look-up now."""
        return text in self.found or text in self.unreachable
