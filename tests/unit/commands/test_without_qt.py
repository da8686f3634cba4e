"""Commands without a window: quick to start, and nothing of a window in them that could fail.

They must run where there is no screen and no library of one.
"""

import json
import subprocess
import sys
from pathlib import Path

from app.core.target import Mode
from app.paths import Home
from app.store.database import Database
from app.store.journal import Journal
from app.store.moments import utc_now

COMMANDS = (
    *("outbox", "outbox_add", "outbox_send", "outbox_tell", "outbox_ways"),
    *("explain", "scan", "doctor"),
)


def test_they_load_no_qt(tmp_path: Path) -> None:
    """The doctor looks at all there is, so it is run as well: beside a workstation."""
    home = Home(tmp_path)
    imports = "; ".join(f"import app.commands.{name}" for name in COMMANDS)
    look = f"from app.__main__ import main; main(['--home', {str(tmp_path)!r}, 'doctor', '--json'])"
    ask = f"import sys; {imports}; {look}; sys.exit('PySide6' in sys.modules)"
    with Database(home.database(Mode.TRAINING)) as database:
        Journal(database).record(utc_now(), "Bench", b"24C-007").result()
        before = {one: one.read_bytes() for one in tmp_path.iterdir()}
        said = subprocess.run([sys.executable, "-c", ask], check=True, stdout=subprocess.PIPE)
        # Not even what SQLite keeps in memory for those who share the file.
        assert {one: one.read_bytes() for one in tmp_path.iterdir()} == before
    told = {one["look"]: one["facts"] for one in map(json.loads, said.stdout.splitlines())}
    assert (told["database"]["open_scans"], told["database"]["sound"]) == (1, True)
