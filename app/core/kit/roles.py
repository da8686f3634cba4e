"""Which scanner may say what: two at one station, one for components, one for finished serials."""

from app.core.kit.outcomes import Facts, Refusal, Refused
from app.core.kit.state import KitState, Step
from app.core.labels import Label
from app.core.settings import ScannerRole


def judge_role(role: ScannerRole, label: Label, state: KitState | None) -> Refused | None:
    """Why a scan isn't taken from a scanner of this role, or None.

    Commands are taken from every scanner, and so is the assembly that begins a kit. `state` is
    None where there is no draft.
    """
    if state is None or label.command is not None:
        return None
    finished = state.step is Step.ASSEMBLY and state.assembly is not None
    refused = {
        ScannerRole.ANY: False,
        ScannerRole.COMPONENTS: finished,
        ScannerRole.SERIALS: state.step is Step.COMPONENTS,
    }
    facts = Facts(text=label.plain, other=role)
    return Refused(Refusal.OUT_OF_ROLE, facts) if refused[role] else None
