"""Changes of lines at the plant that doesn't run out, and how ManEx holds such lines."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import overload
from uuid import uuid4

from app.core.po_line.facts import OrderLine
from app.core.po_line.posting import (
    AddLinePosting,
    DeleteLinePosting,
    EditLinePosting,
    LinePosting,
)
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineRequest
from app.core.po_line.values import LineValues
from app.core.posting import new_reference
from app.services.targets import MANEX_TRAINING
from app.store.moments import utc_now

ORDER = "9000"
_KINDS: dict[type, Callable[..., LinePosting]] = {
    AddLine: AddLinePosting,
    EditLine: EditLinePosting,
    DeleteLine: DeleteLinePosting,
}
RUN_ITEM = LineValues(
    part_number="RUN-ITEM-0",
    manufacturer="GENR",
    mfgr_part="RUN-ITEM-0",
    mfgr_key="_9RUNMFG00",
    quantity=Decimal(10),
    cost_each=Decimal("1.25"),
)


def line(number: str = "002", key: str = "_LINE00002", **values: object) -> OrderLine:
    """A line of the order as it is read."""
    return OrderLine(ORDER, key, number, replace(RUN_ITEM, **values))  # type: ignore[arg-type] # named by tests


def added(number: str = "002", order: str = ORDER, **values: object) -> AddLinePosting:
    """A line to be added."""
    wanted = replace(RUN_ITEM, **values)  # type: ignore[arg-type] # named by tests
    return confirmed(AddLine(order, number, wanted))


def edited(before: OrderLine, **values: object) -> EditLinePosting:
    """A line to be changed."""
    wanted = replace(before.values, **values)  # type: ignore[arg-type] # named by tests
    number, key = before.item_number, before.key
    return confirmed(EditLine(before.order_number, number, key, wanted, before))


def deleted(before: OrderLine) -> DeleteLinePosting:
    """A line to be deleted."""
    return confirmed(DeleteLine(before.order_number, before.item_number, before.key, before))


@overload
def confirmed(request: AddLine) -> AddLinePosting: ...
@overload
def confirmed(request: EditLine) -> EditLinePosting: ...
@overload
def confirmed(request: DeleteLine) -> DeleteLinePosting: ...
def confirmed(request: LineRequest) -> LinePosting:
    """A change of a line that a buyer confirmed just now."""
    return _KINDS[type(request)](
        posting_id=str(uuid4()),
        draft_id=str(uuid4()),
        target=MANEX_TRAINING,
        reference=new_reference(),
        operator="Bea",
        erp_user="",
        confirmed_at=utc_now(),
        request=request,
    )
