"""Whether a page is complete, what it asks for next, and what keeps a receipt from being posted."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.serials import judge_checks
from app.core.flow.steps import Step
from app.core.receipt_facts import PurchaseOrderLine
from app.core.receiving.packages import Package
from app.core.receiving.state import ReceiptState
from app.core.receiving.sums import Lack
from app.core.receiving.surroundings import ReceiptSurroundings


class Want(StrEnum):
    """The one thing to do now: the banner's prompt."""

    ORDER = "order"
    NEXT = "next"  # the goods; the packing slip may be scanned before
    LOT = "lot"
    QUANTITY = "quantity"
    SERIALS = "serials"
    PACKAGE = "package"  # the label of the next one, of whatever line
    REVIEW = "review"  # everything that is open is here
    POST = "post"
    WAIT_CHECKS = "wait-checks"
    NEXT_RECEIPT = "next-receipt"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What is wanted, and of which line and package.

    Attributes:
        have: Serial numbers so far, of `need`; `need` is 0 where they are only counted. Of
            WAIT_CHECKS, how many are being checked.
    """

    want: Want
    line: PurchaseOrderLine | None = None
    package: Package | None = None
    have: int = 0
    need: int = 0


_WANTS = {Lack.LOT: Want.LOT, Lack.QUANTITY: Want.QUANTITY, Lack.SERIALS: Want.SERIALS}


def prompt(state: ReceiptState) -> Prompt:
    """What the person is asked for on the open page."""
    match state.step:
        case Step.SUBJECT:
            return Prompt(Want.ORDER if state.order is None else Want.NEXT)
        case Step.LINES:
            return _lines_prompt(state)
        case Step.REVIEW:
            return Prompt(Want.WAIT_CHECKS if state.checking else Want.POST, have=state.checking)
        case Step.DONE:
            return Prompt(Want.NEXT_RECEIPT)


def judge_ready(state: ReceiptState) -> Refused | None:
    """Why the open page may not be left forwards, or None."""
    if state.order is None:
        return Refused(Refusal.ORDER_FIRST)
    if state.step is Step.SUBJECT:
        return None
    if not len(state.packages):
        return Refused(Refusal.NOTHING_RECEIVED, Facts(order=state.subject))
    lacking = state.first_lacking
    if lacking is None:
        return _judge_line(state, state.faulty) if state.faulty else None
    asked = _of_package(state, lacking)
    part = asked.line.part_id if asked.line else ""
    return Refused(Refusal.NOT_READY, Facts(text=asked.want, line=lacking.line, part=part))


def judge_post(state: ReceiptState, around: ReceiptSurroundings) -> Refused | None:
    """Why it may not be posted from Review, or None.

    The order may have been read anew on Review, so its lines are judged once more.
    """
    return judge_checks(state, around) or judge_ready(state)


def _judge_line(state: ReceiptState, number: str) -> Refused:
    """What a buyer's change has made impossible meanwhile (contracts.md C20)."""
    line = state.index.line(number)
    facts = Facts(
        text=number,
        order=state.subject,
        line=number,
        part=line.part_id if line else "",
        need=state.here(number),
        have=line.room if line else None,
        unit=line.buy_unit if line else "",
    )
    if line is None or state.is_gone(number):
        return Refused(Refusal.LINE_GONE, facts)
    if not line.is_open:
        return Refused(Refusal.LINE_CLOSED, facts)
    package = state.packages.last_of(number)
    if state.is_strange(number) and package is not None:
        part_id, measure = package.origin
        if part_id != line.part_id:
            return Refused(Refusal.LINE_OF_OTHER_PART, replace(facts, text=part_id))
        return Refused(Refusal.UNIT_CHANGED, replace(facts, text=measure))
    return Refused(Refusal.OVER_RECEIPT, facts)


def _lines_prompt(state: ReceiptState) -> Prompt:
    """The package that is asked for, else any other that lacks something, else the next label."""
    at = state.packages.get(state.at)
    if at is not None and state.lack_of(at) is not None:
        return _of_package(state, at)
    lacking = state.newest_lacking(state.current) or state.first_lacking
    if lacking is not None:
        return _of_package(state, lacking)
    if not state.open_count and len(state.packages):
        return Prompt(Want.REVIEW)
    return Prompt(Want.PACKAGE, state.index.line(state.current), at)


def _of_package(state: ReceiptState, package: Package) -> Prompt:
    lack = state.lack_of(package)
    line = state.index.line(package.line)
    want = _WANTS[lack] if lack is not None else Want.PACKAGE
    wanted = state.serials_wanted(package)
    have = len(state.owned(package.key))
    return Prompt(want, line, package, have, int(wanted) if wanted is not None else 0)
