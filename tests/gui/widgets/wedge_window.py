"""A window with every kind of widget that takes keys, and what they hold."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDialog,
    QDoubleSpinBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)


def _line() -> QWidget:
    made = QLineEdit("WO ")
    made.setCursorPosition(3)
    return made


def _plain() -> QWidget:
    return QPlainTextEdit("note")


def _rich() -> QWidget:
    return QTextEdit("note")


def _whole() -> QWidget:
    made = QSpinBox()
    made.setMaximum(10**8)
    made.setValue(7)
    return made


def _decimal() -> QWidget:
    made = QDoubleSpinBox()
    made.setValue(7.5)
    return made


def _choice() -> QWidget:
    made = QComboBox()
    made.addItems(["MA", "MOTOR003", "1 of 2", "24B-118"])
    return made


def _writable_choice() -> QWidget:
    made = _choice()
    assert isinstance(made, QComboBox)
    made.setEditable(True)
    return made


def _table() -> QWidget:
    made = QTableWidget(3, 2)
    made.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
    for row, text in enumerate(["GASKET", "MOTOR003", "24B-118"]):
        made.setItem(row, 0, QTableWidgetItem(text))
    made.setCurrentCell(0, 0)
    return made


def _list() -> QWidget:
    made = QListWidget()
    made.addItems(["GASKET", "MOTOR003", "24B-118"])
    made.setCurrentRow(0)
    return made


def _tree() -> QWidget:
    made = QTreeWidget()
    rows = [QTreeWidgetItem([text]) for text in ("GASKET", "MOTOR003")]
    made.addTopLevelItems(rows)
    made.setCurrentItem(rows[0])
    return made


def _default_button() -> QWidget:
    made = QPushButton("&Motor")
    made.setDefault(True)
    return made


def _tool_button() -> QWidget:
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _tabs() -> QWidget:
    made = QTabWidget()
    for title in ("&Motor", "&24", "&Lot"):
        made.addTab(QWidget(), title)
    return made


def _slider() -> QWidget:
    made = QSlider(Qt.Orientation.Horizontal)
    made.setValue(50)
    return made


def _date() -> QWidget:
    return QDateEdit(QDate(2026, 11, 22))


KINDS: dict[str, Callable[[], QWidget]] = {
    "line": _line,
    "plain text": _plain,
    "rich text": _rich,
    "spin box": _whole,
    "decimal spin box": _decimal,
    "choice": _choice,
    "writable choice": _writable_choice,
    "table": _table,
    "list": _list,
    "tree": _tree,
    "button": lambda: QPushButton("&Post"),
    "default button": _default_button,
    "tool button": _tool_button,
    "check box": lambda: QCheckBox("&Motor"),
    "radio button": lambda: QRadioButton("&24"),
    "slider": _slider,
    "date": _date,
    "tabs": _tabs,
}
WRITABLE = ("line", "plain text", "rich text", "writable choice")


class EveryKind(QDialog):
    """A dialog, for its ideas about Return and Esc; it notes what was pressed.

    Attributes:
        pressed: Every button, by whatever it was pressed.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        column = QVBoxLayout(self)
        self.kinds = {name: make() for name, make in KINDS.items()}
        for name, widget in self.kinds.items():
            column.addWidget(widget)
            if isinstance(widget, QAbstractButton):
                widget.clicked.connect(lambda _=False, name=name: self.pressed.append(name))
        self.finished.connect(lambda _: self.pressed.append("the dialog"))

    def lead_to(self, kind: str) -> QWidget:
        """Give it the focus, as Tab would; its cursor stands at its end."""
        widget = self.kinds[kind]
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(widget, QPlainTextEdit | QTextEdit):
            cursor = widget.textCursor()
            cursor.movePosition(cursor.MoveOperation.End)
            widget.setTextCursor(cursor)
        elif isinstance(widget, QLineEdit):
            widget.end(False)
        elif isinstance(widget, QComboBox) and (line := widget.lineEdit()) is not None:
            line.end(False)
        return widget

    def written(self, kind: str) -> str:
        """The text of a widget that has one."""
        widget = self.kinds[kind]
        said = (widget.property(name) for name in ("currentText", "plainText", "text"))
        return next(str(text) for text in said if text is not None)

    def held(self) -> list[object]:
        """What all of them hold and show."""
        return [*self._held()]

    def _held(self) -> Iterator[object]:
        for widget in self.kinds.values():
            yield widget.metaObject().userProperty().read(widget)
            if isinstance(widget, QAbstractItemView):
                index = widget.currentIndex()
                yield index.row(), index.column(), widget.state()
                yield [
                    widget.model().index(row, 0).data() for row in range(widget.model().rowCount())
                ]
            if isinstance(widget, QAbstractButton):
                yield widget.isDown(), widget.isChecked()
            if isinstance(widget, QTabWidget):
                yield widget.currentIndex()
