"""`kitbench sandbox`: the training ERP as a process of its own."""

import argparse
import gc
import http.client
import json
import logging
import os
import signal
import stat
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from queue import Empty, SimpleQueue
from urllib.parse import urlsplit

from app.sandbox.faults import BadFaultsError, FaultDial
from app.sandbox.faulty_server import FaultyServer
from app.sandbox.manex import API_KEYS
from app.sandbox.manex_answers import Manner
from app.sandbox.manex_path import ROOT
from app.sandbox.plants import PLANTS, STANDARD
from app.sandbox.server import TOKEN_LIFE, BooksError, TrainingServer, local_now
from app.sandbox.tokens import DATA_SOURCES, USERS

ANSWER_SECONDS = 30.0
BEHIND = "127.0.0.1"  # the server itself, where a line with faults stands before it
WAKE_SECONDS = 0.5  # Windows delivers Ctrl-C between two waits only
FARTHEST = 100 * 365 * 86_400.0  # seconds; dates stay dates
ANY_HOST = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised, not chosen

log = logging.getLogger(__name__)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench sandbox`."""
    parser.add_argument("--host", default="127.0.0.1", help="where to listen (this machine)")
    parser.add_argument("--port", type=_port, default=0, help="the port (any free one)")
    parser.add_argument(
        "--data", type=Path, metavar="FILE", help="keep the books in this file (they start fresh)"
    )
    parser.add_argument(
        "--plant", choices=sorted(PLANTS), default=STANDARD, help="the training data (standard)"
    )
    parser.add_argument("--strict", action="store_true", help="refuse unknown request fields")
    parser.add_argument(
        "--manex-strings",
        action="store_true",
        help="answer ManEx's calls with every value a string",
    )
    parser.add_argument(
        "--manex-status",
        action="store_true",
        help="answer ManEx's calls with the HTTP status that their Code is",
    )
    parser.add_argument(
        "--token-life",
        type=_seconds,
        default=TOKEN_LIFE,
        metavar="SECONDS",
        help="how long an auth token is good (8 hours)",
    )
    parser.add_argument(
        "--clock-offset",
        type=_seconds_either_way,
        default=0.0,
        metavar="SECONDS",
        help="how far the ERP's clock is ahead of this machine's (0)",
    )
    parser.add_argument(
        "--faults",
        metavar="SPEC",
        help="let calls go wrong, as 'drop: after, once; latency: every=3' ('' for none yet)",
    )
    parser.add_argument(
        "--ready-file", type=Path, metavar="FILE", help="written once the server answers, as JSON"
    )
    parser.add_argument(
        "--until-stdin-closes",
        action="store_true",
        help="end when the pipe on standard input closes",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM, SIGINT or the end of the parent. Main thread only.

    Returns:
        The exit status: 0 after an ordinary end, 1 if it couldn't start.
    """
    ready_file: Path | None = arguments.ready_file
    try:
        server = _server(arguments)
    except BadFaultsError as fault:
        return _refuse(f"--faults: {fault}.")
    gc.freeze()  # what is imported stays: no need to look at it again, nor at the end
    # Signals may come at any moment from here on; the queue takes them in a handler safely.
    endings: SimpleQueue[str] = SimpleQueue()
    for number in _ending_signals():
        signal.signal(number, lambda received, _frame: endings.put(signal.Signals(received).name))
    if arguments.until_stdin_closes:
        _watch_stdin(endings)
    try:
        if ready_file:
            # Nobody must take an earlier run's file for ours.
            ready_file.unlink(missing_ok=True)
        server.start()
    except BooksError as fault:
        return _refuse(f"{arguments.data}: {fault}.")
    except OSError as fault:
        return _refuse(f"{fault}.")
    try:
        # No fault is spent on this.
        _check_answers(server.behind_url if isinstance(server, FaultyServer) else server.url)
        if ready_file:
            _announce(ready_file, server)
        user = next(iter(USERS))
        print(
            f"The training ERP answers at {server.url} "
            f"(data source {DATA_SOURCES[0]}, user {user}), ManEx's part at {server.url}{ROOT}.",
            flush=True,
        )
        log.info("Ending: %s", _wait(endings))
    except OSError as fault:
        return _refuse(f"{fault}.")
    finally:
        server.stop()
    return 0


def _server(arguments: argparse.Namespace) -> TrainingServer | FaultyServer:
    """The server that was asked for, not started.

    Raises:
        BadFaultsError: Of `--faults`.
    """
    faults: str | None = arguments.faults
    address = (arguments.host, arguments.port)
    host, port = address if faults is None else (BEHIND, 0)
    server = TrainingServer(
        PLANTS[arguments.plant](),
        data=arguments.data,
        host=host,
        port=port,
        strict=arguments.strict,
        token_life=arguments.token_life,
        now=_clock(arguments.clock_offset),
        manner=Manner(strings=arguments.manex_strings, status=arguments.manex_status),
    )
    return server if faults is None else FaultyServer(server, FaultDial(faults), *address)


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65_535:  # noqa: PLR2004 - the last port there is
        raise ValueError
    return port


def _seconds(text: str) -> float:
    seconds = _seconds_either_way(text)
    if seconds < 0:
        raise ValueError
    return seconds


def _seconds_either_way(text: str) -> float:
    seconds = float(text)
    if not -FARTHEST <= seconds <= FARTHEST:
        raise ValueError
    return seconds


def _clock(offset: float) -> Callable[[], datetime]:
    ahead = timedelta(seconds=offset)
    return lambda: local_now() + ahead


def _ending_signals() -> list[signal.Signals]:
    names = ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK")  # the last is Windows' own
    return [signal.Signals[name] for name in names if name in signal.Signals.__members__]


def _watch_stdin(endings: SimpleQueue[str]) -> None:
    """Put an ending when the pipe on standard input closes; a terminal or a file is no pipe."""
    number = sys.stdin.fileno() if sys.stdin else -1
    if number < 0:
        return
    mode = os.fstat(number).st_mode
    if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
        return

    def watch() -> None:
        # Below Python's own buffers: their lock would be held while the program exits.
        while os.read(number, 4096):
            pass
        endings.put("the parent's pipe closed")

    # A daemon, as nothing can wake it from its read when a signal ends the program.
    threading.Thread(target=watch, name="training-erp-stdin", daemon=True).start()


def _wait(endings: SimpleQueue[str]) -> str:
    while True:
        try:
            return endings.get(timeout=WAKE_SECONDS)
        except Empty:
            continue


def _check_answers(url: str) -> None:
    """Ask the server once over its own port; it is ready when it has answered.

    Raises:
        OSError: It doesn't answer.
    """
    address = urlsplit(url)
    host = ANY_HOST.get(address.hostname or "", address.hostname or "")
    connection = http.client.HTTPConnection(host, address.port, timeout=ANSWER_SECONDS)
    try:
        connection.request("POST", "/api/api-version-get", body=b"{}")
        status = connection.getresponse().status
    finally:
        connection.close()
    if status != HTTPStatus.OK:
        raise OSError(f"the server on {url} answers with {status}")


def _announce(ready_file: Path, server: TrainingServer | FaultyServer) -> None:
    """Write the ready file whole: whoever finds it can read all of it."""
    user, password = next(iter(USERS.items()))
    ready: dict[str, object] = {
        "url": server.url,
        "data_source": DATA_SOURCES[0],
        "user": user,
        "password": password,
        "manex": f"{server.url}{ROOT}",
        "manex_key": API_KEYS[user],
    }
    if isinstance(server, FaultyServer):
        ready["control"] = {"url": server.control_url, "secret": server.secret}
    unfinished = ready_file.with_name(f".{ready_file.name}.{os.getpid()}")
    unfinished.write_text(json.dumps(ready) + "\n", encoding="utf-8")
    unfinished.replace(ready_file)


def _refuse(message: str) -> int:
    print(f"The training ERP did not start: {message}", file=sys.stderr)
    return 1
