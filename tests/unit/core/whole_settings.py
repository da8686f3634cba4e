"""A station file with every key there is, and what it says."""

from app.core.label_set import LabelSet
from app.core.lot_labels.sizes import LabelSize
from app.core.po_line.forms import DayOrder, DecimalMark
from app.core.settings import (
    Appearance,
    BuyingSettings,
    Connection,
    Encoding,
    FlowControl,
    KeyboardLayout,
    KitDefaults,
    LabelPrinterSettings,
    LabelSettings,
    ManexSettings,
    OutboxSettings,
    Parity,
    RequestForm,
    Rule,
    Rules,
    ScannerMode,
    ScannerRole,
    ScannerSettings,
    Settings,
    Station,
    TemplateSettings,
    Terminator,
    ThemeName,
    WireOverrides,
)

WHOLE = """
[station]
name = "KIT-04"

[connection]
root_url = "https://erp.example:8443/api-root"
data_source = "LIVE"
allow_plain_http = true
proxy = "http://proxy.example:3128"
connect_seconds = 2.5
query_seconds = 10
posting_seconds = 90

[manex]
root_url = "https://manex.example/erp"
allow_plain_http = true
proxy = "http://proxy.example:3128"
connect_seconds = 3
query_seconds = 11
posting_seconds = 91
form = "query"
[manex.wire.paths]
po-item-get = "/API/PO/ItemGet"
[manex.wire.fields]
"po-main-get.answer.SUPNAME" = "SUPPLIER"

[kit]
department = "7"
account = "310"
to_stores = "MA"
to_location = "ISLE 3/SHELF 2"
kit_stores = "KS"
include_scrap = true
reference_length = 30
keep_ready = ["MOTOR003", "PUMP002"]

[rules]
short = "block"
expired = "allow"
scan_lots = true
reasons = "Because"

[buying]
price_percent = 10
price = "block"
zero_price = "block"
most_quantity = 5000
quantity = "allow"
decimal = "comma"
days = "day-first"

[[scanners]]
name = "bench"
port = "usb:0c2e:0b6a:S/N12"
terminator = "crlf"
baud = 115200
mode = "batch"
encoding = "latin-1"
role = "serials"
prefix = "\\u0002*"
suffix = "#"
limit = 4096
gap = 0.2
gs = "~"
rs = "^"
fs = "{FS}"
eot = "|"
parity = "even"
data_bits = 7
stop_bits = 1.5
flow = "rts/cts"
layout = "de"
[[scanners]]
name = "dock"
port = "COM5"

[appearance]
theme = "contrast"
text_scale = 1.5
reduced_motion = true
sounds = false
volume = 0

[outbox]
settle_seconds = 0.2
archive_days = 30
recheck_hours = 8
backoff_seconds = 0.05
backoff_most_seconds = 0.5

[label_printer]
port = "tcp://labels.example:9100"
size = "57x32"
dots_per_inch = 300
automatic = false
baud = 19200

[labels]
set = "uaes"

[labels.identifiers]
"30P" = "supplier_part"
"1Z" = "-"

[[labels.templates]]
name = "Lot card"
pattern = '(?P<part>[^;]+);(?P<lot>.+)'
symbology = "]d1"
[[labels.templates]]
name = "Shelf"
positions = "stores 1-2, location 3-"

[wire.paths]
server-time-get = "/api/time"
[wire.fields]
REFERENCE = "REF_TEXT"
"""

ALL_SET = Settings(
    station=Station("KIT-04"),
    connection=Connection(
        root_url="https://erp.example:8443/api-root",
        data_source="LIVE",
        allow_plain_http=True,
        proxy="http://proxy.example:3128",
        connect_seconds=2.5,
        query_seconds=10.0,
        posting_seconds=90.0,
    ),
    manex=ManexSettings(
        root_url="https://manex.example/erp",
        allow_plain_http=True,
        proxy="http://proxy.example:3128",
        connect_seconds=3.0,
        query_seconds=11.0,
        posting_seconds=91.0,
        form=RequestForm.QUERY,
        wire=WireOverrides(
            {"po-item-get": "/API/PO/ItemGet"}, {"po-main-get.answer.SUPNAME": "SUPPLIER"}
        ),
    ),
    kit=KitDefaults(
        department="7",
        account="310",
        to_stores="MA",
        to_location="ISLE 3/SHELF 2",
        kit_stores="KS",
        include_scrap=True,
        reference_length=30,
        keep_ready=("MOTOR003", "PUMP002"),
    ),
    buying=BuyingSettings(
        price_percent=10.0,
        price=Rule.BLOCK,
        zero_price=Rule.BLOCK,
        most_quantity=5000,
        quantity=Rule.ALLOW,
        decimal=DecimalMark.COMMA,
        days=DayOrder.DAY_FIRST,
    ),
    rules=Rules(short=Rule.BLOCK, expired=Rule.ALLOW, scan_lots=True, reasons="Because"),
    scanners=(
        ScannerSettings(
            name="bench",
            port="usb:0c2e:0b6a:S/N12",
            terminator=Terminator.CRLF,
            baud=115200,
            mode=ScannerMode.BATCH,
            encoding=Encoding.LATIN_1,
            role=ScannerRole.SERIALS,
            prefix="\x02*",
            suffix="#",
            limit=4096,
            gap=0.2,
            gs="~",
            rs="^",
            fs="{FS}",
            eot="|",
            parity=Parity.EVEN,
            data_bits=7,
            stop_bits=1.5,
            flow=FlowControl.RTS_CTS,
            layout=KeyboardLayout.GERMAN,
        ),
        ScannerSettings(name="dock", port="COM5"),
    ),
    appearance=Appearance(
        theme=ThemeName.CONTRAST,
        text_scale=1.5,
        reduced_motion=True,
        sounds=False,
        volume=0,
    ),
    outbox=OutboxSettings(
        settle_seconds=0.2,
        archive_days=30,
        recheck_hours=8.0,
        backoff_seconds=0.05,
        backoff_most_seconds=0.5,
    ),
    label_printer=LabelPrinterSettings(
        port="tcp://labels.example:9100",
        size=LabelSize.SMALL,
        dots_per_inch=300,
        automatic=False,
        baud=19200,
    ),
    labels=LabelSettings(
        set=LabelSet.UAES,
        identifiers={"30P": "supplier_part", "1Z": "-"},
        templates=(
            TemplateSettings("Lot card", pattern="(?P<part>[^;]+);(?P<lot>.+)", symbology="]d1"),
            TemplateSettings("Shelf", positions="stores 1-2, location 3-"),
        ),
    ),
    wire=WireOverrides(
        paths={"server-time-get": "/api/time"},
        fields={"REFERENCE": "REF_TEXT"},
    ),
)
