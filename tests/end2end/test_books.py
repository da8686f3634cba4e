"""The demo's own check of the ERP's books: it says nothing of the truth, and every lie is found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.kit_issue import ComponentChoice, KitIssued, KitPosting
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.core.receipt import ReceiptEntered, ReceivedLine
from app.demo.books import PLANT, Books
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from tests.services.receipts import receipt
from tests.services.world import kit
from tests.support.training import NewTrainingServer


@dataclass(frozen=True, slots=True)
class Told:
    """One posting as the ERP and the workstation have it."""

    books: Books
    posting: StoredPosting

    def differences(self, **wrong: object) -> list[str]:
        """What is found if the answer is told with these fields instead."""
        assert self.posting.answer is not None
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


@dataclass(frozen=True, slots=True)
class Office:
    """A workstation's outbox and the ERP, and the books as they were in the morning."""

    client: ExpandableClient
    token: str
    outbox: Outbox
    books: Books

    def post(self, posting: Posting) -> StoredPosting:
        """Have it in both."""
        posting_id = posting.posting_id
        self.outbox.confirm(posting).result()
        self.outbox.claim(posting_id).result()
        answer = self.client.post(self.token, posting.request)
        self.outbox.record(posting_id, PostingEvent.ANSWERED, answer=answer).result()
        return self.outbox.get(posting_id)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with (
        NewTrainingServer(strict=True) as server,
        Transport(server.url) as transport,
        Database(tmp_path / "station.sqlite") as database,
    ):
        client = ExpandableClient(transport)
        token = client.auth_token("EXPANDABLE", "APIUSER", "password")
        yield Office(client, token, Outbox(database), Books(client, token, PLANT))


@pytest.fixture
def told(office: Office) -> Told:
    """A pump with a motor of known serial number."""
    posting = kit("000343")
    motor = ComponentChoice("MOTOR003", serials=("GC00003990",))
    request = replace(posting.request, assembly_id="PUMP002", components=(motor,))
    return Told(office.books, office.post(replace(posting, request=request)))


@pytest.fixture
def received(office: Office) -> Told:
    """Two reels of 5,000, and a bag that is told in boxes."""
    came = ReceivedLine("1", Decimal(2), lot_id="R-9001"), ReceivedLine("3", Decimal(1))
    posting = receipt(order="100433")
    posting = replace(posting, planned=(), request=replace(posting.request, lines=came))
    return Told(office.books, office.post(posting))


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


def test_the_truth_of_a_receipt(received: Told) -> None:
    """What is bought by the reel is in stock by the piece."""
    assert received.differences() == []
    found = received.books.differences([])
    assert "RES-10K lot R-9001: the ERP moved 10000, the workstation says 0" in found
    assert "SCR-M5X16: the ERP moved 200, the workstation says 0" in found


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"quantity": Decimal(3)}, "RES-10K: the ERP moved 10000, the workstation says 15000"),
        ({"lot_id": "R-9002"}, "RES-10K lot R-9002: the ERP moved 0, the workstation says 10000"),
        ({"line_number": "9"}, "100433 has no line 9"),
    ],
)
def test_an_entry_of_a_receipt(received: Told, wrong: dict[str, object], fault: str) -> None:
    answer = received.posting.answer
    assert isinstance(answer, ReceiptEntered)
    reels, boxes = answer.lines
    reels = replace(reels, **wrong)  # type: ignore[arg-type] # named above
    found = received.differences(lines=(reels, boxes))
    assert fault in found
    assert any(one.startswith(f"100433 receipt {reels.receipt_id}: the ERP holds") for one in found)


def test_an_entry_that_is_left_out(received: Told) -> None:
    answer = received.posting.answer
    assert isinstance(answer, ReceiptEntered)
    reels, boxes = answer.lines
    held = "3 SCR-M5X16 1 MS ISLE 12/SHELF 3 PS-1"
    fault = f"the ERP holds {held}, the workstation says nothing"
    assert received.differences(lines=(reels,)) == [
        f"100433 receipt {boxes.receipt_id}: {fault}",
        "SCR-M5X16: the ERP moved 200, the workstation says 0",
    ]


def test_one_that_is_not_posted(told: Told) -> None:
    row = replace(told.posting.row, state=PostingState.UNKNOWN)
    found = told.books.differences([replace(told.posting, row=row)])
    assert f"{told.posting.posting.reference} is unknown, not posted" in found
