"""A backflush as it is asked for (contracts.md A5, E2): read and checked by itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.sandbox import fields
from app.sandbox.form import Form
from app.sandbox.picking import Choice
from app.sandbox.refusals import Code, broken
from app.sandbox.serial_field import read_serial_list


@dataclass(frozen=True, slots=True)
class KitRequest:
    """The request with its defaults filled in, as far as they need no books.

    `serial_text` and the texts of `component_serials` are the lists as they were sent, for the
    answer.
    """

    action_date: date
    effective_date: date
    assembly_id: str
    assembly_lot: str
    expire_date: date | None
    include_scrap: bool
    completed: Decimal
    to_stores: str
    to_location: str
    department: str
    account: str
    reference: str
    kit_stores: str
    serial_text: str
    serials: tuple[str, ...]
    batch_number: str
    choices: Mapping[str, Choice]
    component_serials: Mapping[str, str]


def read_kit_request(form: Form, today: date, *, strict: bool) -> KitRequest:
    """Read the form.

    Raises:
        RefusalError: A required field is missing, or a value is none of its kind.
    """
    entries = form.forms("COMPONENTS")
    if strict:
        form.refuse_unknown(fields.BACKFLUSH)
        for entry in entries:
            entry.refuse_unknown(fields.BACKFLUSH_COMPONENT)
    assembly_id = form.required("ASSEMBLY_ID")
    department = form.required("DEPARTMENT")
    account = form.required("ACCOUNT")
    action_date = form.day("ACTION_DATE") or today
    # The page has TXNS_ACCEPTED in the request without a meaning; it is only read.
    form.text("TXNS_ACCEPTED")
    serial_text, serials = read_serial_list(form, "")
    choices: dict[str, Choice] = {}
    component_serials: dict[str, str] = {}
    for entry in entries:
        component_id = entry.required("COMPONENT_ID")
        if component_id in choices:
            raise broken(
                Code.COMPONENT_TWICE, f"COMPONENT_ID {component_id} stands twice in COMPONENTS."
            )
        text, listed = read_serial_list(entry, f"COMPONENT_ID {component_id}: ")
        choices[component_id] = Choice(entry.text("LOT_ID"), entry.text("STOCK_LOCATION"), listed)
        component_serials[component_id] = text
    return KitRequest(
        action_date=action_date,
        effective_date=form.day("EFFECTIVE_DATE") or action_date,
        assembly_id=assembly_id,
        assembly_lot=form.text("ASSEMBLY_LOT"),
        expire_date=form.day("EXPIRE_DATE"),
        include_scrap=form.flag("INCLUDE_SCRAP"),
        completed=form.quantity("COMPLETED_QTY", default=Decimal(1)),
        to_stores=form.text("TO_STORES"),
        to_location=form.text("TO_LOCATION"),
        department=department,
        account=account,
        reference=form.text("REFERENCE"),
        kit_stores=form.text("KIT_STORES"),
        serial_text=serial_text,
        serials=serials,
        batch_number=form.text("BATCH_NUMBER"),
        choices=choices,
        component_serials=component_serials,
    )
