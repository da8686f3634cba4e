"""What the program's own parts take to be imported, beside Qt, which is needed in any case."""

import subprocess
import sys
import time
from collections.abc import Iterator

from tests.bench.result import Result

RUNS = 7
YARDSTICK = "PySide6.QtWidgets"
LIMITS = {"app.core.kit.draft": 2.0, "app.store.database": 1.0, "app.erp.transport": 2.5}


def measure() -> Iterator[Result]:
    modules = [YARDSTICK, *LIMITS]
    best = dict.fromkeys(modules, float("inf"))
    for _ in range(RUNS):  # in turn, so that a busy moment hits all alike
        for module in modules:
            best[module] = min(best[module], _import_seconds(module))
    for module, limit in LIMITS.items():
        detail = {"seconds": best[module], "qt_seconds": best[YARDSTICK]}
        yield Result(f"import-{module}", best[module] / best[YARDSTICK], limit, detail)


def _import_seconds(module: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
    return time.perf_counter() - began
