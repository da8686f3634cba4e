"""A range of serial numbers for the package that is asked for."""

from app.core.flow.judging import Judged
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.receiving.goods import asked_package
from app.core.receiving.reading import Reading
from app.core.receiving.state import ReceiptState
from app.core.receiving.surroundings import ReceiptSurroundings
from app.core.receiving.taking import fill, put


def judge_range(state: ReceiptState) -> Refused | None:
    """Why no range of serial numbers is wanted now, or None."""
    line = state.index.line(state.current)
    if state.step is not Step.LINES or line is None or not line.serial_controlled:
        return Refused(Refusal.NO_SERIALS_WANTED, Facts(part=line.part_id if line else ""))
    return None


def take_range(
    state: ReceiptState, serials: tuple[str, ...], around: ReceiptSurroundings
) -> Judged:
    """Both ends of a range were scanned."""
    line, package = state.index.line(state.current), asked_package(state)
    if line is None:
        return Refused(Refusal.NO_SERIALS_WANTED)
    if package is None:
        return put(state, line, "", Reading(serials=serials), around)
    return fill(state, package, Reading(serials=serials), around)
