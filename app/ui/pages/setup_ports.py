"""Set-up: which port a scanner hangs on."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.settings import KEYBOARD
from app.services.scanner_bench import ListedPort
from app.ui import setup_texts
from app.ui.look import Look
from app.ui.texts import DASH
from app.ui.widgets.card import Card
from app.ui.widgets.cells import Cell, Column, Listed
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form
from app.ui.widgets.table import RowTable
from app.ui.widgets.values import Tone

SPEEDS = (9600, 1200, 2400, 4800, 19200, 38400, 57600, 115200)
"""The usual one first."""


@dataclass(frozen=True, slots=True)
class PortRow:
    """A port as it is listed; `address` is what a station file says of it."""

    address: str
    path: str
    maker: str
    product: str
    serial: str
    scanner: str

    @classmethod
    def of(cls, listed: ListedPort) -> "PortRow":
        """A port of the system."""
        port = listed.port
        serial = port.identity.serial_number if port.identity else None
        product = port.product or port.description
        return cls(
            listed.address, port.path, port.maker or "", product, serial or "", listed.scanner
        )


class PortsModel(Listed[PortRow]):
    """Port, maker and product, serial number, and whose it is."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(setup_texts.PORTS[0], Cell("/dev/ttyACM0", mono=True)),
                Column(setup_texts.PORTS[1], Cell("Xenon 1900", "Honeywell"), stretch=True),
                Column(setup_texts.PORTS[2], Cell("17042B0A5C", mono=True), drop=1),
                Column(setup_texts.PORTS[3], Cell("End of line", small=True), drop=2),
            )
        )

    def cell(self, row: int, column: int) -> Cell:
        """One cell."""
        port = self._rows[row]
        match column:
            case 0:
                return Cell(port.path, mono=True)
            case 1:
                return Cell(port.product or DASH, port.maker, strong=True)
            case 2:
                return Cell(port.serial or setup_texts.NO_NUMBER, mono=bool(port.serial))
            case _:
                tone = Tone.NORMAL if port.scanner else Tone.SECOND
                return Cell(port.scanner or setup_texts.FREE, tone=tone, small=True)


class PortsChoice(QWidget):
    """All ports of this computer, and the keyboard; the one that is marked is the chosen one."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._chosen = ""
        self._model = PortsModel()
        self._table = RowTable(look, self._model, setup_texts.CHOOSE.title)
        self._table.line_chosen.connect(self._choose)
        self._table.set_open(opened=True)
        self.speed = Choice(look)
        for speed in SPEEDS:
            self.speed.addItem(str(speed), speed)
        form = Form(look)
        form.add(setup_texts.SPEED, self.speed, help_text=setup_texts.SPEED_HELP)
        card = Card(look, setup_texts.PORTS_TITLE)
        card.set_body(self._table)
        card.set_foot(form)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        self.show_ports(())

    @property
    def chosen(self) -> PortRow:
        """The marked one; there is always one, the keyboard at least."""
        return self._model.row_at(max(0, self._table.current_line))

    @property
    def baud(self) -> int:
        """Of an RS-232 line."""
        return int(self.speed.currentData())

    def show_ports(self, listed: tuple[ListedPort, ...], typing: str = "") -> None:
        """Show the ports that are there now; `typing` is the scanner that has the keyboard."""
        words = setup_texts.KEYBOARD
        keyboard = PortRow(KEYBOARD, words.title, "", words.hint, "", typing)
        rows = (*(PortRow.of(one) for one in listed), keyboard)
        self._model.show_rows(rows)
        addresses = [row.address for row in rows]
        line = addresses.index(self._chosen) if self._chosen in addresses else 0
        self._table.set_current_line(line, scroll=False)

    def _choose(self, line: int) -> None:
        self._chosen = self._model.row_at(line).address
