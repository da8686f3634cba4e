"""The demo's kits in a window, without what comes after: `-m tests.end2end.kits_alone HOME REPORT`.

What the demo counts and holds against the ERP's books is the same, in half the time.
"""

import sys
from pathlib import Path

from app.demo.play import DemoOptions, run_demo
from app.demo.shift import Part


def main(home: Path, report: Path) -> int:
    return run_demo(DemoOptions(headless=False, home=home, report=report, parts=[Part.KITS]))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
