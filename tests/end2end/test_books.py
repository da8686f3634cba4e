"""The demo's own check of the ERP's books: it says nothing of the truth, and every lie is found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.kit_issue import ComponentChoice, KitIssued, KitPosting
from app.core.posting import PostingEvent, PostingState
from app.demo.books import PLANT, Books
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from tests.services.world import kit
from tests.support.training import NewTrainingServer


@dataclass(frozen=True, slots=True)
class Told:
    """A pump with a motor of known serial number, as the ERP and the workstation have it."""

    books: Books
    posting: StoredPosting

    def differences(self, **wrong: object) -> list[str]:
        """What is found if the answer is told with these fields instead."""
        assert isinstance(self.posting.answer, KitIssued)
        answer = replace(self.posting.answer, **wrong)  # type: ignore[arg-type] # named by tests
        return self.books.differences([replace(self.posting, answer=answer)])

    def differences_in(self, component_id: str, **wrong: object) -> list[str]:
        """The same for a component of it."""
        assert isinstance(self.posting.answer, KitIssued)
        components = [
            replace(one, **wrong) if one.component_id == component_id else one  # type: ignore[arg-type] # as above
            for one in self.posting.answer.components
        ]
        return self.differences(components=tuple(components))


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with (
        NewTrainingServer(strict=True) as server,
        Transport(server.url) as transport,
        Database(tmp_path / "station.sqlite") as database,
    ):
        client, outbox = ExpandableClient(transport), Outbox(database)
        token = client.auth_token("EXPANDABLE", "APIUSER", "password")
        books = Books(client, token, PLANT)
        posting = kit("000343")
        motor = ComponentChoice("MOTOR003", serials=("GC00003990",))
        request = replace(posting.request, assembly_id="PUMP002", components=(motor,))
        posting = replace(posting, request=request)
        outbox.confirm(posting).result()
        outbox.claim(posting.posting_id).result()
        answer = client.issue_kit(token, request)
        outbox.record(posting.posting_id, PostingEvent.ANSWERED, answer=answer).result()
        yield Told(books, outbox.get(posting.posting_id))


def test_the_truth(told: Told) -> None:
    assert told.differences() == []


def test_a_posting_that_is_not_told_of(told: Told) -> None:
    assert "PUMP002: the ERP moved 1, the workstation says 0" in told.books.differences([])


def test_one_that_is_told_twice(told: Told) -> None:
    found = told.books.differences([told.posting, told.posting])
    assert "PUMP002: the ERP moved 1, the workstation says 2" in found


def test_a_quantity(told: Told) -> None:
    (fault,) = told.differences_in("VOLUTE-80", quantity=Decimal(2))
    assert fault == "VOLUTE-80: the ERP moved -1, the workstation says -2"


def test_a_lot(told: Told) -> None:
    found = told.differences_in("MOUNT007", lot_id="MTR3-007-99")
    assert "MOUNT007 lot MTR3-007-99: the ERP moved 0, the workstation says -1" in found
    assert len(found) == 2


def test_a_component_that_is_left_out(told: Told) -> None:
    assert told.differences(components=())


def test_a_serial_number_of_a_component(told: Told) -> None:
    found = told.differences_in("MOTOR003", serials=("GC00003995",))
    assert found == ["MOTOR003 GC00003995 was not taken from stock"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"serials": ("000344",)}, "PUMP002 000344 is not in stock"),
        ({"quantity": Decimal(2)}, "PUMP002: the ERP moved 1, the workstation says 2"),
    ],
)
def test_what_was_asked_for(told: Told, change: dict[str, object], fault: str) -> None:
    posting = told.posting.of_kind(KitPosting)
    request = replace(posting.request, **change)  # type: ignore[arg-type] # named above
    stored = replace(told.posting, posting=replace(posting, request=request))
    assert told.books.differences([stored]) == [fault]


def test_a_reference(told: Told) -> None:
    posting = replace(told.posting.posting, reference="KB00000000")
    reference = told.posting.posting.reference
    found = told.books.differences([replace(told.posting, posting=posting)])
    assert found == [f"PUMP002 000343 has reference {reference}"]


def test_one_that_is_not_posted(told: Told) -> None:
    row = replace(told.posting.row, state=PostingState.UNKNOWN)
    found = told.books.differences([replace(told.posting, row=row)])
    assert f"{told.posting.posting.reference} is unknown, not posted" in found
