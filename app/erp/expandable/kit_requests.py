"""A kit issue as others write it."""

from dataclasses import dataclass
from datetime import date

from app.core.kit_issue import ComponentChoice, KitIssue
from app.erp.bad_request import RequestFault
from app.erp.expandable.request_form import RequestForm
from app.erp.expandable.wire import Field, Shape


@dataclass(frozen=True, slots=True)
class KitTerms:
    """What a request that doesn't say takes from its station, as a new draft does."""

    today: date
    department: str = ""
    account: str = ""
    to_stores: str = ""
    to_location: str = ""
    kit_stores: str = ""
    include_scrap: bool = False


def read_kit_request(request: object, terms: KitTerms) -> KitIssue:
    """The kit issue; its `reference` is the operator's text alone, ours comes before it.

    Raises:
        BadRequestError: It can't be taken; the first field that is wrong.
    """
    form = RequestForm(request, Shape.KIT_ISSUE_REQUEST)
    quantity = form.quantity(Field.COMPLETED_QTY)
    serials = form.serials(Field.SERIAL_NUMBER)
    if serials and len(serials) != quantity:
        counted = f"{len(serials)} serial numbers for a quantity of {quantity:f}"
        raise form.bad(Field.SERIAL_NUMBER, RequestFault.COUNT, counted)
    action = form.day(Field.ACTION_DATE) or terms.today
    issue = KitIssue(
        assembly_id=form.text(Field.ASSEMBLY_ID, required=True),
        quantity=quantity,
        department=form.text(Field.DEPARTMENT, terms.department, required=True),
        account=form.text(Field.ACCOUNT, terms.account, required=True),
        reference=form.text(Field.REFERENCE),
        action_date=action,
        effective_date=form.day(Field.EFFECTIVE_DATE) or action,
        serials=serials,
        to_stores=form.text(Field.TO_STORES, terms.to_stores),
        to_location=form.text(Field.TO_LOCATION, terms.to_location),
        assembly_lot=form.text(Field.ASSEMBLY_LOT),
        expires=form.day(Field.EXPIRE_DATE),
        include_scrap=form.flag(Field.INCLUDE_SCRAP, terms.include_scrap),
        kit_stores=form.text(Field.KIT_STORES, terms.kit_stores),
        txns_accepted=form.text(Field.TXNS_ACCEPTED),
        components=tuple(
            ComponentChoice(
                component_id=one.text(Field.COMPONENT_ID, required=True),
                lot_id=one.text(Field.LOT_ID),
                location=one.text(Field.STOCK_LOCATION),
                serials=one.serials(Field.SERIAL_NUMBER),
            )
            for one in form.forms(Field.COMPONENTS, Shape.KIT_ISSUE_REQUEST_COMPONENT)
        ),
    )
    _check_components(form, issue)
    return issue


def _check_components(form: RequestForm, issue: KitIssue) -> None:
    seen: set[str] = set()
    for choice in issue.components:
        if choice.component_id in seen:
            raise form.bad(Field.COMPONENTS, RequestFault.TWICE, choice.component_id)
        seen.add(choice.component_id)
