"""What `kitbench doctor` found, for people and for programs; no secret in either."""

import shutil
import textwrap
from collections.abc import Iterator
from dataclasses import replace

from app.core.doctor import Concern, Fact, Finding, Look, State
from app.erp.redaction import Redactor

WIDEST = 100
_INDENT = " " * 4
_TITLES = {
    Look.PROGRAM: "Program",
    Look.HOME: "Home",
    Look.STATION_FILE: "Station file",
    Look.DATABASE: "Database",
    Look.LOG: "Log",
    Look.KEYRING: "Keyring",
    Look.SCANNER: "Scanner",
    Look.OTHER_PORTS: "Other ports",
    Look.ERP: "ERP",
    Look.LABEL_PRINTER: "Label printer",
}
_MARKS = {State.OK: "ok", State.ATTENTION: "LOOK AT", State.FAULT: "FAULT"}


def cleaned(finding: Finding, hidden: frozenset[str]) -> Finding:
    """The finding without these secrets, each text in one line."""
    clean = Redactor(hidden)
    return replace(
        finding,
        name=clean(finding.name),
        found=clean(finding.found),
        lines=tuple(map(clean, finding.lines)),
        concerns=tuple(
            Concern(one.state, clean(one.found), one.means, clean(one.next))
            for one in finding.concerns
        ),
        facts={key: _clean_fact(fact, clean) for key, fact in finding.facts.items()},
    )


def _clean_fact(fact: Fact, clean: Redactor) -> Fact:
    if isinstance(fact, str):
        return clean(fact)
    return fact if fact is None or isinstance(fact, int) else tuple(map(clean, fact))


def record(finding: Finding) -> dict[str, object]:
    """As `--json` writes it (README, "Interfaces")."""
    return {
        "look": finding.look.value,
        "name": finding.name,
        "state": finding.state.word,
        "found": finding.found,
        "concerns": [
            {"state": one.state.word, "found": one.found, "means": one.means, "next": one.next}
            for one in finding.concerns
        ],
        "lines": list(finding.lines),
        "facts": dict(finding.facts),
    }


def text(finding: Finding) -> Iterator[str]:
    """Lines for a person."""
    name = f" {finding.name}" if finding.name else ""
    yield f"[{_MARKS[finding.state]}] {_TITLES[finding.look]}{name}"
    yield from _wrapped(finding.found)
    for concern in finding.concerns:
        yield from _wrapped(f"{concern.found} {concern.means}", "! ")
        yield f"{_INDENT}  What to do: {concern.next}"  # in one line: it may be copied and typed
    for line in finding.lines:
        yield from _wrapped(line, "> ")


def _wrapped(words: str, mark: str = "") -> Iterator[str]:
    width = min(WIDEST, shutil.get_terminal_size().columns)
    yield from textwrap.wrap(
        words,
        width,
        initial_indent=_INDENT + mark,
        subsequent_indent=_INDENT + " " * len(mark),
        break_long_words=False,  # what is to be typed, or a path, stays whole
        break_on_hyphens=False,
    )


def summary(findings: list[Finding]) -> str:
    """The last line: how many are to be seen to."""
    faults = sum(one.state is State.FAULT for one in findings)
    others = sum(one.state is State.ATTENTION for one in findings)
    if not faults and not others:
        return "All is as it should be."
    told = (f"{faults} to mend" if faults else "", f"{others} to look at" if others else "")
    return f"{', '.join(filter(None, told))}. Nothing was changed, sent or printed by this look."
