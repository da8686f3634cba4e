"""Calls of venv and pip, and what their failures mean."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from installer.fault import SetUpFault

# What would lead the tools to another place than the environment.
ASTRAY = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
TAIL_LINES = 5

# Looked for in this order in all that a failing tool wrote: what it means, what to do.
MEANINGS = [
    (
        r"No space left on device|\[Errno 28\]|WinError 112",
        "The disk is full.",
        "Make room where this checkout and the temporary folder are, then try again.",
    ),
    (
        r"Permission denied|Read-only file system|\[Errno 13\]|WinError 5\b",
        "A file may not be written.",
        "Give this user the right to write into the checkout's .venv, then try again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|certificate verify failed",
        "The package index shows a certificate that this machine doesn't trust.",
        "Where a proxy opens TLS, name its certificate: pip config set global.cert FILE",
    ),
    (
        r"after connection broken|Max retries exceeded|name resolution|ProxyError|ReadTimeoutError",
        "The package index could not be reached, so the packages were not fetched.",
        "Connect this machine to the network for this once (behind a proxy set HTTPS_PROXY).",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        "A package is not the file that the lock names; it was not installed.",
        "Find out who changed it on the way (a mirror, a proxy), or try another index.",
    ),
    (
        r"No matching distribution found|Failed building wheel|Failed to build",
        "The package index has no ready-made package for this Python and this system.",
        "Use Python 3.11 to 3.14 on x86-64 Linux, Windows or macOS.",
    ),
]


class Pip:
    """venv and pip for one environment.

    Args:
        python: the environment's interpreter, which need not be there yet.
        log: the file that keeps every word of the tools.
        inherited: file descriptors that the tools have to hold open (`take_turn`).
    """

    def __init__(self, python: str, log: Path, inherited: tuple[int, ...]) -> None:
        self._python = python
        self._log = log
        self._inherited = inherited

    def make_environment(self, folder: Path) -> None:
        """Make the environment itself from the interpreter that runs now."""
        # The interpreter of a virtual environment would vanish with it; what it stems from won't.
        base: str = getattr(sys, "_base_executable", sys.executable)
        self._run([base, "-m", "venv", str(folder)])

    def install_lock(self, lock: Path) -> None:
        """Install what a lock names, and see that it names all that is needed.

        Nothing is resolved: older pips look for the newest version of a dependency with an extra
        (`coverage[toml]`) beside the locked one, and refuse that for want of a hash.
        """
        self._install("--no-deps", "--require-hashes", "--requirement", str(lock))
        self._run([self._python, "-m", "pip", "check", "--disable-pip-version-check"])

    def install_checkout(self, root: Path) -> None:
        """Install the project so that its sources are used where they lie; needs no network."""
        self._install("--no-deps", "--no-build-isolation", "--no-index", "--editable", str(root))

    def _install(self, *what: str) -> None:
        self._run([self._python, "-m", "pip", "install", "--disable-pip-version-check", *what])

    def _run(self, command: list[str]) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in ASTRAY}
        with (
            self._log.open("a", encoding="utf-8") as log,
            subprocess.Popen(
                command,
                env={**kept, "PIP_USER": "0", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                pass_fds=self._inherited,
            ) as tool,
        ):
            words = []
            try:
                for line in tool.stdout or ():
                    words.append(line)
                    log.write(line)
                    _show(line.strip())
            except BaseException:  # Ctrl-C or SIGTERM: take the tool along
                tool.terminate()
                raise
        _show("")
        if tool.returncode != 0:
            raise fault_of("".join(words), self._log)


def fault_of(words: str, log: Path) -> SetUpFault:
    """Say what a failure of venv or pip means, from all that it wrote."""
    for pattern, what, remedy in MEANINGS:
        if found := re.search(pattern, words, re.IGNORECASE):
            start = words.rfind("\n", 0, found.start()) + 1
            return SetUpFault(what, remedy, words[start:].partition("\n")[0].strip())
    tail = [line for line in words.splitlines() if line.strip()][-TAIL_LINES:]
    return SetUpFault("Setting up failed.", f"Every word of it is in {log}.", "\n".join(tail))


def _show(line: str) -> None:
    """Keep one line of the terminal, if there is one, up to date."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 3
        sys.stderr.write(f"\r\x1b[K  {line[:width]}" if line else "\r\x1b[K")
        sys.stderr.flush()
