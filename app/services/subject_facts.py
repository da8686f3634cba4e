"""What a flow must know of its subject, an assembly or an order, and where drafts keep it."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic

from app.core.facts import FactsT
from app.services.kept_facts import KeptFacts
from app.services.open_draft import OpenT
from app.services.questions import OnProblem

Ask = Callable[[str, Callable[[FactsT], None], OnProblem], None]
"""Asks for facts of a subject off the GUI thread; one nobody knows has facts that say so."""


class SubjectFacts(ABC, Generic[OpenT, FactsT]):
    """One flow's. Lives in the GUI thread.

    Attributes:
        ask: The ERP, or what is kept where it doesn't answer.
        kept: With the drafts.
    """

    def __init__(self, ask: Ask[FactsT], kept: KeptFacts[FactsT]) -> None:
        self.ask, self.kept = ask, kept

    @abstractmethod
    def know(self, opened: OpenT, facts: FactsT) -> None:
        """The draft stands on these from now on."""

    @abstractmethod
    def at_hand(self, opened: OpenT) -> FactsT | None:
        """Those that it stands on."""

    @abstractmethod
    def of_nothing(self, subject: str) -> FactsT:
        """Facts which say that there is no such subject."""
