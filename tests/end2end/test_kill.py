"""`kill -9` at any moment of the demo: nothing that was safe is lost, nothing is posted twice.

KITBENCH_KILLS says how often (3), KITBENCH_KILL_SEED from which seed on (0); a test's id ends
with its seed.
"""

import os
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.core.kit_issue import KitPosting
from app.core.posting import PostingState
from app.paths import Home
from app.sandbox.plants import standard_plant
from app.sandbox.server import TrainingServer
from app.services.connecting import TRAINING
from tests.end2end.kept import Kept, kept
from tests.end2end.ledger import ledger
from tests.end2end.program import Program
from tests.end2end.station import station
from tests.unit.sandbox.books import disagreements
from tests.unit.sandbox.erp import Erp

KILLS = int(os.environ.get("KITBENCH_KILLS", "3"))
FIRST_SEED = int(os.environ.get("KITBENCH_KILL_SEED", "0"))

# A line of the demo, which one of its kind, and how many seconds after it are of interest: the
# confirm follows the last NEXT, sending follows the confirm, the answer follows sending. The
# fourth kit is confirmed while the ERP is away.
WINDOWS = (
    ("confirmed ", (1, 3), 0.02),
    ("taken     KB:NEXT", (1, 8), 0.20),
    ("sending ", (1, 4), 0.04),
    ("taken ", (1, 45), 0.05),
    ("posted ", (1, 4), 0.03),
    ("confirmed ", (4, 4), 0.10),
    ("taken     KB:RANGE", (1, 2), 0.05),
)
CHANGE_NOTHING = {"KB:NO"}  # of what the shift scans


@dataclass(frozen=True, slots=True)
class Moment:
    """When to kill: so long after this line was said so often; with the ERP, or without."""

    line: str
    times: int
    seconds: float
    power_cut: bool

    @classmethod
    def drawn(cls, seed: int) -> "Moment":
        chance = random.Random(seed)  # noqa: S311 - which moment, not a secret
        line, (least, most), seconds = WINDOWS[seed % len(WINDOWS)]
        return cls(
            line, chance.randint(least, most), chance.uniform(0, seconds), chance.random() < 1 / 3
        )

    def has_come(self, lines: Iterable[str]) -> bool:
        return sum(line.startswith(self.line) for line in lines) >= self.times


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + KILLS))
def test_a_killed_demo(seed: int, tmp_path: Path, environment: dict[str, str]) -> None:
    home = Home(tmp_path / "station")
    database = home.database(TRAINING.mode)
    said = _killed(Moment.drawn(seed), home.root, environment)
    with kept(database, TRAINING) as after_kill:
        waiting = after_kill.in_state(PostingState.QUEUED)
        sending = after_kill.in_state(PostingState.SENDING)
        posted = after_kill.in_state(PostingState.POSTED)
        _check_kept(after_kill, said)
    assert posted >= _references(said, "posted")

    with station(home.root, database, environment) as again:
        unsettled = {PostingState.QUEUED, PostingState.SENDING}
        again.program.until(
            lambda: not unsettled.intersection(again.postings().values()), "all was settled"
        )
        assert again.program.terminate() == 0
    assert again.program.err.all == []

    with kept(database, TRAINING) as at_last:
        _check_kept(at_last, said)
        proved = sending & {entry.reference for entry in ledger(home.training_books)}
        settled = at_last.in_state(PostingState.POSTED)
        assert posted | waiting <= settled <= posted | waiting | proved
        assert at_last.in_state(PostingState.UNKNOWN) == sending - settled
        at_last.check_open_drafts()
        _check_books(home.training_books, at_last)


def _killed(moment: Moment, home: Path, environment: dict[str, str]) -> list[str]:
    """Play the shift up to this moment; gives what was said until then."""
    with Program("--home", home, "demo", "--headless", environment=environment) as demo:
        assert demo.out.wait_for(moment.has_come), (moment, demo.out.text, demo.err.text)
        demo.runs_for(moment.seconds)
        demo.kill(power_cut=moment.power_cut)
        assert demo.end() == -9, (moment, demo.err.text)
    assert demo.err.all == []
    return demo.out.all


def _check_kept(found: Kept, said: list[str]) -> None:
    """Every scan that was said to be taken is there, and every posting that was confirmed."""
    taken = [line.removeprefix("taken").strip() for line in said if line.startswith("taken ")]
    changing = [text for text in taken if text not in CHANGE_NOTHING]
    while changing and "KB:RANGE" in changing[-2:]:
        changing.pop()  # a range changes the draft when it has its last end
    scans = [text.encode("unicode_escape").decode() for text in found.scans]
    assert _in_order(changing, scans), (changing, scans)
    logged = [text.encode("unicode_escape").decode() for text in found.taken]
    bare = [text.removeprefix("KB:") for text in changing]
    assert _in_order(bare, logged), (bare, logged)
    assert _references(said, "confirmed") <= found.in_state(*PostingState)


def _check_books(books: Path, found: Kept) -> None:
    """The ERP has each posting at most once, those that are posted once, and no others."""
    happened = ledger(books)
    entries = {entry.reference: entry for entry in happened}
    assert len(entries) == len(happened)
    posted, unknown = found.in_state(PostingState.POSTED), found.in_state(PostingState.UNKNOWN)
    assert posted <= entries.keys() <= posted | unknown
    with TrainingServer(standard_plant(), data=books) as server, Erp(server.url) as erp:
        assert disagreements(erp) == []
        for stored in found.postings:
            request = stored.of_kind(KitPosting).request
            rows = erp.rows(
                "serial-number",
                PART_ID=request.assembly_id,
                REFERENCE=stored.posting.reference,
            )
            made = {row["SERIAL_NUMBER"] for row in rows}
            in_books = stored.posting.reference in entries
            assert made == (set(request.serials) if in_books else set())
            if stored.answer is not None:  # the books don't tell a proof the batch
                assert stored.batch_number == entries[stored.posting.reference].batch


def _references(said: list[str], word: str) -> set[str]:
    return {line.split()[1] for line in said if line.startswith(f"{word} ")}


def _in_order(wanted: Iterable[str], there: Iterable[str]) -> bool:
    """Whether all that is wanted is there, in this order, whatever lies between."""
    rest = iter(there)
    return all(text in rest for text in wanted)
