"""A code typed or pasted by a person: what a scanner would have read, one signal a code."""

import re
import time
from collections import deque

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from app.ui import entry_texts
from app.ui.look import Look
from app.ui.widgets.prompt_field import NO_NOTE, Note, PromptField
from app.ui.widgets.text import visible
from app.ui.widgets.values import Tone

LONGEST = 16 * 1024
"""Bytes of one code, as of one scan (`hardware.framing`)."""
MOST = 64 * 1024
"""Characters of the whole line: more makes each key take longer than 50 ms (design.md 8)."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BUDGET = 0.008
"""Seconds of codes given in one go; between two goes the window lives."""
_WORTH_COUNTING = 64
_NAMED = 3


def codes_in(text: str) -> tuple[str, ...]:
    """The codes of a text, one a line; lines of blanks are none.

    Only CR and LF end a line. GS and RS, which Python's own `splitlines` cuts at, belong to a
    label (labels.md 4).
    """
    return tuple(line for line in _LINE_END.split(text) if line.strip(" \t"))


class EntryField(PromptField):
    """Gives what it holds by `entered`, refuses nothing, and keeps its text until then."""

    entered = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, entry_texts.ENTRY_NAME, entry_texts.HINT)
        self._kept, self._cursor = "", 0
        self._last = ""
        self._waiting: deque[str] = deque()
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._go_on)
        self.setMaxLength(MOST + 1)
        self.textChanged.connect(self._check)
        self.cursorPositionChanged.connect(self._note_cursor)
        self.confirmed.connect(self.give)

    @property
    def codes(self) -> tuple[str, ...]:
        """What Enter would give now, in order."""
        return codes_in(self.text())

    @property
    def last(self) -> str:
        """What was given last; "" at first."""
        return self._last

    def give(self) -> None:
        """Give each code of the line, in order, and empty it."""
        codes = self.codes
        if not codes:
            return
        self._last = self.text()
        self.setText("")  # unlike clear() it leaves nothing to undo: Undo means the scan then
        self._waiting.extend(codes)
        self._go_on()

    def recall(self) -> None:
        """Bring what was given last back into an empty line."""
        if self._last and not self.text():
            self.setText(self._last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            event.accept()
            self.recall()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        begun = time.perf_counter()
        while self._waiting and time.perf_counter() - begun < _BUDGET:
            self.entered.emit(self._waiting.popleft())
        if self._waiting:
            self._next.start()
        self._tell()

    def _check(self, text: str) -> None:
        """Put the line back as it was where it got too long, however that was done."""
        fault = None
        if len(text) > MOST:
            fault = entry_texts.too_many(MOST)
        elif any(len(code.encode("utf-8", "surrogatepass")) > LONGEST for code in self.codes):
            fault = entry_texts.too_long(LONGEST)
        if fault is None:
            self._kept = text
            self._tell()
            return
        cursor = self._cursor  # told of after the text: this is where it was before
        self.setText(self._kept)
        self.setCursorPosition(cursor)
        self.set_note(Note(fault, Tone.ATTENTION))

    def _note_cursor(self) -> None:
        self._cursor = self.cursorPosition()

    def _tell(self) -> None:
        note = self._note_of(self.text())
        if note != self.note:
            self.set_note(note)

    def _note_of(self, text: str) -> Note:
        if self._waiting:
            return Note(entry_texts.still_reading(len(self._waiting)))
        count = len(self.codes)
        if count > 1:
            return Note(entry_texts.several(count))
        names = list(dict.fromkeys(visible(c) for c in text if _unseen(c)))
        if names:
            return Note(entry_texts.hidden(tuple(names[:_NAMED]), len(names[_NAMED:])))
        if len(text) > _WORTH_COUNTING:
            return Note(entry_texts.length(len(text)))
        return NO_NOTE


def _unseen(char: str) -> bool:
    return not char.isprintable() and visible(char) != " " and char not in "\r\n"
