"""A delivery on an order of 2,000 lines, and 10,000 serial numbers on one line.

Each scan with all that the draft does on it: reading the label, judging, the event, its bytes,
the summary for home, what the banner asks for next and whether the page may be left. A scan
against a frame of 16 ms, by the 99th percentile; whatever is taken at once against a pause of
50 ms. By the processor's time: it waits for nothing.
"""

from collections.abc import Callable, Iterator
from statistics import median, quantiles
from time import thread_time

from app.core.facts import Found
from app.core.flow.identity import DraftIdentity
from app.core.flow.outcomes import Choose
from app.core.flow.state import SerialCheck
from app.core.receipt_facts import OrderFacts
from app.core.receiving.confirm import received_lines
from app.core.receiving.draft import ReceiptDraft
from app.core.receiving.readiness import prompt
from app.core.receiving.surroundings import ReceiptSurroundings
from tests.bench.drafts import take
from tests.bench.orders import ORDER, order_facts
from tests.bench.result import Result

LINES = 2_000
PACKAGES = 4_000
SERIALS = 10_000
TRIES = 5  # of what is done at once: the quickest is the program, the rest the machine
FRAME, PAUSE = 0.016, 0.050  # seconds
GS, RS, EOT = "\x1d", "\x1e", "\x04"


def measure() -> Iterator[Result]:
    facts = order_facts(LINES)
    draft = _draft(facts)
    labels = [_label(facts, number) for number in range(PACKAGES)]
    yield _p99("receiving-scan", [_seconds(_scan, draft, text) for text in labels])
    yield _p99("receiving-undo", [_seconds(_scan, draft, "KB:UNDO") for _ in range(500)])
    whole = [_whole_order(facts) for _ in range(TRIES)]
    yield _pause("receiving-all-as-ordered", min(taken for taken, _ in whole), lines=LINES)
    yield _pause("receiving-request", min(told for _, told in whole), lines=LINES)

    draft = _draft(order_facts(20, serial_controlled=True))
    draft.select("3")
    singles = [_seconds(_serial, draft, f"SN{number:08d}") for number in range(SERIALS)]
    yield _p99("receiving-serial", singles)
    ranges = [_range(draft, line) for line in ("5", "7", "9", "11", "13")]
    yield _pause("receiving-serials-at-once", min(ranges), serials=SERIALS)


def _whole_order(facts: OrderFacts) -> tuple[float, float]:
    """Seconds until all of it is taken as ordered, once that was asked, and until it is told."""
    draft = _draft(facts)
    if not isinstance(draft.receive_all(), Choose):
        raise TypeError("receiving all was not asked")
    taken = _seconds(_scan, draft, "KB:YES")
    return taken, _seconds(lambda draft: received_lines(draft.state), draft)


def _range(draft: ReceiptDraft, line: str) -> float:
    """Seconds for a line's serial numbers by their first and last one."""
    draft.select(line)
    _scan(draft, "KB:RANGE")
    _scan(draft, f"R{line}N00000001")
    return _seconds(_scan, draft, f"R{line}N{SERIALS:08d}")


def _draft(facts: OrderFacts) -> ReceiptDraft:
    around = ReceiptSurroundings()
    around.know_order(facts)
    around.know_found(Found("LOT-1"))
    day = facts.read_at.date()
    draft = ReceiptDraft(DraftIdentity("d", "p", "KB00000000", "0417"), day, around)
    _scan(draft, ORDER)
    _scan(draft, "KB:NEXT")
    return draft


def _label(facts: OrderFacts, number: int) -> str:
    """Packages of all lines, far apart from one to the next."""
    line = facts.order.lines[number * 7919 % LINES] if facts.order else None
    part_id = line.part_id if line else ""
    elements = (f"P{part_id}", "1TLOT-1", "14D20280131", "Q100", f"3SPK{number}")
    return f"[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"


def _scan(draft: ReceiptDraft, text: str) -> None:
    take(draft, text, lambda: prompt(draft.state))


def _serial(draft: ReceiptDraft, serial: str) -> None:
    _scan(draft, serial)
    draft.serials_answered(draft.state.at, (serial,), SerialCheck.CHECKING)


def _seconds(act: Callable[..., object], draft: ReceiptDraft, *texts: str) -> float:
    began = thread_time()
    act(draft, *texts)
    return thread_time() - began


def _p99(name: str, took: list[float]) -> Result:
    worst = quantiles(took, n=100)[98]
    detail = {"median_seconds": median(took), "p99_seconds": worst, "scans": len(took)}
    return Result(name, worst / FRAME, 1.0, detail)


def _pause(name: str, took: float, **detail: int) -> Result:
    return Result(name, took / PAUSE, 1.0, {"seconds": took, **detail})
