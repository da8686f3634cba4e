"""What only the receipt flow says in banner and rail."""

from app.services.receiving import ReceiptDesk
from app.ui import receipt_texts
from app.ui.texts import Words


class ReceiptSpeech:
    """Of the receipt on a desk."""

    def __init__(self, desk: ReceiptDesk) -> None:
        self._desk = desk

    def prompt(self) -> Words | None:
        """As of the desk's prompt."""
        prompt, draft = self._desk.prompt, self._desk.draft
        if prompt is None or draft is None:
            return None
        return receipt_texts.prompt(prompt, draft.state)

    def rail(self) -> tuple[str, tuple[str, ...]]:
        """The order, whose it is, and how it came."""
        draft = self._desk.draft
        return receipt_texts.rail_facts(draft.state) if draft is not None else ("", ())
