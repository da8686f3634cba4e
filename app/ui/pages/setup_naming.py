"""Set-up: how a scanner is called, and what it is there for."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.settings import ScannerMode, ScannerRole, ScannerSettings
from app.core.settings.scanners import share_a_port
from app.services.station_scanners import StationScanners
from app.ui import setup_texts
from app.ui.look import Look
from app.ui.widgets.card import Card
from app.ui.widgets.fields import Choice
from app.ui.widgets.form import Form

_LEAST = 8
"""Characters of a choice that are always shown; the whole line is, where there is room."""


class ScannerNaming(QWidget):
    """Name, role and mode of a scanner that was taught."""

    def __init__(self, look: Look, scanners: StationScanners) -> None:
        super().__init__()
        self._scanners = scanners
        self.name = QLineEdit()
        self.name.setMaxLength(60)
        self.role = _choice(look, setup_texts.ROLES)
        self.mode = _choice(look, setup_texts.MODES)
        form = Form(look)
        self._row = form.add(
            setup_texts.NAME, self.name, help_text=setup_texts.NAME_HELP, required=True
        )
        form.add(setup_texts.ROLE, self.role)
        form.add(setup_texts.MODE, self.mode)
        card = Card(look, setup_texts.NAME_IT.title)
        card.set_body(form, padded=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    @property
    def error(self) -> str:
        """What is wrong with it, as it is shown."""
        return self._row.error

    def show_scanner(self, scanner: ScannerSettings) -> None:
        """Show what it is called now."""
        self.name.setText(scanner.name)
        self.role.setCurrentIndex(self.role.findData(scanner.role))
        self.mode.setCurrentIndex(self.mode.findData(scanner.mode))
        self._row.set_error("")

    def named(self, taught: ScannerSettings, before: str) -> ScannerSettings | None:
        """The scanner with what stands here; None where it can't be so, which is shown.

        `before` is the scanner of the station whose place it takes, if any.
        """
        name = self.name.text().strip()
        others = [one for one in self._scanners.all if one.name != before]
        scanner = replace(
            taught,
            name=name,
            role=ScannerRole(self.role.currentData()),
            mode=ScannerMode(self.mode.currentData()),
        )
        error = ""
        if not name:
            error = setup_texts.NO_NAME
        elif any(one.name == name for one in others):
            error = setup_texts.NAME_TAKEN
        elif any(share_a_port(scanner, one) for one in others):
            error = setup_texts.PORT_TAKEN
        self._row.set_error(error)
        return None if error else scanner


def _choice(look: Look, words: Mapping[ScannerRole, str] | Mapping[ScannerMode, str]) -> Choice:
    made = Choice(look)
    made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(_LEAST)
    for value, text in words.items():
        made.addItem(text, value.value)
    return made
