"""What the ERP's books said before a posting was sent, and since."""

from app.core.postings import Posting
from app.core.proof.evidence import Evidence
from app.core.proof.side_by_side import Line, Seen, side_by_side
from app.ui import story_texts
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.values import Tone


class EvidenceModel(Listed[Line]):
    """What was looked for, before, and now."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column("Looked for", Cell("Serial GC00004057", strong=True), stretch=True),
                Column("Before", Cell("not there")),
                Column("Now", Cell("there, ours", strong=True)),
            )
        )

    def show(self, posting: Posting, evidence: Evidence) -> None:
        """Show both sides."""
        self.show_rows(side_by_side(posting, evidence))

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        line = self._rows[row]
        match column:
            case 0:
                return Cell(story_texts.evidence_name(line), strong=True)
            case 1:
                return Cell(story_texts.evidence_seen(line, line.before), tone=Tone.SECOND)
            case _:
                first = story_texts.evidence_seen(line, line.first)
                second = f"at first {first}" if line.first != line.last else ""
                tone = Tone.SECOND if line.last.seen is Seen.NOT_READ else Tone.NORMAL
                words = story_texts.evidence_seen(line, line.last)
                return Cell(words, second, tone, strong=line.last != line.before)
