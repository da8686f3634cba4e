"""Where settings, databases and logs live. Nobody else computes a path."""

from dataclasses import dataclass
from pathlib import Path

from app.core.target import Mode


@dataclass(frozen=True, slots=True)
class Home:
    """The folder of one workstation: 0700, on a local disk."""

    root: Path

    @property
    def settings(self) -> Path:
        """The station file."""
        return self.root / "kitbench.toml"

    @property
    def log(self) -> Path:
        """The log file; older ones stand beside it."""
        return self.root / "logs" / "kitbench.log"

    @property
    def training_books(self) -> Path:
        """What the embedded training ERP keeps from one day to the next."""
        return self.root / "training-erp.sqlite"

    @property
    def prints(self) -> Path:
        """Pick lists and reversal sheets, as PDF."""
        return self.root / "prints"

    @property
    def exports(self) -> Path:
        """Lists of postings for other programs."""
        return self.root / "exports"

    @property
    def lock(self) -> Path:
        """Held while a workstation works here: one sender a home."""
        return self.root / "kitbench.lock"

    def database(self, mode: Mode) -> Path:
        """Training has a database of its own (design.md 4)."""
        return self.root / f"{mode.value}.sqlite"

    def create(self) -> None:
        """Make the folders, closed to others.

        Raises:
            OSError: The place cannot be written.
        """
        for folder in (self.root, self.log.parent):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def default_home() -> Home:
    """This user's own home of Kitbench."""
    import platformdirs  # noqa: PLC0415 - not where a home is named

    return Home(platformdirs.user_data_path("kitbench", appauthor=False))
