"""A workstation in a process, worked by nothing but bytes on its scanner's line."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from app.core.flow.refusals import Refusal
from app.core.posting import PostingState
from hardware.simulated import SimulatedScanner
from tests.end2end.program import PATIENCE, Program

# What a person answers by looking again: the ERP hasn't been reached, or hasn't answered yet.
NOT_YET = {Refusal.NO_FACTS_OFFLINE, Refusal.NOT_KNOWN_OFFLINE, Refusal.CHECKS_IN_FLIGHT}
NOT_THERE_YET = ("unable to open database file", "no such table")
KNOCKS = 100


class Station:
    """The process, the scanner, and its database as anybody can read it beside it."""

    def __init__(self, program: Program, scanner: SimulatedScanner, database: Path) -> None:
        self.program = program
        self.scanner = scanner
        self._database = database

    def connect(self) -> None:
        """Scan until the first scan arrives: what comes before the line is open is lost."""
        before = self._last_scan()
        for _ in range(KNOCKS):
            self.scanner.scan("KB:CLEAR")
            if not self.program.runs_for(0.1):
                break
            if self._last_scan() > before:
                return
        self.program.until(lambda: self._last_scan() > before, "its scanner was heard")

    def send(self, *texts: str) -> None:
        """Scan all of these in one go, without a look at the screen; each comes to be noted."""
        wanted = self._last_scan() + len(texts)
        self.scanner.write("".join(f"{text}\r" for text in texts).encode())
        self.program.until(lambda: self._last_scan() >= wanted, f"{texts} were noted")

    def scan(self, text: str) -> str:
        """One scan, dealt with; what the journal says of it."""
        before = self._last_scan()
        self.scanner.scan(text)
        question = "SELECT outcome FROM scans WHERE scan > ? AND CAST(raw AS TEXT) = ?"
        found: list[str] = []

        def settled() -> bool:
            found[:] = [row[0] for row in self._rows(question, before, text) if row[0]]
            return bool(found)

        self.program.until(settled, f"{text} was dealt with")
        return found[0]

    def scan_patiently(self, text: str) -> str:
        """The same, and again as long as the answer is that it isn't known yet."""
        outcomes = [self.scan(text)]

        def known() -> bool:
            if outcomes[-1] in NOT_YET:
                self.send("KB:CLEAR")
                outcomes.append(self.scan(text))
            return outcomes[-1] not in NOT_YET

        self.program.until(known, f"the answer to {text} was known")
        return outcomes[-1]

    def settle(self) -> None:
        """Wait until every scan is dealt with."""
        question = "SELECT 1 FROM scans WHERE outcome IS NULL AND raw != x'4b423a434c454152'"
        self.program.until(lambda: not self._rows(question), "every scan was dealt with")

    def wait_for_posting(self, *states: PostingState) -> str:
        """Wait until the latest posting is in one of these states; gives its reference."""

        def there() -> bool:
            now = [*self.postings().values()]
            return bool(now) and now[-1] in states

        self.program.until(there, f"the latest posting was {' or '.join(states)}")
        return [*self.postings()][-1]

    def postings(self) -> dict[str, str]:
        """State by reference, in the order of confirming."""
        rows = self._rows("SELECT reference, state FROM postings ORDER BY seq")
        return {row[0]: row[1] for row in rows}

    def _last_scan(self) -> int:
        rows = self._rows("SELECT max(scan) FROM scans")
        return int(rows[0][0] or 0) if rows else 0

    def _rows(self, question: str, *values: object) -> list[tuple[str, ...]]:
        """Nothing as long as there are no tables."""
        try:
            return read_beside(self._database, question, *values)
        except sqlite3.OperationalError as error:
            if str(error).startswith(NOT_THERE_YET):
                return []
            raise


def read_beside(database: Path, question: str, *values: object) -> list[tuple[str, ...]]:
    """Ask a database that another process has open, and only read."""
    address = f"{database.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as connection:
        return connection.execute(question, values).fetchall()


@contextmanager
def station(
    home: Path, database: Path, environment: Mapping[str, str], *options: str | Path
) -> Iterator[Station]:
    """Start one on this home with a scanner of its own; the scanner is heard when this begins."""
    with ExitStack() as stack:
        scanner = stack.enter_context(SimulatedScanner())
        asked = ("--home", home, "--scanner", scanner.port, *options)
        program = stack.enter_context(Program(*asked, environment=environment))
        made = Station(program, scanner, database)
        made.connect()
        yield made
