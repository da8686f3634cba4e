"""The buyer's Done page: what became of each line, in the ERP's words where it refused."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.po_line.confirm import AnyLinePosting
from app.core.po_line.requests import AddLine, DeleteLine
from app.core.posting import PostingState
from app.services.purchasing import PurchaseDesk
from app.services.sender import StoredPosting
from app.ui import buyer_texts, posting_texts, texts
from app.ui.look import Look
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.banner import Banner, BannerKind, BannerView
from app.ui.widgets.card import Card
from app.ui.widgets.cells import EMPTY, Cell, Column, Listed
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Shape, Tone

_SETTLED = {PostingState.POSTED, PostingState.WITHDRAWN, PostingState.REPLACED}


class OrderDonePage(FlowPage):
    """Shows the postings of an order as the sender last said."""

    def __init__(self, look: Look, desk: PurchaseDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self.banner = Banner(look)
        self.model = ResultsModel()
        self._card = Card(look, buyer_texts.RESULTS_TITLE)
        self._card.set_body(RowTable(look, self.model, buyer_texts.RESULTS_TITLE))
        self._rejected = Notice(look, Tone.REFUSED)
        self._unknown = Notice(look, Tone.ATTENTION)
        side = QWidget()
        self._reasons = QVBoxLayout(side)
        self._reasons.setContentsMargins(0, 0, 0, 0)
        for notice in (self._rejected, self._unknown):
            self._reasons.addWidget(notice)
        self._reasons.addStretch(1)
        self._side = Scrolled(look, side)
        self._panes = Panes(look, self._card, self._side, shares=(3, 2), scroll=False)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.banner)
        self._column.addWidget(self._panes, 1)
        self.fill(Scrolled(look, inside))
        look.changed.connect(self._restyle)
        self._restyle()

    def refresh(self) -> None:
        """Show where each line stands."""
        opened = self._desk.opened
        results = opened.results if opened else ()
        self.model.show_news(results)
        states = [one.state for one in results]
        rejected = states.count(PostingState.REJECTED)
        unknown = states.count(PostingState.UNKNOWN)
        done = sum(state in _SETTLED for state in states)
        words = buyer_texts.results(len(states), done, rejected, unknown)
        kind = BannerKind.BUSY
        if rejected or unknown:
            kind = BannerKind.QUESTION
        elif done == len(states):
            kind = BannerKind.DONE
        self.banner.set_view(BannerView(kind, words.title, words.hint))
        self._card.set_title(buyer_texts.RESULTS_TITLE, buyer_texts.of_lines(done, len(states)))
        self._show_reasons(results)

    def _show_reasons(self, results: Sequence[StoredPosting]) -> None:
        """Whole, as they are often two sentences: what it means, and what the ERP said."""
        found = {PostingState.REJECTED: self._rejected, PostingState.UNKNOWN: self._unknown}
        titles = (buyer_texts.REJECTED_TITLE, buyer_texts.UNKNOWN_TITLE)
        for (state, notice), title in zip(found.items(), titles, strict=True):
            lines = [
                (one.posting.item, posting_texts.why(one))
                for one in results
                if one.state is state and isinstance(one.posting, AnyLinePosting)
            ]
            notice.set_notice(title, buyer_texts.told(lines))
            notice.setVisible(bool(lines))
        there = not (self._rejected.isHidden() and self._unknown.isHidden())
        if there is self._side.isHidden():
            self._side.setVisible(there)
            self._panes.restyle()

    def _restyle(self) -> None:
        self._column.setSpacing(self._look.px(16))
        self._reasons.setSpacing(self._look.px(16))


class ResultsModel(Listed[StoredPosting]):
    """One posting a row."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("Line", Cell("001", strong=True)),
                Column("What", Cell("Cancelled", small=True)),
                Column("Part", Cell("416-242424", strong=True), stretch=True),
                Column("Quantity", Cell("10,000"), right=True, drop=1),
                Column("State", Cell("Withdrawn", shape=Shape.CROSS, small=True)),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        stored = self._rows[row]
        posting = stored.posting
        if not isinstance(posting, AnyLinePosting):
            return EMPTY
        match column:
            case 0:
                return Cell(posting.item, strong=True)
            case 1:
                return Cell(_what(posting), tone=Tone.SECOND, small=True)
            case 2:
                values = posting.values
                return Cell(values.part_number or values.description, strong=True)
            case 3:
                return Cell(texts.amount(posting.quantity))
            case _:
                shape, tone, words = posting_texts.mark(stored.row)
                return Cell(words, tone=tone, shape=shape, small=True)


def _what(posting: AnyLinePosting) -> str:
    request = posting.request
    if isinstance(request, AddLine):
        return buyer_texts.ADDED
    if isinstance(request, DeleteLine):
        return buyer_texts.DELETED
    cancelled = request.values.cancelled and not request.before.values.cancelled
    return buyer_texts.CANCELLED if cancelled else buyer_texts.EDITED
