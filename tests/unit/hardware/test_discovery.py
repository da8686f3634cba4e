"""Which port is the scanner's."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from serial.tools.list_ports_common import ListPortInfo

from hardware import discovery
from hardware.discovery import PortInfo, UsbIdentity
from tests.support.texts import SIGNS

HONEYWELL = (0x0C2E, 0x0B6A)


def find(identity: UsbIdentity, among: list[PortInfo]) -> PortInfo | None:
    found = discovery.candidates(identity, among)
    return found[0] if len(found) == 1 else None


def usb(path: str, serial_number: str | None = None, location: str | None = None) -> PortInfo:
    return PortInfo(path, "scanner", identity=UsbIdentity(*HONEYWELL, serial_number, location))


def test_a_listed_port_tells_maker_product_and_identity() -> None:
    listed = ListPortInfo("/dev/ttyACM0")
    listed.vid, listed.pid = HONEYWELL
    listed.serial_number, listed.location = "17042B0A5C", "1-2.3"
    listed.manufacturer, listed.product = "Honeywell", "Xenon 1950"
    listed.apply_usb_info()
    assert PortInfo.of(listed) == PortInfo(
        path="/dev/ttyACM0",
        description="Xenon 1950",
        maker="Honeywell",
        product="Xenon 1950",
        identity=UsbIdentity(*HONEYWELL, "17042B0A5C", "1-2.3"),
    )


def test_a_built_in_port_has_a_name_and_no_identity() -> None:
    assert PortInfo.of(ListPortInfo("/dev/ttyS0")) == PortInfo("/dev/ttyS0", "ttyS0")


def test_the_ports_of_this_computer_are_listed_without_pseudo_terminals() -> None:
    master, slave = os.openpty()
    try:
        assert os.ttyname(slave) not in [port.path for port in discovery.ports()]
    finally:
        os.close(master)
        os.close(slave)


def test_a_serial_number_is_found_in_any_socket() -> None:
    here = [usb("/dev/ttyACM0", "A", "1-1"), usb("/dev/ttyACM3", "AB", "1-4")]
    assert find(UsbIdentity(*HONEYWELL, "AB", "1-9"), here) == here[1]


def test_a_serial_number_is_compared_whole() -> None:
    assert find(UsbIdentity(*HONEYWELL, "A"), [usb("/dev/ttyACM0", "AB")]) is None


def test_another_product_of_that_serial_number_is_not_it() -> None:
    assert find(UsbIdentity(0x0C2E, 0x0B6B, "A"), [usb("/dev/ttyACM0", "A")]) is None


def test_devices_that_share_a_serial_number_are_told_apart_by_their_socket() -> None:
    here = [usb("/dev/ttyACM0", "0000", "1-1"), usb("/dev/ttyACM1", "0000", "1-2")]
    assert find(UsbIdentity(*HONEYWELL, "0000", "1-2"), here) == here[1]
    assert find(UsbIdentity(*HONEYWELL, "0000", "1-3"), here) is None
    assert find(UsbIdentity(*HONEYWELL, "0000"), here) is None


def test_without_a_serial_number_the_socket_counts_even_if_only_one_is_there() -> None:
    here = [usb("/dev/ttyACM0", None, "1-1")]
    assert find(UsbIdentity(*HONEYWELL, None, "1-1"), here) == here[0]
    assert find(UsbIdentity(*HONEYWELL, None, "1-2"), here) is None


def test_knowing_no_more_than_the_product_is_enough_for_the_only_one() -> None:
    here = [usb("/dev/ttyACM0"), PortInfo("/dev/ttyS0", "ttyS0")]
    assert find(UsbIdentity(*HONEYWELL), here) == here[0]


@given(
    st.builds(
        UsbIdentity,
        st.integers(0, 0xFFFF),
        st.integers(0, 0xFFFF),
        st.none() | st.from_regex(r"[A-Za-z0-9 :./_-]+", fullmatch=True, alphabet=SIGNS),
        st.none() | st.from_regex(r"[0-9.:-]+", fullmatch=True, alphabet=SIGNS),
    )
)
def test_an_identity_is_written_and_read_back(identity: UsbIdentity) -> None:
    assert UsbIdentity.parse(str(identity)) == identity


@pytest.mark.parametrize("text", ["", "COM5", "usb:12:34", "usb:0c2e:0b6x", "/dev/ttyACM0"])
def test_what_is_not_an_identity_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a USB identity"):
        UsbIdentity.parse(text)
