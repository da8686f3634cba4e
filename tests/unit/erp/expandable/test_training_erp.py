"""The client against the training ERP, which was written apart from it and is strict here."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from app.core.facts import SerialStatus
from app.core.kit_issue import ComponentChoice, KitIssue
from app.core.posting import new_reference
from app.core.problems import NeedsSignIn, NotSent, ProblemCode, Rejected
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.facts import find, read_kit_facts
from app.erp.transport import Transport
from tests.support.training import NewTrainingServer

NOW = datetime(2026, 11, 22, 16, 8, 9)  # noqa: DTZ001 - the ERP's local time has no zone


@pytest.fixture
def client() -> Iterator[ExpandableClient]:
    with (
        NewTrainingServer(strict=True, now=lambda: NOW) as server,
        Transport(server.url) as transport,
    ):
        yield ExpandableClient(transport)


@pytest.fixture
def token(client: ExpandableClient) -> str:
    return client.auth_token(client.data_sources()[0], "APIUSER", "password")


def seed_kit() -> KitIssue:
    return KitIssue(
        assembly_id="MOTOR003",
        quantity=Decimal(5),
        department="0",
        account="300",
        reference=new_reference(),
        action_date=NOW.date(),
        effective_date=NOW.date(),
        serials=("GC00004057", "GC00004060", "GC00004061", "GC00004062", "GC00004063"),
        to_stores="MA",
        to_location="ISLE 3/SHELF 2",
    )


def test_before_signing_in(client: ExpandableClient) -> None:
    assert all(client.data_sources())
    assert client.data_sources()
    assert client.api_version()


def test_time(client: ExpandableClient, token: str) -> None:
    assert client.server_time(token) == NOW


def test_wrong_password(client: ExpandableClient) -> None:
    with pytest.raises(NeedsSignIn) as caught:
        client.auth_token(client.data_sources()[0], "APIUSER", "passw0rd")
    assert caught.value.code is ProblemCode.SIGN_IN_REFUSED
    assert "passw0rd" not in caught.value.detail


@pytest.mark.parametrize(
    ("bad", "code"),
    [("", ProblemCode.NO_TOKEN), ("nonsense", ProblemCode.TOKEN_REFUSED)],
)
def test_bad_token(client: ExpandableClient, bad: str, code: ProblemCode) -> None:
    for ask in (
        lambda: client.parts(bad, ["MOTOR003"]),
        lambda: client.issue_kit(bad, seed_kit()),
    ):
        with pytest.raises(NeedsSignIn) as caught:
            ask()
        assert caught.value.code is code


def test_seeds_example(client: ExpandableClient, token: str) -> None:
    issue = seed_kit()
    assert client.serials(token, "MOTOR003", issue.serials) == ()

    issued = client.issue_kit(token, issue)

    assert (issued.assembly_id, issued.quantity) == ("MOTOR003", Decimal(5))
    assert issued.reference == issue.reference
    assert issued.batch_number
    facts = read_kit_facts(client, token, "MOTOR003", datetime.now(UTC))
    assert {one.component_id for one in issued.components} == {
        row.component_id for row in facts.bom["MOTOR003"] if not row.phantom
    }
    assert all(one.quantity > 0 for one in issued.components)

    made = client.serials(token, "MOTOR003", issue.serials)
    assert [(one.serial, one.status, one.reference) for one in made] == [
        (serial, SerialStatus.IN_STOCK, issue.reference) for serial in issue.serials
    ]

    # once more in the same batch, with serial numbers that now exist
    again = replace(issue, reference=new_reference())
    with pytest.raises(Rejected) as caught:
        client.issue_kit(token, again, issued.batch_number)
    assert caught.value.code is ProblemCode.SERIAL_EXISTS
    assert not caught.value.certain
    assert "GC00004057" in caught.value.detail

    more = replace(again, quantity=Decimal(1), serials=("GC00009001",))
    continued = client.issue_kit(token, more, issued.batch_number)
    assert continued.batch_number == issued.batch_number


def test_kit_with_lots_locations_and_component_serials(
    client: ExpandableClient, token: str
) -> None:
    facts = read_kit_facts(client, token, "PUMP002", datetime.now(UTC))
    assert facts.parts["MOTOR003"].serial_controlled
    assert facts.serials["MOTOR003"]
    assert {"MOTOR003", "MOUNT007"} <= {row.component_id for row in facts.bom["PUMP002"]}
    assert set(facts.lots) == {
        part_id
        for part_id, part in facts.parts.items()
        if part.lot_controlled
        and part_id in {row.component_id for rows in facts.bom.values() for row in rows}
    }
    assert any(lot.expires and lot.expires < NOW.date() for lot in facts.lots["MOUNT007"])
    (row,) = [row for row in facts.bom["PUMP002"] if row.component_id == "MOTOR003"]
    stores = row.kit_stores or facts.parts["MOTOR003"].default_stores
    motor = next(one for one in facts.serials["MOTOR003"] if one.stores == stores)
    issue = KitIssue(
        assembly_id="PUMP002",
        quantity=Decimal(1),
        department="0",
        account="300",
        reference=new_reference(),
        action_date=NOW.date(),
        effective_date=NOW.date(),
        serials=("PU-000342",) if facts.parts["PUMP002"].serial_controlled else (),
        to_stores="MA",
        to_location="ISLE 3/SHELF 2",
        components=(ComponentChoice("MOTOR003", serials=(motor.serial,)),),
    )
    issued = client.issue_kit(token, issue)
    (used,) = [one for one in issued.components if one.component_id == "MOTOR003"]
    assert used.serials == (motor.serial,)
    (now,) = client.serials(token, "MOTOR003", [motor.serial])
    assert now.status is SerialStatus.ISSUED


def test_find(client: ExpandableClient, token: str) -> None:
    assert [part.part_id for part in find(client, token, "MOTOR003").parts] == ["MOTOR003"]
    facts = read_kit_facts(client, token, "PUMP002", datetime.now(UTC))
    lot = facts.lots["MOUNT007"][0]
    assert lot in find(client, token, lot.lot_id).lots
    serial = facts.serials["MOTOR003"][0]
    assert serial in find(client, token, serial.serial).serials
    nothing = find(client, token, "NO-SUCH-THING")
    assert (nothing.parts, nothing.lots, nothing.serials) == ((), (), ())


def test_expired_token() -> None:
    with (
        NewTrainingServer(strict=True, token_life=0.0) as server,
        Transport(server.url) as transport,
    ):
        client = ExpandableClient(transport)
        token = client.auth_token(client.data_sources()[0], "APIUSER", "password")
        with pytest.raises(NeedsSignIn) as caught:
            client.server_time(token)
    assert caught.value.code is ProblemCode.TOKEN_REFUSED


def test_stopped_server_is_not_sent() -> None:
    with NewTrainingServer() as server:
        url = server.url
    with Transport(url) as transport, pytest.raises(NotSent):
        ExpandableClient(transport).issue_kit("token", seed_kit())
