"""The ERP's local time, told from ours by a measured offset (design.md 4)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True)
class ErpClock:
    """How far the ERP's wall clock stands from UTC, as last measured."""

    offset: timedelta

    @classmethod
    def measured(cls, erp_local: datetime, at_utc: datetime) -> "ErpClock":
        """From the ERP's answer (naive, its local time) and the moment it came (aware)."""
        return cls(erp_local - at_utc.replace(tzinfo=None))

    def today(self, now_utc: datetime) -> date:
        """The ERP's calendar day at an aware UTC moment."""
        return (now_utc.replace(tzinfo=None) + self.offset).date()
