"""Why a port can't be had: whose permission is lacking, and who holds it."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from hardware.discovery import UsbIdentity
from hardware.scanner import Access

if sys.platform != "win32":
    import grp
    import pwd

_GROUP_MAY = stat.S_IRGRP | stat.S_IWGRP
_PROCESSES = Path("/proc")


def access(path: str, identity: UsbIdentity | None) -> Access:
    """What lets this user at the port; all empty where the system has no such ways."""
    group, member = _group(path)
    rule = _udev_rule(identity) if identity and sys.platform == "linux" else ""
    return Access(group, member, rule)


def holder(path: str) -> str:
    """The other program that has the port open, as `minicom (4711)`; empty where it isn't seen.

    Linux only. A user sees only the own programs, root sees all.
    """
    device = os.path.realpath(path)
    for process in _PROCESSES.glob("[0-9]*"):
        if process.name != str(os.getpid()) and device in _open_files(process):
            with suppress(OSError):  # it has just ended
                return f"{(process / 'comm').read_text().strip()} ({process.name})"
    return ""


def _group(path: str) -> tuple[str, bool]:
    """The group that may use the port, and whether this user is to become a member only now."""
    if sys.platform == "win32":
        return "", False
    try:
        found = Path(path).stat()
        group = grp.getgrgid(found.st_gid)
        user = pwd.getpwuid(os.geteuid())
    except (OSError, KeyError):  # the port is gone, or the group has no name
        return "", False
    if found.st_mode & _GROUP_MAY != _GROUP_MAY or found.st_gid == 0:
        return "", False  # membership would not help, or would give away the whole computer
    listed = user.pw_name in group.gr_mem or user.pw_gid == group.gr_gid
    return group.gr_name, listed and group.gr_gid not in (*os.getgroups(), os.getegid())


def _udev_rule(identity: UsbIdentity) -> str:
    vendor, product = f"{identity.vendor_id:04x}", f"{identity.product_id:04x}"
    device = f'ATTRS{{idVendor}}=="{vendor}", ATTRS{{idProduct}}=="{product}"'
    return f'SUBSYSTEM=="tty", {device}, TAG+="uaccess"'


def _open_files(process: Path) -> Iterator[str]:
    with suppress(OSError):  # another user's, or it has just ended
        for file in (process / "fd").iterdir():
            with suppress(OSError):
                yield str(file.readlink())
