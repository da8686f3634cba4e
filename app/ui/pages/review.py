"""The Review page: what will be issued, into what, and what a person must know first."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizardPage

from app.core.kit.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import short_lines, unchecked_serials, unscanned_lots
from app.core.kit.state import ASSEMBLY
from app.services.kits import KitDesk
from app.ui import flow_texts, kit_texts, serial_texts, texts
from app.ui.look import Look
from app.ui.models.comparison import ReviewModel
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.notice import Notice
from app.ui.widgets.panes import Panes
from app.ui.widgets.reading import Reading
from app.ui.widgets.scroll import Scrolled, bring_into_view
from app.ui.widgets.table import RowTable

MOST_OWNERS = 20


class ReviewPage(QWizardPage):
    """The wizard's commit page."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._model = ReviewModel()
        self._lines = Card(look, "Will be issued")
        self._lines.set_body(RowTable(look, self._model, "Will be issued"))
        self._facts = Facts(look)
        assembly = Card(look, "Assembly")
        assembly.set_body(self._facts, padded=True)
        self._serials = Facts(look)
        self._serial_card = Card(look)
        self._serial_card.set_body(self._serials, padded=True)
        self._notice = Notice(look)
        self._fold = ActionButton(look, flow_texts.SHOW_REQUEST, kind=ButtonKind.LINK, height=44)
        self._fold.clicked.connect(self._unfold)
        self._request = Reading(look, flow_texts.REQUEST)
        self._request.hide()
        side = QWidget()
        self._side = QVBoxLayout(side)
        self._side.setContentsMargins(0, 0, 0, 0)
        for part in (self._notice, assembly, self._serial_card):
            self._side.addWidget(part)
        self._side.addWidget(self._fold, alignment=Qt.AlignmentFlag.AlignLeft)
        self._side.addWidget(self._request)
        self._side.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Panes(look, self._lines, Scrolled(side), shares=(3, 2)))
        look.changed.connect(self._restyle)
        self._restyle()

    def replan(self) -> None:
        """Show the draft anew."""
        self._model.show_draft(self._desk.draft)
        self.refresh()

    def refresh(self) -> None:
        """Facts and warnings."""
        draft = self._desk.draft
        if draft is None or draft.state.plan is None:
            return
        count = len(draft.state.lines)
        self._lines.set_title("Will be issued", f"{count} component{'s' if count != 1 else ''}")
        self._facts.set_facts(_facts(self._desk, draft))
        serials = _serial_facts(draft)
        self._serial_card.setVisible(bool(serials))
        self._serials.set_facts(serials)
        kit = self._desk.opened
        changes = [kit_texts.plan_change(change) for change in (kit.plan_changes if kit else ())]
        warnings = [*changes, *review_warnings(draft)]
        self._notice.setVisible(bool(warnings))
        things = "thing" if len(warnings) == 1 else "things"
        self._notice.set_notice(f"{len(warnings)} {things} to know", warnings)
        self._show_request()

    def _unfold(self) -> None:
        self._request.setVisible(self._request.isHidden())
        self._show_request()
        if not self._request.isHidden():  # once the room is parted anew
            QTimer.singleShot(0, self, lambda: bring_into_view(self._request))

    def _show_request(self) -> None:
        folded = self._request.isHidden()
        self._fold.set_words(flow_texts.SHOW_REQUEST if folded else flow_texts.HIDE_REQUEST)
        if not folded:
            self._request.show_text(self._desk.preview)

    def _restyle(self) -> None:
        self._side.setSpacing(self._look.px(16))


def _facts(desk: KitDesk, draft: KitDraft) -> list[Fact]:
    state = draft.state
    today = texts.day(desk.erp_today())
    sent = desk.reference
    yours = flow_texts.own_reference(
        state.text(HeaderField.REFERENCE), sent=sent != draft.identity.reference
    )
    serials = serial_texts.listed(state.owned(ASSEMBLY))
    return [
        Fact("Serials", serials or texts.DASH, mono=True),
        Fact("Lot", state.text(HeaderField.ASSEMBLY_LOT) or texts.DASH, mono=True),
        Fact("Department", state.text(HeaderField.DEPARTMENT) or texts.DASH),
        Fact("Account", state.text(HeaderField.ACCOUNT) or texts.DASH),
        Fact("Reference", sent, mono=True),
        Fact("Your reference", yours),
        Fact("Date", state.text(HeaderField.ACTION_DATE) or today),
    ]


def _serial_facts(draft: KitDraft) -> list[Fact]:
    """Those of the components, whole; of very many components the first ones."""
    state = draft.state
    owners = [line.component_id for line in state.lines if line.serial_controlled]
    facts = [
        Fact(flow_texts.serials_of(owner), serial_texts.listed(state.owned(owner)), mono=True)
        for owner in owners[:MOST_OWNERS]
        if state.owned(owner)
    ]
    if len(owners) > MOST_OWNERS:
        facts.append(Fact("More", kit_texts.more_owners(len(owners) - MOST_OWNERS)))
    return facts


def review_warnings(draft: KitDraft) -> list[str]:
    """What does not stop the posting but should be known."""
    state = draft.state
    found = [
        kit_texts.short_warning(line, state.entry(line.component_id).reason)
        for line in short_lines(state)
    ]
    found += [
        kit_texts.expired_warning(component_id, entry.lot, entry.reason)
        for component_id, entry in state.entries.items()
        if entry.reason and entry.lot
    ]
    lots = [line.component_id for line in unscanned_lots(state)]
    if lots:
        found.append(kit_texts.unscanned_warning(lots))
    unchecked = [serial for _, serial in unchecked_serials(state)]
    if unchecked:
        found.append(flow_texts.unchecked_warning(unchecked))
    return found
