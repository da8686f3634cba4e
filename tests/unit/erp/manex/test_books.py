"""ManEx as the sender sees it: a change counts once the books show it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from app.core.po_line.requests import DeleteLine, EditLine
from app.core.postings import Posting
from app.core.problems import ProblemCode, Unknown
from app.core.proof.reading import Question
from app.erp.manex.books import ManexBooks
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from tests.services.po_lines import confirmed
from tests.services.world import kit
from tests.unit.core.receipts.making import NOON
from tests.unit.erp.manex.bench import DELETE, EDIT, KEY, LINE, ROW, envelope
from tests.unit.erp.servers import JsonServer

MORE = replace(EDIT, values=replace(EDIT.values, quantity=Decimal(120)))
CHANGED, GONE = confirmed(MORE), confirmed(DELETE)
OTHER = {**ROW, "UNIQLNNO": "OTHER", "ITEMNO": "003"}
Rows = list[Mapping[str, object]]


def answers(rows: Rows | int, orders: Rows | None = None) -> Callable[..., tuple[int, object]]:
    """A ManEx that says yes to each change, whatever its books show."""

    def answer(path: str, _: Mapping[str, object]) -> tuple[int, object]:
        if "/ItemGet" in path:
            return (rows, "broken") if isinstance(rows, int) else (200, envelope(rows))
        if "/PO/Get" in path:
            return 200, envelope(orders or [])
        return 200, envelope(None, message="PO Items edited successfully.")

    return answer


@contextmanager
def books_of(answer: Callable[..., tuple[int, object]]) -> Iterator[ManexBooks]:
    with JsonServer(answer) as server, Transport(server.root_url) as transport:
        yield ManexBooks(ManexClient(transport))


@pytest.mark.parametrize(
    ("of", "rows"),
    [(CHANGED, [{**ROW, "ORD_QTY": 120}, OTHER]), (GONE, [OTHER])],
)
def test_what_the_books_show_was_done(of: Posting, rows: Rows) -> None:
    with books_of(answers(rows)) as books:
        answer = books.post(KEY, of, "")
    assert (answer.order_number, answer.item_number) == ("1748", "002")
    assert (answer.line is None) == (of is GONE)


@pytest.mark.parametrize("of", [CHANGED, GONE])
@pytest.mark.parametrize("rows", [[dict(ROW), OTHER], 502])
def test_a_success_that_they_do_not_show_is_another_requests_answer(
    of: Posting, rows: Rows | int
) -> None:
    """Such an answer says nothing of what it is about: it might be anybody's."""
    with books_of(answers(rows)) as books, pytest.raises(Unknown) as unknown:
        books.post(KEY, of, "")
    foreign = ProblemCode.GATEWAY if rows == 502 else ProblemCode.FOREIGN_ANSWER
    assert unknown.value.code is foreign


def test_what_the_books_never_tell_is_believed() -> None:
    told = replace(EDIT, values=replace(EDIT.values, update_lead_time=False))
    with books_of(answers([dict(ROW)])) as books:
        assert books.post(KEY, confirmed(told), "").line == LINE


@pytest.mark.parametrize(
    ("rows", "orders", "kept", "there"),
    [
        ([dict(ROW), OTHER], [], 1, True),
        ([OTHER], [], 0, True),
        ([], [{"PONUM": "000000000001748"}], 0, True),
        ([], [], 0, False),
    ],
)
def test_a_proof_reads_the_line_and_whether_the_order_is_there(
    rows: Rows, orders: Rows, kept: int, there: bool
) -> None:
    question = Question(line_of="1748", item_number="2", line_key=LINE.key)
    with books_of(answers(rows, orders)) as books:
        reading = books.read(KEY, question, NOON)
    assert (len(reading.lines), reading.order_there) == (kept, there)


def test_a_kit_is_none_of_its_postings() -> None:
    with books_of(answers([])) as books, pytest.raises(TypeError, match="kit-issue"):
        books.post(KEY, kit("S1"), "")


@pytest.mark.parametrize("request_of", [EDIT, DELETE])
def test_what_would_be_sent_is_shown_without_the_key(request_of: EditLine | DeleteLine) -> None:
    with books_of(answers([])) as books:
        shown: Any = books.preview(confirmed(request_of), "")
    assert LINE.key in shown
    assert KEY not in shown
