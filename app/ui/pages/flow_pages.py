"""The pages of a flow, each made when it is first wanted.

A page that nobody has come to costs no memory. Once somebody is in the flow the others are made
in quiet moments, bit by bit, so that no step waits for its page.
"""

from collections.abc import Callable, Sequence

from app.ui.pages.flow_page import FlowPage
from app.ui.wizard import Wizard


class FlowPages:
    """By their number, from 0. GUI thread.

    Attributes:
        wizard: Which they stand in.
    """

    def __init__(
        self,
        makers: Sequence[Callable[[], FlowPage]],
        settle: Callable[[int, FlowPage], object],
    ) -> None:
        """Make none yet.

        Args:
            makers: Of each page, in their order.
            settle: Told once of each page as it is made; it may already be asked for.
        """
        self.wizard = Wizard()
        self._makers, self._settle = makers, settle
        self._made: dict[int, FlowPage] = {}

    @property
    def made(self) -> dict[int, FlowPage]:
        """Those that are there, in the order in which they were made."""
        return dict(self._made)

    def page(self, number: int) -> FlowPage:
        """Return a page, made now if it wasn't."""
        if number not in self._made:
            page = self._made[number] = self._makers[number]()
            self.wizard.add(number, page)
            self._settle(number, page)
        return self._made[number]
