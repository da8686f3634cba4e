"""Set-up: the scanners of this station, how each stands, and what to do about it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.settings import ScannerSettings
from app.services.scanning import Scanning
from app.services.station_scanners import NotSaved, StationScanners
from app.ui import scanner_texts, setup_texts
from app.ui.look import Look
from app.ui.printing import Printing
from app.ui.texts import Words, system_said
from app.ui.widgets.answers import Answer
from app.ui.widgets.banner import BannerKind, BannerView
from app.ui.widgets.button import ActionButton, ButtonKind
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.flow_frame import FlowFrame
from app.ui.widgets.table import RowTable
from app.ui.widgets.text import Text
from app.ui.widgets.values import Shape, Tone


class ScannersView(QWidget):
    """All that is set up. GUI thread."""

    add_pressed = Signal()
    teach_pressed = Signal(str)  # which one
    test_pressed = Signal()

    def __init__(
        self,
        look: Look,
        scanning: Scanning,
        scanners: StationScanners,
        printing: Printing,
        *more: QWidget,
    ) -> None:
        """What there is `more` to set up stands under the scanners."""
        super().__init__()
        self._look, self._scanning, self._scanners = look, scanning, scanners
        self._chosen = ""
        self._asked: Callable[[], object] | None = None
        self._model = ScannersModel(scanning)
        self._table = RowTable(look, self._model, setup_texts.SCANNERS)
        self._table.line_chosen.connect(self._choose)
        self._empty = EmptyState(look, "usb", setup_texts.NONE_YET.title, setup_texts.NONE_YET.hint)
        self._advice = Text(look, wrap=True, tone=Tone.SECOND)
        self._frame = FlowFrame(look, with_rail=False)
        self._frame.set_body(self._body(more), scroll=True)
        self.banner = self._frame.banner
        self.banner.answered.connect(self._answer)
        self.banner.cleared.connect(self._calm)
        bar = self._frame.action_bar
        commands = ActionButton(look, setup_texts.PRINT_COMMANDS, icon="printer")
        commands.clicked.connect(printing.command_sheet)
        sheet = ActionButton(look, setup_texts.PRINT_SHEET, icon="printer")
        sheet.clicked.connect(printing.calibration_sheet)
        self.remove = ActionButton(look, setup_texts.REMOVE, kind=ButtonKind.DANGER)
        self.remove.clicked.connect(self._ask_remove)
        self.teach = ActionButton(look, setup_texts.TEACH)
        self.teach.clicked.connect(lambda: self.teach_pressed.emit(self._chosen))
        self.test = ActionButton(look, setup_texts.TRY)
        self.test.clicked.connect(self.test_pressed)
        self.add = ActionButton(
            look, setup_texts.ADD, kind=ButtonKind.PRIMARY, shortcut="Ctrl+Return"
        )
        self.add.clicked.connect(self.add_pressed)
        for button in (self.test, self.teach, self.remove, sheet, commands):
            bar.add_left(button)
        bar.add_right(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        scanning.status_changed.connect(self.refresh)
        scanners.saved.connect(self.refresh)
        scanners.not_saved.connect(self._not_saved)
        printing.written.connect(self._written)
        printing.failed.connect(self._not_written)
        self._calm()
        self.refresh()

    def choose(self, name: str) -> None:
        """Mark this scanner, as the one that was just taught."""
        self._chosen = name
        self.refresh()

    def refresh(self) -> None:
        """Show how all stand now."""
        rows = self._scanners.all
        self._model.show_rows(rows)
        self._table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        names = [row.name for row in rows]
        if self._chosen not in names:
            self._chosen = names[0] if names else ""
        self._table.set_current_line(names.index(self._chosen) if names else -1, scroll=False)
        for button in (self.remove, self.teach):
            button.setVisible(bool(names))
        status = self._scanning.statuses.get(self._chosen)
        self._advice.setText(scanner_texts.what_to_do(status) if status else "")
        self._card.show_foot(shown=status is not None)

    def _body(self, more: Sequence[QWidget]) -> QWidget:
        self._table.set_open(opened=True)
        card = self._card = Card(self._look, setup_texts.SCANNERS)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self._table)
        rows.addWidget(self._empty)
        card.set_body(inside)
        card.set_foot(self._advice)
        around = QWidget()
        column = QVBoxLayout(around)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (card, *more):
            column.addWidget(widget)
        column.setSpacing(self._look.px(16))
        column.addStretch(1)
        return around

    def _choose(self, line: int) -> None:
        self._chosen = self._model.row_at(line).name
        self.refresh()

    def ask(self, words: Words, danger: str, do: Callable[[], object]) -> None:
        """Ask before something is done that can't be undone."""
        self._asked = do
        answers = (
            Answer(setup_texts.KEEP, shortcut="Esc"),
            Answer(danger, kind=ButtonKind.DANGER),
        )
        view = BannerView(BannerKind.QUESTION, words.title, words.hint, answers=answers)
        self.banner.set_view(view)

    def _ask_remove(self) -> None:
        name = self._chosen
        words = setup_texts.remove(name)
        self.ask(words, setup_texts.REMOVE, lambda: self._scanners.remove(name))

    def _answer(self, place: int) -> None:
        if place and self._asked is not None:
            self._asked()
        self._calm()

    def _calm(self) -> None:
        self._asked = None
        words = setup_texts.LIST
        self.banner.set_view(BannerView(BannerKind.SCAN, words.title, words.hint, icon="settings"))

    def _written(self, path: str) -> None:
        if self.isVisible():
            words = setup_texts.written(path)
            self.banner.set_view(BannerView(BannerKind.DONE, words.title, words.hint))

    def _not_written(self, detail: str) -> None:
        if self.isVisible():
            words = setup_texts.not_written(detail)
            view = BannerView(BannerKind.REFUSED, words.title, words.hint, clear=setup_texts.CLEAR)
            self.banner.set_view(view)

    def _not_saved(self, why: NotSaved, detail: str) -> None:
        words = setup_texts.NOT_SAVED[why]
        hint = f"{words.hint} ({system_said(detail)})"
        self.banner.set_view(
            BannerView(BannerKind.REFUSED, words.title, hint, clear=setup_texts.CLEAR)
        )


class ScannersModel(Listed[ScannerSettings]):
    """Name, state, port, and what is scanned with it."""

    def __init__(self, scanning: Scanning) -> None:
        self._scanning = scanning
        state = Cell("one of several alike, set it up", shape=Shape.DOT, small=True, strong=True)
        super().__init__(
            (
                Column(setup_texts.NAME, Cell("End of line", strong=True)),
                Column(setup_texts.STATE, state),
                Column(setup_texts.PORT, Cell("usb:0c2e:0b6a:17042B0A5C", mono=True), drop=2),
                Column(setup_texts.ROLE, Cell("everything"), stretch=True, drop=1),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        scanner = self._rows[row]
        match column:
            case 0:
                return Cell(scanner.name, strong=True)
            case 1:
                shape, tone, words = scanner_texts.state(self._scanning.statuses.get(scanner.name))
                return Cell(words, tone=tone, shape=shape, small=True, strong=True)
            case 2:
                return Cell(scanner.port, mono=True)
            case _:
                return Cell(setup_texts.ROLES[scanner.role], tone=Tone.SECOND, small=True)
