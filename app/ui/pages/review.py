"""The Review page of a flow: what will be posted, and what a person must know first."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.flow.changes import HeaderField
from app.core.flow.state import FlowState, unchecked_serials
from app.services.flow_desk import AnyDesk
from app.ui import flow_texts, serial_texts, texts
from app.ui.look import Look
from app.ui.pages.flow_page import FlowPage
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.cells import CellModel
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from app.ui.widgets.reading import Reading
from app.ui.widgets.scroll import Scrolled, bring_into_view
from app.ui.widgets.table import RowTable

MOST_OWNERS = 20


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What Review says beside the table.

    Attributes:
        count: How much stands in the table.
        facts: What the posting is about.
        serials: The serial numbers, whole, by who has them.
        warnings: What does not stop the posting but should be known.
    """

    count: str
    facts: Sequence[Fact]
    serials: Sequence[Fact] = ()
    warnings: Sequence[str] = ()


class ReviewPage(FlowPage):
    """The wizard's commit page. A flow says what is reviewed, and what would be sent."""

    def __init__(self, look: Look, model: CellModel, title: str, subject: str) -> None:
        """Show nothing yet.

        Args:
            look: Of all widgets.
            model: Of what will be posted.
            title: Of its table.
            subject: What the posting is about, above its facts.
        """
        super().__init__()
        self._look, self._title = look, title
        self._lines = Card(look, title)
        self._lines.set_body(RowTable(look, model, title))
        self._facts = Facts(look)
        about = Card(look, subject)
        about.set_body(self._facts, padded=True)
        self._serials = Facts(look)
        self._serial_card = Card(look)
        self._serial_card.set_body(self._serials, padded=True)
        self._notice = Notice(look)
        self._fold = ActionButton(look, flow_texts.SHOW_REQUEST, kind=ButtonKind.LINK, height=44)
        self._fold.clicked.connect(self.unfold)
        self._request = Reading(look, flow_texts.REQUEST)
        self._request.hide()
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        for part in (self._notice, about, self._serial_card):
            self._side.addWidget(part)
        self._side.addWidget(self._fold, alignment=Qt.AlignmentFlag.AlignLeft)
        self._side.addWidget(self._request)
        self._side.addStretch(1)
        beside = Scrolled(look, side)
        self.fill(Panes(look, self._lines, beside, shares=(3, 2), lead=self._notice))
        look.changed.connect(self._restyle)
        self._restyle()

    # What a flow says

    def reviewed(self) -> Reviewed | None:
        """What is on the desk; None where there is nothing to post."""
        raise NotImplementedError

    def preview(self) -> str:
        """The request as it would be sent now."""
        raise NotImplementedError

    # What the page shows

    def refresh(self) -> None:
        """Facts and warnings."""
        found = self.reviewed()
        if found is None:
            return
        self._lines.set_title(self._title, found.count)
        self._facts.set_facts(found.facts)
        self._serial_card.setVisible(bool(found.serials))
        self._serials.set_facts(found.serials)
        self._notice.setVisible(bool(found.warnings))
        self._notice.set_notice(flow_texts.to_know(len(found.warnings)), found.warnings)
        self._show_request()

    def unfold(self) -> None:
        """Show the request, or hide it again."""
        self._request.setVisible(self._request.isHidden())
        self._show_request()
        if not self._request.isHidden():  # once the room is parted anew
            QTimer.singleShot(0, self, lambda: bring_into_view(self._request))

    def _show_request(self) -> None:
        folded = self._request.isHidden()
        self._fold.set_words(flow_texts.SHOW_REQUEST if folded else flow_texts.HIDE_REQUEST)
        if not folded:
            self._request.show_text(self.preview())

    def _restyle(self) -> None:
        self._side.setSpacing(self._look.px(16))


def common_facts(desk: AnyDesk) -> list[Fact]:
    """What every posting is known by, and the day that it is of."""
    draft = desk.draft
    if draft is None:
        return []
    sent, state = desk.reference, draft.state
    yours = flow_texts.own_reference(
        state.text(HeaderField.REFERENCE), sent=sent != draft.identity.reference
    )
    return [
        Fact("Reference", sent, mono=True),
        Fact("Your reference", yours),
        Fact("Date", state.text(HeaderField.ACTION_DATE) or texts.day(desk.erp_today())),
    ]


def serial_facts(
    owned: Iterable[tuple[str, Collection[str]]], more: Callable[[int], str]
) -> list[Fact]:
    """The serial numbers by who has them, whole; of very many owners those of the first ones.

    Args:
        owned: A part, and its serial numbers.
        more: Says that there are so many more.
    """
    having = [(part_id, serials) for part_id, serials in owned if serials]
    facts = [
        Fact(flow_texts.serials_of(part_id), serial_texts.listed(serials), mono=True)
        for part_id, serials in having[:MOST_OWNERS]
    ]
    if len(having) > MOST_OWNERS:
        facts.append(Fact("More", more(len(having) - MOST_OWNERS)))
    return facts


def unchecked(state: FlowState) -> list[str]:
    """A warning of the serial numbers that nobody could check, if there are any."""
    found = [serial for _, serial in unchecked_serials(state)]
    return [flow_texts.unchecked_warning(found)] if found else []
