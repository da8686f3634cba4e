"""The settings of one station. Table and key names of the file are the names written here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.core.settings.buying import BuyingSettings
from app.core.settings.checks import (
    CHECK,
    Between,
    Check,
    filled,
    one_line,
    proxy_address,
    scanner_marks,
    scanner_port,
    server_address,
    server_path,
)
from app.core.settings.label_printer import LabelPrinterSettings
from app.core.settings.labels import LabelSettings
from app.core.settings.rule import Rule

DAY = 24 * 60 * 60


class Terminator(StrEnum):
    """What ends a scan; the words are those of `hardware.framing`."""

    AUTO = "auto"
    CR = "cr"
    LF = "lf"
    CRLF = "crlf"
    TAB = "tab"
    ETX = "etx"
    EOT = "eot"
    NONE = "none"


class Encoding(StrEnum):
    """How a scanner writes characters; the words are those of `hardware.framing`."""

    UTF_8 = "utf-8"
    LATIN_1 = "latin-1"


class ScannerMode(StrEnum):
    """What happens after a refused scan (design.md 3)."""

    LIVE = "live"  # further scans are held until it is cleared
    BATCH = "batch"  # the scanner dumps its memory: the refused one is listed, the rest goes on


class ScannerRole(StrEnum):
    """What a scanner is there for; commands are taken from every one."""

    ANY = "any"
    COMPONENTS = "components"  # never taken for a finished assembly's serial number
    SERIALS = "serials"  # the finished assembly's number and serials; never a component


class Parity(StrEnum):
    """Of an RS-232 line; the words are those of `hardware.serial_port`, as are the next."""

    NONE = "none"
    EVEN = "even"
    ODD = "odd"


class FlowControl(StrEnum):
    """How an RS-232 line is told to wait."""

    NONE = "none"
    XON_XOFF = "xon/xoff"
    RTS_CTS = "rts/cts"


class KeyboardLayout(StrEnum):
    """What the computer is set to, at which a scanner types as if it were US English.

    The words are those of `hardware.keystroke`.
    """

    US = "us"
    UK = "uk"
    GERMAN = "de"
    FRENCH = "fr"


class RequestForm(StrEnum):
    """How ManEx is asked (contracts.md C0, E3)."""

    JSON = "json"
    QUERY = "query"  # a query string: all in the URL


class ThemeName(StrEnum):
    """The themes of look.md."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


def _text(default: str = "", check: Check = one_line) -> Any:  # noqa: ANN401 - like `field`
    return field(default=default, metadata={CHECK: check})


def _number(default: float | None, low: float, high: float) -> Any:  # noqa: ANN401 - like `field`
    return field(default=default, metadata={CHECK: Between(low, high)})


def _texts(check: Check) -> Any:  # noqa: ANN401 - like `field`
    return field(default_factory=dict, metadata={CHECK: check})


@dataclass(frozen=True, slots=True)
class Station:
    """How this workstation is called on screen and in the journal."""

    name: str = _text()


@dataclass(frozen=True, slots=True)
class Server:
    """The way to a live ERP.

    Attributes:
        root_url: What stands before the paths of the contract: `https://erp.example`.
        allow_plain_http: Also to another machine than this.
        proxy: The environment's proxies are never used. One that wants a password can't stand
            here: this file is no place for secrets.
        connect_seconds: For all addresses of the host, TLS included.
        query_seconds: For a whole call without effect.
        posting_seconds: For a whole call with one.
    """

    root_url: str = _text(check=server_address)
    allow_plain_http: bool = False
    proxy: str = _text(check=proxy_address)
    connect_seconds: float = _number(5.0, 0.05, 120)
    query_seconds: float = _number(30.0, 0.05, 600)
    posting_seconds: float = _number(60.0, 0.05, 3600)

    @property
    def configured(self) -> bool:
        """Whether there is a live ERP."""
        return bool(self.root_url)


@dataclass(frozen=True, slots=True)
class Connection(Server):
    """The live ERP of kits and receipts. Without one the workstation opens in training.

    Attributes:
        data_source: Empty: chosen at sign-in.
    """

    data_source: str = _text()


@dataclass(frozen=True, slots=True)
class KitDefaults:
    """What a new kit starts with; the file's table is `kit`.

    Attributes:
        department: The contract's own example, as is the account (contracts.md A5).
        reference_length: Characters the ERP keeps of a REFERENCE. Only where it is stated does
            the operator's text follow our own ten characters (design.md 4).
        keep_ready: Assemblies whose facts are kept fresh for when the ERP is away, made here
            before or not. Those of the last weeks are kept without being named.
    """

    department: str = _text("0")
    account: str = _text("300")
    to_stores: str = _text()
    to_location: str = _text()
    kit_stores: str = _text()
    include_scrap: bool = False
    reference_length: int | None = _number(None, 10, 1000)
    keep_ready: tuple[str, ...] = field(default=(), metadata={CHECK: filled})


@dataclass(frozen=True, slots=True)
class Rules:
    """What is blocked, what is asked, what is let pass.

    Attributes:
        short: A component with too little in stock. The ERP has the last word, so: a warning.
        expired: A lot that is expired on the effective date. The ERP refuses it surely
            (contracts.md E2.5), so: blocked before it is posted.
        scan_lots: Whether a lot must be scanned; else the suggested one may stand unscanned.
        reasons: What a person may answer where the rule is to warn, parted by `|`, at most
            nine: each is answered by its number.
    """

    short: Rule = Rule.WARN
    expired: Rule = Rule.BLOCK
    scan_lots: bool = False
    reasons: str = _text("Approved by quality|Approved by the lead|Stock is on its way")

    @property
    def choices(self) -> tuple[str, ...]:
        """The reasons, one by one."""
        return tuple(part.strip() for part in self.reasons.split("|") if part.strip())[:9]


