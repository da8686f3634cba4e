"""The shape of every scanned flow: rail, banner, the wizard's four pages, actions."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.flow.changes import HeaderField
from app.core.flow.outcomes import Refused
from app.core.flow.steps import Step as FlowStep
from app.core.gate import GateState
from app.core.labels import Verb
from app.services.flow_desk import AnyDesk
from app.ui import flow_texts, refusal_texts
from app.ui.look import Look
from app.ui.pace import Pace
from app.ui.pages.done import DonePage
from app.ui.pages.flow_banner import banner_view
from app.ui.pages.flow_buttons import FlowButtons
from app.ui.pages.flow_page import FlowPage
from app.ui.pages.flow_pages import FlowPages
from app.ui.pages.flow_speech import Speech
from app.ui.pages.header import HeaderPage
from app.ui.pages.lines import LinesPage
from app.ui.pages.review import ReviewPage
from app.ui.pages.unresolved import UnresolvedCard
from app.ui.quiet import QuietMoments
from app.ui.widgets.action_bar import ActionBar
from app.ui.widgets.banner import BannerKind
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.rail import Step, StepState


@dataclass(frozen=True, slots=True)
class FlowParts:
    """What one flow brings to the shape.

    Attributes:
        header: The first page; the others are made when they are wanted.
        steps: The names of the pages in the rail.
        topics: The help of each page.
        counted_on: The page on which a quantity may be typed at the prompt.
        buttons: Puts them into the bar, with the opener of the entry panel.
    """

    header: HeaderPage
    lines: Callable[[], LinesPage[Any]]
    review: Callable[[], ReviewPage]
    done: Callable[[], DonePage]
    speech: Speech
    steps: Sequence[str]
    topics: Sequence[str]
    counted_on: FlowStep
    buttons: Callable[[ActionBar, EntryPanel], FlowButtons]


class ScanFlow(QWidget):
    """One widget of the main window. GUI thread.

    Attributes:
        header: The first page.
    """

    refused = Signal(bool)  # the window's frame turns red, or no longer
    typed = Signal(str)  # a code that was typed in place of a scan

    def __init__(self, look: Look, desk: AnyDesk, parts: FlowParts) -> None:
        super().__init__()
        self._desk, self._parts = desk, parts
        self.frame = FlowFrame(look)
        self.header = parts.header
        makers = (lambda: parts.header, parts.lines, parts.review, parts.done)
        self._pages = FlowPages(makers, self._settle)
        self._pages.page(int(FlowStep.SUBJECT))
        self.wizard = self._pages.wizard
        making = [partial(self._pages.page, int(at)) for at in FlowStep]
        self._quiet = QuietMoments(making, self, calm=lambda: desk.idle and not self.behind)
        body = QWidget()
        rows = QVBoxLayout(body)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(look.px(16))
        self._unresolved = UnresolvedCard(look, desk.intake)
        rows.addWidget(self._unresolved, 1)
        rows.addWidget(self.wizard, 1)
        self.frame.set_body(body)
        self.entry = EntryPanel(look)
        self.frame.set_entry(self.entry)
        self.entry.entered.connect(self.typed)
        self.entry.quantity_entered.connect(lambda text: desk.enter(HeaderField.QUANTITY, text))
        for field, name in parts.header.fields():
            self.entry.serve(field, name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._buttons = parts.buttons(self.frame.action_bar, self.entry)
        self._rail: tuple[object, ...] = ()
        self._draft_id, self._shown = "", FlowStep.SUBJECT
        self.frame.banner.cleared.connect(lambda: desk.press(Verb.CLEAR))
        self.frame.banner.answered.connect(self._answer)
        parts.header.entered.connect(self._enter)
        # A line that was scanned is painted first; all else once for all scans of a burst.
        self._pace = Pace(self)
        self._pace.due.connect(self.refresh)
        desk.changed.connect(self._ask)
        desk.planned.connect(self._replan)
        desk.line_changed.connect(self._note_line)
        self._replan()

    @property
    def step(self) -> FlowStep:
        """The page the draft is on."""
        return self._desk.draft.state.step if self._desk.draft else FlowStep.SUBJECT

    @property
    def lines(self) -> LinesPage[Any]:
        """The page of the lines."""
        return cast("LinesPage[Any]", self._pages.page(int(FlowStep.LINES)))

    @property
    def review(self) -> ReviewPage:
        """The page before a posting."""
        return cast("ReviewPage", self._pages.page(int(FlowStep.REVIEW)))

    @property
    def topic(self) -> str:
        """The help of that page."""
        return self._parts.topics[self.step]

    @property
    def behind(self) -> bool:
        """Whether the desk has changed since it was shown; not for longer than a frame."""
        return self._pace.behind

    def refresh(self) -> None:
        """Show the desk as it stands now."""
        self._pace.rest()
        step = self.step
        if step is not self._shown:
            self._shown = step
            self.entry.leave_field()
        page = self._pages.page(int(step))
        self.wizard.show_step(int(step))
        if step in {FlowStep.REVIEW, FlowStep.DONE}:
            self.entry.leave()  # nothing is typed there; the room is for what is to be read
        view = banner_view(self._desk, self._parts.speech)
        if view != self.frame.banner.view:
            self.frame.banner.set_view(view)
        self._unresolved.refresh()
        self._show_changed_lines()
        page.refresh()
        self._show_rail(step)
        self._buttons.show_for(step)
        self.entry.set_quantity_offered(step is self._parts.counted_on)
        self.entry.entry.question_open = bool(view.answers)
        self.refused.emit(view.kind is BannerKind.REFUSED)

    def showEvent(self, event: QShowEvent) -> None:
        self.refresh()
        super().showEvent(event)
        self._quiet.start()

    def settle_lines(self, page: LinesPage[Any]) -> None:
        """The page of the lines was made."""
        page.line_chosen.connect(self._desk.select)

    def _settle(self, number: int, page: FlowPage) -> None:
        if isinstance(page, LinesPage):
            self.settle_lines(page)
        if number < FlowStep.DONE:
            page.replan()

    def _replan(self) -> None:
        draft_id = self._desk.intake.draft_id
        if draft_id != self._draft_id:
            self._draft_id = draft_id
            self.entry.drop_text()  # what was begun to be typed was for the other draft
            self.header.drop_text()
        for number, page in self._pages.made.items():
            if number < FlowStep.DONE:
                page.replan()
        self.refresh()

    def _note_line(self, position: int) -> None:
        page = self._pages.made.get(int(FlowStep.LINES))
        if isinstance(page, LinesPage):
            page.note_line(position)
        if self._pace.calm:
            self._show_changed_lines()
        self._ask()

    def _show_changed_lines(self) -> None:
        page = self._pages.made.get(int(FlowStep.LINES))
        if isinstance(page, LinesPage):
            page.show_changed_lines()

    def _ask(self) -> None:
        self._pace.ask(at_once=self._desk.idle)

    def _answer(self, place: int) -> None:
        """Where scans were kept, whether to read them is asked before all else.

        Within a frame another question may have come: a press was no answer to that one.
        """
        view, shown = banner_view(self._desk, self._parts.speech), self.frame.banner.view
        if (view.title, view.answers) != (shown.title, shown.answers):
            self.refresh()
            return
        question = self._desk.draft.question if self._desk.draft else None
        if self._desk.intake.gate.state is GateState.DECIDE:
            question = None
        if question is not None and place < len(question.options):
            self._desk.press(Verb.ANSWER, str(place + 1))
        elif question is not None and question.options:
            self._desk.press(Verb.NO)
        else:
            self._desk.press(Verb.NO if place else Verb.YES)

    def _enter(self, name: str, text: str) -> None:
        outcome = self._desk.enter(HeaderField(name), text)
        if isinstance(outcome, Refused):
            words = refusal_texts.refused(outcome)
            self.header.show_error(HeaderField(name), words.title)

    def _show_rail(self, step: FlowStep) -> None:
        desk, rail = self._desk, self.frame.rail
        heading, facts = self._parts.speech.rail()
        number = desk.posting.batch_number if desk.posting else None
        reference = desk.draft.identity.reference if desk.draft else ""
        below = flow_texts.rail_foot(number or "", desk.saved_at, reference)
        shown = (step, heading, facts, below)
        if shown == self._rail:
            return
        self._rail = shown
        now = int(step)
        rail.set_steps(
            [
                Step(text, _step_state(at, now), flow_texts.spoken_step(text, at, now))
                for at, text in enumerate(self._parts.steps)
            ]
        )
        rail.set_facts(heading, facts, below)


def _step_state(at: int, now: int) -> StepState:
    if at == now:
        return StepState.NOW
    return StepState.DONE if at < now else StepState.TO_COME
