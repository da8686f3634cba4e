"""The labels of a station: printed by themselves, kept while the printer doesn't take them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.lot_labels.sizes import LabelSize
from app.core.settings import LabelPrinterSettings
from app.services.label_printing import label_station
from app.services.lot_labels import LabelDesk
from app.services.tasks import Tasks
from app.store.database import Database
from app.store.lot_labels import LotLabels
from app.store.outbox import Outbox
from hardware.label_printer import PrinterFault
from tests.services.world import until
from tests.support.ready_store import lay_out
from tests.unit.core.lot_labels.labels import CAPTIONS
from tests.unit.core.receipts.making import LIVE
from tests.unit.hardware import printers
from tests.unit.hardware.printers import NetworkPrinter
from tests.unit.store.test_lot_labels import post


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(lay_out(tmp_path / "kitbench.db")) as opened:
        yield opened


@pytest.fixture
def printer() -> Iterator[NetworkPrinter]:
    made = NetworkPrinter(printers.NO_PAPER)
    yield made
    made.close()


def label_desk(
    database: Database, tasks: Tasks, port: str = "", *, automatic: bool = True
) -> LabelDesk:
    settings = LabelPrinterSettings(port=port, size=LabelSize.SMALL, automatic=automatic)
    store = LotLabels(database)
    return LabelDesk(store, Outbox(database), LIVE, tasks, label_station(settings, CAPTIONS))


def test_a_posted_receipt_is_labelled_and_a_printer_without_paper_loses_none(
    database: Database, tasks: Tasks, printer: NetworkPrinter
) -> None:
    outbox = Outbox(database)
    desk = label_desk(database, tasks, printer.address)
    desk.note(outbox.get(post(outbox)))
    until(lambda: desk.fault is not None)
    assert desk.fault is PrinterFault.NO_PAPER
    assert [one.label.lot_id for one in desk.waiting] == ["G-1"]

    printer.status = printers.READY
    desk.print_all()
    until(lambda: not desk.waiting and desk.fault is None)
    assert printer.printed.wait(10)
    assert b"GREASE_2DL2" in printer.jobs[0]


def test_a_second_posting_takes_along_what_waits(
    database: Database, tasks: Tasks, printer: NetworkPrinter
) -> None:
    outbox = Outbox(database)
    desk = label_desk(database, tasks, printer.address)
    desk.note(outbox.get(post(outbox, "A")))
    until(lambda: desk.fault is not None)
    printer.status = printers.READY
    desk.note(outbox.get(post(outbox, "B")))
    until(lambda: not desk.waiting and not desk.printing)
    assert printer.printed.wait(10)
    assert printer.jobs[0].count(b"^XA") == 2


def test_a_label_that_comes_while_others_are_printed_is_printed_after_them(
    database: Database, tasks: Tasks, printer: NetworkPrinter
) -> None:
    printer.status = printers.READY
    outbox = Outbox(database)
    desk = label_desk(database, tasks, printer.address)
    first, second = outbox.get(post(outbox, "A")), outbox.get(post(outbox, "B"))

    def post_another() -> None:
        if desk.printing and not printer.jobs:
            desk.note(second)

    desk.changed.connect(post_another)
    desk.note(first)
    until(lambda: len(printer.jobs) == 2)
    until(lambda: not desk.waiting and not desk.printing)
    assert [job.count(b"^XA") for job in printer.jobs] == [1, 1]


def test_one_that_was_torn_is_printed_again(
    database: Database, tasks: Tasks, printer: NetworkPrinter
) -> None:
    printer.status = printers.READY
    outbox = Outbox(database)
    name = post(outbox)
    desk = label_desk(database, tasks, printer.address)
    desk.note(outbox.get(name))
    until(lambda: len(printer.jobs) == 1 and not desk.waiting)
    desk.again(name, who="Mia")
    until(lambda: len(printer.jobs) == 2 and not desk.waiting)
    assert printer.jobs[0] == printer.jobs[1]


def test_what_was_posted_while_nobody_looked_is_labelled_at_the_start(
    database: Database, tasks: Tasks
) -> None:
    post(Outbox(database))
    desk = label_desk(database, tasks)
    desk.start()
    until(lambda: bool(desk.waiting))
    assert not desk.has_printer
    desk.print_all()  # there is none: they stay
    assert not desk.printing

    desk.written(desk.waiting, who="Mia")
    until(lambda: not desk.waiting)


def test_nothing_is_printed_unasked_where_the_station_says_so(
    database: Database, tasks: Tasks, printer: NetworkPrinter
) -> None:
    printer.status = printers.READY
    desk = label_desk(database, tasks, printer.address, automatic=False)
    desk.note(Outbox(database).get(post(Outbox(database))))
    until(lambda: bool(desk.waiting))
    assert not desk.printing
    desk.dismiss(desk.waiting, who="Mia")
    until(lambda: not desk.waiting)
    assert printer.jobs == []
