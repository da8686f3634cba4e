"""The program as a person starts it: a process with a home and an environment of its own."""

import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

import pytest

KITBENCH = str(Path(sys.executable).with_name("kitbench"))
PATIENCE = 60.0  # seconds; a machine that runs other tests beside this one is slow
LOOK_MS = 20

FOLDERS = {
    "HOME": "home",
    "TMPDIR": "tmp",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}


def clean_environment(folder: Path, **more: str) -> dict[str, str]:
    """Make the folders of a new user below `folder`; no screen, no session, no keyring."""
    places = {name: folder / place for name, place in FOLDERS.items()}
    for place in places.values():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return {**kept, **{name: str(place) for name, place in places.items()}, **more}


def ends_within(pid: int, seconds: float) -> bool:
    """Wait so long for the end of a process of ours that nobody has waited for yet."""
    handle = os.pidfd_open(pid)
    try:
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        return bool(poll.poll(seconds * 1000))
    finally:
        os.close(handle)


class Lines:
    """What a process says, line by line, as it comes; read to the end by a thread."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self._said: list[str] = []
        self._news = threading.Condition()
        self._ended = False
        self._thread = threading.Thread(target=self._read, name="lines")
        self._thread.start()

    @property
    def all(self) -> list[str]:
        """Whole lines, without their ends."""
        with self._news:
            return [*self._said]

    @property
    def text(self) -> str:
        return "\n".join(self.all)

    def wait_for(self, wanted: Callable[[list[str]], bool]) -> bool:
        """Wait until this is true of all lines; false if the stream ended first, or in the end."""
        with self._news:
            self._news.wait_for(lambda: self._ended or wanted(self._said), PATIENCE)
            return wanted(self._said)

    def join(self) -> None:
        """Wait for the end of the stream: everybody who could write to it is gone."""
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive(), "somebody still holds the stream"
        self._stream.close()

    def _read(self) -> None:
        for line in self._stream:
            with self._news:
                if line.endswith("\n"):  # else it was cut off by a kill
                    self._said.append(line[:-1])
                self._news.notify_all()
        with self._news:
            self._ended = True
            self._news.notify_all()


class Program:
    """A running process, the leader of its group, and those it starts.

    `with` ends them all, whatever happened.

    Attributes:
        out, err: What they say; `err` ends with the last of them.
    """

    def __init__(
        self, *arguments: str | Path, environment: Mapping[str, str], command: str = KITBENCH
    ) -> None:
        self._process = subprocess.Popen(
            [command, *map(str, arguments)],
            cwd=environment["HOME"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        )
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        self.out, self.err = Lines(self._process.stdout), Lines(self._process.stderr)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def children(self) -> list[int]:
        """The processes it has started and that still run."""
        tasks = Path(f"/proc/{self.pid}/task").iterdir()
        return [int(pid) for task in tasks for pid in (task / "children").read_text().split()]

    def end(self) -> int:
        """Wait until it and all that it started have ended; its exit status."""
        try:
            status = self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            pytest.fail(f"It doesn't end; it said:\n{self.out.text}\n{self.err.text}")
        self.out.join()
        self.err.join()
        return status

    def terminate(self) -> int:
        """Ask it to end, and wait for that as `end` does."""
        self._process.terminate()
        return self.end()

    def kill(self, *, power_cut: bool = False) -> None:
        """`kill -9`: this process, or with it all that it started."""
        children = self.children if power_cut else []
        self._process.kill()
        for pid in children:
            with suppress(ProcessLookupError):  # it has just ended by itself
                os.kill(pid, signal.SIGKILL)

    def runs_for(self, seconds: float) -> bool:
        """Whether it still runs after so long; returns at once when it ends before."""
        return self.running and not ends_within(self.pid, seconds)

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until this is true, as long as the program runs."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            if not self.runs_for(LOOK_MS / 1000):
                pytest.fail(f"It ended before {what}:\n{self.out.text}\n{self.err.text}")
            if time.monotonic() > deadline:
                pytest.fail(f"It took too long until {what}:\n{self.out.text}\n{self.err.text}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        if self.running:
            self.kill(power_cut=True)
        self.end()
