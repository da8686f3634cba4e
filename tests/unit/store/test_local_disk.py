"""A home on a network share is refused, whatever the system calls the share."""

import sys
from pathlib import Path

import pytest

from app.store.database import Database
from app.store.faults import StoreFault, StoreFaultKind
from app.store.local_disk import check_local, share_in_mount_list, share_in_mountinfo

MOUNTINFO = """\
21 1 254:0 / / rw,relatime - ext4 /dev/vda rw
22 21 0:5 / /proc rw shared:5 - proc proc rw
30 21 0:40 / /srv rw shared:7 master:1 - nfs4 nas:/export rw,vers=4.2
31 30 8:1 / /srv/local\\040disk rw - xfs /dev/sdb1 rw
32 21 0:41 / /home/mia/share rw - fuse.sshfs mia@host:/ rw
33 21 0:42 / /mnt/win rw - cifs //server/share rw
34 21 0:43 / /mnt/over rw - nfs nas:/a rw
35 34 8:2 / /mnt/over rw - ext4 /dev/sdc rw
broken line - nfs
36 21 0:44 / /home/mia/crypt rw - fuse.gocryptfs /home/mia/plain rw
"""


@pytest.mark.parametrize(
    ("folder", "share"),
    [
        ("/home/mia/kitbench", ""),
        ("/srv/kitbench", "nfs4 at /srv"),
        ("/srv", "nfs4 at /srv"),
        ("/srvx", ""),
        ("/srv/local disk/kitbench", ""),
        ("/home/mia/share/a/b", "fuse.sshfs at /home/mia/share"),
        ("/home/mia/crypt/a", ""),
        ("/mnt/win/kitbench", "cifs at /mnt/win"),
        ("/mnt/over/kitbench", ""),
    ],
)
def test_linux(folder: str, share: str) -> None:
    assert share_in_mountinfo(MOUNTINFO, Path(folder)) == share


def test_nothing_is_known_of_a_list_without_mounts() -> None:
    assert share_in_mountinfo("", Path("/home")) == ""
    assert share_in_mount_list("nonsense", Path("/home")) == ""


@pytest.mark.parametrize(
    ("folder", "share"),
    [
        ("/Users/mia/kitbench", ""),
        ("/Volumes/Share One/kitbench", "smbfs at /Volumes/Share One"),
        ("/Volumes/Stick/kitbench", ""),
        ("/System/Volumes/Data/home/mia", "nfs at /System/Volumes/Data/home/mia"),
    ],
)
def test_macos(folder: str, share: str) -> None:
    listed = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//mia@nas/One on /Volumes/Share One (smbfs, nodev, nosuid, mounted by mia)
/dev/disk4s1 on /Volumes/Stick (msdos, local, nodev)
nas:/home/mia on /System/Volumes/Data/home/mia (nfs, nodev, nosuid)
"""
    assert share_in_mount_list(listed, Path(folder)) == share


@pytest.mark.skipif(sys.platform != "linux", reason="by Linux's list of mounts")
def test_a_home_on_a_share_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mountinfo"
    shared = tmp_path / "shared"
    mounts.write_text(f"30 21 0:40 / {shared} rw - cifs //server/share rw\n")
    monkeypatch.setattr("app.store.local_disk.LINUX_MOUNTS", mounts)

    with pytest.raises(StoreFault) as refused:
        Database(shared / "kitbench.db")

    assert refused.value.kind is StoreFaultKind.NETWORK
    assert f"network share (cifs at {shared})" in str(refused.value)
    assert list(shared.iterdir()) == []
    Database(tmp_path / "own" / "kitbench.db").close()


def test_a_way_there_through_a_link_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if sys.platform != "linux":
        pytest.skip("by Linux's list of mounts")
    mounts, shared, link = tmp_path / "mountinfo", tmp_path / "shared", tmp_path / "link"
    mounts.write_text(f"30 21 0:40 / {shared} rw - nfs nas:/ rw\n")
    monkeypatch.setattr("app.store.local_disk.LINUX_MOUNTS", mounts)
    shared.mkdir()
    link.symlink_to(shared)
    with pytest.raises(StoreFault, match="nfs at"):
        check_local(link)


def test_this_machine_s_own_disk_is_local(tmp_path: Path) -> None:
    check_local(tmp_path)
