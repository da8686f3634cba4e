"""Set-up: what comes out of a scanner, byte by byte, and what it says."""

from collections import defaultdict
from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.labels import Label
from app.services.scanner_bench import ScannerBench, Tried
from app.ui import setup_texts
from app.ui.look import Look
from app.ui.widgets.banner import BannerKind, BannerView
from app.ui.widgets.button import ActionButton
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, ListedCells
from app.ui.widgets.facts import Fact, Facts
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.table import RowTable
from app.ui.widgets.text import Text, visible
from app.ui.widgets.values import Shape, Tone

_MOST = 200
"""Bytes that are shown of what came."""


class ScannerTestView(QWidget):
    """Whatever is scanned at this station is shown here, while this is open, and goes nowhere."""

    left = Signal()

    def __init__(self, look: Look, bench: ScannerBench) -> None:
        super().__init__()
        self._look, self._bench = look, bench
        self._came: defaultdict[str, bytes] = defaultdict(bytes)
        self._over: set[str] = set()
        self._facts = Facts(look)
        self._nothing = Text(look, wrap=True, tone=Tone.SECOND)
        self._model = ListedCells(
            (
                Column(setup_texts.COLUMNS[0], Cell("manufacturer part", strong=True)),
                Column(setup_texts.COLUMNS[1], Cell("GC00004057-118", mono=True)),
                Column(setup_texts.COLUMNS[2], Cell("1T24B-118-A", mono=True, small=True), drop=2),
                Column(setup_texts.COLUMNS[3], Cell("MH10.8.2 1T"), stretch=True, drop=1),
            )
        )
        self._table = RowTable(look, self._model, setup_texts.FIELDS)
        self._table.set_open(opened=True)
        self._frame = FlowFrame(look, with_rail=False)
        self.banner = self._frame.banner
        self._frame.set_body(self._body(), scroll=True)
        self.done = self._frame.action_bar.add_left(
            ActionButton(look, setup_texts.BACK, shortcut="Esc")
        )
        self.done.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        bench.heard.connect(self._hear)
        bench.tried.connect(self._try)
        look.changed.connect(self._restyle)
        self._restyle()
        self.clear()

    def resume(self) -> None:
        """Scans come here from now on."""
        self._bench.open()

    def pause(self) -> None:
        """Scans go to the work again."""
        self._bench.close()

    def clear(self) -> None:
        """Show that nothing was scanned yet."""
        self._came.clear()
        self._over.clear()
        self._show_facts("", b"", "", "")
        self._show_label(None)
        words = setup_texts.TEST
        self.banner.set_view(BannerView(BannerKind.SCAN, words.title, words.hint))

    def _body(self) -> QWidget:
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        read = Card(self._look, setup_texts.TESTED)
        read.set_body(self._facts, padded=True)
        self._fields = Card(self._look, setup_texts.FIELDS)
        found = QWidget()
        rows = QVBoxLayout(found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._table)
        self._note = QVBoxLayout()
        self._note.addWidget(self._nothing)
        rows.addLayout(self._note)
        self._fields.set_body(found)
        self._column.addWidget(read)
        self._column.addWidget(self._fields)
        self._column.addStretch(1)
        return inside

    def _hear(self, name: str, chunk: bytes) -> None:
        if self.isHidden():
            return
        if name in self._over:
            self._over.discard(name)
            self._came[name] = b""
        self._came[name] = (self._came[name] + chunk)[-_MOST:]
        self._show_facts(name, self._came[name], "", "")

    def _try(self, tried: Tried) -> None:
        if self.isHidden():
            return
        self._over.add(tried.scanner)
        came = self._came[tried.scanner] or tried.raw
        label = tried.label
        if label is None:
            flaw = setup_texts.refused(tried.flaw) if tried.flaw else ""
            self._show_facts(tried.scanner, came, tried.text, flaw)
            view = BannerView(BannerKind.REFUSED, flaw, setup_texts.TEST.hint)
        else:
            kind = setup_texts.KINDS[label.kind]
            read_as = " ".join(
                part for part in (kind, label.symbology and f"({label.symbology})") if part
            )
            self._show_facts(tried.scanner, came, tried.text, read_as)
            odd = label.guesses or label.kind in setup_texts.ODD
            shown = BannerKind.QUESTION if odd else BannerKind.DONE
            view = BannerView(shown, setup_texts.read_as(label.kind), setup_texts.TEST.hint)
        self.banner.set_view(view)
        self._show_label(label)

    def _show_facts(self, name: str, came: bytes, text: str, read_as: str) -> None:
        scanner, as_bytes, as_text, framed, said = setup_texts.TEST_FACTS
        nothing = setup_texts.NOT_SCANNED
        shown = visible(came.decode("utf-8", "backslashreplace")) if came else nothing
        self._facts.set_facts(
            (
                Fact(scanner, name or nothing),
                Fact(as_bytes, setup_texts.hexadecimal(came) or nothing, mono=True),
                Fact(as_text, shown, mono=True),
                Fact(framed, visible(text)[: 4 * _MOST] or nothing, mono=True),
                Fact(said, read_as or nothing),
            )
        )

    def _show_label(self, label: Label | None) -> None:
        rows = list(_rows(label)) if label else []
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.setText(setup_texts.NO_FIELD if label else setup_texts.NOT_SCANNED)
        count = len(label.values) if label else 0
        self._fields.set_title(setup_texts.FIELDS, setup_texts.fields(count))
        self._table.set_open(opened=True)

    def _restyle(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(16))
        self._note.setContentsMargins(px(14), px(10), px(14), px(10))


def _rows(label: Label) -> Iterator[tuple[Cell, ...]]:
    """Each field that was read, then what no field takes."""
    for value in label.values:
        field = setup_texts.FIELD_NAMES[value.field]
        named = Cell(field, strong=True)
        if value.guessed:
            named = Cell(
                field,
                setup_texts.GUESSED,
                tone=Tone.ATTENTION,
                shape=Shape.DIAMOND,
                strong=True,
            )
        yield (
            named,
            Cell(visible(value.text), mono=True),
            Cell(visible(value.source), mono=True, small=True),
            Cell(value.rule, tone=Tone.SECOND, small=True),
        )
    for rest, why in (*((one, setup_texts.NOT_USED) for one in label.unused),):
        yield Cell(why, tone=Tone.SECOND), Cell(visible(rest), mono=True), Cell(), Cell()
    if label.unread and label.values:
        unread = Cell(setup_texts.NOT_READ, tone=Tone.ATTENTION, shape=Shape.DIAMOND)
        yield unread, Cell(visible(label.unread), mono=True), Cell(), Cell()
