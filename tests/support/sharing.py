"""In a fresh checkout the workers share what is done to each module at its first import.

Workers begin together and import in the same order, so each would compile all modules, and rewrite
the assertions of all tests, which pytest keeps beside them. Here the former is done before they
begin, and with the latter each begins with another part.
"""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def pytest_configure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" in os.environ or not config.getoption("numprocesses", None):
        return
    compiling = [sys.executable, "-m", "compileall", "-qq", "-j0", "-x", r"\btest_\w+\.py$"]
    # What can't be compiled says so where it is imported.
    subprocess.run([*compiling, "app", "hardware", "tests"], cwd=ROOT, check=False)


def pytest_collectstart(collector: pytest.Collector) -> None:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if not (worker and isinstance(collector, pytest.Session)):
        return
    tests = sorted((ROOT / "tests").rglob("test_*.py"))
    new = [path for path in tests if not _kept(path)]
    for path in new[int(worker.removeprefix("gw")) :: int(os.environ["PYTEST_XDIST_WORKER_COUNT"])]:
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001, S112 - its collection says so, where it can be seen
            continue


def _kept(path: Path) -> list[Path]:
    return list((path.parent / "__pycache__").glob(f"{path.stem}.*-pytest-*.pyc"))
