"""Changing one scanner in the text of a station file; all else stays as a person wrote it.

Comments and the order of keys stay too. Whether the change came out right is seen by reading the
new text: where it isn't exactly what was meant, nothing is changed at all.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from app.core.settings.dump import dump
from app.core.settings.model import ScannerSettings, Settings
from app.core.settings.parse import parse

_HEAD = re.compile(r"\s*\[\[?[^\[\]]*\]\]?\s*(?:#.*)?")
_SCANNERS = re.compile(r"\s*\[\[\s*scanners\s*\]\]\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z_]+)\s*=")


class CannotEditError(Exception):
    """The file is written in a way that is left to a person to change."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Lines of one `[[scanners]]`: the first is its heading, and none is of the next table."""

    start: int
    end: int
    name: str


def with_scanner(text: str, scanner: ScannerSettings, *, before: str = "") -> str:
    """The text with this scanner in place of the one called `before`, or as one more.

    Raises:
        CannotEditError: The text isn't TOML, or says of scanners what this does not find.
    """
    settings, problems = parse(text)
    lines = text.splitlines(keepends=True)
    wanted = _put(settings, scanner, before)
    if before:
        table = next((one for one in _tables(lines) if one.name == before), None)
        if table is None:
            raise CannotEditError
        own = lines[table.start : table.end]
        changed = [*lines[: table.start], *_changed(own, scanner), *lines[table.end :]]
    else:
        changed = [*_ended(lines), "\n" if lines else "", *_written(scanner)]
    return _checked("".join(changed), wanted, len(problems))


def without_scanner(text: str, name: str) -> str:
    """The text without this scanner's table.

    Raises:
        CannotEditError: As `with_scanner`.
    """
    settings, problems = parse(text)
    lines = text.splitlines(keepends=True)
    table = next((one for one in _tables(lines) if one.name == name), None)
    if table is None:
        raise CannotEditError
    left = tuple(one for one in settings.scanners if one.name != name)
    rest = [*lines[: table.start], *lines[table.end :]]
    return _checked("".join(rest), replace(settings, scanners=left), len(problems))


def _put(settings: Settings, scanner: ScannerSettings, before: str) -> Settings:
    if not before:
        return replace(settings, scanners=(*settings.scanners, scanner))
    scanners = (scanner if one.name == before else one for one in settings.scanners)
    return replace(settings, scanners=tuple(scanners))


def _checked(text: str, wanted: Settings, flaws: int) -> str:
    """The text, if it says what was meant, and has no flaw that it did not have before."""
    settings, problems = parse(text)
    if settings != wanted or len(problems) > flaws:
        raise CannotEditError
    return text


def _tables(lines: list[str]) -> list[_Table]:
    """Those of scanners. A heading within a text of several lines is found too: see `_checked`."""
    heads = [at for at, line in enumerate(lines) if _HEAD.fullmatch(line.rstrip("\r\n"))]
    found: list[_Table] = []
    for at, end in pairwise([*heads, len(lines)]):
        if _SCANNERS.fullmatch(lines[at].rstrip("\r\n")):
            last = _trimmed(lines, at, end)
            settings, _ = parse("".join(lines[at:last]))
            name = settings.scanners[0].name if settings.scanners else ""
            found.append(_Table(at, last, name))
    return found


def _trimmed(lines: list[str], start: int, end: int) -> int:
    """Where a table ends, without the blanks and comments before the next heading."""
    last = max(
        (at for at in range(start, end) if lines[at].strip() and not _comment(lines[at])),
        default=start,
    )
    return last + 1


def _comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _changed(lines: list[str], scanner: ScannerSettings) -> list[str]:
    """A table with the scanner's keys: each in its line if it has one, the new ones below."""
    new = {_key(line): line for line in _written(scanner)[1:]}
    before, _ = parse("".join(lines))
    old = {_key(line): line for line in _written(before.scanners[0])[1:]}
    known = set(ScannerSettings.__dataclass_fields__)
    kept: list[str] = []
    for line in _ended(lines):
        key = _key(line)
        if key not in known:
            kept.append(line)
        elif key in new:
            said = new.pop(key)
            kept.append(line if said == old.get(key) else said)
    return [*kept, *new.values()]


def _key(line: str) -> str:
    match = _KEY.match(line)
    return match[1] if match else ""


def _ended(lines: list[str]) -> list[str]:
    """The lines, the last one ended too."""
    return [*lines[:-1], lines[-1].rstrip("\r\n") + "\n"] if lines else []


def _written(scanner: ScannerSettings) -> list[str]:
    return dump(Settings(scanners=(scanner,))).splitlines(keepends=True)
