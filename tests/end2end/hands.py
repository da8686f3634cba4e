"""A workstation that tells what hands did to it: `-m tests.end2end.hands HOME [FILE [FAULTS]]`.

It asks nothing of its tests but a question a line on standard input, and answers with one JSON
object a line: `where` gives the middle of each button that can be pressed, on the screen, by its
accessible name; `how` how the work stands and what each kind of hand did; `buyer` how the buyer's
desk stands, on a picture as well where one is named; `kinds` the kinds of widgets that Tab leads
to; `focus KIND` leads there; `kept` what they hold and what was pressed; `desk` what the attention
desk shows, on a picture likewise. It ends with the input. FILE is a station file, FAULTS a dial of
the training ERP's faults.
"""

import json
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app import own_imports  # noqa: F401 - before all that is large
from app.core.settings import Settings, parse
from app.main import Surroundings, Workstation, application
from app.paths import Home
from app.services.connecting import TRAINING
from app.services.scanning import ScannedLabel
from app.services.session import SignIn
from app.training import TrainingErp

TYPED = "typed"


class Hands(QObject):
    """Counts keys, presses of a pointer, and scans of a scanner."""

    asked = Signal(str)

    def __init__(self, station: Workstation) -> None:
        super().__init__()
        self._station = station
        self.pressed: list[str] = []
        self.keys = self.presses = self.scans = self.typed = 0
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)  # before any window's own
        station.scanning.scanned.connect(self._scanned)
        self.asked.connect(self._answer)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.spontaneous() and isinstance(watched, QWindow):
            self.keys += event.type() is QEvent.Type.KeyPress
            self.presses += event.type() in {
                QEvent.Type.MouseButtonPress,
                QEvent.Type.TouchBegin,
            }
        return False

    def _scanned(self, scanned: ScannedLabel) -> None:
        by_hand = scanned.scan.scanner == TYPED
        self.typed += by_hand
        self.scans += not by_hand

    def _answer(self, question: str) -> None:
        what, _, kind = question.partition(" ")
        if what == "focus":
            self._lead_to(kind)
        match what:
            case "where":
                told = self._where()
            case "how":
                told = self._how()
            case "buyer":
                told = self._buyer(kind)
            case "desk":
                told = self._desk(kind)
            case "kinds":
                told = {"kinds": sorted(self._kinds())}
            case _:
                told = self._kept()
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()

    def _where(self) -> dict[str, object]:
        window = self._station.window
        places: dict[str, object] = {}
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.isEnabled():
                middle = button.mapToGlobal(button.rect().center())
                places[button.accessibleName() or button.text()] = [middle.x(), middle.y()]
        return places

    def _buyer(self, picture: str) -> dict[str, object]:
        if picture:
            self._station.window.grab().save(picture)
        purchase = self._station.purchase
        assert purchase is not None
        desk, session = purchase.desk, purchase.buying.session
        flow = self._station.window.purchase
        results = desk.opened.results if desk.opened else ()
        return {
            "ready": session.sign_in_state is SignIn.SIGNED_IN,
            "place": self._station.window.place.value,
            "step": desk.step.name,
            "idle": desk.idle and not (desk.asking or flow.behind),
            "lines": len(desk.draft.sheet) if desk.draft else 0,
            "may_post": flow.buttons.post.isEnabled(),
            "states": [one.state.value for one in results],
            "at": self._cell(),
        }

    def _cell(self) -> str:
        """The column of the sheet that the keys go to; empty while it is typed into."""
        sheet = self._station.window.purchase.lines.table
        column = sheet.currentIndex().column()
        across = Qt.Orientation.Horizontal
        return str(sheet.model().headerData(column, across)) if sheet.hasFocus() else ""

    def _desk(self, picture: str) -> dict[str, object]:
        window = self._station.window
        if picture:
            window.grab().save(picture)
        table = window.activity.table
        model = table.model()
        middle = table.visualRect(model.index(0, 0)).center()
        first = table.viewport().mapToGlobal(middle)
        words = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        rows = [model.index(row, 0).data() for row in range(model.rowCount())]
        place = window.place.value
        return {"place": place, "rows": rows, "words": words, "first": [first.x(), first.y()]}

    def _kinds(self) -> dict[str, QWidget]:
        """One widget of each kind that Tab leads to now."""
        found: dict[str, QWidget] = {}
        for widget in self._station.window.findChildren(QWidget):
            tab = Qt.FocusPolicy.TabFocus in widget.focusPolicy()
            if tab and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
                found.setdefault(type(widget).__name__, widget)
        return found

    def _lead_to(self, kind: str) -> None:
        self.watch()
        self._kinds()[kind].setFocus(Qt.FocusReason.TabFocusReason)

    def _kept(self) -> dict[str, object]:
        """What no scan may change, and what was scanned."""
        lines = self._station.window.findChildren(QLineEdit)
        recent = self._station.journal.recent(limit=10_000)
        return {
            "focus": type(QApplication.focusWidget()).__name__,
            "lines": {line.accessibleName(): line.text() for line in lines if line.isVisible()},
            "pressed": self.pressed,
            "journal": [scan.raw.decode() for scan in reversed(recent)],
        }

    def _note_press(self) -> None:
        pressed = self.sender()
        assert isinstance(pressed, QAbstractButton)
        self.pressed.append(pressed.accessibleName() or pressed.text())

    def watch(self) -> None:
        """Note every button that is pressed from now on, by whatever."""
        for button in self._station.window.findChildren(QAbstractButton):
            button.clicked.connect(self._note_press, Qt.ConnectionType.UniqueConnection)

    def _how(self) -> dict[str, object]:
        desk, session = self._station.desk, self._station.session
        draft, posting = desk.draft, desk.posting
        notice = desk.intake.notice
        return {
            "ready": session.sign_in_state is SignIn.SIGNED_IN,
            "active": QApplication.activeWindow() is self._station.window,
            "idle": desk.idle and not self._station.window.flow.behind,
            "step": draft.state.step.name if draft else "",
            "quantity": str(draft.state.quantity) if draft else "",
            "open": draft.state.open_count if draft else 0,
            "may_go_on": desk.may_go_on,
            "posting": posting.state.value if posting else "",
            "reference": posting.posting.reference if posting else "",
            "notice": notice.kind.value if notice else "",
            "keys": self.keys,
            "presses": self.presses,
            "scans": self.scans,
            "typed": self.typed,
        }


def main(home: Path, file: Path | None = None, faults: str = "") -> int:
    app = application()
    settings, problems = parse(file.read_text()) if file else (Settings(), ())
    assert not problems
    options = ["--strict", "--data", str(Home(home).training_books)]
    options += ["--faults", faults] if faults else []
    around = Surroundings(TRAINING, training=lambda: TrainingErp(*options))
    station = Workstation(app, Home(home), settings, around)
    station.window.move(0, 0)
    station.window.show()
    hands = Hands(station)
    station.start()

    def listen() -> None:
        for line in sys.stdin:
            hands.asked.emit(line.strip())
        app.exit(0)  # unlike quit, no window can say no

    listener = threading.Thread(target=listen, name="questions")
    listener.start()
    app.exec()
    listener.join()
    station.close()
    return 0


if __name__ == "__main__":
    _, where, *more = sys.argv
    sys.exit(main(Path(where), Path(more[0]) if more else None, *more[1:]))
