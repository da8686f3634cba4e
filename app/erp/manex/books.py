"""ManEx as the sender sees it: lines of orders are added, changed, deleted, proved, looked at."""

from datetime import datetime

from app.core.hold import Hold
from app.core.po_line import aged
from app.core.po_line.facts import OrderLine, bare_number
from app.core.po_line.posting import AddLinePosting, DeleteLinePosting, EditLinePosting
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineAnswer, LineRequest
from app.core.posting import PostingKind
from app.core.postings import Posting
from app.core.problems import Problem, ProblemCode, Unknown
from app.core.proof.kinds import provable
from app.core.proof.reading import Finding, Question, Reading
from app.erp.manex.client import ManexClient


class ManexBooks:
    """Of one server; each method is that of `app.services.line.Books`, with the API key for token.

    ManEx knows no batches and no references.
    """

    def __init__(self, client: ManexClient) -> None:
        self._client = client

    def post(self, token: str, posting: Posting, batch_number: str) -> LineAnswer:
        """Change one line of an order.

        The answer to an add is the line. That to an edit or a deletion says only that something
        was done, which may be another request's answer: it counts once the books show the same.
        """
        del batch_number
        match request := _request_of(posting):
            case AddLine():
                return self._client.add_line(token, request)
            case EditLine():
                self._client.edit_line(token, request)
            case DeleteLine():
                self._client.delete_line(token, request)
        return self._shown(token, posting)

    def _shown(self, token: str, posting: Posting) -> LineAnswer:
        """What the books show of a change that was answered.

        Raises:
            Unknown: They don't show it, or don't tell.
        """
        proof = provable(posting).proof(posting, None)
        try:
            reading = self.read(token, proof.question, posting.confirmed_at)
        except Problem as problem:
            unseen = Unknown(problem.code, problem.detail)
        else:
            if proof.find(reading) in {Finding.HAPPENED, Finding.UNTOLD}:
                line = _line_of(proof.question.line_key, reading.lines)
                return LineAnswer(posting.subject, posting.item, line)
            unseen = Unknown(ProblemCode.FOREIGN_ANSWER, "answered, and not in the books")
        raise unseen

    def read(self, token: str, question: Question, now_utc: datetime) -> Reading:
        """The order's lines, of which the ones in question are kept; where none is, the order."""
        order = question.line_of
        lines = self._client.lines(token, order)
        there = bool(lines) or self._client.order(token, order) is not None
        kept = tuple(line for line in lines if _is_asked_for(line, question))
        return Reading(now_utc, lines=kept, order_there=there)

    def is_looked_at(self, posting: Posting, *, aged: bool) -> bool:
        """What overwrites a line always is; a new one only where it waited long."""
        return aged or posting.kind is not PostingKind.PO_LINE_ADD

    def look(self, token: str, posting: Posting, now_utc: datetime) -> Hold | None:
        """Whether the line still stands as the buyer saw it, or its number is still free."""
        del now_utc
        request = _request_of(posting)
        lines = self._client.lines(token, request.order_number)
        match request:
            case AddLine():
                return aged.hold_of_add(request, lines)
            case EditLine():
                return aged.hold_of_edit(request, _line_of(request.line_key, lines))
            case DeleteLine():
                return aged.hold_of_delete(request, _line_of(request.line_key, lines))

    def ask_harmlessly(self, token: str, posting: Posting) -> None:
        """Its order."""
        self._client.order(token, posting.subject)

    def preview(self, posting: Posting, batch_number: str) -> str:
        """Its parameters."""
        del batch_number
        return self._client.preview(_request_of(posting))


def _request_of(posting: Posting) -> LineRequest:
    if isinstance(posting, AddLinePosting | EditLinePosting | DeleteLinePosting):
        return posting.request
    raise TypeError(f"ManEx takes no {posting.kind}")


def _is_asked_for(line: OrderLine, question: Question) -> bool:
    """By its key; or it has the number, whoever's it is."""
    number = bare_number(question.item_number)
    return line.key == question.line_key or bare_number(line.item_number) == number


def _line_of(key: str, lines: tuple[OrderLine, ...]) -> OrderLine | None:
    return next((line for line in lines if line.key == key), None)
