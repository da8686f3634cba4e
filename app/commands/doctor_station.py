"""`kitbench doctor`: the station file, with its problems as the program itself tells them."""

from pathlib import Path

from app.commands.homes import StationFile, left_out
from app.core.doctor import Concern, Facts, Finding, Look, State
from app.erp.expandable import overrides
from app.erp.manex import overrides as manex_overrides

_ADDRESSES = {"connection", "connection.root_url", "manex", "manex.root_url"}


def station_file(file: Path, station: StationFile) -> Finding:
    """What became of reading it."""
    settings = station.settings
    _, faults = overrides.configured(settings.wire.flat)
    _, manex_faults = manex_overrides.configured(settings.manex.wire.flat)
    problems = [*station.problems, *map(left_out, (*faults, *manex_faults))]
    name = f"{settings.station.name}: " if settings.station.name else ""
    facts: Facts = {
        "path": str(file.absolute()),
        "there": station.there,
        "station": settings.station.name,
        "live": settings.live,
        "problems": tuple(problems),
    }
    if not station.there and station.taken:
        words = f"There is none at {file.absolute()}: a new station, for training."
        return Finding(Look.STATION_FILE, words, facts=facts)
    concerns = []
    broken = not station.taken or bool(station.bad_keys & _ADDRESSES)
    if not station.taken:
        concerns.append(
            Concern(
                State.FAULT,
                "It can't be read, so all settings are the usual ones.",
                "The station opens in training: nothing is posted to the ERP.",
                "Mend what the line below says, or put a good file back.",
            )
        )
    elif broken:
        concerns.append(
            Concern(
                State.FAULT,
                "The address of an ERP is not taken.",
                "Nothing goes to that ERP"
                + ("." if settings.live else ": the station opens in training."),
                "Correct what the lines below name. No user or password stands in an address.",
            )
        )
    elif problems:
        concerns.append(
            Concern(
                State.ATTENTION,
                "Some of it is not taken.",
                "What the lines below name has its usual setting, or is left out.",
                "Correct these keys; README.md says what each may hold.",
            )
        )
    mode = ", a live station" if settings.live else ", for training: it names no ERP"
    found = f"{name}{file.absolute()}{'' if broken else mode}."
    return Finding(Look.STATION_FILE, found, "", tuple(concerns), tuple(problems), facts)
