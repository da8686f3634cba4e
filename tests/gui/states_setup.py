"""Set-up: the list of scanners, each step of teaching one, and the live test."""

from datetime import UTC, datetime

from app.core.calibration import Symbol
from app.core.settings import ScannerSettings, Settings, Station
from app.sandbox.manex import API_KEYS
from app.services.manex_session import ManexSession
from app.services.scanner_bench import ListedPort, PortInfo, Tried
from app.services.scanning import Flaw, ScannerState
from app.services.session import SignIn
from app.services.teaching import TRIAL
from app.ui.pages.setup import SetupPage
from app.ui.pages.setup_teach import Stage as Step
from app.ui.places import Place
from hardware.discovery import UsbIdentity
from tests.gui.stage import Stage
from tests.gui.state_list import BEARINGS, LONG, state
from tests.services.world import Heard, until

LOOP = "loop://"
THREE = Settings(
    station=Station(name="KIT-04"),
    scanners=(
        ScannerSettings("End of line", LOOP),
        ScannerSettings("Bench", "usb:0c2e:0b6a:17042B0A5C"),
        ScannerSettings("Wrong", "nonsense://"),
    ),
)
PORTS = (
    ListedPort(
        PortInfo(
            "/dev/ttyACM0",
            "Xenon 1900",
            "Honeywell",
            "Xenon 1900",
            UsbIdentity(0x0C2E, 0x0B6A, "17042B0A5C", "1-2"),
        ),
        "usb:0c2e:0b6a:17042B0A5C",
        "End of line",
    ),
    ListedPort(
        PortInfo("/dev/ttyUSB0", "USB serial", "FTDI", LONG, UsbIdentity(0x0403, 0x6001)),
        "usb:0403:6001",
    ),
    ListedPort(PortInfo("/dev/ttyS0", "ttyS0"), "/dev/ttyS0"),
)
MESSAGE = Symbol.MESSAGE.text.replace("\x1d", "{GS}").replace("\x04", "")


def open_setup(on: Stage) -> SetupPage:
    """As a person does, in the top bar."""
    on.window.open_flow(Place.SET_UP)
    (page,) = on.window.findChildren(SetupPage)
    return page


@state(signed_in=False, alone=True)
def setup_empty(on: Stage) -> None:
    open_setup(on)


def _three(on: Stage) -> SetupPage:
    page = open_setup(on)
    statuses = on.station.scanning.statuses
    wanted = {ScannerState.CONNECTED, ScannerState.ABSENT, ScannerState.UNUSABLE}
    until(lambda: {one.state for one in statuses.values()} == wanted)
    return page


@state(signed_in=False, settings=THREE, alone=True)
def setup_scanners(on: Stage) -> None:
    _three(on).list.choose("Bench")


@state(signed_in=False, settings=THREE, alone=True)
def setup_remove(on: Stage) -> None:
    _three(on).list.remove.click()


def _manex(on: Stage) -> ManexSession:
    assert on.station.purchase is not None
    return on.station.purchase.buying.session


@state(signed_in=False, live=True, settings=THREE, alone=True)
def setup_manex(on: Stage) -> None:
    _three(on)


@state(signed_in=False, live=True, alone=True)
def setup_manex_accepted(on: Stage) -> None:
    _manex(on).enter_key(next(iter(API_KEYS.values())))
    until(lambda: _manex(on).sign_in_state is SignIn.SIGNED_IN)
    open_setup(on)


@state(signed_in=False, live=True, alone=True)
def manex_key_refused(on: Stage) -> None:
    open_setup(on)
    on.station._backroom.routing.show_place(Place.KEY)
    _manex(on).enter_key("none-of-its-keys")
    until(lambda: _manex(on).sign_in_state is SignIn.REFUSED)


@state(signed_in=False, alone=True)
def setup_choose(on: Stage) -> None:
    listed = Heard[object]()
    page = open_setup(on)
    page.teach._bench.ports_listed.connect(listed)
    page.list.add.click()
    until(lambda: listed.all)
    page.teach._looking.stop()
    page.teach.ports.show_ports(PORTS)


def teach(on: Stage, *scans: bytes) -> SetupPage:
    """A scanner that is there, and what it sends of the symbols."""
    page = open_setup(on)
    page._teach("End of line")
    until(lambda: page.teach._bench.status.state is ScannerState.CONNECTED)
    for raw in scans:
        _send(page, raw)
    return page


def _send(page: SetupPage, raw: bytes) -> None:
    """As it comes out of the scanner on trial; until it was made something of."""
    teaching = page.teach._teaching
    before = teaching.symbol
    page.teach._bench.heard.emit(TRIAL, raw)
    until(lambda: teaching.symbol is not before or teaching.trouble is not None)


@state(signed_in=False, settings=THREE, alone=True)
def setup_scan_square(on: Stage) -> None:
    teach(on, Symbol.LINE.text.encode() + b"\r")


@state(signed_in=False, settings=THREE, alone=True)
def setup_scan_not_learned(on: Stage) -> None:
    teach(on, b"GC00004057\r")


@state(signed_in=False, settings=THREE, alone=True)
def setup_scan_no_port(on: Stage) -> None:
    page = open_setup(on)
    page._teach("Wrong")
    until(lambda: page.teach._bench.status.state is ScannerState.UNUSABLE)


def _learned(on: Stage) -> SetupPage:
    return teach(
        on,
        b"\x02]C0" + Symbol.LINE.text.encode() + b"\x03\r\n",
        b"\x02]d1" + MESSAGE.encode() + b"\x03\r\n",
        b"\x02]d1" + Symbol.ACCENTS.text.encode("latin-1") + b"\x03\r\n",
    )


@state(signed_in=False, settings=THREE, alone=True)
def setup_learned(on: Stage) -> None:
    assert _learned(on).teach.stage is Step.CHECK


@state(signed_in=False, settings=THREE, alone=True)
def setup_learned_little(on: Stage) -> None:
    """Caps Lock, lost separators, and a scanner that reads no squares."""
    page = teach(on, Symbol.LINE.text.swapcase().encode(), b"[)>06PkitbenchQ25")
    page.teach.next.click()
    page.teach.next.click()
    assert page.teach.stage is Step.CHECK


@state(signed_in=False, settings=THREE, alone=True)
def setup_name(on: Stage) -> None:
    page = _learned(on)
    page.teach.next.click()
    page.teach.naming.name.setText("Bench")
    page.teach.next.click()
    assert page.teach.naming.error


def _test(on: Stage, text: str, raw: bytes, flaw: Flaw | None = None) -> None:
    page = open_setup(on)
    page.list.test.click()
    label = None if flaw else on.station.scanning.label_of(text)
    now = datetime(2026, 11, 22, 9, 41, tzinfo=UTC)
    bench = page.test._bench
    bench.heard.emit("End of line", raw)
    bench.tried.emit(Tried("End of line", raw, text, now, label, flaw))


@state(signed_in=False, settings=THREE, alone=True)
def setup_test_label(on: Stage) -> None:
    _test(on, BEARINGS, b"\x02]d1" + BEARINGS.encode() + b"\r")


@state(signed_in=False, settings=THREE, alone=True)
def setup_test_damaged(on: Stage) -> None:
    text = "[)>06\x1dPBRG-6204\x1dT124B-118\x1d4LCN\x1dQ640\x1d99ZZZ"
    _test(on, text, text.encode() + b"\r")


@state(signed_in=False, settings=THREE, alone=True)
def setup_test_refused(on: Stage) -> None:
    _test(on, LONG, LONG.encode() + b"\xff", Flaw.UNDECODABLE)
