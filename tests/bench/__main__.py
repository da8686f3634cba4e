"""Run the benches: `python -m tests.bench [NAME...]`, one JSON object a line.

Every `bench_*.py` beside this file has a `measure()` that yields its results. The exit status is
1 if a limit doesn't hold.
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator

from tests import bench
from tests.bench.result import Result


def results(names: list[str]) -> Iterator[Result]:
    for found in pkgutil.iter_modules(bench.__path__):
        name = found.name.removeprefix("bench_")
        if name != found.name and (not names or name in names):
            yield from importlib.import_module(f"{bench.__name__}.{found.name}").measure()


def main(names: list[str]) -> int:
    held = True
    for result in results(names):
        print(json.dumps(result.told()), flush=True)
        held = held and result.ok
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
