"""`kitbench doctor`: scanners and the label printer. Nothing is printed."""

from collections.abc import Sequence

from app.commands.doctor_ports import Device, Ports, facts_of, look_at_port
from app.core.doctor import Finding, Look, State
from app.core.settings import KEYBOARD, LabelPrinterSettings, ScannerSettings
from app.core.settings.label_printer import TCP
from app.services.label_printing import printer_of
from app.ui.texts import system_said
from hardware import discovery
from hardware.label_printer import Patience, PrinterError, PrinterFault

PATIENCE = Patience(connect=3.0, status=1.0)
_NO_SCANS = "Its scans don't come in. Other scanners work, and so does typing."
_WAIT = "Lot labels wait until it is ready. No posting waits for them."


def scanner(settings: ScannerSettings, ports: Ports) -> Finding:
    """One that is set up."""
    port = settings.port
    if port == KEYBOARD:
        words = "It types: whether it is there shows when it scans something, in Set-up."
        return Finding(Look.SCANNER, words, settings.name, facts=facts_of(port))
    if "://" in port:
        words = f"{port} is on the network: whether it answers is seen in Kitbench."
        return Finding(Look.SCANNER, words, settings.name, facts=facts_of(port))
    device = Device(Look.SCANNER, settings.name, port, State.FAULT, _NO_SCANS)
    return look_at_port(device, ports)


def other_ports(scanners: Sequence[ScannerSettings], printer: str, ports: Ports) -> Finding:
    """What is plugged in and no station file names: only listed."""
    others = ports.besides([*(one.port for one in scanners), printer])
    written = [str(discovery.shortest_identity(one, ports.listed) or one.path) for one in others]
    lines = (f"{one.description}: {text}" for one, text in zip(others, written, strict=True))
    words = "Ports of this computer that the station file does not name:"
    if not others:
        words = "This computer has no port that the station file does not name."
    if not scanners:
        words = f"No scanner is set up; one that types works without. {words}"
    return Finding(Look.OTHER_PORTS, words, lines=tuple(lines), facts={"ports": tuple(written)})


def label_printer(settings: LabelPrinterSettings, ports: Ports) -> Finding:
    """The printer; one on the network is asked how it is."""
    port = settings.port
    if not settings.configured:
        words = "None is set up: labels are files to print."
        return Finding(Look.LABEL_PRINTER, words, facts=facts_of(port))
    device = Device(Look.LABEL_PRINTER, "", port, State.ATTENTION, _WAIT)
    if not port.lower().startswith(TCP):
        if "://" in port:
            words = f"{port} is on the network: whether it answers is seen when it prints."
            return device.finding(words)
        return look_at_port(device, ports)
    try:
        printer_of(settings, PATIENCE).look()
    except PrinterError as error:
        words, what = _FAULTS[error.fault]
        why = f" ({system_said(error.detail)})" if error.detail else ""
        there = error.fault not in {PrinterFault.OFF, PrinterFault.UNUSABLE}
        return device.finding(f"{port}{why}.", device.concern(words, what), there=there)
    return device.finding(f"{port} answers and is ready.", there=True)


_FAULTS = {
    PrinterFault.OFF: ("It does not answer.", "Switch it on; look at its cable and its address."),
    PrinterFault.BUSY: ("Another program has it.", "End that program."),
    PrinterFault.NO_PERMISSION: ("This user may not use it.", "Ask IT for the right to use it."),
    PrinterFault.UNUSABLE: ("That is no printer's address.", "Correct it in the station file."),
    PrinterFault.NO_PAPER: ("It is out of labels.", "Put labels in."),
    PrinterFault.NO_RIBBON: ("It is out of ribbon.", "Put a ribbon in."),
    PrinterFault.OPEN: ("Its head is up.", "Close it."),
    PrinterFault.PAUSED: ("It is paused.", "Press its pause key."),
    PrinterFault.SLOW: ("It takes nothing.", "Switch it off and on again."),
    PrinterFault.CUT_OFF: ("It hung up.", "Switch it off and on again; look at its cable."),
}
