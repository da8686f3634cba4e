"""Sentences about where a scanner stands, and what to do about it."""

from collections.abc import Callable

from app.services.scanning import Access, ScannerState, ScannerStatus
from app.ui.texts import system_said
from app.ui.widgets.status_strip import StatusItem
from app.ui.widgets.values import Shape, Tone

_STATES: dict[ScannerState, tuple[Shape, Tone, str]] = {
    ScannerState.CONNECTED: (Shape.DOT, Tone.OK, "connected"),
    ScannerState.CONNECTING: (Shape.RING, Tone.SECOND, "connecting"),
    ScannerState.ABSENT: (Shape.TRIANGLE, Tone.ATTENTION, "not there, plug it in"),
    ScannerState.LOST: (Shape.TRIANGLE, Tone.REFUSED, "lost, plug it in again"),
    ScannerState.BUSY: (Shape.DIAMOND, Tone.ATTENTION, "used by another program"),
    ScannerState.NO_PERMISSION: (Shape.DIAMOND, Tone.ATTENTION, "no permission for its port"),
    ScannerState.AMBIGUOUS: (Shape.DIAMOND, Tone.ATTENTION, "one of several alike, set it up"),
    ScannerState.UNUSABLE: (Shape.TRIANGLE, Tone.REFUSED, "not usable, see its port"),
    ScannerState.CLOSED: (Shape.RING, Tone.SECOND, "off"),
}

NO_SCANNER = StatusItem(
    "scanner:", "No scanner set up", Shape.RING, Tone.SECOND, brief="No scanner"
)


def state(status: ScannerStatus | None) -> tuple[Shape, Tone, str]:
    """How a scanner stands; None is one that has not said so yet."""
    return _STATES[status.state if status else ScannerState.CONNECTING]


def scanner_item(name: str, status: ScannerStatus) -> StatusItem:
    """One scanner in the status strip; its tip says what to do."""
    shape, tone, words = _STATES[status.state]
    brief = name if status.state is ScannerState.CONNECTED else f"{name}: {words.split(',')[0]}"
    hint = f"{name}: {words}.\n{what_to_do(status)}"
    if status.detail:
        hint += f"\n({system_said(status.detail)})"
    return StatusItem(f"scanner:{name}", f"{name}: {words}", shape, tone, hint, brief)


def what_to_do(status: ScannerStatus) -> str:
    """What is the matter with this scanner, and what a person does about it."""
    return _ADVICE[status.state](status)


def _connected(status: ScannerStatus) -> str:
    if not status.identity:
        return f"It is read at {status.port}."
    return (
        f"It is read at {status.port}. As {status.identity} it is found whatever that port is "
        "called: that is what belongs into the station file."
    )


def _busy(status: ScannerStatus) -> str:
    who = status.holder or "Another program, or another scanner of this station,"
    return f"{who} has {status.port}. End that, or set another port up. Kitbench tries again."


def _no_permission(status: ScannerStatus) -> str:
    return f"You may not open {status.port}. {_way(status.access or Access())}"


def _way(access: Access) -> str:
    if access.member:
        return f"You are in the group {access.group}: sign out of this computer and in again."
    ways = []
    if access.group:
        ways.append(
            f'IT types: sudo usermod -aG {access.group} "$USER", then signs you out and in again.'
        )
    if access.udev_rule:
        ways.append(
            "IT writes this line into /etc/udev/rules.d/70-kitbench.rules:\n"
            f"{access.udev_rule}\nthen types: sudo udevadm control --reload, and plugs the "
            "scanner in again."
        )
    return "\nOr: ".join(ways) or "Ask IT for the right to use it."


_ADVICE: dict[ScannerState, Callable[[ScannerStatus], str]] = {
    ScannerState.CONNECTED: _connected,
    ScannerState.CONNECTING: lambda s: f"{s.port} is being opened.",
    ScannerState.ABSENT: lambda s: (
        f"{s.port} was not there yet. Plug the scanner in and switch it on: it is found by itself."
    ),
    ScannerState.LOST: lambda s: (
        f"{s.port} is gone. Plug the scanner in again: it is found by itself. Nothing that was "
        "scanned before is lost."
    ),
    ScannerState.BUSY: _busy,
    ScannerState.NO_PERMISSION: _no_permission,
    ScannerState.AMBIGUOUS: lambda s: (
        f"Several devices answer to {s.port}. Write the one that is meant into the station file, "
        "with its serial number or its location."
    ),
    ScannerState.UNUSABLE: lambda s: f"{s.port} can't be read. Correct it in the station file.",
    ScannerState.CLOSED: lambda _: "It is not read now.",
}
