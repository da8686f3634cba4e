"""In a fresh checkout the workers share what pytest does to each test module at its first import.

It rewrites the assertions, and keeps that beside the module. Workers begin together and collect in
the same order, so each would rewrite all of them: here each begins with another part.
"""

import importlib
import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


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
