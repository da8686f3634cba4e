"""Who changes the books, and when."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Stamp:
    """A transaction's user and time, the ERP's local time; `day` is its ACTION_DATE."""

    user: str
    now: datetime
    day: date

    def modified(self) -> dict[str, str]:
        """The audit columns of a row that is changed."""
        today = self.now.date().isoformat()
        return {
            "modified_by": self.user,
            "date_modified": today,
            "operator_id": self.user,
            "date_last_updt": today,
            "time_last_updt": f"{self.now:%H:%M:%S}",
        }

    def created(self) -> dict[str, str]:
        """The audit columns of a new row."""
        return {
            "created_by": self.user,
            "date_created": self.now.date().isoformat(),
            **self.modified(),
        }
