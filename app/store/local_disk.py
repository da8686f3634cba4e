"""Whether a folder lies on a disk of this machine: a home on a network share is refused.

Locks and the write-ahead log of SQLite are only good on a local disk, and two machines must never
send from one home (platform.md, "SQLite").
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from app.store.faults import StoreFault, StoreFaultKind

# By the names the systems give them.
NETWORK_KINDS = re.compile(
    r"nfs4?|cifs|smb[23]|smbfs|afs|afpfs|ncpfs|ncp|coda|ceph|lustre|beegfs|gpfs|ocfs2|gfs2"
    r"|glusterfs|pvfs2|davfs|webdav|ftp|acfs"
    r"|fuse\.(sshfs|rclone|s3fs|davfs2?|glusterfs|ceph|smbnetfs|curlftpfs|gvfsd.*)"
)
LINUX_MOUNTS = Path("/proc/self/mountinfo")
_MOUNT_SECONDS = 5.0
_WINDOWS_REMOTE = 4  # DRIVE_REMOTE


def check_local(folder: Path) -> None:
    """Make sure that a folder which exists lies on this machine.

    Raises:
        StoreFault: `NETWORK`, with the kind of share and where it is mounted.
    """
    share = _share(folder.resolve())
    if share:
        raise StoreFault(
            StoreFaultKind.NETWORK,
            f"{folder} is on a network share ({share}); a home must be on a disk of this machine",
        )


def share_in_mountinfo(mountinfo: str, folder: Path) -> str:
    """The network share a folder lies on, by Linux's `/proc/self/mountinfo`; empty for none."""
    best: tuple[int, str, str] = (-1, "", "")
    for line in mountinfo.splitlines():
        place, _, source = line.partition(" - ")
        try:
            mounted, kind = _unescaped(place.split()[4]), source.split()[0]
        except IndexError:
            continue
        # The latest of those mounted on one another is the one that is seen.
        if folder.is_relative_to(mounted) and len(mounted) >= best[0]:
            best = (len(mounted), kind, mounted)
    return _named(best[1], best[2])


def share_in_mount_list(listed: str, folder: Path) -> str:
    """The same by what `mount` prints on macOS: `//u@host/s on /Volumes/s (smbfs, nodev, ...)`."""
    best: tuple[int, str, str] = (-1, "", "")
    for line in listed.splitlines():
        found = re.match(r".* on (/.*) \(([^,)]+)", line)
        if found and folder.is_relative_to(found[1]) and len(found[1]) >= best[0]:
            best = (len(found[1]), found[2], found[1])
    return _named(best[1], best[2])


def _named(kind: str, mounted: str) -> str:
    return f"{kind} at {mounted}" if NETWORK_KINDS.fullmatch(kind) else ""


def _unescaped(text: str) -> str:
    r"""Blanks and the like stand as `\040` in the list of mounts."""
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


if sys.platform == "win32":
    import ctypes

    def _share(folder: Path) -> str:
        drive = os.path.splitdrive(folder)[0]
        if drive.startswith("\\\\"):
            return drive
        kind = ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\")
        return f"network drive {drive}" if kind == _WINDOWS_REMOTE else ""

elif sys.platform == "darwin":

    def _share(folder: Path) -> str:
        listed = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, check=False, timeout=_MOUNT_SECONDS
        )
        return share_in_mount_list(listed.stdout, folder)

else:

    def _share(folder: Path) -> str:
        try:
            mounts = LINUX_MOUNTS.read_text(encoding="utf-8", errors="replace")
        except OSError:
            return ""  # without /proc nobody can say, and most disks are local
        return share_in_mountinfo(mounts, folder)
