"""What reversing a posted kit would take: facts for the lead who does it in the ERP.

Neither ERP has a call that takes a backflush back. What it did (contracts.md E2) is undone by
hand, by adjustments: the assembly out of stock, each component back to where it was.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from app.core.facts import Part
from app.core.kit.issued import Difference
from app.core.kit_issue import IssuedComponent, KitIssue, KitIssued, KitPosting

NOTHING = Decimal(0)


class Basis(StrEnum):
    """Where the list of components comes from."""

    ANSWER = "answer"  # the ERP said what it issued
    PLAN = "plan"  # it happened by proof or decision; only plan and choices are known


class Caution(StrEnum):
    """What the lead must know before beginning, in the order in which it matters."""

    NOT_CONFIRMED = "not-confirmed"  # see `Basis.PLAN`
    DIFFERS = "differs"  # the ERP issued something else than was planned
    SERIALS_INCOMPLETE = "serials-incomplete"  # fewer serial numbers than pieces are known
    STORES_NOT_GIVEN = "stores-not-given"  # the assembly went to the ERP's own choice
    SERIALS_STAY_KNOWN = "serials-stay-known"  # the assembly's can't be made again (E2.6)


@dataclass(frozen=True, slots=True)
class ReversalHeading:
    """What the sheet says of itself.

    Attributes:
        assembly: Its part record, where it is at hand.
        printed_at: Aware.
        training: The kit was posted to the training ERP.
    """

    station: str
    operator: str
    printed_at: datetime
    training: bool = False
    assembly: Part | None = None


@dataclass(frozen=True, slots=True)
class TakeOut:
    """The assembly, to be taken out of stock. `unit` is empty where it isn't known."""

    assembly_id: str
    description: str
    quantity: Decimal
    unit: str
    stores: str
    location: str
    lot: str
    expires: date | None
    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PutBack:
    """One component, to be received where it was taken from.

    Attributes:
        planned: Of the component in all its rows; zero if nobody planned it.
        quantity: To receive. On the basis of the plan, what was planned.
        difference: Of all the component's rows to the plan.
    """

    component_id: str
    description: str
    unit: str
    planned: Decimal
    quantity: Decimal
    difference: Difference
    stores: str
    location: str
    lot: str
    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reversal:
    """The fact sheet of one posted kit.

    Attributes:
        reference: REFERENCE as it was sent.
        batch: The ERP's batch number, empty where it isn't known.
        transactions: TXNS_ACCEPTED of the answer: how many the batch held then.
        action_date: As the ERP answered it, else as it was sent.
        put_back: What was issued, in the ERP's order.
        not_issued: Planned components of which nothing was issued: nothing to put back.
    """

    heading: ReversalHeading
    basis: Basis
    cautions: tuple[Caution, ...]
    reference: str
    batch: str
    transactions: str
    data_source: str
    confirmed_by: str
    erp_user: str
    confirmed_at: datetime
    action_date: str
    effective_date: date
    department: str
    account: str
    take_out: TakeOut
    put_back: tuple[PutBack, ...]
    not_issued: tuple[PutBack, ...]


def make_reversal(
    posting: KitPosting,
    answer: KitIssued | None,
    batch_number: str | None,
    heading: ReversalHeading,
) -> Reversal:
    """The fact sheet of a posting that happened. Any thread.

    Args:
        posting: As it was confirmed.
        answer: The ERP's; None where it happened by proof or by a person's decision.
        batch_number: The ERP's number of its batch, where the outbox knows it.
        heading: Who prints it.
    """
    request = posting.request
    put_back = _issued(posting, answer.components) if answer else _expected(posting)
    issued = {one.component_id for one in put_back}
    not_issued = tuple(
        PutBack(
            component_id=plan.component_id,
            description=plan.description,
            unit=plan.unit,
            planned=plan.quantity,
            quantity=NOTHING,
            difference=Difference.NOT_ISSUED,
            stores="",
            location="",
            lot="",
            serials=(),
        )
        for plan in posting.planned
        if plan.component_id not in issued
    )
    take_out = _take_out(request, answer, heading.assembly)
    return Reversal(
        heading=heading,
        basis=Basis.ANSWER if answer else Basis.PLAN,
        cautions=tuple(_cautions(take_out, put_back, not_issued, known=answer is not None)),
        reference=answer.reference if answer and answer.reference else request.reference,
        batch=(answer.batch_number if answer else "") or batch_number or "",
        transactions=answer.txns_accepted if answer else "",
        data_source=posting.target.data_source,
        confirmed_by=posting.operator,
        erp_user=posting.erp_user,
        confirmed_at=posting.confirmed_at,
        action_date=(answer.action_date if answer else "") or request.action_date.isoformat(),
        effective_date=request.effective_date,
        department=request.department,
        account=request.account,
        take_out=take_out,
        put_back=put_back,
        not_issued=not_issued,
    )


