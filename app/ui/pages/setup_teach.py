"""Set-up: teaching a scanner, in four steps. Until it is saved nothing is changed."""

from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.calibration import Symbol
from app.core.settings import KEYBOARD, ScannerSettings
from app.services.scanner_bench import ListedPort, ScannerBench
from app.services.scanning import ScannerState, ScannerStatus
from app.services.station_scanners import NotSaved, StationScanners
from app.services.teaching import TRIAL, Teaching
from app.ui import scanner_texts, setup_texts, texts
from app.ui.look import Look
from app.ui.pages.setup_naming import ScannerNaming
from app.ui.pages.setup_ports import PortsChoice
from app.ui.pages.setup_symbol import SymbolCard
from app.ui.printing import Printing
from app.ui.widgets.banner import BannerKind, BannerView, LastScan
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.entry_panel import EntryPanel
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.rail import Step, StepState
from app.ui.widgets.scroll import Scrolled
from app.ui.widgets.sentences import Sentences
from app.ui.widgets.values import Tone

_LOOK_MS = 2000
"""So often the list of ports is renewed."""
_SHOWN = 60
"""Characters of a scan that was another one."""


class Stage(IntEnum):
    """Where one is in the wizard; the page of that number is shown."""

    CHOOSE = 0
    SCAN = 1
    CHECK = 2
    NAME = 3


