"""What `kitbench doctor` finds: one finding a thing it looks at, and how bad each is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum

Fact = str | int | bool | None | Sequence[str]
"""What other programs read of a finding."""
Facts = Mapping[str, Fact]

MEGABYTE = 1_000_000
_FULL = 50 * MEGABYTE  # a day's scans and postings are a few megabytes
_LOW = 1_000 * MEGABYTE
_CLOCKS_APART = timedelta(minutes=2)  # certificates are judged by the clock, and shifts end by it
_OLD_ERROR = timedelta(days=7)


class Look(StrEnum):
    """What is looked at, in this order."""

    PROGRAM = "program"
    HOME = "home"
    STATION_FILE = "station-file"
    DATABASE = "database"
    LOG = "log"
    KEYRING = "keyring"
    SCANNER = "scanner"
    OTHER_PORTS = "other-ports"
    ERP = "erp"
    LABEL_PRINTER = "label-printer"


class State(IntEnum):
    """How it is, the worst last."""

    OK = 0
    ATTENTION = 1  # work goes on, and somebody should see to it
    FAULT = 2  # something of the work can't be done

    @property
    def word(self) -> str:
        """As it is written."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is not as it should be.

    Attributes:
        found: What was found.
        means: For the work.
        next: What a person does about it.
    """

    state: State
    found: str
    means: str
    next: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found.

    Attributes:
        look: At what,
        name: and which of several.
        found: What is so, whatever the state.
        concerns: What is not as it should be.
        lines: Foreign text that belongs to it.
        facts: The same for programs; which there are depends on `look` alone.
    """

    look: Look
    found: str
    name: str = ""
    concerns: tuple[Concern, ...] = ()
    lines: tuple[str, ...] = ()
    facts: Facts = field(default_factory=dict)

    @property
    def state(self) -> State:
        """That of its worst concern."""
        return worst(self.concerns)


def worst(of: Iterable[Concern | Finding]) -> State:
    """The worst state among them."""
    return max((one.state for one in of), default=State.OK)


def of_disk(free_bytes: int) -> State:
    """How a disk stands with so much free space."""
    if free_bytes < _FULL:
        return State.FAULT
    return State.ATTENTION if free_bytes < _LOW else State.OK


def clocks_agree(apart: timedelta) -> bool:
    """Whether two clocks are near enough."""
    return abs(apart) <= _CLOCKS_APART


def is_recent(error_at: datetime, now: datetime) -> bool:
    """Whether an error of the log may be about what is the matter now."""
    return now - error_at <= _OLD_ERROR
