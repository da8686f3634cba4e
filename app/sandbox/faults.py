"""The dial of faults: what goes wrong with which call, and when (design.md 6).

A dial is set by a text, `RULE; RULE; ...`, where a rule is `FAULT` or `FAULT: WORD, WORD, ...`:

    drop: after, once, on=posting; latency: every=3, seconds=0.2; seed=7

`once` is the first call it fits, `every=N` each nth, `chance=P` each with this probability from
the generator that `seed` starts; together they narrow each other. A rule without any of the three
happens once. `on` is `posting`, `query`, `any` or a path; ManEx's paths stand there without their
key. `after` lets the ERP carry the call out first, else it never hears of it.
"""

import math
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from app.sandbox.manex_path import call_of

MOST_SECONDS = 3600.0


class Fault(StrEnum):
    """What can go wrong between a client and the ERP."""

    LATENCY = "latency"
    ERROR = "error"  # in the ERP's own shape: 500, of ManEx the words of a server exception
    BARE_ERROR = "bare-error"  # 500 without JSON
    BAD_GATEWAY = "bad-gateway"  # 502, 503 and 504 are a proxy's page
    UNAVAILABLE = "unavailable"
    GATEWAY_TIMEOUT = "gateway-timeout"
    REDIRECT = "redirect"
    EXPIRED_TOKEN = "expired-token"  # noqa: S105 - the name of a fault; of ManEx the key, once
    DROP = "drop"  # hung up without a word
    DROP_IN_REQUEST = "drop-in-request"  # after half of the request's body
    DROP_IN_ANSWER = "drop-in-answer"  # after half of the answer's body
    TRUNCATED = "truncated"  # half of the answer's body, sent as if it were all
    FOREIGN = "foreign"  # the answer that another request was given before
    DRIP = "drip"  # the answer byte by byte
    LATE = "late"  # carried out once the client gave up and then asked what became of it
    CLOSED = "closed"  # answered; then the port is closed for a while


_SECONDS = {Fault.LATENCY: 0.2, Fault.DRIP: 0.05, Fault.LATE: 10.0, Fault.CLOSED: 0.5}
_EITHER_SIDE = frozenset(
    {
        Fault.ERROR,
        Fault.BARE_ERROR,
        Fault.BAD_GATEWAY,
        Fault.UNAVAILABLE,
        Fault.GATEWAY_TIMEOUT,
        Fault.REDIRECT,
        Fault.DROP,
    }
)


class Calls(StrEnum):
    """Which calls a rule is for, by what their path ends with (contracts.md A0, C0)."""

    ANY = "any"
    POSTING = "posting"
    QUERY = "query"


_POSTINGS = ("-create", "-update", "-delete", "/itemadd", "/itemedit", "/itemdelete")
_QUERIES = ("-query", "/get", "/itemget", "/scheduleget")


def is_posting(path: str) -> bool:
    """Whether a call has an effect."""
    return call_of(path).endswith(_POSTINGS)


def is_query(path: str) -> bool:
    """Whether a call asks for records."""
    return call_of(path).endswith(_QUERIES)


class BadFaultsError(ValueError):
    """The text sets no dial; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault, and when it happens.

    Attributes:
        on: One of `Calls`, or a path.
        after: The ERP carries the call out first; only of faults that know both.
        seconds: Of latency, of each byte of a drip, of a closed port; of a late call from its
            arrival until it is carried out at the latest, whatever the client does.
        then: Seconds that a late call waits once the client has asked.
    """

    fault: Fault
    on: str = Calls.ANY
    after: bool = False
    seconds: float = 0.0
    then: float = 0.0
    once: bool = False
    every: int = 1
    chance: float = 1.0

    def fits(self, path: str) -> bool:
        """Whether it is for calls of this path."""
        match self.on:
            case Calls.ANY:
                return True
            case Calls.POSTING:
                return is_posting(path)
            case Calls.QUERY:
                return is_query(path)
            case own:
                return call_of(own) == call_of(path)


