"""What every page of a scanned flow does when it is told to."""

from PySide6.QtWidgets import QVBoxLayout, QWidget, QWizardPage


class FlowPage(QWizardPage):
    """A page of a flow's wizard: it shows the desk, and decides nothing."""

    def refresh(self) -> None:
        """Show the desk as it stands; called once for all that happened within a frame."""

    def replan(self) -> None:
        """The lines are others now, or another draft is on the desk.

        `refresh` follows where the page is to be seen; else it comes when somebody goes there.
        """

    def fill(self, *widgets: QWidget) -> None:
        """Give the page what is on it, the first with all the room that is left; call once."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget, 1 if widget is widgets[0] else 0)
