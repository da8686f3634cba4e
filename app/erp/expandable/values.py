"""What every posting says and is answered alike: dates, quantities, serial numbers, references."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from app.core.posting import is_reference
from app.core.problems import ProblemCode, Rejected
from app.core.serials import SerialError, compress, expand
from app.erp.expandable.rows import Row
from app.erp.expandable.wire import Field, Shape, Wire

MOST_SERIALS = 200_000  # in one field of an answer


def iso(day: date | None) -> str:
    """As the ERP writes a date; empty for none."""
    return day.isoformat() if day else ""


def plain(quantity: Decimal) -> str:
    """Without exponent or idle zeros: 5, not 5.00 or 5E+0."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def listed(serials: tuple[str, ...]) -> str:
    """Serial numbers as one field holds them.

    Raises:
        Rejected: A list can't express them; surely nothing was sent.
    """
    try:
        return compress(serials) if serials else ""
    except SerialError as error:
        refused = Rejected(ProblemCode.INVALID_REQUEST, str(error), certain=True)
    raise refused


def serials_in(row: Row) -> tuple[str, ...]:
    """The serial numbers that a row lists.

    Raises:
        Unknown: It is no such list.
    """
    text = row.text(Field.SERIAL_NUMBER)
    try:
        return expand(text, limit=MOST_SERIALS) if text else ()
    except SerialError:
        row.foreign(Field.SERIAL_NUMBER, "no list of serial numbers", text)


def check_reference(row: Row, asked: str) -> None:
    """The answer must bear the reference that was sent.

    Raises:
        Unknown: `FOREIGN_ANSWER` where it bears another station's, which makes it another
            request's answer; else `OTHER_REFERENCE`: the ERP changed ours.
    """
    said = row.text(Field.REFERENCE)
    if said == asked.strip():
        return
    (own, *_), (first, *_) = asked.split(), said.split() or [""]
    others = first == own or is_reference(first)
    code = ProblemCode.FOREIGN_ANSWER if others else ProblemCode.OTHER_REFERENCE
    row.foreign(Field.REFERENCE, "not what was asked", said, code)


def cause_of(
    problem: Rejected, shape: Shape, batch_number: str, serials: Collection[str], wire: Wire
) -> ProblemCode:
    """Which rule of the ERP's it is, where that matters to what is done next.

    Its message names the field and the offending value (contracts.md E2).

    Args:
        problem: The refusal.
        shape: The request that was refused.
        batch_number: That was sent with it, if any.
        serials: New serial numbers in it.
        wire: Whose names the message uses.
    """
    if problem.code is not ProblemCode.RULE:
        return problem.code
    words = {word.strip(".,;:'\"") for word in problem.detail.split()}
    if batch_number and {wire.name(shape, Field.BATCH_NUMBER), batch_number} <= words:
        return ProblemCode.UNKNOWN_BATCH
    if wire.name(shape, Field.SERIAL_NUMBER) in words and not words.isdisjoint(serials):
        return ProblemCode.SERIAL_EXISTS
    return problem.code
