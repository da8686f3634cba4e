"""What a proof reads, from a training ERP that was written apart from it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from app.core.kit_issue import KitIssue
from app.core.posting import new_reference
from app.core.problems import ProblemCode, Rejected
from app.core.proof.reading import Question, Reading, is_ours
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.proof_reads import read
from app.erp.transport import Transport
from tests.support.training import NewTrainingServer

READ_AT = datetime(2026, 11, 22, 16, tzinfo=UTC)
TODAY = date(2026, 11, 22)
MOTOR = KitIssue(
    assembly_id="MOTOR003",
    quantity=Decimal(2),
    department="0",
    account="300",
    reference=new_reference(),
    action_date=TODAY,
    effective_date=TODAY,
    serials=("PROOF1", "PROOF2"),
    to_stores="MA",
    to_location="ISLE 3/SHELF 2",
    assembly_lot="PROOF-LOT",
)
SERIALS = Question("MOTOR003", serials=MOTOR.serials)
LOT = Question("MOTOR003", lot_id=MOTOR.assembly_lot)
STOCK = Question(stock_of=("MOTOR003", "MAG-N42"))


@pytest.fixture
def client() -> Iterator[ExpandableClient]:
    with (
        NewTrainingServer(strict=True) as server,
        Transport(server.url) as transport,
    ):
        yield ExpandableClient(transport)


@pytest.fixture
def token(client: ExpandableClient) -> str:
    return client.auth_token(client.data_sources()[0], "APIUSER", "password")


def test_what_a_kit_leaves_in_the_books(client: ExpandableClient, token: str) -> None:
    def ask(question: Question) -> Reading:
        return read(client, token, question, READ_AT)

    before = ask(STOCK)
    assert (ask(SERIALS).serials, ask(LOT).lots) == ((), ())
    client.issue_kit(token, MOTOR)

    made = ask(SERIALS).serials
    assert {one.serial for one in made} == set(MOTOR.serials)
    assert all(is_ours(one.reference, MOTOR.reference) for one in made)
    assert [is_ours(one.reference, MOTOR.reference) for one in ask(LOT).lots] == [True]
    assert before.stock_read
    assert moved(before, ask(STOCK)) == {"MOTOR003": 2, "MAG-N42": -8}


def test_a_later_kit_into_the_lot_leaves_its_reference_alone(
    client: ExpandableClient, token: str
) -> None:
    client.issue_kit(token, MOTOR)
    later = replace(MOTOR, reference=new_reference(), serials=("PROOF3", "PROOF4"))
    client.issue_kit(token, later)
    lots = read(client, token, LOT, READ_AT).lots
    assert {one.reference for one in lots} == {MOTOR.reference}


@pytest.mark.parametrize(
    "question",
    [Question("MOTOR003", serials=("PROOF%",)), Question("MOTOR003", lot_id="PROOF_LOT")],
)
def test_what_a_query_would_read_as_a_pattern_is_not_asked(
    client: ExpandableClient, token: str, question: Question
) -> None:
    with pytest.raises(Rejected) as caught:
        read(client, token, question, READ_AT)
    assert (caught.value.code, caught.value.certain) == (ProblemCode.UNSAFE_KEY, True)


def moved(before: Reading, after: Reading) -> dict[str, Decimal]:
    """How the stock of each part changed."""
    change: dict[str, Decimal] = {}
    for sign, reading in ((-1, before), (1, after)):
        for row in reading.stock:
            change[row.part_id] = change.get(row.part_id, Decimal(0)) + sign * (row.on_hand or 0)
    return change
