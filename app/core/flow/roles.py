"""Which scanner may say what: two at one station, one for components, one for finished serials."""

from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.state import FlowState
from app.core.labels import Label
from app.core.settings import ScannerRole


def judge_role(role: ScannerRole, label: Label, state: FlowState | None) -> Refused | None:
    """Why a scan isn't taken from a scanner of this role, or None.

    Commands are taken from every scanner, and so is what begins a draft. `state` is None where
    there is none.
    """
    if state is None or label.command is not None or not state.turns_away(role):
        return None
    return Refused(Refusal.OUT_OF_ROLE, Facts(text=label.plain, other=role))
