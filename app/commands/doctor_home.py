"""`kitbench doctor`: the home, in which a station keeps its work."""

import os
import shlex
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from app.core.doctor import MEGABYTE, Concern, Facts, Finding, Look, State, of_disk
from app.core.target import Mode
from app.paths import Home
from app.store.faults import StoreFault
from app.store.local_disk import check_local
from app.store.lock import HomeInUse, holder_of
from app.ui.texts import system_said

_OTHERS = 0o077
_BESIDE = ("", ".lock", "-wal", "-shm")
"""Of a database: where one of these is another user's it doesn't open."""


def home(place: Home) -> Finding:
    """The folder of the station's work."""
    root = place.root.absolute()
    if not root.exists():
        return _new_home(root)
    holder, trouble = _holder(place)
    free = shutil.disk_usage(root).free
    writable = root.is_dir() and os.access(root, os.W_OK | os.X_OK)
    if holder is not None:
        opened = f"Kitbench works in it now (process {holder.pid or 'unknown'})"
    elif trouble or not _may_enter(root):
        opened = "who works in it can't be seen"
    else:
        opened = "nobody works in it now"
    return Finding(
        Look.HOME,
        f"{root}: {free // MEGABYTE:,} MB free, {opened}.",
        concerns=(*trouble, *_concerns(place, free, writable=writable)),
        facts=_facts(root, writable, free, holder.pid if holder else None, there=True),
    )


def _new_home(root: Path) -> Finding:
    above = next((one for one in root.parents if one.exists()), root.parent)
    writable = above.is_dir() and os.access(above, os.W_OK | os.X_OK)
    denied = Concern(
        State.FAULT,
        f"It can't be made: {above} can't be written by this user.",
        "Kitbench does not start here.",
        f"Give this user the right to write in {above}, or name another folder with --home.",
    )
    free = shutil.disk_usage(above).free
    return Finding(
        Look.HOME,
        f"{root} is not there yet: the first start makes it.",
        concerns=(*(() if writable else (denied,)), *_of_disk(above, free)),
        facts=_facts(root, writable, free, None, there=False),
    )


def _facts(root: Path, writable: bool, free: int, pid: int | None, *, there: bool) -> Facts:
    return {
        "path": str(root),
        "there": there,
        "writable": writable,
        "free_bytes": free,
        "open_in": pid,
    }


def _holder(place: Home) -> tuple[HomeInUse | None, tuple[Concern, ...]]:
    if not _may_enter(place.root):
        return None, ()
    try:
        return holder_of(place.lock), ()
    except StoreFault as fault:
        concern = Concern(
            State.FAULT,
            f"Its lock can't be looked at: {system_said(fault.detail)}.",
            "Kitbench needs it to be the only one that works here, so it does not start.",
            f"Give this user the right to read and write {place.lock}.",
        )
        return None, (concern,)


def _concerns(place: Home, free: int, *, writable: bool) -> Iterator[Concern]:
    if not place.root.is_dir():
        yield Concern(
            State.FAULT,
            "It is a file, and should be a folder.",
            "Kitbench does not start here.",
            "Name another folder with --home, or move the file away.",
        )
        return
    if not writable:
        yield _not_writable(place.root, "the folder")
    if not _may_enter(place.root):
        return  # nothing in it can be seen
    for file in _files(place):
        if not os.access(file, os.R_OK | os.W_OK) and file.exists():
            yield _not_writable(file, file.name)
    try:
        check_local(place.root)
    except StoreFault as fault:
        yield Concern(
            State.FAULT,
            f"{fault.detail[:1].upper()}{fault.detail[1:]}.",
            "Work can be lost or sent twice from there, so Kitbench does not start.",
            "Name a folder on a disk of this computer with --home.",
        )
    yield from _of_disk(place.root, free)
    yield from _open_to_others(place)


def _not_writable(path: Path, what: str) -> Concern:
    return Concern(
        State.FAULT,
        f"This user can't write {what}.",
        "Nothing can be saved there, so Kitbench does not start.",
        f"Sign in as the user whose work this is, or give {path} to this user.",
    )


def _of_disk(place: Path, free: int) -> Iterator[Concern]:
    state = of_disk(free)
    if state is State.FAULT:
        means = "Soon no scan and no posting can be saved, and Kitbench takes none that isn't."
    else:
        means = "When it is full no scan is taken any more."
    if state is not State.OK:
        yield Concern(
            state,
            f"Its disk is {'as good as full' if state is State.FAULT else 'nearly full'}.",
            means,
            f"Make room on the disk of {place}. Delete nothing in this folder.",
        )


def _open_to_others(place: Home) -> Iterator[Concern]:
    """What isn't 0700, or 0600, as Kitbench makes it."""
    folders = [one for one in (place.root, place.log.parent) if one.is_dir()]
    loose = [one for one in (*folders, *_files(place)) if _mode(one) & _OTHERS]
    if os.name != "posix" or not loose:
        return
    names = (str(one.relative_to(place.root)) for one in loose)
    named = ", ".join("the folder itself" if name == "." else name for name in names)
    yield Concern(
        State.ATTENTION,
        f"Others of this computer may look into it: {named}.",
        "Nothing stops working; who works here, and on what, can be read by others.",
        f"Type: chmod -R go-rwx {shlex.quote(str(place.root))}",
    )


def _files(place: Home) -> list[Path]:
    """The databases, the log and the locks, as far as they are there."""
    databases = [place.database(mode) for mode in Mode]
    kept = [one.with_name(f"{one.name}{part}") for one in databases for part in _BESIDE]
    return [one for one in (*kept, place.log, place.lock) if one.is_file()]


def _may_enter(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.R_OK | os.X_OK)


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:  # Kitbench was closed just now
        return 0
