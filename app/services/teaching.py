"""Learning a scanner on trial: one known symbol after the other, each up to a silence."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.calibration import (
    Keys,
    Learned,
    Marks,
    NotLearned,
    Separators,
    Symbol,
    learn_encoding,
    learn_marks,
    learn_separators,
)
from app.core.settings import KEYBOARD, Encoding, KeyboardLayout, ScannerSettings, Terminator
from app.services.scanner_bench import ScannerBench
from hardware.keystroke import Layout, meant_by

TRIAL = "(on trial)"
"""The scanner's name meanwhile."""
SILENCE_MS = 400
MOST = 4096
"""Bytes of one symbol with its marks, many times over."""

_KEYS: Keys = {one: meant_by(Layout(one.value)) for one in KeyboardLayout}


class Teaching(QObject):
    """Lives in the GUI thread; the bench must be open.

    Signals: `changed` after each scan, whether it taught anything or not, and each skip.

    Attributes:
        symbol: What is to be scanned now; None once all is known.
        trouble: Why the last scan taught nothing; None where it did.
    """

    changed = Signal()

    def __init__(self, bench: ScannerBench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._before = ScannerSettings(TRIAL, "")
        self._heard = bytearray()
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self._read)
        self._marks: Marks | None = None
        self._separators: Separators | None = None
        self._encoding: Encoding | None = None
        self.symbol: Symbol | None = None
        self.trouble: NotLearned | None = None
        bench.heard.connect(self._hear)

    @property
    def typed(self) -> bool:
        """Whether the scanner is a keyboard."""
        return self._before.port == KEYBOARD

    @property
    def learned(self) -> Learned | None:
        """What is known, as soon as the first symbol was read."""
        if self._marks is None:
            return None
        return Learned(self._marks, self._separators, self._encoding)

    def begin(self, scanner: ScannerSettings) -> None:
        """Read this scanner as if nothing were known of it but its port and line."""
        self._before = scanner
        self._marks = self._separators = self._encoding = None
        self._await(Symbol.LINE)
        self._try(KeyboardLayout.US)

    def skip(self) -> None:
        """The scanner does not read this symbol; the first one every scanner does."""
        if self.symbol in _NEXT:
            self._await(_NEXT[self.symbol])
            self.changed.emit()

    def end(self) -> None:
        """Let go of the scanner; what was learned stays."""
        self._silence.stop()
        self.symbol = None
        self._bench.end_trial()

    def _await(self, symbol: Symbol | None) -> None:
        self._silence.stop()
        self._heard.clear()
        self.symbol, self.trouble = symbol, None

    def _try(self, layout: KeyboardLayout) -> None:
        bare = replace(
            self._before,
            name=TRIAL,
            terminator=Terminator.AUTO,
            layout=layout,
            prefix="",
            suffix="",
            gs="",
            rs="",
            fs="",
            eot="",
        )
        self._bench.try_port(bare)

    def _hear(self, name: str, chunk: bytes) -> None:
        if name == TRIAL and self.symbol is not None:
            self._heard += chunk[: MOST - len(self._heard)]
            self._silence.start()

    def _read(self) -> None:
        raw = bytes(self._heard)
        self._heard.clear()
        if self.symbol is Symbol.LINE:
            marks = learn_marks(raw, _KEYS, typed=self.typed)
            if isinstance(marks, Marks):
                self._marks = marks
                if self.typed and marks.layout is not KeyboardLayout.US:
                    self._try(marks.layout)
            self._took(marks, Symbol.MESSAGE)
        elif self._marks is not None and self.symbol is Symbol.MESSAGE:
            separators = learn_separators(raw, self._marks)
            if isinstance(separators, Separators):
                self._separators = separators
            self._took(separators, Symbol.ACCENTS)
        elif self._marks is not None and self.symbol is Symbol.ACCENTS:
            encoding = learn_encoding(raw, self._marks)
            if isinstance(encoding, Encoding):
                self._encoding = encoding
            self._took(encoding, None)

    def _took(self, found: object, then: Symbol | None) -> None:
        if isinstance(found, NotLearned):
            self.trouble = found
        else:
            self._await(then)
        self.changed.emit()


_NEXT = {Symbol.MESSAGE: Symbol.ACCENTS, Symbol.ACCENTS: None}
