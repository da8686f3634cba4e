"""The Done page of a flow: what was planned against what the ERP says it posted."""

from collections.abc import Callable

from app.services.sender import StoredPosting
from app.ui import flow_texts
from app.ui.look import Look
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.card import Card
from app.ui.widgets.cells import CellModel
from app.ui.widgets.table import RowTable


class DonePage(FlowPage):
    """Shows a posting as the sender last said. A flow says how its rows are compared."""

    def __init__(
        self,
        look: Look,
        posting: Callable[[], StoredPosting | None],
        model: CellModel,
        planned: str,
    ) -> None:
        """Show nothing yet.

        Args:
            look: Of all widgets.
            posting: What the draft on the desk became.
            model: Of the rows, filled by the flow.
            planned: The table's title as long as nothing is known of what was posted.
        """
        super().__init__()
        self._posting, self._planned = posting, planned
        self._card = Card(look, flow_texts.COMPARED)
        self._card.set_body(RowTable(look, model, flow_texts.COMPARED))
        self.fill(self._card)
        self._shown: tuple[str, str] | None = None

    def compare(self, stored: StoredPosting) -> int | None:
        """Fill the table: how many rows differ, None where there is no answer to compare."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the posting, if it stands otherwise than before."""
        stored = self._posting()
        standing = None if stored is None else (stored.posting.posting_id, stored.state)
        if stored is not None and standing != self._shown:
            others = self.compare(stored)
            if others is None:
                self._card.set_title(self._planned, "")
            else:
                self._card.set_title(flow_texts.COMPARED, flow_texts.differing(others))
        self._shown = standing