KEYBOARD = "keyboard"
"""In place of a port: a scanner that types."""


@dataclass(frozen=True, slots=True)
class ScannerSettings:
    """One scanner; the file has a table `[[scanners]]` for each.

    Attributes:
        name: Tells two scanners of a station apart, in the journal as well.
        port: `usb:<vendor>:<product>[:<serial>][@<location>]`, a pyserial URL, a device, or
            `keyboard`. A USB device is found whatever its port is called (operators.md 45).
        prefix: What stands before each scan and is taken off; a scan that lacks it is refused, or
            is typing where the scanner types.
        suffix: The same behind it, before the terminator.
        limit: The most bytes of one scan; a longer one is refused.
        gap: Seconds of silence that end a scan where no terminator does; between two keys of one
            that types, the longest time.
        layout: Of one that types and can't be set to the computer's own.
        gs: What the scanner sends in place of a GS; the same for the other three.
        baud: Of an RS-232 line, as are the last four. USB and network don't mind.
    """

    name: str = field(metadata={CHECK: filled})
    port: str = field(metadata={CHECK: scanner_port})
    terminator: Terminator = Terminator.AUTO
    baud: int = _number(9600, 300, 4_000_000)
    mode: ScannerMode = ScannerMode.LIVE
    encoding: Encoding = Encoding.UTF_8
    role: ScannerRole = ScannerRole.ANY
    prefix: str = _text(check=scanner_marks)
    suffix: str = _text(check=scanner_marks)
    limit: int = _number(16 * 1024, 16, 1024 * 1024)
    gap: float | None = _number(None, 0.01, 10)
    gs: str = _text(check=scanner_marks)
    rs: str = _text(check=scanner_marks)
    fs: str = _text(check=scanner_marks)
    eot: str = _text(check=scanner_marks)
    parity: Parity = Parity.NONE
    data_bits: int = _number(8, 7, 8)
    stop_bits: float = _number(1.0, 1, 2)
    flow: FlowControl = FlowControl.NONE
    layout: KeyboardLayout = KeyboardLayout.US


@dataclass(frozen=True, slots=True)
class Appearance:
    """How it looks and sounds; `volume` is percent."""

    theme: ThemeName = ThemeName.LIGHT
    text_scale: float = _number(1.0, 1.0, 2.0)
    reduced_motion: bool = False
    sounds: bool = True
    volume: int = _number(80, 0, 100)


@dataclass(frozen=True, slots=True)
class OutboxSettings:
    """How postings are sent and kept (design.md 4).

    Attributes:
        settle_seconds: Before this has passed since a request left, absence proves nothing.
            Must be longer than the ERP's own request limit.
        archive_days: Settled postings older than this leave the list; scans and discarded drafts
            of that age are thrown away.
        recheck_hours: A posting older than this reads its BOM again before it is sent.
        backoff_seconds: First wait after an ERP that couldn't be reached; doubles each time.
        backoff_most_seconds: The longest such wait.
    """

    settle_seconds: float = _number(120.0, 0.05, DAY)
    archive_days: int = _number(400, 1, 36_500)
    recheck_hours: float = _number(24.0, 0, 8760)
    backoff_seconds: float = _number(1.0, 0.01, 3600)
    backoff_most_seconds: float = _number(60.0, 0.01, DAY)


@dataclass(frozen=True, slots=True)
class WireOverrides:
    """Where a live server differs from the contract as we know it; the training ERP never does.

    Attributes:
        paths: By the name of our call.
        fields: By our name of the field.
    """

    paths: Mapping[str, str] = _texts(server_path)
    fields: Mapping[str, str] = _texts(filled)

    @property
    def flat(self) -> Mapping[str, str]:
        """Both in one, as the ERP client takes them."""
        return {**self.paths, **self.fields}


@dataclass(frozen=True, slots=True)
class ManexSettings(Server):
    """The live ERP of the buyer's desk; the file's table is `manex`. Without one there is no desk.

    The API key is none of them: a lead enters it once, in the window (design.md 7).

    Attributes:
        form: How it is asked.
        wire: Where it differs from the contract as we know it.
    """

    form: RequestForm = RequestForm.JSON
    wire: WireOverrides = field(default_factory=WireOverrides)


@dataclass(frozen=True, slots=True)
class Settings:
    """All of one station. Names are the tables of the file."""

    station: Station = field(default_factory=Station)
    connection: Connection = field(default_factory=Connection)
    manex: ManexSettings = field(default_factory=ManexSettings)
    kit: KitDefaults = field(default_factory=KitDefaults)
    rules: Rules = field(default_factory=Rules)
    buying: BuyingSettings = field(default_factory=BuyingSettings)
    scanners: tuple[ScannerSettings, ...] = ()
    appearance: Appearance = field(default_factory=Appearance)
    outbox: OutboxSettings = field(default_factory=OutboxSettings)
    labels: LabelSettings = field(default_factory=LabelSettings)
    label_printer: LabelPrinterSettings = field(default_factory=LabelPrinterSettings)
    wire: WireOverrides = field(default_factory=WireOverrides)

    @property
    def live(self) -> bool:
        """Whether any live ERP is configured; without one the workstation opens in training."""
        return self.connection.configured or self.manex.configured
