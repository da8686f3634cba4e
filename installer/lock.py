"""Write the locks in installer/requirements/ anew, by the uv that set-up brings. Needs a network.

    python3 installer/lock.py             after a change of the dependencies in pyproject.toml
    python3 installer/lock.py --upgrade   to take newer versions of all of them

runtime.txt is what the program needs, dev.txt is that and what the tests need, uv.txt is what
installs them. All hold for Linux, Windows and macOS and every supported Python, with the hashes
of all files and without the address of any index: pip's own configuration decides where the files
come from.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = "installer/requirements/runtime.txt"
DEV = "installer/requirements/dev.txt"
UV = "installer/requirements/uv.txt"


def find_uv() -> str:
    """Return the uv of the environment, where `dev.py setup` has been run, else any other."""
    own = (str(ROOT / ".venv" / folder) for folder in ("bin", "Scripts"))
    found = shutil.which("uv", path=os.pathsep.join((*own, os.environ.get("PATH", ""))))
    if found is None:
        sys.exit("There is no uv yet. Have it set up first: python3 installer/dev.py setup")
    return found


def compile_lock(lock: str, *options: str) -> None:
    """Resolve what the options name into one lock; what stands there is kept where it can be."""
    command = [find_uv(), "pip", "compile", "--quiet", "--output-file", lock]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-emit-index-url", "--no-emit-find-links"]
    # A package that another wants with an extra: without it in the lock pip looks for the newest.
    command += ["--no-strip-extras"]
    command += ["--custom-compile-command", "python3 installer/lock.py"]
    subprocess.run([*command, *options], cwd=ROOT, check=True)


def main() -> None:
    program = ["pyproject.toml", "--group", "build"]
    compile_lock(UV, "--group", "installer", *sys.argv[1:])
    compile_lock(RUNTIME, *program, *sys.argv[1:])
    compile_lock(DEV, *program, "--group", "dev", "-c", RUNTIME, "-c", UV, *sys.argv[1:])


if __name__ == "__main__":
    main()
