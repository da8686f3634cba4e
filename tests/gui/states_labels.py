"""Lot labels that wait: none, some, a printer without paper, the question before they go."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from app.core.lot_labels.sizes import LabelSize
from app.core.posting import new_reference
from app.core.receipt import PlannedLine, Receipt, ReceiptPosting, ReceivedLine
from app.core.settings import LabelPrinterSettings, Settings, Station
from app.ui.pages.lot_labels import LotLabelsPage
from app.ui.places import Place
from hardware.label_printer import PrinterError, PrinterFault
from tests.gui.stage import Stage
from tests.gui.state_list import state
from tests.services.world import until

WITH_PRINTER = Settings(
    station=Station(name="DOCK-1"),
    label_printer=LabelPrinterSettings("tcp://127.0.0.1:9", LabelSize.SMALL, automatic=False),
)
DOCK = Settings(station=Station(name="DOCK-1"))
TODAY = datetime.now(UTC).astimezone().date()
LINES = (
    ("1", "GREASE-L2", "Bearing grease, class 2", Decimal(4), "KG", "G-118"),
    ("2", "PAINT-5015", "Paint RAL 5015", Decimal(6), "KG", "P-2611-A"),
    ("3", "OIL-220", "Gear oil 220", Decimal(20), "L", "LOT-2026-11-30-0123456789"),
)


def receive(on: Stage) -> None:
    """Three lots of an order come in and are posted."""
    expires = TODAY + timedelta(days=200)
    posting = ReceiptPosting(
        posting_id=str(uuid4()),
        draft_id=str(uuid4()),
        target=on.station.session.target,
        reference=(reference := new_reference()),
        operator="Mia",
        erp_user="APIUSER",
        confirmed_at=datetime.now(UTC),
        batch="",
        request=Receipt(
            "100447",
            tuple(_came(number, quantity, lot, expires) for number, *_, quantity, _, lot in LINES),
            reference,
            TODAY,
            "LS-7",
        ),
        planned=tuple(
            PlannedLine(number, part, words, quantity, unit)
            for number, part, words, quantity, unit, _ in LINES
        ),
    )
    on.station.outbox.confirm(posting).result()
    on.station.sender.wake()
    until(lambda: len(on.station.labels.waiting) == len(LINES))


def _came(number: str, quantity: Decimal, lot: str, expires: date) -> ReceivedLine:
    return ReceivedLine(number, quantity, lot_id=lot, expires=expires)


def open_labels(on: Stage) -> LotLabelsPage:
    """As a person does from home."""
    on.window.show_place(Place.LABELS)
    (page,) = on.window.findChildren(LotLabelsPage)
    return page


@state(settings=DOCK)
def labels_none(on: Stage) -> None:
    open_labels(on)


@state(settings=DOCK, after="labels-none", alone=True)
def labels_wait(on: Stage) -> None:
    receive(on)
    open_labels(on)


@state(settings=DOCK, after="labels-wait", alone=True)
def labels_on_home(on: Stage) -> None:
    on.seen()
    on.window.show_place(Place.HOME)


@state(settings=WITH_PRINTER, alone=True)
def labels_printer_off(on: Stage) -> None:
    receive(on)
    page = open_labels(on)
    page.print_all.click()
    until(lambda: on.station.labels.fault is PrinterFault.OFF)


@state(settings=WITH_PRINTER, after="labels-printer-off", alone=True)
def labels_no_paper(on: Stage) -> None:
    desk = on.station.labels

    def refuse(job: str) -> None:
        del job
        raise PrinterError(PrinterFault.NO_PAPER)

    desk._printer = refuse
    open_labels(on).print_all.click()
    until(lambda: desk.fault is PrinterFault.NO_PAPER)


@state(settings=WITH_PRINTER, after="labels-no-paper", alone=True)
def labels_put_aside(on: Stage) -> None:
    open_labels(on).dismiss.click()


@state(settings=DOCK, after="labels-on-home", alone=True)
def labels_printed(on: Stage) -> None:
    page = open_labels(on)
    page.show_receipt(on.station.labels.waiting[0].posting_id)
    page.pdf.click()
    until(page.again.isVisible)
