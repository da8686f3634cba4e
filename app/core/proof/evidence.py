"""What a verdict rests on, kept with it: for a person who decides, and for whoever asks later."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.proof.reading import Finding, Reading


class Doubt(StrEnum):
    """Why there is no verdict."""

    OTHERS = "others"  # what it makes exists, and not by its reference, or by another name
    PARTS = "parts"  # some of what it makes exists
    MOVEMENTS = "movements"  # nothing but stock can be read, which others move as well
    UNTOLD = "untold"  # the ERP tells nothing of what was to be changed
    NO_ORDER = "no-order"  # it is not there by its number, which may be another one now
    READS_DIFFER = "reads-differ"
    CONTRADICTED = "contradicted"  # the ERP said it exists, and shows nothing
    WAS_THERE_BEFORE = "was-there-before"  # and is gone now
    REFERENCE_NOT_KEPT = "reference-not-kept"  # by this ERP: absence proves nothing
    NOT_READ = "not-read"  # the ERP refuses to tell, or can't be asked


@dataclass(frozen=True, slots=True)
class Sent:
    """What is kept of a sending when it begins.

    Attributes:
        batch_number: That went with it; empty for a new one.
        before: What the books said before; None where that isn't needed, or wasn't told.
        unread: Why it wasn't told: words of the ERP, foreign text.
    """

    batch_number: str = ""
    before: Reading | None = None
    unread: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was read, and what it came to.

    Attributes:
        before: Before it was sent.
        reads: After it was sent, in order,
        findings: and what each said.
        doubt: Why a person must decide, where one must.
        detail: Words of the ERP, foreign text.
    """

    before: Reading | None = None
    reads: tuple[Reading, ...] = ()
    findings: tuple[Finding, ...] = ()
    doubt: Doubt | None = None
    detail: str = ""