def _take_out(request: KitIssue, answer: KitIssued | None, assembly: Part | None) -> TakeOut:
    known = assembly if assembly and assembly.part_id == request.assembly_id else None
    return TakeOut(
        assembly_id=request.assembly_id,
        description=known.description if known else "",
        quantity=answer.quantity if answer else request.quantity,
        unit=known.unit if known else "",
        stores=request.to_stores,
        location=request.to_location,
        lot=request.assembly_lot,
        expires=request.expires,
        serials=request.serials,
    )


def _issued(posting: KitPosting, components: tuple[IssuedComponent, ...]) -> tuple[PutBack, ...]:
    """What the ERP says it issued; rows of one component are compared with the plan together."""
    planned = {plan.component_id: plan.quantity for plan in posting.planned}
    issued: dict[str, Decimal] = {}
    for one in components:
        issued[one.component_id] = issued.get(one.component_id, NOTHING) + one.quantity
    return tuple(
        PutBack(
            component_id=one.component_id,
            description=one.description,
            unit=one.unit,
            planned=planned.get(one.component_id, NOTHING),
            quantity=one.quantity,
            difference=_difference(planned.get(one.component_id), issued[one.component_id]),
            stores=one.stores,
            location=one.location,
            lot=one.lot_id,
            serials=one.serials,
        )
        for one in components
    )


def _expected(posting: KitPosting) -> tuple[PutBack, ...]:
    """What the plan and the person's choices let expect, for want of an answer."""
    chosen = {choice.component_id: choice for choice in posting.request.components}
    lines: list[PutBack] = []
    for plan in posting.planned:
        choice = chosen.get(plan.component_id)
        lines.append(
            PutBack(
                component_id=plan.component_id,
                description=plan.description,
                unit=plan.unit,
                planned=plan.quantity,
                quantity=plan.quantity,
                difference=Difference.SAME,
                stores=posting.request.kit_stores,
                location=choice.location if choice else "",
                lot=choice.lot_id if choice else "",
                serials=choice.serials if choice else (),
            )
        )
    return tuple(lines)


def _difference(planned: Decimal | None, posted: Decimal) -> Difference:
    if planned is None:
        return Difference.NOT_PLANNED
    if planned == posted:
        return Difference.SAME
    return Difference.MORE if posted > planned else Difference.LESS


def _cautions(
    take_out: TakeOut,
    put_back: tuple[PutBack, ...],
    not_issued: tuple[PutBack, ...],
    *,
    known: bool,
) -> Iterable[Caution]:
    if not known:
        yield Caution.NOT_CONFIRMED
    elif not_issued or any(one.difference is not Difference.SAME for one in put_back):
        yield Caution.DIFFERS
    owners = [(take_out.serials, take_out.quantity)]
    owners.extend((one.serials, one.quantity) for one in put_back)
    if any(serials and len(serials) != quantity for serials, quantity in owners):
        yield Caution.SERIALS_INCOMPLETE
    if not take_out.stores:
        yield Caution.STORES_NOT_GIVEN
    if take_out.serials:
        yield Caution.SERIALS_STAY_KNOWN
