"""The embedded training ERP: a process of its own that ends when this one does (design.md 6)."""

import json
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass, field, fields
from pathlib import Path

READY_SECONDS = 30.0
END_SECONDS = 10.0
LOOK_SECONDS = 0.02


class TrainingFault(Exception):  # noqa: N818 - a fault of the machine, not of the caller
    """The training ERP did not come up."""


@dataclass(frozen=True, slots=True)
class TrainingDoor:
    """How to reach and enter the training ERP; the content of its ready file.

    Attributes:
        url: Of Expandable's part.
        manex: Of ManEx's part.
        manex_key: The API key that is all it takes there.
    """

    url: str
    data_source: str
    user: str
    password: str
    manex: str
    manex_key: str = field(repr=False)

    @classmethod
    def read(cls, ready_file: Path) -> "TrainingDoor":
        """From a ready file, which is written whole and renamed into place."""
        told = json.loads(ready_file.read_text(encoding="utf-8"))
        return cls(**{one.name: told[one.name] for one in fields(cls)})


class TrainingErp:
    """The child process. `wait` may be called from any thread, off the GUI thread."""

    def __init__(self, *options: str) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kitbench-training-")
        self._ready_file = Path(self._folder.name) / "ready.json"
        self._ended = threading.Event()
        self._process = subprocess.Popen(  # noqa: S603 - our own program and options
            [
                *own_command(),
                "sandbox",
                "--until-stdin-closes",
                "--ready-file",
                str(self._ready_file),
                *options,
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            # Ctrl-C in a terminal is for the workstation, which ends it after its own last call.
            process_group=0,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def wait(self) -> TrainingDoor:
        """Until it answers.

        Raises:
            TrainingFault: It ended, was closed, or did not come up in time.
        """
        tries = int(READY_SECONDS / LOOK_SECONDS)
        for _ in range(tries):
            if self._ready_file.exists():
                return TrainingDoor.read(self._ready_file)
            if self._process.poll() is not None:
                raise TrainingFault(f"The training ERP ended with {self._process.returncode}.")
            if self._ended.wait(LOOK_SECONDS):
                raise TrainingFault("The training ERP was closed.")
        raise TrainingFault(f"The training ERP did not answer within {READY_SECONDS:.0f} s.")

    def close(self) -> None:
        """End it; killed if it doesn't listen."""
        self._ended.set()
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._folder.cleanup()


def own_command() -> list[str]:
    """How this program starts itself again, frozen or from source."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "app"]
