"""The processes of a campaign: stations that send, an ERP that comes back, and `kill -9`."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from pathlib import Path
from random import Random
from typing import Self

from tests.end2end.campaign import orders
from tests.end2end.campaign.lines import KEY, make_lines

KITBENCH = (sys.executable, "-m", "app")
ROOT = Path(__file__).resolve().parents[3]
ALL_POSTED, NEEDS_A_PERSON = 0, 3
MOST_RUNS = 1000
PATIENCE = 60.0  # seconds for a process to come up or to go
BETWEEN_KILLS = (0.6, 2.4)  # seconds
EARLY = 0.15
AWAY = (0.0, 0.6)  # seconds until the ERP is started again
SIGN_IN = json.dumps({"user": "APIUSER", "password": "password", "manex_key": KEY})


class CampaignError(Exception):
    """A process did what none may do; the message says which and what it said."""


class TrainingProcess:
    """The training ERP on one port and one file, however often it is started."""

    def __init__(self, folder: Path, seed: int, environment: Mapping[str, str]) -> None:
        self.books = folder / "books.sqlite"
        self._ready = folder / "ready.json"
        self._said = folder / "erp.log"
        self._environment = environment
        self._seed = seed
        self._starts = 0
        with socket.create_server(("127.0.0.1", 0)) as listener:
            self._port = int(listener.getsockname()[1])
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; returns when it answers."""
        self._starts += 1
        options = ("--plant", "endless", "--strict", "--data", self.books, "--port", self._port)
        # Each start goes on in another way, and the whole campaign always in the same.
        faults = orders.faults(self._seed * 1_000_003 + self._starts)
        command = [*KITBENCH, "sandbox", *options, "--faults", faults, "--ready-file", self._ready]
        self._ready.unlink(missing_ok=True)
        with self._said.open("ab") as said:
            self._process = subprocess.Popen(
                list(map(str, command)),
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
            )
        pause = threading.Event()
        for _ in range(int(PATIENCE / 0.02)):
            if self._ready.exists():
                return
            if self._process.poll() is not None:
                break
            pause.wait(0.02)
        raise CampaignError(f"The ERP did not come up: {self._said.read_text()[-2000:]}")

    def kill(self) -> None:
        """`kill -9`."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """End it in order."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(PATIENCE)


class SendingStation:
    """A home, and the processes that work in it one after the other."""

    def __init__(self, home: Path, environment: Mapping[str, str]) -> None:
        self.home = home
        self.kills = 0
        self.fault: BaseException | None = None
        self._environment = environment
        self._said = home.with_suffix(".log")
        self._lock = threading.Lock()
        self._said_before = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._closing = False
        self._thread = threading.Thread(target=self._work, name=f"station-{home.name}")

    @property
    def done(self) -> bool:
        """Whether nothing is left that goes by itself, or something is wrong."""
        return not self._thread.is_alive()

    def add(self, file: Path) -> None:
        """Confirm the postings of a file; returns when they are safe."""
        self._run("add", file, "--json")

    def start(self) -> None:
        """Send until nothing is left that goes by itself."""
        self._thread.start()

    def kill(self, *, early: bool = False) -> None:
        """`kill -9`, if it is at work; `early` as well before it has settled anything.

        On a busy machine a program that is always killed early comes to nothing.
        """
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                return
            if early or self._said.stat().st_size > self._said_before:
                self._process.kill()
                self.kills += 1

    def close(self) -> None:
        """Kill it and wait for its thread."""
        self._closing = True
        self.kill(early=True)
        if self._thread.ident is not None:
            self._thread.join()

    def _work(self) -> None:
        try:
            self._send()
        except BaseException as fault:  # noqa: BLE001 - told by the main thread
            self.fault = fault

    def _send(self) -> None:
        for _ in range(MOST_RUNS):
            if self._closing or self._run("send", "--sign-in-stdin") != -signal.SIGKILL:
                return
        raise CampaignError(f"{self.home.name} came to no end in {MOST_RUNS} runs")

    def _run(self, *words: str | Path) -> int:
        command = [*KITBENCH, "--home", self.home, "outbox", *words]
        with self._said.open("ab") as said, self._lock:
            self._said_before = self._said.stat().st_size
            self._process = subprocess.Popen(
                list(map(str, command)),
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=said,
                stderr=said,
            )
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as line:
            line.write(SIGN_IN.encode() + b"\n")
        status = self._process.wait()
        if status not in {ALL_POSTED, NEEDS_A_PERSON, -signal.SIGKILL}:
            told = self._said.read_text()[-3000:]
            raise CampaignError(f"{self.home.name} {words} ended with {status}:\n{told}")
        return status


class Floor:
    """All stations and the ERP they share; `with` ends them."""

    def __init__(self, folder: Path, stations: int, seed: int) -> None:
        environment = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        environment |= {"HOME": str(folder), "PYTHONFAULTHANDLER": "1"}  # a crash says where
        self._chance = Random(seed)  # noqa: S311 - moments, not secrets
        self._environment = environment
        self._opened = ExitStack()
        self._folder = folder
        self.erp = TrainingProcess(folder, seed, environment)
        self.stations = [self._station(number) for number in range(stations)]

    def confirm(self, postings: int) -> None:
        """Have each station confirm its share."""
        count = len(self.stations)
        changes = round(postings * orders.LINES)
        lines = [*make_lines(self.erp.books, changes, self._chance)]
        for number, station in enumerate(self.stations):
            file = self._folder / f"{station.home.name}.jsonl"
            share = postings // count + (number < postings % count)
            own = lines[number::count]
            orders.write_orders(file, number, share - len(own), own, self._chance)
            station.add(file)

    def work(self, *, kill: bool) -> int:
        """Until every station is done; gives how often something was killed.

        Raises:
            CampaignError: A process ended as none may.
        """
        self.erp.start()
        for station in self.stations:
            station.start()
        erp_kills = 0
        first: list[SendingStation | None] = [None, self.stations[0]]  # by chance it may be never
        pause = threading.Event()
        while not all(station.done for station in self.stations):
            pause.wait(self._chance.uniform(*BETWEEN_KILLS) if kill else 0.1)
            if not kill:
                continue
            drawn = self._chance.choice((None, *self.stations, *self.stations))
            victim = first.pop(0) if first else drawn
            if victim is not None:
                victim.kill(early=self._chance.random() < EARLY)
            else:
                self.erp.kill()
                pause.wait(self._chance.uniform(*AWAY))
                self.erp.start()
                erp_kills += 1
        for station in self.stations:
            if station.fault is not None:
                raise station.fault
        return erp_kills + sum(station.kills for station in self.stations)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        for station in self.stations:
            station.close()
        self.erp.stop()

    def _station(self, number: int) -> SendingStation:
        home = self._folder / f"station-{number}"
        orders.set_up(home, self.erp.url)
        return SendingStation(home, self._environment)
