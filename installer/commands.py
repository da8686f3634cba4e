"""The commands of dev.py: see to what they need, then hand over."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer import machine
from installer.environment import Environment
from installer.fault import SetUpFault

ROOT = Path(__file__).resolve().parent.parent
USAGE = """\
usage: python3 installer/dev.py COMMAND [ARGUMENTS...]

    demo    play a shift through the real window (--headless, --report FILE, --shots DIR)
    run     start the workstation
    test    check everything; with arguments of your own, pytest gets just these
    bench   measure the sizes and times that must hold
    setup   only make ready for all of the above
"""
LOCKS = {"demo": "runtime", "run": "runtime", "test": "dev", "bench": "dev", "setup": "dev"}
# More than there are processors: many a test waits for a disk, a clock or another program.
WORKERS = min(8, (os.cpu_count() or 1) + 2)
WHOLE_SUITE = [f"--numprocesses={WORKERS}", "--dist=worksteal"]


def run(arguments: Sequence[str]) -> int:
    """Do one command; the exit status is that of what was started."""
    if not arguments or arguments[0] not in LOCKS:
        asked = bool(arguments) and arguments[0] in {"-h", "--help"}
        print(USAGE, end="", file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    command, *rest = arguments
    environment = Environment(ROOT)
    signal.signal(signal.SIGTERM, _end)
    try:
        machine.ensure(machine.needs(command, rest))
        environment.ensure(LOCKS[command])
    except SetUpFault as fault:
        print(fault, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted; the next start sets up anew.", file=sys.stderr)
        return 130
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if command == "setup":
        return 0
    if command == "test":
        os.chdir(ROOT)
        return _hand_over([environment.program("python"), "-m", "pytest", *(rest or WHOLE_SUITE)])
    if command == "bench":
        os.chdir(ROOT)
        return _hand_over([environment.program("python"), "-m", "tests.bench", *rest])
    kitbench = environment.program("kitbench")
    return _hand_over([kitbench, *(["demo"] if command == "demo" else []), *rest])


def _hand_over(command: list[str]) -> int:
    """Become the program, so that signals and exit status are its own."""
    # Without bytecode each of the processes that are started compiles the whole program anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if os.name == "posix":
        os.execv(command[0], command)  # noqa: S606 - that is the point
    # Windows has no exec: stay, and let Ctrl-C be the program's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.run(command, check=False).returncode


def _end(number: int, _frame: object) -> None:
    sys.exit(128 + number)
