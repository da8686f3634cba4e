"""The pages of the buyer's flow, each imported and made when it is first wanted.

Their fields, sheets and lists are the largest part of the window, and few stations buy.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, cast

from app.core.flow.steps import Step
from app.services.purchasing import PurchaseDesk
from app.ui.look import Look
from app.ui.pages.buyer_order import OrderPage
from app.ui.pages.flow_page import FlowPage
from app.ui.pages.flow_pages import FlowPages

if TYPE_CHECKING:
    from app.ui.pages.buyer_import import ImportPage
    from app.ui.pages.buyer_lines import OrderLinesPage

IMPORT = len(Step)
"""The number of the page that stands in place of the lines while a file is looked at."""
_MODULES = (
    "app.ui.models.order_lines",
    "app.ui.widgets.sheet_table",
    "app.ui.pages.buyer_panel",
    "app.ui.pages.buyer_lines",
    "app.ui.pages.buyer_review",
    "app.ui.pages.buyer_done",
    "app.ui.pages.buyer_import",
)


class BuyerPages(FlowPages):
    """*Order* is there from the start."""

    def __init__(
        self, look: Look, desk: PurchaseDesk, settle: Callable[[int, FlowPage], object]
    ) -> None:
        self._look, self._desk = look, desk
        self.order = OrderPage(look, desk)
        makers = (self._lines, self._review, self._done, self._import)
        super().__init__((lambda: self.order, *makers), settle)
        self.page(int(Step.SUBJECT))

    @property
    def lines(self) -> "OrderLinesPage":
        """The sheet, and all fields of one line."""
        return cast("OrderLinesPage", self.page(int(Step.LINES)))

    @property
    def importing(self) -> "ImportPage":
        """A file that is looked at."""
        return cast("ImportPage", self.page(IMPORT))

    def bits(self) -> list[Callable[[], object]]:
        """What makes those that are to come, each short."""
        return [
            *(partial(import_module, module) for module in _MODULES),
            self._prepare_panel,
            *(partial(self.page, number) for number in (Step.REVIEW, Step.DONE, IMPORT)),
        ]

    def _prepare_panel(self) -> None:
        self.lines.panel.prepare()

    def _lines(self) -> FlowPage:
        from app.ui.pages.buyer_lines import OrderLinesPage  # noqa: PLC0415 - as all of these

        return OrderLinesPage(self._look, self._desk)

    def _review(self) -> FlowPage:
        from app.ui.pages.buyer_review import OrderReviewPage  # noqa: PLC0415 - as all of these

        return OrderReviewPage(self._look, self._desk)

    def _done(self) -> FlowPage:
        from app.ui.pages.buyer_done import OrderDonePage  # noqa: PLC0415 - as all of these

        return OrderDonePage(self._look, self._desk)

    def _import(self) -> FlowPage:
        from app.ui.pages.buyer_import import ImportPage  # noqa: PLC0415 - as all of these

        return ImportPage(self._look)
