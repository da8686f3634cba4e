"""What a draft says to a scan: `Accepted | Refused | Choose | LookUp | Handed | Diverted`."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from app.core.flow.changes import DraftEvent
from app.core.flow.news import News
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.labels import Command, Label


@dataclass(frozen=True, slots=True)
class Facts:
    """What a sentence about a refusal or a question may name; unused ones are empty."""

    text: str = ""
    order: str = ""
    line: str = ""
    part: str = ""
    other: str = ""
    lot: str = ""
    location: str = ""
    stores: str = ""
    day: date | None = None
    have: Decimal | None = None
    need: Decimal | None = None
    unit: str = ""
    stock: Decimal | None = None  # `have` in the part's own unit, where that is another one
    stock_unit: str = ""
    count: int = 0
    alternatives: tuple[tuple[str, Decimal | None], ...] = ()  # lot, location or serial, on hand


NO_FACTS = Facts()


@dataclass(frozen=True, slots=True)
class Accepted:
    """Taken. `event` must be durable before the green is shown; None where nothing changed."""

    news: News
    event: DraftEvent | None
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Refused:
    """Not taken, and why."""

    reason: Refusal
    facts: Facts = NO_FACTS


@dataclass(frozen=True, slots=True)
class Choose:
    """A question. Options are answered by `KB:1`...; without options by `KB:YES` / `KB:NO`."""

    question: QuestionKind
    options: tuple[str, ...] = ()
    facts: Facts = NO_FACTS


class LookUpKind(StrEnum):
    """What must be asked of the ERP or the cache before the scan can be judged."""

    KIT_FACTS = "kit-facts"  # the text as an assembly
    ORDER_FACTS = "order-facts"  # the text as a purchase order
    NAME = "name"  # the text as a lot, part or serial number


@dataclass(frozen=True, slots=True)
class LookUp:
    """The facts at hand don't decide; look this up once, then offer the label again."""

    kind: LookUpKind
    text: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A command that is not the draft's: HOLD, CANCEL confirmed, HELP, LOCK, GOTO, post, next."""

    command: Command


@dataclass(frozen=True, slots=True)
class Diverted:
    """The scan belongs to another subject, and a person said to go there.

    The owner puts this draft aside, opens or resumes one of that subject, and offers the scan to
    it. Nothing was changed here.

    Attributes:
        subject: Its name at the ERP.
        label: The scan.
    """

    subject: str
    label: Label


Outcome = Accepted | Refused | Choose | LookUp | Handed | Diverted
