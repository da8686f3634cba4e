"""`kitbench doctor`: the databases of a home, as the outbox and the journal left them."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from app.core.doctor import Concern, Facts, Finding, Look, State
from app.core.posting import PostingState
from app.core.settings import Settings
from app.core.target import Mode, Target
from app.paths import Home
from app.services.targets import MANEX_TRAINING, TRAINING, live_target, manex_target_of
from app.store.database_look import DatabaseLook, look_at
from app.store.faults import StoreFault, StoreFaultKind
from app.store.postings import OutboxCounts
from app.ui.texts import system_said

CHECK_SECONDS = 3.0
_SPOILT = {StoreFaultKind.CORRUPT, StoreFaultKind.NOT_A_DATABASE}


def database(place: Home, mode: Mode, settings: Settings) -> list[Finding]:
    """One of them, only read; none where it isn't there."""
    path = place.database(mode)
    if not os.access(path, os.F_OK):  # nor in a folder that this user may not enter
        return []
    return [_database(path, mode, settings)]


def _database(path: Path, mode: Mode, settings: Settings) -> Finding:
    try:
        seen = look_at(path, _targets(mode, settings), seconds=CHECK_SECONDS)
    except StoreFault as fault:
        return Finding(
            Look.DATABASE,
            f"{path}.",
            mode,
            (_unreadable(path, fault),),
            facts={**_facts(path, None), "sound": False if fault.kind in _SPOILT else None},
        )
    concerns = [*_of_version(seen), *_of_check(seen), *_of_outbox(seen.counts)]
    return Finding(
        Look.DATABASE, _told(path, seen), mode, tuple(concerns), facts=_facts(path, seen)
    )


def _targets(mode: Mode, settings: Settings) -> Collection[Target]:
    if mode is Mode.TRAINING:
        return (TRAINING, MANEX_TRAINING)
    manex = manex_target_of(settings, Mode.LIVE)
    main = (live_target(settings),) if settings.connection.configured else ()
    return (*main, *((manex,) if manex else ()))


def _told(path: Path, seen: DatabaseLook) -> str:
    words = [f"{path}: version {seen.version}"]
    if seen.complaint == "":
        words.append("undamaged")
    if seen.counts is not None:
        unknown = seen.counts.of(PostingState.UNKNOWN)
        rejected = seen.counts.of(PostingState.REJECTED)
        words.append(
            f"postings: {seen.counts.waiting} waiting, {unknown} unknown, {rejected} refused"
        )
    if seen.open_scans:
        words.append(f"{_some(seen.open_scans, 'scan')} not yet dealt with")
    if seen.version < seen.known:
        words.append(f"the next start brings it to version {seen.known}")
    return f"{', '.join(words)}."


def _facts(path: Path, seen: DatabaseLook | None) -> Facts:
    counts = seen.counts if seen else None
    return {
        "path": str(path),
        "version": seen.version if seen else None,
        "known_version": seen.known if seen else None,
        "sound": seen.complaint == "" if seen and seen.complaint is not None else None,
        "waiting": counts.waiting if counts else None,
        "unknown": counts.of(PostingState.UNKNOWN) if counts else None,
        "rejected": counts.of(PostingState.REJECTED) if counts else None,
        "needs_person": counts.needs_person if counts else None,
        "parked": counts.parked if counts else None,
        "open_scans": seen.open_scans if seen else None,
    }


def _unreadable(path: Path, fault: StoreFault) -> Concern:
    if fault.kind is StoreFaultKind.CORRUPT:
        return _damaged(fault.detail)
    if fault.kind is StoreFaultKind.NOT_A_DATABASE:
        return Concern(
            State.FAULT,
            f"It is no database of Kitbench: {fault.detail}.",
            "Kitbench does not start on this home.",
            "Keep a copy of the whole folder, and ask for help before going on.",
        )
    what = "Open Kitbench on this home: it mends what a crash left, or says what is wrong."
    if fault.kind is StoreFaultKind.READ_ONLY or not os.access(path, os.R_OK):
        what = "Run this as the user whose work it is, or let this user read it."
    return Concern(
        State.FAULT,
        f"It can't be looked at: {system_said(fault.detail)}.",
        "What waits in it, and whether it is whole, isn't known.",
        what,
    )


def _damaged(words: str) -> Concern:
    return Concern(
        State.FAULT,
        f"It is damaged: {words}.",
        "Scans and postings in it may be lost. Nothing more should be posted from here.",
        "Close Kitbench, keep a copy of the whole folder, and ask for help before going on.",
    )


def _of_version(seen: DatabaseLook) -> Iterator[Concern]:
    if seen.version > seen.known:
        yield Concern(
            State.FAULT,
            f"A newer Kitbench wrote it: this one knows version {seen.known}.",
            "This Kitbench does not open it. Nothing in it is lost.",
            "Install the newer Kitbench again.",
        )


def _of_check(seen: DatabaseLook) -> Iterator[Concern]:
    if seen.complaint:
        yield _damaged(seen.complaint)
    if seen.complaint is None:
        yield Concern(
            State.ATTENTION,
            f"It could not be checked whole within {CHECK_SECONDS:g} seconds.",
            "Whether it is damaged isn't known.",
            "Try again while Kitbench is closed and the computer has nothing else to do.",
        )


def _of_outbox(counts: OutboxCounts | None) -> Iterator[Concern]:
    if counts is None:
        return
    if counts.needs_person:
        yield Concern(
            State.ATTENTION,
            f"{_some(counts.needs_person, 'posting')} can't go on without a person.",
            "The ERP does not have what is in them, or it isn't known whether it has.",
            "Open Activity (F5) at the station: each says why, and what can be done.",
        )
    if counts.parked:
        yield Concern(
            State.ATTENTION,
            f"{_some(counts.parked, 'posting')} for an ERP that the station file does not name.",
            "Nothing of them is sent while that is so.",
            "Was root_url or data_source changed by mistake? Change it back: they then go by "
            "themselves.",
        )


def _some(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"
