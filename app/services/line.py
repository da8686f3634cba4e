"""What the sender needs of a session: which ERP, and under whose sign-in."""

from typing import Protocol

from app.core.target import Target
from app.erp.expandable.client import ExpandableClient
from app.services.entry import SignedIn


class Line(Protocol):
    """The thread-safe part of a session, with a window or without one."""

    @property
    def target(self) -> Target:
        """Which ERP."""
        ...

    @property
    def client(self) -> ExpandableClient:
        """Its calls."""
        ...

    def credentials(self) -> SignedIn | None:
        """User and token that belong together, None unless signed in."""
        ...
