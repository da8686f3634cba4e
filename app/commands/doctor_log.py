"""`kitbench doctor`: what went wrong lately, by the log."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from app.core.doctor import Concern, Finding, Look, State, is_recent
from app.core.secret_places import secrets_in
from app.erp.redaction import Redactor

LOG_TAIL = 256 * 1024  # bytes
LINES = 5
_RECORD = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (?P<level>[A-Z]+) ")
_ERRORS = {"ERROR", "CRITICAL"}
_MOMENT = slice(19)  # of a record: without its milliseconds


def log(path: Path, now: datetime) -> Finding:
    """The latest log, and what went wrong by it; `now` is naive, as its moments are."""
    if not path.exists():
        facts = {"path": str(path), "bytes": None, "errors": ()}
        return Finding(Look.LOG, f"{path} is not there yet.", facts=facts)
    size = path.stat().st_size
    before = path.with_name(f"{path.name}.1")  # the log goes on in a new file when it is large
    text = (_end(before) if size < LOG_TAIL and before.exists() else "") + _end(path)
    errors = _errors(text.splitlines())
    latest = datetime.fromisoformat(errors[-1][_MOMENT]) if errors else None
    # It was written without the secrets that were known then; another program's may stand in it.
    clean = Redactor(secrets_in("\n".join(errors)))
    errors = [clean(error) for error in errors]
    concern = Concern(
        State.ATTENTION,
        "It holds errors of the last days.",
        "Something did not go as it should; the lines below say what, to whoever helps.",
        "Send this output to whoever helps; they may ask for the whole file.",
    )
    return Finding(
        Look.LOG,
        f"{path}: {size:,} bytes{'' if errors else ', no errors'}.",
        concerns=(concern,) if latest and is_recent(latest, now) else (),
        lines=tuple(errors),
        facts={"path": str(path), "bytes": size, "errors": tuple(errors)},
    )


def _end(path: Path) -> str:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LOG_TAIL))
        return file.read().decode("utf-8", "replace")


def _errors(lines: Sequence[str]) -> list[str]:
    """The last records of level ERROR and up, each with what its traceback ends in."""
    found: list[str] = []
    within = False
    for line in lines:
        if record := _RECORD.match(line):
            within = record["level"] in _ERRORS
            if within:
                found.append(line)
        elif within and line.strip() and not line.startswith((" ", "Traceback")):
            found[-1] = f"{found[-1].partition(' | ')[0]} | {line.strip()}"
    return found[-LINES:]
