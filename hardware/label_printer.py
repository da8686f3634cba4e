"""A label printer on a serial line or a network address: texts in ZPL go in, faults come out.

A job is told as a whole: where the printer says beforehand that it can't print, nothing was sent.
"""

import re
import time
from contextlib import closing
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from hardware import discovery
from hardware.discovery import UsbIdentity
from hardware.raw_tcp import RawTcp
from hardware.scanner import ScannerState
from hardware.serial_port import LineSettings, PortError, SerialPort
from hardware.whereabouts import Ports, Whereabouts

TCP = "tcp://"
"""Before host and port of a network printer; without a port, 9100."""
RAW_PORT = 9100

_ASK = b"~HS"
_STATUS = re.compile(rb"\x02(\d{3}),(\d),(\d),[^\x03]*\x03\s*\x02([^\x03]*)\x03")
_FLAG_HEAD_UP, _FLAG_RIBBON_OUT = 2, 3  # places in the second line of the answer
_STATUS_LENGTH = 512


class PrinterFault(Enum):
    """Why labels were not printed. Before SLOW nothing of the job has left."""

    OFF = "off"
    """Nobody answers there: switched off, unplugged, out of reach."""
    BUSY = "busy"
    """Another program has the port."""
    NO_PERMISSION = "no permission"
    """The port is there and this user may not open it."""
    UNUSABLE = "unusable"
    """What is named isn't a printer's address."""
    NO_PAPER = "no paper"
    NO_RIBBON = "no ribbon"
    OPEN = "open"
    """The head is up."""
    PAUSED = "paused"
    SLOW = "slow"
    """It took nothing more in time; a part of the job may be printed."""
    CUT_OFF = "cut off"
    """The line broke while the job went out; a part of it may be printed."""


class PrinterError(Exception):
    """Labels were not printed. `detail` is the system's own words, for IT."""

    def __init__(self, fault: PrinterFault, detail: str = "") -> None:
        super().__init__(f"{fault.value}: {detail}" if detail else fault.value)
        self.fault = fault
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that a printer is given.

    Attributes:
        connect: Until it is there.
        status: For the answer to how it is; one that doesn't know the question is printed on.
        job: For all of a job to be taken.
    """

    connect: float = 5.0
    status: float = 1.0
    job: float = 20.0


class _Line(Protocol):
    """What `SerialPort` and `RawTcp` are to a printer."""

    def read(self, wait: float | None) -> bytes: ...
    def write(self, content: bytes, wait: float) -> None: ...
    def close(self) -> None: ...


class LabelPrinter:
    """Prints one job at a time; the line is opened for each and closed behind it.

    `address` is `tcp://host[:port]`, a pyserial URL, a port, or a USB identity. For any one
    thread; `print` may take as long as `patience` says.
    """

    def __init__(
        self,
        address: str | UsbIdentity,
        *,
        line: LineSettings | None = None,
        patience: Patience | None = None,
        ports: Ports = discovery.ports,
    ) -> None:
        self._address = address
        self._line = line or LineSettings()
        self._patience = patience or Patience()
        self._ports = ports

    def print(self, job: str) -> None:
        """Hand over one or more labels in ZPL, ASCII.

        Raises:
            PrinterError: It can't print, or took too long.
        """
        with closing(self._open()) as line:
            self._ask(line)
            try:
                line.write(job.encode("ascii"), self._patience.job)
            except PortError as error:
                raise PrinterError(PrinterFault.CUT_OFF, error.detail) from error
            except TimeoutError as error:
                raise PrinterError(PrinterFault.SLOW, str(error)) from error

    def look(self) -> None:
        """Ask how it is, as before a job; nothing is printed.

        Raises:
            PrinterError: It can't print now.
        """
        with closing(self._open()) as line:
            self._ask(line)

    def _ask(self, line: _Line) -> None:
        try:
            self._look(line)
        except (PortError, TimeoutError) as error:
            raise PrinterError(PrinterFault.OFF, str(error)) from error

    def _open(self) -> _Line:
        try:
            if isinstance(self._address, str) and self._address.lower().startswith(TCP):
                return RawTcp(self._address[len(TCP) :], RAW_PORT, self._patience.connect)
            return SerialPort(Whereabouts(self._address, self._ports).look(), self._line)
        except PortError as error:
            raise PrinterError(_FAULTS.get(error.state, PrinterFault.OFF), error.detail) from error

    def _look(self, line: _Line) -> None:
        line.write(_ASK, self._patience.status)
        heard = b""
        deadline = time.monotonic() + self._patience.status
        while len(heard) < _STATUS_LENGTH:
            wait = deadline - time.monotonic()
            if wait <= 0 or _STATUS.search(heard):
                break
            heard += line.read(wait)
        fault = fault_in(heard)
        if fault is not None:
            raise PrinterError(fault)


_FAULTS = {
    ScannerState.BUSY: PrinterFault.BUSY,
    ScannerState.NO_PERMISSION: PrinterFault.NO_PERMISSION,
    ScannerState.UNUSABLE: PrinterFault.UNUSABLE,
    ScannerState.AMBIGUOUS: PrinterFault.UNUSABLE,
}


def fault_in(status: bytes) -> PrinterFault | None:
    """What keeps a printer from printing, by its answer to `~HS`; None where it says nothing."""
    said = _STATUS.search(status)
    if said is None:
        return None
    more = said[4].split(b",")
    if said[2] == b"1":
        return PrinterFault.NO_PAPER
    if more[_FLAG_HEAD_UP : _FLAG_HEAD_UP + 1] == [b"1"]:
        return PrinterFault.OPEN
    if more[_FLAG_RIBBON_OUT : _FLAG_RIBBON_OUT + 1] == [b"1"]:
        return PrinterFault.NO_RIBBON
    return PrinterFault.PAUSED if said[3] == b"1" else None
