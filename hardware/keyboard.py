"""A scanner that types: its keys are taken elsewhere, by whoever owns the window."""

from hardware.framing import Flaw, Flawed, Frame, Framing
from hardware.keystroke import Layout
from hardware.listeners import Listeners
from hardware.scanner import (
    OnBytes,
    OnGarbled,
    OnScan,
    OnStatus,
    ScannerState,
    ScannerStatus,
)

PORT = "keyboard"


class KeyboardScanner:
    """A `Scanner` that is handed whole scans. All methods are for one thread.

    While it is started it is CONNECTED: nobody can see whether such a device is plugged in.
    Callbacks run within `hand`, `refuse`, `overhear` and `tell`.
    """

    def __init__(
        self, name: str, framing: Framing | None = None, layout: Layout = Layout.US
    ) -> None:
        self._name = name
        self._framing = framing or Framing()
        self._layout = layout
        self._listeners: Listeners | None = None
        self._on_bytes: OnBytes | None = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def framing(self) -> Framing:
        """How it marks its scans: for whoever takes its keys."""
        return self._framing

    @property
    def layout(self) -> Layout:
        """What the computer makes of its keys, likewise."""
        return self._layout

    def start(self, on_scan: OnScan, on_garbled: OnGarbled, on_status: OnStatus) -> None:
        if self._listeners is not None:
            raise RuntimeError(f"the scanner {self._name} is started already")
        self._listeners = Listeners(self._name, on_scan, on_garbled, on_status)
        self._listeners.on_bytes = self._on_bytes
        self._listeners.tell(ScannerStatus(ScannerState.CONNECTED, PORT))

    def tap(self, on_bytes: OnBytes | None) -> None:
        self._on_bytes = on_bytes
        if self._listeners is not None:
            self._listeners.on_bytes = on_bytes

    def stop(self) -> None:
        listeners, self._listeners = self._listeners, None
        if listeners is not None:
            listeners.close(PORT)

    def hand(self, text: str, typed: str | None = None) -> None:
        """One whole scan; nothing happens while the scanner is stopped.

        Args:
            text: Without terminator, prefix and suffix. The framing's substitutes are restored
                here.
            typed: All that was typed, for the journal; left out, the text as it was handed.
        """
        raw = _bytes(text if typed is None else typed)
        self._hear(Frame(raw, self._framing.restored(text), b""))

    def refuse(self, typed: str, flaw: Flaw) -> None:
        """What was typed is no whole scan: to be said aloud."""
        self._hear(Flawed(_bytes(typed), flaw))

    def overhear(self, typed: str) -> None:
        """Keys as they come, for whoever has tapped the scanner."""
        if self._listeners is not None:
            self._listeners.overhear(_bytes(typed))

    def tell(self, state: ScannerState, detail: str = "") -> None:
        """Where it stands, if that changed."""
        if self._listeners is not None:
            self._listeners.tell(ScannerStatus(state, PORT, detail))

    def _hear(self, frame: Frame | Flawed) -> None:
        if self._listeners is not None:
            self._listeners.hear([frame])


def _bytes(typed: str) -> bytes:
    return typed.encode("utf-8", "surrogatepass")
