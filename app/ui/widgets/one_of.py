"""Several widgets in one place, of which one is to be seen."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneOf(QWidget):
    """Shows none of them until it is told which."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._widgets = widgets
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in widgets:
            column.addWidget(widget, 1)
            widget.hide()

    def show_one(self, shown: QWidget) -> None:
        """Show this one in place of the others."""
        for widget in self._widgets:
            widget.setVisible(widget is shown)
