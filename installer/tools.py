"""The tools that fetch and install packages: how they are run, and what their failures mean."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from installer.fault import SetUpFault

# What would lead the tools to another place than the environment.
ASTRAY = {"PYTHONHOME", "PYTHONPATH", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"}
# A module that lies where dev.py was started is none of theirs, be it called pip.py.
APART = "-P"
TAIL_LINES = 5


class NotOffered(SetUpFault):
    """The package index lacks a package for this Python and this system."""


# Looked for in this order in all that a failing tool wrote: what it means, what to do.
MEANINGS: list[tuple[str, type[SetUpFault], str, str]] = [
    (
        r"No space left on device|\[Errno 28\]|WinError 112",
        SetUpFault,
        "The disk is full.",
        "Make room where this checkout and the temporary folder are, then try again.",
    ),
    (
        r"Permission denied|Read-only file system|\[Errno 13\]|WinError 5\b",
        SetUpFault,
        "A file may not be written.",
        "Give this user the right to write into the checkout's .venv, then try again.",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError|certificate verify failed",
        SetUpFault,
        "The package index shows a certificate that this machine doesn't trust.",
        "Where a proxy opens TLS, name its certificate: pip config set global.cert FILE",
    ),
    (
        r"after connection broken|Max retries exceeded|name resolution|ProxyError|ReadTimeoutError",
        SetUpFault,
        "The package index could not be reached, so the packages were not fetched.",
        "Connect this machine to the network for this once (behind a proxy set HTTPS_PROXY).",
    ),
    (
        r"DO NOT MATCH THE HASHES",
        SetUpFault,
        "A package is not the file that the lock names; it was not installed.",
        "Find out who changed it on the way (a mirror, a proxy), or try another index.",
    ),
    (
        r"No matching distribution found|Failed building wheel|Failed to build",
        NotOffered,
        "The package index has no ready-made package for this Python and this system.",
        "Use Python 3.11 to 3.14 on x86-64 Linux, Windows or macOS.",
    ),
]


class Tools:
    """Runs tools for one environment and keeps every word of theirs.

    Args:
        log: the file that keeps the words.
        inherited: file descriptors that the tools have to hold open (`take_turn`).
    """

    def __init__(self, log: Path, inherited: tuple[int, ...]) -> None:
        self._log = log
        self._inherited = inherited

    def run(self, command: Sequence[str], also: Mapping[str, str] | None = None) -> None:
        """Run a tool to its end, with some environment variables of its own.

        Raises:
            SetUpFault: it failed.
        """
        words = []
        with self._log.open("a", encoding="utf-8") as log, self._start(command, also) as tool:
            try:
                for line in tool.stdout or ():
                    words.append(line)
                    log.write(line)
                    _show(line.strip())
            except BaseException:  # Ctrl-C or SIGTERM: take the tool along
                _end(tool)
                raise
        _show("")
        if tool.returncode != 0:
            raise fault_of("".join(words), self._log)

    def _start(
        self, command: Sequence[str], also: Mapping[str, str] | None
    ) -> "subprocess.Popen[str]":
        try:
            return subprocess.Popen(
                command,
                env={**surroundings(), **(also or {})},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                pass_fds=self._inherited,
                process_group=0 if os.name == "posix" else None,  # what it starts ends with it
            )
        except OSError as fault:
            raise fault_of(str(fault), self._log) from fault


def base_python() -> list[str]:
    """Return the interpreter that environments stem from: not one of them, which may vanish."""
    base: str = getattr(sys, "_base_executable", sys.executable)
    return [base, APART]


def surroundings() -> dict[str, str]:
    """Return the environment variables of every tool."""
    kept = {name: value for name, value in os.environ.items() if name not in ASTRAY}
    return {**kept, "PIP_USER": "0", "PIP_NO_INPUT": "1", "PYTHONUTF8": "1"}


def fault_of(words: str, log: Path) -> SetUpFault:
    """Say what a tool's failure means, from all that it wrote."""
    for pattern, kind, what, remedy in MEANINGS:
        if found := re.search(pattern, words, re.IGNORECASE):
            start = words.rfind("\n", 0, found.start()) + 1
            return kind(what, remedy, words[start:].partition("\n")[0].strip())
    tail = [line for line in words.splitlines() if line.strip()][-TAIL_LINES:]
    return SetUpFault("Setting up failed.", f"Every word of it is in {log}.", "\n".join(tail))


def _end(tool: "subprocess.Popen[str]") -> None:
    if sys.platform == "win32":
        tool.terminate()
    else:
        os.killpg(tool.pid, signal.SIGTERM)


def _show(line: str) -> None:
    """Keep one line of the terminal, if there is one, up to date."""
    if sys.stderr.isatty():
        width = shutil.get_terminal_size().columns - 3
        sys.stderr.write(f"\r\x1b[K  {line[:width]}" if line else "\r\x1b[K")
        sys.stderr.flush()
