"""What a line says: all of the contract, nothing else, and it survives being stored."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import msgspec

from app.core.po_line.facts import OrderHeader, OrderLine
from app.core.po_line.requests import AddLine, DeleteLine, EditLine
from app.core.po_line.values import (
    VALUE_NAMES,
    ItemType,
    LeadTime,
    LeadUnit,
    LineValues,
    Package,
    Unit,
    differing,
)

WHOLE = LineValues(
    item_type=ItemType.MRO,
    part_number="416-242424",
    revision="B",
    part_key="_45Z0YNRSR",
    manufacturer="GENR",
    mfgr_part="416-242424",
    mfgr_key="_45Z0YOITA",
    supplier_part="R-416",
    description="Bearing",
    part_class="BRG",
    part_type="BALL",
    quantity=Decimal("2.5"),
    cost_each=Decimal("0.0041"),
    over_percent=Decimal(5),
    package=Package.REEL,
    purchase_unit=Unit.REEL,
    stock_unit=Unit.EACH,
    lead_time=LeadTime(10, LeadUnit.WEEKS),
    minimum=Decimal(100),
    multiple=Decimal(50),
    update_lead_time=True,
    update_order_rules=False,
    update_material_cost=True,
    update_target_price=False,
    taxable=True,
    tax_percent=Decimal("7.25"),
    first_article=True,
    inspection_note="Look at it",
    exception=True,
    exception_note="As agreed",
    exception_code="X1",
    exception_initials="AB",
    exception_date=date(2026, 11, 30),
    note="Ring before",
    firm=True,
    cancelled=False,
)
LINE = OrderLine("1748", "65ENDLS6VN", "002", WHOLE, received=Decimal(1))


def test_all_but_the_orders_and_the_lines_own_number_are_values() -> None:
    assert len(VALUE_NAMES) + 2 == 38


def test_what_differs_is_named() -> None:
    assert differing(WHOLE, WHOLE) == ()
    changed = replace(WHOLE, quantity=Decimal(3), note="")
    assert differing(WHOLE, changed) == ("quantity", "note")
    assert differing(WHOLE, replace(WHOLE, quantity=Decimal("2.500"))) == ()


def test_a_temporary_number_is_known_by_its_letter() -> None:
    assert OrderHeader("T0042").is_temporary
    assert not OrderHeader("1748").is_temporary


def test_requests_survive_being_stored() -> None:
    requests = [
        AddLine("1748", "003", WHOLE),
        EditLine("1748", "002", LINE.key, replace(WHOLE, cancelled=True), LINE),
        DeleteLine("1748", "002", LINE.key, LINE),
    ]
    for request in requests:
        stored = msgspec.json.encode(request)
        assert msgspec.json.decode(stored, type=type(request)) == request
