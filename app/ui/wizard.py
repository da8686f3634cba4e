"""A `QWizard` inside the main window: it shows the page the draft says, and nothing else.

QWizard brings buttons, a ruler, margins and ideas about Return and Esc. Here the draft decides
which page comes next, the action bar holds the buttons, and Esc clears a refusal.
"""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget, QWizard, QWizardPage

from app.ui.widgets.focus import put_behind, within


class Wizard(QWizard):
    """Pages by number, from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoDefaultButton)
        self.setButtonLayout([])
        self.setMinimumSize(1, 1)  # it takes what room there is, as QWizard would not

    def add(self, number: int, page: QWizardPage) -> None:
        """Give a page its number; Tab leads to it behind those that are there."""
        before = within(self)
        page.setFinalPage(False)
        self.setPage(number, page)
        if before:
            put_behind(before[-1], within(page))
        if self.currentId() < 0:
            self.restart()
        self._undress()

    def show_step(self, number: int) -> None:
        """Show a page; the same one again does nothing."""
        if number != self.currentId():
            self.setCurrentId(number)
            self._undress()

    def reject(self) -> None:
        """Esc never hides a flow."""

    def accept(self) -> None:
        """Nothing but a posting ends a flow."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return and Esc are no buttons here; keys go on to whoever wants them."""
        event.ignore()

    def event(self, event: QEvent) -> bool:
        """QWizard lays its parts out anew now and then; ours stay as they are."""
        if event.type() is QEvent.Type.Polish:
            self._undress()
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The first time it is shown, QWizard makes its layout."""
        super().showEvent(event)
        self._undress()

    def _undress(self) -> None:
        """Take away QWizard's margins, ruler and passive buttons, which it lays out anew."""
        for layout in self.findChildren(QGridLayout):
            inside = layout.parentWidget()
            if inside is None or inside.parent() is not self:
                continue
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
            for child in inside.findChildren(
                QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
            ):
                if type(child) is QWidget:  # the ruler; pages stand in a QFrame
                    child.setFixedHeight(0)
                    child.hide()
                elif isinstance(child, QPushButton):
                    child.hide()
