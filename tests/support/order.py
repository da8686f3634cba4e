"""The order of the tests: those that mostly wait are spread among the workers, and over their time.

xdist's workers get equal parts of the list, and steal from each other's ends. What is done end to
end waits for windows, disks and clocks: in one part it would take longer than all else.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
WAITING = TESTS / "end2end"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the checks of the code: the quickest to fail, and mypy takes the longest."""
    checks: list[pytest.Item] = []
    waiting: list[pytest.Item] = []
    modules: list[list[pytest.Item]] = []
    for path, module in groupby(items, key=lambda one: one.path):
        if path.parent == TESTS:
            checks += module
        elif WAITING in path.parents:
            waiting += module
        else:
            modules.append([*module])
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    ordered = checks
    for at, part in enumerate(_parts(modules, workers)):
        ordered += _mixed(part, waiting[at::workers])
    assert len(ordered) == len(items), "a test was lost on the way"
    items[:] = ordered


def _parts(modules: Sequence[list[pytest.Item]], count: int) -> Iterator[list[list[pytest.Item]]]:
    """Parts of about equally many tests, one behind the other; a module stays whole."""
    total = sum(map(len, modules))
    parts: list[list[list[pytest.Item]]] = [[] for _ in range(count)]
    before = 0
    for module in modules:
        parts[before * count // total].append(module)
        before += len(module)
    yield from parts


def _mixed(
    modules: Sequence[list[pytest.Item]], waiting: Sequence[pytest.Item]
) -> Iterator[pytest.Item]:
    """Those that wait between the modules, all of them in the first three quarters."""
    places = max(1, len(modules) * 3 // 4)
    for at, module in enumerate(modules or [[]]):
        yield from waiting[at * len(waiting) // places : (at + 1) * len(waiting) // places]
        yield from module
