"""New databases of a workstation as copies of one: to write the tables down costs a disk sync."""

import tempfile
from functools import cache
from pathlib import Path

from app.store.database import PRIVATE_FOLDER, Database
from app.store.lock import PRIVATE_FILE


def lay_out(path: Path) -> Path:
    """Put an empty database there, unless one is, and return its path."""
    if not path.exists():
        path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
        path.touch(PRIVATE_FILE)
        path.write_bytes(_empty())
    return path


@cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory(dir=Path.home()) as folder:
        file = Path(folder, "empty.db")
        Database(file).close()
        return file.read_bytes()
