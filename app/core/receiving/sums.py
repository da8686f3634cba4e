"""What the packages of each line add up to, kept up at each change so that no scan adds up anew."""

from collections import defaultdict
from decimal import Decimal
from enum import StrEnum

from app.core.receiving.measures import EXACT, NOTHING


class Lack(StrEnum):
    """What a package still wants before it can be posted; in this order."""

    LOT = "lot"
    QUANTITY = "quantity"
    SERIALS = "serials"


class LineSums:
    """By line: how much there is, and which packages lack something."""

    def __init__(self) -> None:
        self._counted: dict[str, tuple[str, Decimal]] = {}  # by package: its line, its quantity
        self._sums: dict[str, Decimal] = defaultdict(Decimal)
        self._lacking: dict[str, dict[str, Lack]] = defaultdict(dict)

    def note(self, key: str, line: str, quantity: Decimal, lack: Lack | None) -> None:
        """How a package stands now."""
        self.drop(key)
        self._counted[key] = (line, quantity)
        self._sums[line] = EXACT.add(self._sums[line], quantity)
        if lack is not None:
            self._lacking[line][key] = lack

    def drop(self, key: str) -> None:
        """The package is no more, or is about to be noted anew."""
        line, quantity = self._counted.pop(key, ("", NOTHING))
        if line:
            self._sums[line] = EXACT.subtract(self._sums[line], quantity)
            self._lacking[line].pop(key, None)

    def of(self, line: str) -> Decimal:
        """All packages of a line together, in its buying unit."""
        return self._sums.get(line, NOTHING)

    def quantity(self, key: str) -> Decimal:
        """Of one package; nothing while nobody said."""
        return self._counted.get(key, ("", NOTHING))[1]

    def lack(self, key: str) -> Lack | None:
        """What a package still wants."""
        line, _ = self._counted.get(key, ("", NOTHING))
        return self._lacking[line].get(key) if line else None

    def lacking(self, line: str) -> dict[str, Lack]:
        """The packages of a line that want something, and what."""
        return self._lacking.get(line, {})
