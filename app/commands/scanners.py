"""`kitbench scanners`: the ports of this computer, and what the station file calls them."""

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence

from hardware import access, discovery
from hardware.discovery import PortInfo
from hardware.scanner import Access

Row = dict[str, str | bool | None]

HEADINGS = {
    "port": "PORT",
    "maker": "MAKER",
    "product": "PRODUCT",
    "serial_number": "SERIAL NUMBER",
    "location": "LOCATION",
    "address": "WRITE INTO THE STATION FILE",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench scanners`."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(asked: argparse.Namespace) -> int:
    """List the ports; the exit status is 0 even if there are none."""
    rows = list(rows_of(discovery.ports()))
    if asked.json:
        for row in rows:
            print(json.dumps(row))
        return 0
    if not rows:
        print("This computer has no serial port now. Plug the scanner in, in its serial mode.")
        return 0
    print("\n".join(table(rows)))
    for row in rows:
        if not row["permitted"]:
            print(f"{row['port']}: no permission. {row['remedy']}", file=sys.stderr)
    return 0


def rows_of(ports: Sequence[PortInfo]) -> Iterator[Row]:
    """One object a port, as `--json` writes it."""
    for port in ports:
        identity = port.identity
        permitted = may_open(port.path)
        yield {
            "port": port.path,
            "description": port.description,
            "maker": port.maker,
            "product": port.product,
            "vendor_id": f"{identity.vendor_id:04x}" if identity else None,
            "product_id": f"{identity.product_id:04x}" if identity else None,
            "serial_number": identity.serial_number if identity else None,
            "location": identity.location if identity else None,
            "address": str(discovery.shortest_identity(port, ports) or port.path),
            "permitted": permitted,
            "remedy": None if permitted else remedy(access.access(port.path, identity)),
            "holder": access.holder(port.path) or None,
        }


def table(rows: Sequence[Row]) -> Iterator[str]:
    """The same for people, in columns."""
    cells = [list(HEADINGS.values())]
    cells += [[str(row[key] or "-") for key in HEADINGS] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for line in cells:
        padded = (cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip()


def may_open(path: str) -> bool:
    """Whether this user has the right to open it; a port of Windows is no path, and free to all."""
    return os.access(path, os.R_OK | os.W_OK) or not os.path.exists(path)  # noqa: PTH110 - see there


def remedy(way: Access) -> str:
    """What IT has to do so that this user may open a port."""
    if way.member:
        return f"You are in the group {way.group}: sign out of this computer and in again."
    if way.group:
        return f'Type: sudo usermod -aG {way.group} "$USER"; then sign out and in again.'
    if way.udev_rule:
        return (
            f"Write this line into /etc/udev/rules.d/70-kitbench.rules: {way.udev_rule} "
            "Then type: sudo udevadm control --reload; and plug the scanner in again."
        )
    return "Ask IT for the right to use this port."
