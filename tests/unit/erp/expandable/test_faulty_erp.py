"""What the client makes of each fault of the training ERP: the fate of a posting (design.md 4)."""

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

import pytest

from app.core.kit_issue import KitIssue
from app.core.posting import new_reference
from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode, Rejected, Unknown
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Limits, Transport
from app.sandbox.faults import FaultDial
from app.sandbox.faulty_server import FaultyServer
from tests.support.training import NewTrainingServer

NOW = datetime(2026, 11, 22, 16, 8, 9)  # noqa: DTZ001 - the ERP's local time has no zone
HASTY = Limits(posting=0.4)
KIT = KitIssue(
    assembly_id="MOTOR003",
    quantity=Decimal(1),
    department="0",
    account="300",
    reference="",
    action_date=NOW.date(),
    effective_date=NOW.date(),
)


@dataclass(frozen=True, slots=True)
class Line:
    """Two clients on the line with faults, one of them hasty, and one that calls past it."""

    dial: FaultDial
    client: ExpandableClient
    hasty: ExpandableClient
    beside: ExpandableClient
    token: str

    def issue(self, serial: str, *, hastily: bool = False) -> Problem | None:
        """Issue a motor; what went wrong with it."""
        client = self.hasty if hastily else self.client
        try:
            client.issue_kit(self.token, replace(KIT, serials=(serial,), reference=serial))
        except Problem as problem:
            return problem
        return None

    def made(self, serial: str) -> bool:
        """Whether the ERP made it."""
        token = self.beside.auth_token("EXPANDABLE", "APIUSER", "password")
        return bool(self.beside.serials(token, "MOTOR003", (serial,)))


@pytest.fixture
def line() -> Iterator[Line]:
    dial = FaultDial()
    with ExitStack() as stack:
        inner = NewTrainingServer(strict=True, now=lambda: NOW)
        server = stack.enter_context(FaultyServer(inner, dial, "127.0.0.1", 0))
        client = ExpandableClient(stack.enter_context(Transport(server.url)))
        hasty = ExpandableClient(stack.enter_context(Transport(server.url, limits=HASTY)))
        beside = ExpandableClient(stack.enter_context(Transport(server.behind_url)))
        token = client.auth_token("EXPANDABLE", "APIUSER", "password")
        yield Line(dial, client, hasty, beside, token)


U, P = Unknown, ProblemCode


@pytest.mark.parametrize(
    ("fault", "fate", "made"),
    [
        ("error", (Rejected, P.RULE), False),
        ("error: after", (Rejected, P.RULE), True),
        ("bare-error", (U, P.NOT_JSON), False),
        ("bare-error: after", (U, P.NOT_JSON), True),
        ("bad-gateway", (U, P.GATEWAY), False),
        ("unavailable: after", (U, P.GATEWAY), True),
        ("gateway-timeout: after", (U, P.GATEWAY), True),
        ("redirect", (U, P.REDIRECT), False),
        ("redirect: after", (U, P.REDIRECT), True),
        ("drop", (U, P.DROPPED), False),
        ("drop: after", (U, P.DROPPED), True),
        ("drop-in-request", (U, P.DROPPED), False),
        ("drop-in-answer", (U, P.TRUNCATED), True),
        ("truncated", (U, P.NOT_JSON), True),
        ("foreign", (U, P.FOREIGN_ANSWER), True),
        ("latency: seconds=0.02", None, True),
    ],
)
def test_the_fate_of_a_posting(
    line: Line, fault: str, fate: tuple[type[Problem], ProblemCode] | None, made: bool
) -> None:
    name, _, rest = fault.partition(":")
    line.dial.turn_to("")
    assert line.issue(new_reference()) is None  # another's, whose answer may be given for ours
    line.dial.turn_to(f"{name}: on=posting, {rest}")
    serial = new_reference()

    problem = line.issue(serial)

    assert (problem and (type(problem), problem.code)) == fate
    assert not (isinstance(problem, Rejected) and problem.certain)
    assert line.made(serial) is made


@pytest.mark.parametrize(
    ("fault", "made"),
    [("drip: seconds=0.02", True), ("latency: seconds=30", False), ("late: seconds=30", False)],
)
def test_a_posting_that_takes_too_long(line: Line, fault: str, made: bool) -> None:
    line.dial.turn_to(f"{fault}, on=posting")

    problem = line.issue("SLOW", hastily=True)

    assert (type(problem), problem and problem.code) == (Unknown, ProblemCode.TIMEOUT)
    assert any(line.made("SLOW") for _ in range(1000)) if made else not line.made("SLOW")


def test_a_late_posting_is_made_after_the_first_proof_found_nothing(line: Line) -> None:
    line.dial.turn_to("late: on=posting, seconds=60")

    problem = line.issue("LATE", hastily=True)

    assert isinstance(problem, Unknown)
    assert line.client.serials(line.token, "MOTOR003", ("LATE",)) == ()
    # It was let go by the query: it comes at once.
    assert any(line.client.serials(line.token, "MOTOR003", ("LATE",)) for _ in range(1000))


def test_an_expired_token_needs_a_sign_in_and_a_closed_port_was_not_reached(line: Line) -> None:
    line.dial.turn_to("closed: on=posting, seconds=1")
    assert line.issue("CLOSED") is None
    refused = line.issue("SHUT")
    assert isinstance(refused, NotSent)
    assert refused.code is ProblemCode.REFUSED_CONNECTION

    line.dial.turn_to("expired-token: on=posting")
    expired, pause = line.issue("EXPIRED"), threading.Event()
    while isinstance(expired, NotSent):  # until the port is open again
        pause.wait(0.01)
        expired = line.issue("EXPIRED")
    assert isinstance(expired, NeedsSignIn)
    assert expired.code is ProblemCode.TOKEN_REFUSED
    assert not line.made("SHUT")
    assert not line.made("EXPIRED")
