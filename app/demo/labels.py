"""A panel of labels to "scan" by click, for the newcomer to go on after the demo."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.look import Look
from app.ui.widgets.button import ActionButton
from app.ui.widgets.text import Text

LABELS = (
    ("Commands", ("KB:NEXT", "KB:BACK", "KB:POST", "KB:UNDO", "KB:ALL", "KB:SKIP", "KB:RANGE")),
    ("Answers", ("KB:CLEAR", "KB:YES", "KB:NO", "KB:1", "KB:2")),
    ("Kit", ("KB:QTY=5", "KB:QTY+1", "KB:NEWBATCH", "KB:HOLD", "KB:CANCEL")),
    ("Assemblies", ("KB:GOTO-ISSUE", "MOTOR003", "PUMP002", "GEAR-21")),
    ("New serials", ("GC00004101", "GC00004102", "GC00004103", "GC00004104", "GC00004105")),
    ("Lots", ("24B-118", "24A-090", "M-0931", "W-2215", "W-1980", "G-78", "MTR3-007-42")),
    ("Motors in stock", ("GC00003994", "GC00003995", "GC00003996", "GC00003997")),
    ("Locations", ("ISLE 9/SHELF 3", "ISLE 2/SHELF 2", "ISLE 4/SHELF 2")),
    ("Orders", ("KB:GOTO-RECEIVE", "100445", "100446", "100430")),
    ("Goods of 100445", ("VOLUTE-80", "IMPELLER-110", "B-HSG90", "KB:QTY=24", "KB:ALL")),
    ("Wrong", ("BOLT-M6X20", "NO-SUCH-THING", "kb:next")),
)
COLUMNS = 4


class LabelPanel(QWidget):
    """A window beside the workstation's."""

    def __init__(self, look: Look, scan: Callable[[str], None]) -> None:
        super().__init__()
        self.setWindowTitle("Labels to scan")
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setSpacing(look.px(8))
        row = 0
        for title, texts in LABELS:
            grid.addWidget(Text(look, title), row, 0, 1, COLUMNS)
            row += 1
            for place, text in enumerate(texts):
                button = ActionButton(look, text, height=44)
                button.clicked.connect(lambda _=False, text=text: scan(text))
                grid.addWidget(button, row + place // COLUMNS, place % COLUMNS)
            row += -(-len(texts) // COLUMNS)
        grid.setRowStretch(row, 1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)
        bar = scroll.verticalScrollBar().sizeHint().width() + 2 * scroll.frameWidth()
        self.resize(inside.sizeHint().width() + bar, look.px(640))
