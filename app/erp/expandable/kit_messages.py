"""A kit issue into the contract's JSON, and its answer back (contracts.md A5)."""

from app.core.kit_issue import ComponentChoice, IssuedComponent, KitIssue, KitIssued
from app.core.problems import ProblemCode, Rejected
from app.erp.expandable import values
from app.erp.expandable.rows import Row
from app.erp.expandable.values import check_reference, iso, listed, plain, serials_in
from app.erp.expandable.wire import NO, YES, Field, Shape, Wire

_ISSUE = Shape.KIT_ISSUE_REQUEST


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
        Field.ACTION_DATE: iso(issue.action_date),
        Field.EFFECTIVE_DATE: iso(issue.effective_date),
        Field.ASSEMBLY_ID: issue.assembly_id,
        Field.ASSEMBLY_LOT: issue.assembly_lot,
        Field.EXPIRE_DATE: iso(issue.expires),
        Field.INCLUDE_SCRAP: scrap,
        Field.COMPLETED_QTY: plain(issue.quantity),
        Field.TO_STORES: issue.to_stores,
        Field.TO_LOCATION: issue.to_location,
        Field.DEPARTMENT: issue.department,
        Field.ACCOUNT: issue.account,
        Field.REFERENCE: issue.reference,
        Field.KIT_STORES: issue.kit_stores,
        Field.SERIAL_NUMBER: listed(issue.serials),
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
    check_reference(row, issue.reference)
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


def cause_of(problem: Rejected, issue: KitIssue, batch_number: str, wire: Wire) -> ProblemCode:
    """Which rule of the ERP's it is, where that matters to what is done next."""
    return values.cause_of(problem, _ISSUE, batch_number, issue.serials, wire)


def _component(choice: ComponentChoice, wire: Wire) -> dict[str, str]:
    said = {
        Field.COMPONENT_ID: choice.component_id,
        Field.LOT_ID: choice.lot_id,
        Field.STOCK_LOCATION: choice.location,
        Field.SERIAL_NUMBER: listed(choice.serials),
    }
    shape = Shape.KIT_ISSUE_REQUEST_COMPONENT
    return {wire.name(shape, of): value for of, value in said.items() if value}


def _issued_component(row: Row) -> IssuedComponent:
    return IssuedComponent(
        component_id=row.key(Field.COMPONENT_ID),
        description=row.text(Field.PART_DESC),
        quantity=row.quantity(Field.KIT_QTY),
        unit=row.text(Field.PART_UM),
        lot_id=row.text(Field.LOT_ID),
        stores=row.text(Field.STORES_CODE),
        location=row.text(Field.STOCK_LOCATION),
        serials=serials_in(row),
    )
