"""What only one flow says in banner and rail; all else of them is alike."""

from typing import Protocol

from app.ui.texts import Words


class Speech(Protocol):
    """Of what is on the desk of one flow."""

    def prompt(self) -> Words | None:
        """The one thing to do now; None where nothing is on the desk."""
        ...

    def rail(self) -> tuple[str, tuple[str, ...]]:
        """What never changes during the flow: a heading, and lines under it."""
        ...
