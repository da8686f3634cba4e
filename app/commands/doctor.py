"""`kitbench doctor`: what is the matter with a station, for whoever is to help.

It only looks: nothing is written, made, sent to an ERP or printed, nobody signs in, and each look
ends in time. The JSON is an interface (README, "Interfaces").
"""

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from app.commands import doctor_devices, doctor_erp, doctor_home, doctor_log, doctor_store
from app.commands.deadlines import Begun
from app.commands.doctor_keyring import keyring
from app.commands.doctor_ports import Ports
from app.commands.doctor_program import program
from app.commands.doctor_station import station_file
from app.commands.doctor_tell import cleaned, record, summary, text
from app.commands.homes import StationFile, read_station_file
from app.commands.unread import until_unread
from app.core.doctor import Concern, Finding, Look, State, worst
from app.core.settings import Settings
from app.core.target import Mode
from app.paths import Home, default_home
from app.store.faults import StoreFault
from app.store.lock import holder_of
from app.ui.texts import system_said
from hardware import discovery

SECONDS = 6.0
"""For each look; they are all begun at once."""
FAULTY = 1
_OUTSIDE = {Look.SCANNER, Look.OTHER_PORTS, Look.ERP, Look.LABEL_PRINTER}
"""Kitbench opens without any of these."""


@dataclass(frozen=True, slots=True)
class _Begun:
    look: Look
    name: str
    work: Begun[list[Finding]]


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench doctor`."""
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def run(asked: argparse.Namespace) -> int:
    """Tell each finding; 1 if one is a fault."""
    place = Home(asked.home) if asked.home else default_home()
    file = asked.config or place.settings
    return until_unread(lambda: _run(asked, place, file))


def _run(asked: argparse.Namespace, place: Home, file: Path) -> int:
    station, fault = _read(asked, file)
    told: list[Finding] = []
    for found in _findings(place, file, station, fault):
        finding = cleaned(found, station.hidden)
        told.append(finding)
        print(json.dumps(record(finding)) if asked.json else "\n".join(text(finding)), flush=True)
    if not asked.json:
        print(f"\n{summary(told)}")
    return FAULTY if worst(told) is State.FAULT else 0


def _read(asked: argparse.Namespace, file: Path) -> tuple[StationFile, Finding | None]:
    """The station file; where it can't be had in time, none, and why."""
    named = asked.config is not None
    reading = Begun(lambda: read_station_file(file, asked.scanner, named=named), SECONDS)
    try:
        return reading.result(), None
    except Exception as error:  # noqa: BLE001 - whatever it is, the other looks are made
        none = StationFile(Settings(), [], there=False, taken=False, hidden=frozenset())
        return none, _failed(Look.STATION_FILE, "", error)


def _findings(
    place: Home, file: Path, station: StationFile, fault: Finding | None
) -> Iterator[Finding]:
    settings, now = station.settings, datetime.now()  # noqa: DTZ005 - as the log's moments are
    begun = [_begin(Look.PROGRAM, program), _begin(Look.HOME, doctor_home.home, place)]
    begun.append(_begin(Look.STATION_FILE, lambda: fault or station_file(file, station)))
    for mode in Mode:
        work = partial(doctor_store.database, place, mode, settings)
        begun.append(_Begun(Look.DATABASE, mode, Begun(work, SECONDS)))
    begun.append(_begin(Look.LOG, doctor_log.log, place.log, now))
    begun.append(_begin(Look.KEYRING, keyring, settings))
    begun.append(_Begun(Look.SCANNER, "", Begun(partial(_scanners, place, settings), SECONDS)))
    begun += [
        _begin(Look.ERP, doctor_erp.look_at_erp, erp, settings, name=erp)
        for erp in doctor_erp.servers(settings)
    ]
    if not settings.live:
        begun.append(_begin(Look.ERP, doctor_erp.training))
    begun.append(_begin(Look.LABEL_PRINTER, _printer, place, settings))
    for one in begun:
        yield from _results(one)


def _begin(look: Look, work: Callable[..., Finding], *about: object, name: str = "") -> _Begun:
    return _Begun(look, name, Begun(lambda: [work(*about)], SECONDS))


def _results(begun: _Begun) -> list[Finding]:
    try:
        return begun.work.result()
    except Exception as error:  # noqa: BLE001 - whatever it is, the other looks are told
        return [_failed(begun.look, begun.name, error)]


def _failed(look: Look, name: str, error: Exception) -> Finding:
    means = "How it is isn't known; Kitbench may not start, or stop there too."
    if look in _OUTSIDE:
        means = "How it is isn't known. Kitbench opens without it, and keeps all work."
    what = "Send this output to whoever helps."
    if isinstance(error, TimeoutError):
        found = f"It did not answer within {SECONDS:g} seconds."
    elif isinstance(error, OSError):
        found = f"It can't be looked at: {system_said(str(error))}."
        if isinstance(error, PermissionError):
            what = "Run this as the user whose work it is, or let this user read it."
    else:
        found = f"It can't be looked at: {type(error).__name__}: {error}."
    return Finding(
        look, "Nothing is known of it.", name, (Concern(State.FAULT, found, means, what),)
    )


def _ports(place: Home) -> Ports:
    try:
        holder = holder_of(place.lock)
    except StoreFault:  # the home's own finding tells it
        holder = None
    return Ports(discovery.ports(), holder.pid if holder else None)


def _scanners(place: Home, settings: Settings) -> list[Finding]:
    ports = _ports(place)
    found = [doctor_devices.scanner(one, ports) for one in settings.scanners]
    others = doctor_devices.other_ports(settings.scanners, settings.label_printer.port, ports)
    return [*found, others]


def _printer(place: Home, settings: Settings) -> Finding:
    return doctor_devices.label_printer(settings.label_printer, _ports(place))
