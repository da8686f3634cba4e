"""A kit issue into the contract's JSON, and its answer back (contracts.md A5)."""

from datetime import date
from decimal import Decimal
from typing import NoReturn

from app.core.kit_issue import ComponentChoice, IssuedComponent, KitIssue, KitIssued
from app.core.posting import is_reference
from app.core.problems import ProblemCode, Rejected
from app.core.serials import SerialError, compress, expand
from app.erp.expandable.rows import Row
from app.erp.expandable.wire import NO, YES, Field, Shape, Wire

_ISSUE = Shape.KIT_ISSUE_REQUEST
MOST_SERIALS = 200_000  # in one field of an answer


def request_of(issue: KitIssue, batch_number: str, wire: Wire) -> dict[str, object]:
    """The request but for the token: texts only, and only fields that say something.

    An empty field would be neither "as usual" nor surely ignored; the vendor's own example
    leaves them out. Dates and the scrap flag are always said: the plan that was confirmed
    rests on them, not on the ERP's defaults. Components about which nothing was chosen are
    left to the ERP.

    Raises:
        Rejected: Serial numbers that a list can't express; surely nothing was sent.
    """
    shape = Shape.KIT_ISSUE_REQUEST
    scrap = wire.theirs(shape, Field.INCLUDE_SCRAP, YES if issue.include_scrap else NO)
    said: dict[Field, object] = {
        Field.ACTION_DATE: _iso(issue.action_date),
        Field.EFFECTIVE_DATE: _iso(issue.effective_date),
        Field.ASSEMBLY_ID: issue.assembly_id,
        Field.ASSEMBLY_LOT: issue.assembly_lot,
        Field.EXPIRE_DATE: _iso(issue.expires),
        Field.INCLUDE_SCRAP: scrap,
        Field.COMPLETED_QTY: _plain(issue.quantity),
        Field.TO_STORES: issue.to_stores,
        Field.TO_LOCATION: issue.to_location,
        Field.DEPARTMENT: issue.department,
        Field.ACCOUNT: issue.account,
        Field.REFERENCE: issue.reference,
        Field.KIT_STORES: issue.kit_stores,
        Field.SERIAL_NUMBER: _listed(issue.serials),
        Field.BATCH_NUMBER: batch_number,
        Field.TXNS_ACCEPTED: issue.txns_accepted,
        Field.COMPONENTS: [
            component
            for choice in issue.components
            if len(component := _component(choice, wire)) > 1
        ],
    }
    return {wire.name(shape, of): value for of, value in said.items() if value}


def issued(row: Row, issue: KitIssue) -> KitIssued:
    """What the ERP says it did, from the object it answered with.

    Raises:
        Unknown: It isn't the answer to this request: another assembly, quantity or reference,
            or a shape that can't be read. `OTHER_REFERENCE` where it would be the answer, and
            the ERP has made something else of our reference.
    """
    if (said := row.text(Field.ASSEMBLY_ID)) != issue.assembly_id.strip():
        row.foreign(Field.ASSEMBLY_ID, "not what was asked", said)
    quantity = row.quantity(Field.COMPLETED_QTY)
    if quantity != issue.quantity:
        row.foreign(Field.COMPLETED_QTY, "not what was asked", f"{quantity:f}")
    if (said := row.text(Field.REFERENCE)) != issue.reference.strip():
        _refuse_reference(row, said, issue)
    return KitIssued(
        assembly_id=issue.assembly_id,
        quantity=quantity,
        reference=row.text(Field.REFERENCE),
        batch_number=row.text(Field.BATCH_NUMBER),
        txns_accepted=row.text(Field.TXNS_ACCEPTED),
        action_date=row.text(Field.ACTION_DATE),
        components=tuple(
            _issued_component(component)
            for component in row.rows(Field.COMPONENTS, Shape.KIT_ISSUE_ANSWER_COMPONENT)
        ),
    )


def _refuse_reference(row: Row, said: str, issue: KitIssue) -> NoReturn:
    """Another station's reference is another request's answer; else the ERP changed ours."""
    (asked, *_), (first, *_) = issue.reference.split(), said.split() or [""]
    others = first == asked or is_reference(first)
    code = ProblemCode.FOREIGN_ANSWER if others else ProblemCode.OTHER_REFERENCE
    row.foreign(Field.REFERENCE, "not what was asked", said, code)


def cause_of(problem: Rejected, issue: KitIssue, batch_number: str, wire: Wire) -> ProblemCode:
    """Which rule of the ERP's it is, where that matters to what is done next.

    Its message names the field and the offending value (contracts.md E2).
    """
    if problem.code is not ProblemCode.RULE:
        return problem.code
    words = {word.strip(".,;:'\"") for word in problem.detail.split()}
    if batch_number and {wire.name(_ISSUE, Field.BATCH_NUMBER), batch_number} <= words:
        return ProblemCode.UNKNOWN_BATCH
    if wire.name(_ISSUE, Field.SERIAL_NUMBER) in words and not words.isdisjoint(issue.serials):
        return ProblemCode.SERIAL_EXISTS
    return problem.code


def _component(choice: ComponentChoice, wire: Wire) -> dict[str, str]:
    said = {
        Field.COMPONENT_ID: choice.component_id,
        Field.LOT_ID: choice.lot_id,
        Field.STOCK_LOCATION: choice.location,
        Field.SERIAL_NUMBER: _listed(choice.serials),
    }
    shape = Shape.KIT_ISSUE_REQUEST_COMPONENT
    return {wire.name(shape, of): value for of, value in said.items() if value}


def _issued_component(row: Row) -> IssuedComponent:
    serials = row.text(Field.SERIAL_NUMBER)
    try:
        expanded = expand(serials, limit=MOST_SERIALS) if serials else ()
    except SerialError:
        row.foreign(Field.SERIAL_NUMBER, "no list of serial numbers", serials)
    return IssuedComponent(
        component_id=row.key(Field.COMPONENT_ID),
        description=row.text(Field.PART_DESC),
        quantity=row.quantity(Field.KIT_QTY),
        unit=row.text(Field.PART_UM),
        lot_id=row.text(Field.LOT_ID),
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        serials=expanded,
    )


def _listed(serials: tuple[str, ...]) -> str:
    try:
        return compress(serials) if serials else ""
    except SerialError as error:
        refused = Rejected(ProblemCode.INVALID_REQUEST, str(error), certain=True)
    raise refused


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _plain(quantity: Decimal) -> str:
    """Without exponent or idle zeros: 5, not 5.00 or 5E+0."""
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