class TeachView(QWidget):
    """Adds a scanner, or teaches one of the station again. GUI thread."""

    left = Signal(str)  # the name of the scanner that was saved; empty where none was

    def __init__(
        self, look: Look, bench: ScannerBench, scanners: StationScanners, printing: Printing
    ) -> None:
        super().__init__()
        self._bench, self._scanners = bench, scanners
        self._teaching = Teaching(bench, self)
        self._stage = Stage.CHOOSE
        self._before = ""
        self._scanner = ScannerSettings("", "")
        self._saving = ""
        self._sentences: list[setup_texts.Said] = []
        self.ports = PortsChoice(look)
        self.symbol = SymbolCard(look)
        self._said = Sentences(look)
        self.naming = ScannerNaming(look, scanners)
        learned = Card(look, setup_texts.STEPS[Stage.CHECK])
        learned.set_body(self._said, padded=True)
        checked = QWidget()
        rows = QVBoxLayout(checked)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(learned)
        rows.addStretch(1)
        self._pages = QStackedWidget()
        for page in (
            Scrolled(look, self.ports),
            self.symbol,
            Scrolled(look, checked),
            Scrolled(look, self.naming),
        ):
            self._pages.addWidget(page)
        self._frame = FlowFrame(look)
        self._frame.set_body(self._pages)
        self.banner = self._frame.banner
        self.entry = EntryPanel(look)
        self._frame.set_entry(self.entry)
        self.entry.serve(self.naming.name, setup_texts.NAME)
        self._make_buttons(look, printing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(bench.list_ports)
        bench.ports_listed.connect(self._list)
        bench.status_changed.connect(self._note)
        self.banner.cleared.connect(self._show)
        self._teaching.changed.connect(self._taught)
        scanners.saved.connect(self._saved)
        scanners.not_saved.connect(self._not_saved)

    @property
    def stage(self) -> Stage:
        """Where one is."""
        return self._stage

    # Beginning and leaving

    def add(self) -> None:
        """Begin with a scanner that is new."""
        self._before = ""
        self._go(Stage.CHOOSE)

    def teach(self, name: str) -> None:
        """Begin with a scanner of the station, at its port."""
        known = self._scanners.called(name)
        if known is not None:
            self._before, self._scanner = name, known
            self._go(Stage.SCAN)

    def resume(self) -> None:
        """Be shown again: what was under way begins anew, where a scanner is needed."""
        self._bench.open()
        self._go(self._stage)

    def pause(self) -> None:
        """Let go of all scanners; what was learned stays."""
        self._looking.stop()
        self._teaching.end()
        self._bench.close()

    # Steps

    def _go(self, stage: Stage) -> None:
        self._stage = stage
        self._saving = ""
        self._pages.setCurrentIndex(stage)
        self._looking.stop()
        match stage:
            case Stage.CHOOSE:
                self._teaching.end()
                self._bench.list_ports()
                self._looking.start()
            case Stage.SCAN:
                self._teaching.begin(self._scanner)
            case Stage.CHECK:
                learned = self._teaching.learned
                self._sentences = setup_texts.learned(learned) if learned else []
                self._said.set_sentences(self._sentences)
            case Stage.NAME:
                self._teaching.end()
                self.naming.show_scanner(self._scanner)
        self._show()

    def _next(self) -> None:
        match self._stage:
            case Stage.CHOOSE:
                self._chose()
                self._go(Stage.SCAN)
            case Stage.SCAN:
                self._teaching.skip()
            case Stage.CHECK:
                learned = self._teaching.learned
                if learned is not None:
                    self._scanner = learned.settings(self._scanner)
                self._go(Stage.NAME)
            case Stage.NAME:
                self._save()

    def _chose(self) -> None:
        port = self.ports.chosen
        known = self._scanners.called(port.scanner)
        self._before = port.scanner if known else ""
        if known is None:
            names = {one.name for one in self._scanners.all}
            product = "" if port.address == KEYBOARD else port.product
            name = setup_texts.proposed(product, names)
            known = ScannerSettings(name, port.address)
        self._scanner = replace(known, port=port.address, baud=self.ports.baud)

    def _save(self) -> None:
        scanner = self.naming.named(self._scanner, self._before)
        if scanner is not None and not self._saving:
            self._saving = scanner.name
            self._scanners.save(scanner, before=self._before)
            self._show_buttons()

    def _saved(self) -> None:
        if self._saving:
            name, self._saving = self._saving, ""
            self._stage = Stage.CHOOSE
            self.left.emit(name)

    def _not_saved(self, why: NotSaved, detail: str) -> None:
        if self._saving:
            self._saving = ""
            words = setup_texts.NOT_SAVED[why]
            hint = f"{words.hint} ({texts.system_said(detail)})"
            self.banner.set_view(BannerView(BannerKind.REFUSED, words.title, hint))
            self._show_buttons()

    def _cancel(self) -> None:
        self._stage = Stage.CHOOSE
        self.left.emit("")

    # What comes in

    def _list(self, listed: tuple[ListedPort, ...]) -> None:
        typing = next((one.name for one in self._scanners.all if one.port == KEYBOARD), "")
        self.ports.show_ports(listed, typing)

    def _note(self, name: str, _status: ScannerStatus) -> None:
        if name == TRIAL and self._stage is Stage.SCAN:
            self._show()

    def _taught(self) -> None:
        if self._stage is Stage.SCAN and self._teaching.symbol is None:
            self._go(Stage.CHECK)
        else:
            self._show()

    # What is shown

    def _show(self) -> None:
        self._frame.rail.set_steps(
            [Step(words, _state(at, self._stage)) for at, words in enumerate(setup_texts.STEPS)]
        )
        if self._stage is Stage.SCAN and self._teaching.symbol is not None:
            self.symbol.show_symbol(self._teaching.symbol)
        self.banner.set_view(self._view())
        self._show_buttons()

    def _view(self) -> BannerView:
        match self._stage:
            case Stage.CHOOSE:
                words = setup_texts.CHOOSE
                return BannerView(BannerKind.SCAN, words.title, words.hint, icon="usb")
            case Stage.CHECK:
                wrong = any(tone is Tone.REFUSED for _, tone, _ in self._sentences)
                words = setup_texts.LEARNED_ILL if wrong else setup_texts.LEARNED
                kind = BannerKind.QUESTION if wrong else BannerKind.DONE
                return BannerView(kind, words.title, words.hint)
            case Stage.NAME:
                words = setup_texts.NAME_IT
                return BannerView(BannerKind.SCAN, words.title, words.hint, icon="settings")
        status = self._bench.status
        if status.state not in {ScannerState.CONNECTED, ScannerState.CONNECTING}:
            words = setup_texts.no_scanner(scanner_texts.what_to_do(status))
            return BannerView(BannerKind.REFUSED, words.title, words.hint, icon="usb")
        if self._teaching.trouble is not None:
            trouble = self._teaching.trouble
            words = setup_texts.not_learned(trouble)
            last = LastScan(setup_texts.LAST, trouble.seen[:_SHOWN])
            return BannerView(BannerKind.REFUSED, words.title, words.hint, last)
        words = setup_texts.SYMBOLS[self._teaching.symbol or Symbol.LINE]
        return BannerView(BannerKind.SCAN, words.title, words.hint)

    def _make_buttons(self, look: Look, printing: Printing) -> None:
        bar = self._frame.action_bar
        self.cancel = bar.add_left(ActionButton(look, setup_texts.CANCEL, shortcut="Esc"))
        self.sheet = bar.add_left(ActionButton(look, setup_texts.PRINT_SHEET, icon="printer"))
        self.again = bar.add_right(ActionButton(look, setup_texts.AGAIN))
        self.next = bar.add_right(
            ActionButton(look, setup_texts.NEXT, kind=ButtonKind.PRIMARY, shortcut="Ctrl+Return")
        )
        self.cancel.clicked.connect(self._cancel)
        self.sheet.clicked.connect(printing.calibration_sheet)
        self.again.clicked.connect(lambda: self._go(Stage.SCAN))
        self.next.clicked.connect(self._next)

    def _show_buttons(self) -> None:
        stage = self._stage
        skips = stage is Stage.SCAN and self._teaching.symbol is not Symbol.LINE
        self.sheet.setVisible(stage is Stage.SCAN)
        self.again.setVisible(stage is Stage.CHECK)
        self.next.setVisible(stage is not Stage.SCAN or skips)
        self.next.setEnabled(not self._saving)
        self.next.set_kind(ButtonKind.SECONDARY if skips else ButtonKind.PRIMARY)
        self.next.set_words(setup_texts.NEXTS[stage])


def _state(at: int, now: Stage) -> StepState:
    return StepState.DONE if at < now else StepState.NOW if at == now else StepState.TO_COME
