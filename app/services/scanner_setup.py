"""From the station file's words to a scanner."""

from app.core.settings import KEYBOARD, ScannerSettings
from hardware.discovery import address_of
from hardware.framing import Encoding, Frame, Framer, Framing, Terminator
from hardware.keyboard import KeyboardScanner
from hardware.keystroke import Layout
from hardware.scanner import Scanner
from hardware.serial_port import FlowControl, LineSettings, Parity
from hardware.serial_scanner import SerialScanner

_CONTROLS = {"gs": "\x1d", "rs": "\x1e", "fs": "\x1c", "eot": "\x04"}


def scanner_of(settings: ScannerSettings) -> Scanner:
    """The scanner of these settings, not started."""
    framing = framing_of(settings)
    if settings.port == KEYBOARD:
        return KeyboardScanner(settings.name, framing, Layout(settings.layout.value))
    return SerialScanner(
        settings.name, address_of(settings.port), framing=framing, line=_line(settings)
    )


def framing_of(settings: ScannerSettings) -> Framing:
    """How the scanner marks its scans. The station file's checks leave no mark it can't have."""
    encoding = Encoding(settings.encoding.value)
    return Framing(
        terminator=Terminator(settings.terminator.value),
        prefix=settings.prefix.encode(encoding.value),
        suffix=settings.suffix.encode(encoding.value),
        encoding=encoding,
        limit=settings.limit,
        gap=settings.gap,
        substitutes=tuple(
            (sent, control)
            for name, control in _CONTROLS.items()
            if (sent := getattr(settings, name))
        ),
    )


def text_of(raw: bytes, settings: ScannerSettings | None) -> str:
    """What a journalled scan says: without its scanner's marks, as these are set up now.

    Args:
        raw: All that came between two terminators.
        settings: Of the scanner that it came from; None where it came otherwise.
    """
    whole = Framer(framing_of(settings)).read(raw) if settings else None
    if isinstance(whole, Frame):
        return whole.text
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _line(settings: ScannerSettings) -> LineSettings:
    return LineSettings(
        baud=settings.baud,
        data_bits=settings.data_bits,
        parity=Parity[settings.parity.name],
        stop_bits=settings.stop_bits,
        flow=FlowControl(settings.flow.value),
    )
