"""Label printers: over TCP to a real listener, over a pty, and all that keeps one from printing."""

import os
import select
import socket
import threading
import tty
from collections.abc import Callable, Iterator
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware.label_printer import LabelPrinter, Patience, PrinterError, PrinterFault, fault_in
from tests.unit.hardware import printers
from tests.unit.hardware.printers import NetworkPrinter

JOB = "^XA\n^FO10,10^A0N,20,20^FH^FDRLY_2D24V^FS\n^XZ\n"
HASTY = Patience(connect=2.0, status=0.2, job=0.4)
Make = Callable[..., NetworkPrinter]


@pytest.fixture
def printer() -> Iterator[Make]:
    made: list[NetworkPrinter] = []

    def make(status: bytes = printers.READY, *, deaf: bool = False) -> NetworkPrinter:
        made.append(NetworkPrinter(status, deaf=deaf))
        return made[-1]

    yield make
    for one in made:
        one.close()


def fault_of(address: str, job: str = JOB) -> PrinterFault:
    with pytest.raises(PrinterError) as caught:
        LabelPrinter(address, patience=HASTY).print(job)
    return caught.value.fault


def test_a_job_arrives_whole_at_a_network_printer(printer: Make) -> None:
    network = printer()
    long = JOB * 5_000
    LabelPrinter(network.address).print(long)
    assert network.printed.wait(10)
    assert network.jobs == [long.encode()]


def test_one_that_does_not_say_how_it_is_prints_all_the_same(printer: Make) -> None:
    network = printer(status=b"")
    LabelPrinter(network.address, patience=HASTY).print(JOB)
    assert network.printed.wait(10)


@pytest.mark.parametrize(
    ("status", "fault"),
    [
        (printers.NO_PAPER, PrinterFault.NO_PAPER),
        (printers.PAUSED, PrinterFault.PAUSED),
        (printers.OPEN, PrinterFault.OPEN),
        (printers.NO_RIBBON, PrinterFault.NO_RIBBON),
    ],
)
def test_what_keeps_it_from_printing_is_said_and_nothing_sent(
    printer: Make, status: bytes, fault: PrinterFault
) -> None:
    network = printer(status)
    assert fault_of(network.address) is fault
    assert network.jobs == []


def test_one_that_takes_nothing_more_is_slow(printer: Make) -> None:
    network = printer(deaf=True)
    assert fault_of(network.address, JOB * 500_000) is PrinterFault.SLOW


def test_one_that_is_switched_off_is_off() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port = listener.getsockname()[1]
    assert fault_of(f"tcp://127.0.0.1:{port}") is PrinterFault.OFF


@pytest.mark.parametrize(
    "address", ["tcp://", "tcp://printer:0", "tcp://printer:99999", "tcp://a b"]
)
def test_what_is_no_address_is_unusable(address: str) -> None:
    assert fault_of(address) is PrinterFault.UNUSABLE


def test_a_serial_line_that_is_not_there_is_off() -> None:
    assert fault_of("/dev/ttyKB99") is PrinterFault.OFF


def test_a_job_arrives_whole_at_a_serial_printer() -> None:
    master, slave = os.openpty()
    tty.setraw(slave)
    heard = bytearray()
    whole = f"~HS{JOB}".encode()
    done = threading.Event()

    def serve() -> None:
        while len(heard) < len(whole) and select.select([master], [], [], 10)[0]:
            heard.extend(os.read(master, 4096))
            if heard == b"~HS":
                os.write(master, printers.READY)
        done.set()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        LabelPrinter(os.ttyname(slave)).print(JOB)
        assert done.wait(10)
        assert bytes(heard) == whole
    finally:
        thread.join()
        os.close(slave)
        os.close(master)


@given(st.binary(max_size=200))
def test_no_answer_breaks_it(answer: bytes) -> None:
    assert fault_in(answer) in {None, *PrinterFault}
