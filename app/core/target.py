"""Which ERP something belongs to: every posting, draft and cached row carries its target."""

from dataclasses import dataclass
from enum import StrEnum


class Erp(StrEnum):
    """The two ERPs of contracts.md."""

    EXPANDABLE = "expandable"
    MANEX = "manex"


class Mode(StrEnum):
    """Training and live never share a database."""

    TRAINING = "training"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Target:
    """One data source of one server. The sender sends only to the matching target.

    The training ERP's port is another one at each start; its `root_url` is therefore the
    fixed word "training:" and the session knows the address of the day.
    """

    erp: Erp
    root_url: str
    data_source: str
    mode: Mode

    @property
    def key(self) -> str:
        """One text for database columns; equal for equal targets."""
        return f"{self.erp}|{self.root_url}|{self.data_source}|{self.mode}"
