"""A posting's whole story: how it stands, the evidence, what happened, and what can be done."""

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.posting import PostingKind, PostingState
from app.services.attention import Attention
from app.services.overview import PostingRow
from app.services.stories import Chapter, Story
from app.ui import activity_texts, kind_texts, posting_texts, story_texts, texts
from app.ui.look import LARGE, SEMIBOLD, Look
from app.ui.models.evidence import EvidenceModel
from app.ui.pages.decision import Decision
from app.ui.story_facts import facts_of
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.reading import Reading
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.table import RowTable
from app.ui.widgets.text import Text
from app.ui.widgets.values import Tone


class StoryPanel(QWidget):
    """Beside the list, or in its place where there is little room. GUI thread."""

    left = Signal()
    labels_wanted = Signal(str)  # of a receipt, by its posting's id

    def __init__(self, look: Look, desk: Attention) -> None:
        super().__init__()
        self._look, self._desk = look, desk
        self._row: PostingRow | None = None
        self._story: Story | None = None
        self.decision = Decision(look, desk, self)
        self.back = ActionButton(look, activity_texts.BACK, kind=ButtonKind.LINK, height=44)
        self.back.clicked.connect(self.left)
        self._title = Text(look, size=LARGE, weight=SEMIBOLD, wrap=True)
        self._meaning = Text(look, wrap=True)
        self._facts = Facts(look)
        self._evidence = EvidenceModel()
        self._table = RowTable(look, self._evidence, activity_texts.EVIDENCE)
        self._table.set_open(opened=True)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._books = _headed(look, activity_texts.EVIDENCE)
        self._doubt = Text(look, tone=Tone.SECOND, wrap=True)
        self._happened = _headed(look, activity_texts.STORY)
        self._chapters = Facts(look)
        self._scans_head = _headed(look, activity_texts.SCANS)
        self._scans = Facts(look)
        self._fold = ActionButton(
            look, activity_texts.SHOW_REQUEST, kind=ButtonKind.LINK, height=44
        )
        self._request = Reading(look, activity_texts.SHOW_REQUEST)
        self._fold.clicked.connect(lambda: self._unfold(self._request.isHidden()))
        self._labels = ActionButton(
            look, activity_texts.LOT_LABELS, kind=ButtonKind.LINK, height=44
        )
        self._labels.clicked.connect(lambda: self.labels_wanted.emit(self.posting_id))
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        for part in (
            self._title,
            self._meaning,
            self._books,
            self._doubt,
            self._table,
            self.decision.asking,
            self._facts,
            self._happened,
            self._chapters,
        ):
            self._rows.addWidget(part)
        for link in (self._labels, self._fold):
            self._rows.addWidget(link, alignment=Qt.AlignmentFlag.AlignLeft)
        for part in (self._request, self._scans_head, self._scans):
            self._rows.addWidget(part)
        self._rows.addStretch(1)
        self._scroll = Scrolled(look, inside)
        self._empty = EmptyState(look, "clipboard-list", *activity_texts.CHOOSE)
        body = QWidget()
        self._body = QVBoxLayout(body)
        self._body.addWidget(self._scroll, 1)
        self._body.addWidget(self._empty, 1)
        self._acts = QVBoxLayout()
        self._acts.addWidget(self.decision.bar)
        self._body.addLayout(self._acts)
        self._card = Card(look)
        self._card.add_to_head(self.back, right=True)
        self._card.set_body(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        look.changed.connect(self._restyle)
        self._restyle()
        self.show_row(None)

    @property
    def posting_id(self) -> str:
        """Of the posting that is shown, or empty."""
        return self._row.posting_id if self._row is not None else ""

    @property
    def told(self) -> bool:
        """Whether the story of the posting that is shown is read."""
        return self._story is not None and self._story.stored.row == self._row

    def show_row(self, row: PostingRow | None) -> None:
        """Show this posting; what stood there before of the same one stays until it is read."""
        if row is not None and row == self._row:
            return
        another = row is None or row.posting_id != self.posting_id
        self._row = row
        if another:
            self._story = None
            self._unfold(False)
            self._scroll.verticalScrollBar().setValue(0)
        self._show()
        if row is not None:
            wanted = row.posting_id
            self._desk.stories.read(
                wanted, lambda story: self._read(wanted, story), lambda _: self._show()
            )

    def _read(self, wanted: str, story: Story) -> None:
        if wanted == self.posting_id:
            self._story = story
            self._row = story.stored.row
            self._show()

    def _show(self) -> None:
        row, story = self._row, self._story
        self._scroll.setVisible(row is not None)
        self._empty.setVisible(row is None)
        evidence = story.evidence if story is not None else None
        self.decision.show_row(row, evidence)
        if row is None:
            self._card.set_title(activity_texts.EMPTY_TITLE, "")
            return
        _, _, word = posting_texts.mark(row)
        self._card.set_title(f"{word}: {row.reference}", "")
        words = activity_texts.standing(row, here=self._desk.is_here(row))
        self._title.setText(words.title)
        self._meaning.setText(words.hint)
        self._facts.set_facts(_facts(row, story))
        shown = evidence is not None and story is not None
        for widget in (self._books, self._doubt, self._table):
            widget.setVisible(shown)
        if evidence is not None and story is not None:
            self._evidence.show(story.stored.posting, evidence)
            self._table.setVisible(self._evidence.rowCount() > 0)
            self._doubt.setText(story_texts.doubt(evidence, row.kind))
        posted = row.state is PostingState.POSTED
        self._labels.setVisible(posted and row.kind is PostingKind.PO_RECEIPT)
        chapters = story.chapters if story is not None else ()
        self._happened.setVisible(bool(chapters))
        self._chapters.set_facts(
            [
                Fact(story_texts.moment(chapter.entry.at), story_texts.chapter(chapter, row.kind))
                for chapter in chapters
            ]
        )
        sent = "\n\n".join(_said(chapters, story))
        self._fold.setVisible(bool(sent))
        self._request.show_text(sent)
        if not sent:
            self._unfold(False)
        scans = story.scans if story is not None else ()
        self._scans_head.setVisible(bool(scans))
        self._scans.set_facts(
            [
                Fact(
                    story_texts.moment(scan.received_at),
                    scan.raw.decode("utf-8", "backslashreplace"),
                    mono=True,
                )
                for scan in scans
            ]
        )

    def _unfold(self, unfolded: bool) -> None:
        self._request.setVisible(unfolded)
        words = activity_texts.HIDE_REQUEST if unfolded else activity_texts.SHOW_REQUEST
        self._fold.set_words(words)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(280), 1)

    def _restyle(self) -> None:
        px = self._look.px
        self._rows.setSpacing(px(12))
        self._body.setContentsMargins(px(18), px(14), px(8), px(14))
        self._body.setSpacing(px(12))
        self._acts.setContentsMargins(0, 0, px(18 - 8), 0)  # only what scrolls goes to the edge


def _headed(look: Look, words: str) -> Text:
    return Text(look, words, weight=SEMIBOLD, wrap=True)


def _facts(row: PostingRow, story: Story | None) -> list[Fact]:
    facts = [Fact("What", texts.joined(*kind_texts.what(row)))]
    if story is not None:
        facts += facts_of(story.stored.posting, story.evidence)
    batched = kind_texts.words(row.kind).batched
    if batched:
        facts.append(Fact("Batch", row.batch_number or texts.DASH, mono=True))
    facts.append(Fact("Confirmed", texts.who_when(row.operator, row.confirmed_at)))
    if batched:
        facts.append(Fact("Sign-in", row.erp_user or texts.DASH))
    return facts


def _said(chapters: tuple[Chapter, ...], story: Story | None) -> Iterator[str]:
    for chapter in chapters:
        if chapter.request:
            yield f"{story_texts.moment(chapter.entry.at)}\n{chapter.request}"
    if story is not None and story.stored.answer is not None:
        yield story_texts.answer(story.stored.answer)
