"""100,000 serial numbers in one draft: adding one, checking one and undoing take a millisecond.

For the serial numbers of the assembly, with a quantity said and with none (then they are
counted), each with all that the draft does on a scan: reading the label, judging, the event, its
bytes, the summary for home, what the banner asks for next. Against one millisecond, by the 99th
percentile of the processor time: it waits for nothing.
"""

from collections.abc import Callable, Iterator
from statistics import median, quantiles
from time import thread_time

from app.core.flow.changes import HeaderField
from app.core.flow.identity import DraftIdentity
from app.core.flow.outcomes import Refused
from app.core.flow.state import SerialCheck
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import prompt
from app.core.kit.state import ASSEMBLY as OWNER
from app.core.kit.surroundings import KitSurroundings
from app.core.labels import read
from tests.bench.drafts import take
from tests.bench.kits import ASSEMBLY, kit_facts
from tests.bench.result import Result

SERIALS = 100_000
COMPONENTS = 50
SAMPLES = 300
NOTICED = 1e-3  # seconds


def measure() -> Iterator[Result]:
    for quantity, words in (("200000", "of-a-quantity"), ("", "counted")):
        draft = _draft(quantity)
        steps: dict[str, Callable[[int], None]] = {
            "add": lambda number, draft=draft: _add(draft, _serial(number)),  # type: ignore[misc]  # bound by default: mypy cannot infer it
            "check": lambda number, draft=draft: _check(draft, _serial(number)),  # type: ignore[misc]  # bound by default: mypy cannot infer it
            "undo": lambda _number, draft=draft: _scan(draft, "KB:UNDO"),  # type: ignore[misc]  # bound by default: mypy cannot infer it
        }
        for step, act in steps.items():
            took = [_seconds(act, SERIALS + number) for number in range(SAMPLES)]
            worst = quantiles(took, n=100)[98]
            detail = {"median_seconds": median(took), "p99_seconds": worst, "serials": SERIALS}
            yield Result(f"serials-{words}-{step}", worst / NOTICED, 1.0, detail)


def _serial(number: int) -> str:
    return f"SN{number:08d}"


def _draft(quantity: str) -> KitDraft:
    around = KitSurroundings()
    facts = kit_facts(COMPONENTS, serial_controlled=True)
    around.know_kit(facts)
    draft = KitDraft(DraftIdentity("d", "p", "KB00000000", "0417"), facts.read_at.date(), around)
    _scan(draft, ASSEMBLY)
    if quantity:
        draft.enter(HeaderField.QUANTITY, quantity)
    for text in ("KB:RANGE", _serial(0), _serial(SERIALS - 1)):
        _scan(draft, text)
    if len(draft.state.owned(OWNER)) != SERIALS:
        raise RuntimeError("the draft did not take the serial numbers")
    return draft


def _scan(draft: KitDraft, text: str) -> None:
    take(draft, text, lambda: prompt(draft.state, draft.around))


def _add(draft: KitDraft, serial: str) -> None:
    _scan(draft, serial)
    draft.serials_answered(OWNER, (serial,), SerialCheck.CHECKING)


def _check(draft: KitDraft, serial: str) -> None:
    """The ERP's answer, and the same serial number once more, which is refused."""
    draft.serials_answered(OWNER, (serial,), SerialCheck.GOOD)
    outcome = draft.accept(read(serial))
    if not isinstance(outcome, Refused):
        raise TypeError(f"{serial} was taken twice")


def _seconds(act: Callable[[int], None], number: int) -> float:
    began = thread_time()
    act(number)
    return thread_time() - began
