"""Reading labels: plain text, a message of 13 fields, and GS1 against biip alone.

The first two against how many a second there must be at least; a scanner that dumps its memory
sends a thousand. GS1 against what nobody who reads it by biip could leave out. All by the
processor time, as is the start of `kitbench explain`: nothing is waited for.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date

from biip.gs1_messages import GS1Message

from app.core.labels import read
from tests.bench.result import Result

RUNS = 7
SECONDS = 0.05  # of processor time that a run lasts at least
TODAY = date(2026, 11, 22)
GS, RS, EOT = "\x1d", "\x1e", "\x04"
ELEMENTS = (
    "PMOTOR003",
    "1PBRG-6204-2RS",
    "30P497-1234-ND",
    "2PC",
    "Q000000005",
    "K0004711",
    "14K0004711+12",
    "11K1",
    "9D2412",
    "1TLOT42",
    "4LUS",
    "1VSKF",
    "SGC007",
)
MESSAGE = f"[)>{RS}06{GS}{GS.join(ELEMENTS)}{RS}{EOT}"
DAMAGED = f"[)>06{GS}{GS.join(ELEMENTS)}".replace(GS, "]")
STRINGS = f"01095060001343521726123110LOT42{GS}21GC007{GS}241MOTOR003{GS}3725"
AT_LEAST = {"plain": 50_000, "iso15434": 5_000}  # a second
START = 0.3  # seconds


def measure() -> Iterator[Result]:
    texts = {"plain": "GC00004057", "iso15434": MESSAGE}
    for name, text in texts.items():
        (rate,) = _rates(lambda text=text: read(text, today=TODAY))  # type: ignore[misc]  # bound by default: mypy cannot infer it
        detail = {"reads_per_second": rate}
        yield Result(f"labels-{name}", rate / AT_LEAST[name], 1.0, detail, at_least=True)
    ours, biip = _rates(
        lambda: read(f"]C1{STRINGS}", today=TODAY), lambda: GS1Message.parse(STRINGS)
    )
    detail = {"reads_per_second": ours, "biip_per_second": biip}
    yield Result("labels-gs1", ours / biip, 0.8, detail, at_least=True)
    (damaged,) = _rates(lambda: read(DAMAGED, today=TODAY))
    detail = {"reads_per_second": damaged}
    yield Result("labels-damaged", damaged / 1_000, 1.0, detail, at_least=True)
    took = min(_explain_seconds() for _ in range(RUNS))
    yield Result("explain-start", took / START, 1.0, {"seconds": took})


def _rates(*acts: Callable[[], object]) -> list[float]:
    """How often a second each can be done, at best: in turn, so that all have the same luck."""
    best = [0.0] * len(acts)
    for _ in range(RUNS):
        best = [max(rate, _rate(act)) for rate, act in zip(best, acts, strict=True)]
    return best


def _rate(act: Callable[[], object]) -> float:
    done = 0
    began = time.thread_time()
    while (took := time.thread_time() - began) < SECONDS:
        for _ in range(50):
            act()
        done += 50
    return done / took


def _explain_seconds() -> float:
    before = os.times()
    command = [sys.executable, "-m", "app", "explain", "--json", "MOTOR003"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])  # user and system time of children
