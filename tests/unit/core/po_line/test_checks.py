"""What is wrong with a line: each rule met on purpose, and nothing said of a good one."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.core.po_line.catalogue import LineField as F
from app.core.po_line.checks import Subject, check
from app.core.po_line.facts import ApprovedManufacturer, ItemMaster, OrderLine
from app.core.po_line.faults import Finding, LineFault, Weight
from app.core.po_line.item_numbers import ItemNumbers
from app.core.po_line.parts import PartFault, Resolved
from app.core.po_line.values import ItemType, LineValues, Unit
from app.core.settings import BuyingSettings, Rule

RULES = BuyingSettings()
TI = ApprovedManufacturer("_K1", "TI", "LM358DR")
ITEM = ItemMaster(
    "_P1",
    "217-LM358",
    "C",
    stock_unit="EACH",
    purchase_unit="EACH",
    manufacturers=(TI,),
    minimum=Decimal(200),
    multiple=Decimal(100),
    cost_each=Decimal("0.2"),
)
GOOD = LineValues(
    part_number="217-LM358",
    revision="C",
    part_key="_P1",
    mfgr_key="_K1",
    quantity=Decimal(300),
    cost_each=Decimal("0.214"),
)
BEFORE = OrderLine("1748", "_L1", "005", GOOD, received=Decimal(250))
SERVICE = LineValues(
    ItemType.SERVICES, description="Calibration", quantity=Decimal(1), cost_each=Decimal(90)
)


def found(
    values: LineValues = GOOD,
    *,
    before: OrderLine | None = None,
    resolved: Resolved | None = Resolved(ITEM, TI),  # noqa: B008 - frozen
    rules: BuyingSettings = RULES,
    number: str = "005",
) -> tuple[Finding, ...]:
    return check(Subject(number, values, before, resolved), rules, ItemNumbers())


def the_only(findings: tuple[Finding, ...]) -> Finding:
    (finding,) = findings
    return finding


def test_of_a_good_line_nothing_is_said() -> None:
    assert found() == ()
    assert found(before=BEFORE) == ()
    assert found(SERVICE, resolved=None) == ()


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"quantity": None}, F.QUANTITY),
        ({"part_number": "", "part_key": ""}, F.PART_NUMBER),
        ({"mfgr_key": "", "mfgr_part": "LM358DR"}, F.MANUFACTURER),
    ],
)
def test_what_is_required_is_missed(missing: dict[str, object], field: F) -> None:
    values = replace(GOOD, **missing)  # type: ignore[arg-type]  # values of that name
    assert the_only(found(values)) == Finding(LineFault.MISSING, field)


@pytest.mark.parametrize(
    "named",
    [
        {"part_number": "", "part_key": "_P1"},
        {"part_key": "", "mfgr_part": "LM358DR"},
        {"part_number": "", "part_key": "", "mfgr_part": "LM358DR", "manufacturer": "TI"},
        {"part_number": "", "part_key": "", "mfgr_part": "LM358DR"},  # with the key of GOOD
        {"mfgr_key": "", "mfgr_part": "LM358DR", "manufacturer": "TI"},
    ],
)
def test_a_part_is_named_by_this_or_those(named: dict[str, str]) -> None:
    assert found(replace(GOOD, **named)) == ()  # type: ignore[arg-type]  # values of that name


def test_a_line_without_a_part_says_what_it_is_and_names_no_key() -> None:
    nameless = replace(SERVICE, description="", mfgr_key="_K1", update_lead_time=True)
    assert [(one.fault, one.field) for one in found(nameless, resolved=None)] == [
        (LineFault.MISSING, F.DESCRIPTION),
        (LineFault.NOT_FOR_TYPE, F.MFGR_KEY),
        (LineFault.NOT_FOR_TYPE, F.UPDATE_LEAD_TIME),
    ]


def test_a_type_of_the_erps_own_is_not_sent() -> None:
    assert the_only(found(replace(GOOD, item_type=None))).fault is LineFault.TYPE_UNKNOWN


@pytest.mark.parametrize(
    ("fault", "told", "weight"),
    [
        (PartFault.UNKNOWN, LineFault.UNKNOWN_PART, Weight.BLOCKS),
        (PartFault.OTHER_REVISION, LineFault.OTHER_REVISION, Weight.BLOCKS),
        (PartFault.NOT_APPROVED, LineFault.NOT_APPROVED, Weight.BLOCKS),
        (PartFault.WHICH_MANUFACTURER, LineFault.WHICH_MANUFACTURER, Weight.BLOCKS),
        (PartFault.NOT_ASKED, LineFault.UNCHECKED, Weight.TOLD),
        (PartFault.UNREACHABLE, LineFault.UNCHECKED, Weight.TOLD),
    ],
)
def test_a_part_that_is_not_known_is_told(
    fault: PartFault, told: LineFault, weight: Weight
) -> None:
    finding = the_only(found(resolved=Resolved(fault=fault, other="B")))
    assert (finding.fault, finding.weight, finding.suggestion) == (told, weight, "B")


def test_a_manufacturer_is_not_missed_while_its_part_is_looked_up() -> None:
    values = replace(GOOD, mfgr_key="")
    looking = found(values, resolved=Resolved(fault=PartFault.NOT_ASKED))
    assert the_only(looking).fault is LineFault.UNCHECKED
    away = found(values, resolved=Resolved(fault=PartFault.UNREACHABLE))
    assert [one.fault for one in away] == [LineFault.MISSING, LineFault.UNCHECKED]


@pytest.mark.parametrize(
    ("quantity", "fault", "suggestion"),
    [
        ("0", LineFault.ZERO_QUANTITY, ""),
        ("90", LineFault.BELOW_MINIMUM, "200"),
        ("290", LineFault.NOT_MULTIPLE, "300"),
        ("300.5", LineFault.NOT_WHOLE, ""),
        ("200000", LineFault.LARGE_QUANTITY, ""),
    ],
)
def test_quantities_are_judged(quantity: str, fault: LineFault, suggestion: str) -> None:
    finding = the_only(found(replace(GOOD, quantity=Decimal(quantity))))
    assert (finding.fault, finding.suggestion) == (fault, suggestion)


def test_the_lines_own_rules_go_before_the_parts() -> None:
    values = replace(GOOD, quantity=Decimal(35), minimum=Decimal(10), multiple=Decimal(25))
    assert found(values) == ()
    assert the_only(found(replace(values, quantity=Decimal(50)))).suggestion == "60"


def test_a_unit_that_is_measured_may_be_broken_and_the_parts_is_the_parts() -> None:
    metres = replace(ITEM, purchase_unit=Unit.M, stock_unit=Unit.CM, minimum=None, multiple=None)
    values = replace(GOOD, quantity=Decimal("2.5"), stock_unit=Unit.M)
    other = the_only(found(values, resolved=Resolved(metres, TI)))
    assert (other.fault, other.suggestion) == (LineFault.OTHER_UNIT, "CM")
    assert found(replace(values, stock_unit=Unit.CM), resolved=Resolved(metres, TI)) == ()


def test_nothing_goes_below_what_was_received() -> None:
    finding = the_only(found(replace(GOOD, quantity=Decimal(200)), before=BEFORE))
    assert (finding.fault, finding.suggestion) == (LineFault.BELOW_RECEIVED, "250")


def test_what_stands_in_the_erp_is_not_judged_anew() -> None:
    odd = replace(GOOD, quantity=Decimal(7), cost_each=Decimal(0))
    assert found(replace(odd, note="x"), before=replace(BEFORE, values=odd)) == ()


@pytest.mark.parametrize(
    ("rule", "weight"),
    [
        (Rule.BLOCK, Weight.BLOCKS),
        (Rule.WARN, Weight.WANTS_REASON),
        (Rule.ALLOW, Weight.TOLD),
    ],
)
def test_the_station_says_what_a_limit_means(rule: Rule, weight: Weight) -> None:
    rules = BuyingSettings(price=rule, zero_price=rule, quantity=rule, most_quantity=400)
    jump = the_only(found(replace(GOOD, cost_each=Decimal("0.26")), rules=rules))
    assert jump == Finding(LineFault.PRICE_JUMP, F.COST_EACH, weight, "0.2")
    for price in (Decimal(0), None):
        free = the_only(found(replace(GOOD, cost_each=price), rules=rules))
        assert free == Finding(LineFault.ZERO_PRICE, F.COST_EACH, weight, suggestion="0.2")
    large = the_only(found(replace(GOOD, quantity=Decimal(500)), rules=rules))
    assert large == Finding(LineFault.LARGE_QUANTITY, F.QUANTITY, weight, "400")


def test_a_price_is_measured_by_the_lines_own_before_the_parts() -> None:
    before = replace(BEFORE, values=replace(GOOD, cost_each=Decimal("0.4")))
    values = replace(GOOD, cost_each=Decimal("0.5"))
    assert found(values, before=before) == ()
    dear = replace(values, cost_each=Decimal("0.51"))
    assert the_only(found(dear, before=before)).limit == "0.4"
    reels = replace(ITEM, purchase_unit=Unit.REEL)  # the part's cost is by the piece
    assert found(replace(values, cost_each=Decimal(21)), resolved=Resolved(reels, TI)) == ()
    fresh = replace(ITEM, cost_each=None)
    assert found(values, resolved=Resolved(fresh, TI)) == ()


def test_item_numbers_stand_once() -> None:
    numbers = ItemNumbers(reserved=("006",))
    numbers.take("005", "a")
    numbers.take("5", "b")
    twice = check(Subject("005", GOOD, None, Resolved(ITEM, TI)), RULES, numbers)
    assert the_only(twice) == Finding(LineFault.NUMBER_TWICE, F.ITEM_NUMBER)
    taken = check(Subject("006", GOOD, None, Resolved(ITEM, TI)), RULES, numbers)
    assert the_only(taken).fault is LineFault.NUMBER_TAKEN
    assert the_only(found(number="")).field is F.ITEM_NUMBER


def test_tax_is_of_taxable_lines() -> None:
    assert (
        the_only(found(replace(GOOD, tax_percent=Decimal(19)))).fault is LineFault.TAX_NOT_TAXABLE
    )
    assert found(replace(GOOD, tax_percent=Decimal(19), taxable=True)) == ()


def test_what_blocks_comes_first() -> None:
    findings = found(replace(GOOD, quantity=Decimal(90), cost_each=Decimal(5)))
    assert [one.weight for one in findings] == [Weight.BLOCKS, Weight.WANTS_REASON]