def parse_faults(text: str) -> tuple[tuple[Rule, ...], int]:
    """The rules of a text and their seed.

    Raises:
        BadFaultsError: A part of it is no rule.
    """
    rules: list[Rule] = []
    seed = 0
    for part in filter(None, map(str.strip, text.split(";"))):
        name, equals, value = part.partition("=")
        if equals and name.strip() == "seed":
            seed = int(_figure(part, value, 0, 1 << 63))
        else:
            rules.append(_rule(part))
    return tuple(rules), seed


def _rule(part: str) -> Rule:
    name, _, rest = part.partition(":")
    try:
        fault = Fault(name.strip())
    except ValueError:
        known = ", ".join(Fault)
        raise BadFaultsError(f"{name.strip()!r} is no fault; there are {known}") from None
    rule: dict[str, object] = {"seconds": _SECONDS.get(fault, 0.0)}
    for word in filter(None, map(str.strip, rest.split(","))):
        rule |= _word(part, fault, word)
    if "after" in rule and fault not in _EITHER_SIDE:
        raise BadFaultsError(f"{fault} has no before and after")
    if not {"every", "chance"} & rule.keys():
        rule["once"] = True
    return Rule(fault, **rule)  # type: ignore[arg-type]  # each was read as what it is


def _word(part: str, fault: Fault, word: str) -> dict[str, object]:
    key, _, value = map(str.strip, word.partition("="))
    match key, value:
        case "once" | "after", "":
            return {key: True}
        case "on", kind if kind in set(Calls) or kind.startswith("/"):
            return {key: kind}
        case "every", figure:
            return {key: int(_figure(part, figure, 1, 1_000_000))}
        case "chance", figure:
            return {key: _figure(part, figure, 0, 1)}
        case "seconds", figure if fault in _SECONDS:
            return {key: _figure(part, figure, 0, MOST_SECONDS)}
        case "then", figure if fault is Fault.LATE:
            return {key: _figure(part, figure, 0, MOST_SECONDS)}
    raise BadFaultsError(f"{word!r} says nothing in {part!r}")


def _figure(part: str, text: str, least: float, most: float) -> float:
    try:
        figure = float(text)
    except ValueError:
        figure = math.nan
    if not least <= figure <= most:
        raise BadFaultsError(f"{text.strip()!r} is no such figure in {part!r}")
    return figure


class _Turn:
    """A rule's own count of its calls, and its own chance."""

    def __init__(self, rule: Rule, chance: Random) -> None:
        self.rule = rule
        self.spent = False
        self._chance = chance
        self._calls = 0

    def comes(self, path: str) -> bool:
        if self.spent or not self.rule.fits(path):
            return False
        self._calls += 1
        if self._calls % self.rule.every:
            return False
        return self.rule.chance >= 1 or self._chance.random() < self.rule.chance


class FaultDial:
    """Says for each call what goes wrong with it. Any thread may call.

    Raises:
        BadFaultsError: The text sets no dial.
    """

    def __init__(self, text: str = "") -> None:
        self._lock = threading.Lock()
        self._happened: Counter[str] = Counter()
        self.turn_to(text)

    def turn_to(self, text: str) -> None:
        """Forget the rules and take these.

        Raises:
            BadFaultsError: The text sets no dial; it stands as it was.
        """
        rules, seed = parse_faults(text)
        turns = [_Turn(rule, Random(f"{seed} {at}")) for at, rule in enumerate(rules)]  # noqa: S311 - chance, no secret
        with self._lock:
            self._text = text
            self._turns = turns

    def draw(self, path: str, *, without: frozenset[Fault] = frozenset()) -> Rule | None:
        """What goes wrong with the next call of this path: the first rule whose turn it is.

        Args:
            path: Of the call.
            without: Faults that can't happen to it now; their turn stands.
        """
        with self._lock:
            due = [one for one in self._turns if one.comes(path) and one.rule.fault not in without]
            if not due:
                return None
            due[0].spent = due[0].rule.once
            self._happened[due[0].rule.fault.value] += 1
            return due[0].rule

    @property
    def text(self) -> str:
        """How it is set."""
        with self._lock:
            return self._text

    @property
    def happened(self) -> Mapping[str, int]:
        """How often each fault happened since the start."""
        with self._lock:
            return dict(self._happened)
