"""Expandable's calls, one typed method each (contracts.md A4 to A15, E1, E2).

Methods block and may be called from several threads. They raise only
`app.core.problems.Problem`: `NeedsSignIn`, `Rejected`, `NotSent` and `Unknown`. A query has no
effect, so for it the last two both mean "no answer".
"""

from collections.abc import Collection
from datetime import datetime

from app.core.facts import (
    BomRow,
    LocationStock,
    LotStock,
    Part,
    SerialRecord,
    SerialStatus,
    StoresStock,
)
from app.core.kit_issue import KitIssue, KitIssued
from app.core.postings import Answer, Request
from app.core.problems import NeedsSignIn, ProblemCode, Rejected
from app.core.proof.reading import is_ours
from app.core.receipt import Receipt, ReceiptEntered
from app.core.receipt_facts import OrderStatus, PurchaseOrder, ReceiptRecord
from app.erp import json_text
from app.erp.expandable import messages, qbe, queries
from app.erp.expandable.calling import Caller
from app.erp.expandable.messages import AnswerT, Message, RequestT, message_of, request_of
from app.erp.expandable.refusals import value_of
from app.erp.expandable.rows import Row, rows
from app.erp.expandable.wire import DEFAULT_WIRE, Call, Field, Shape, Wire
from app.erp.greeting import Greeting
from app.erp.transport import Transport


class ExpandableClient:
    """One Expandable server, spoken to in its own names.

    The token goes with each call rather than living here: a posting is sent under the sign-in
    of whoever confirmed it (design.md 4).
    """

    def __init__(self, transport: Transport, wire: Wire = DEFAULT_WIRE) -> None:
        self._wire = wire
        self._caller = Caller(transport, wire)

    def auth_token(self, data_source: str, user: str, password: str) -> str:
        """Sign in.

        By its page this call has no 401: a wrong password is a 500 like any other refusal, and
        nothing tells them apart (contracts.md A4, D3). Every refusal in the ERP's own words is
        therefore one of the sign-in. The words are for the person; they are no reason to
        forget a stored password.

        Raises:
            NeedsSignIn: `SIGN_IN_REFUSED`, with the ERP's words.
        """
        shape = Shape.AUTH_TOKEN_REQUEST
        body = {
            self._wire.name(shape, Field.DATA_SOURCE): data_source,
            self._wire.name(shape, Field.USER_NAME): user,
            self._wire.name(shape, Field.PASSWORD): password,
        }
        try:
            value, redact = self._caller.call(Call.AUTH_TOKEN, body, (password,))
        except NeedsSignIn as problem:
            refused = NeedsSignIn(ProblemCode.SIGN_IN_REFUSED, problem.detail)
        except Rejected as problem:
            if problem.code is not ProblemCode.RULE:
                raise
            refused = NeedsSignIn(ProblemCode.SIGN_IN_REFUSED, problem.detail)
        else:
            answer = Row(value, Shape.AUTH_TOKEN_ANSWER, self._wire, redact)
            return answer.key(Field.AUTH_TOKEN)
        raise refused

    def data_sources(self) -> tuple[str, ...]:
        """The installation's data sources; asked before signing in."""
        value, redact = self._caller.call(Call.DATA_SOURCES, {})
        found = rows(value, Shape.DATA_SOURCE_ROW, self._wire, redact)
        return tuple(row.key(Field.DATA_SOURCE) for row in found)

    def api_version(self) -> str:
        """The interface's version; asked without signing in."""
        return self.greeting().version

    def greeting(self) -> Greeting:
        """The same, with the server's clock."""
        said = self._caller.answer(Call.API_VERSION, {})
        value = value_of(said, self._wire)
        answer = Row(value, Shape.API_VERSION_ANSWER, self._wire, said.redact)
        return Greeting(said.status, answer.key(Field.API_VERSION), said.said_at)

    def server_time(self, token: str) -> datetime:
        """The ERP's local time, naive."""
        body = self._caller.signed(Shape.SERVER_TIME_REQUEST, token)
        value, redact = self._caller.call(Call.SERVER_TIME, body, (token,))
        answer = Row(value, Shape.SERVER_TIME_ANSWER, self._wire, redact)
        return answer.moment(Field.SERVER_TIME)

    def parts(self, token: str, part_ids: Collection[str]) -> tuple[Part, ...]:
        """Part master records; none for an unknown part."""
        return tuple(self._caller.ask(queries.PARTS, token, Field.PART_ID, part_ids))

    def bom(self, token: str, assembly_ids: Collection[str]) -> tuple[BomRow, ...]:
        """Rows of bills of material, one level, in effect or not."""
        return tuple(self._caller.ask(queries.BOM, token, Field.ASSEMBLY_ID, assembly_ids))

    def lots(self, token: str, part_ids: Collection[str]) -> tuple[LotStock, ...]:
        """Lots of parts, in any status, one per stores and location."""
        return tuple(self._caller.ask(queries.LOTS, token, Field.PART_ID, part_ids))

    def lots_named(
        self, token: str, lot_id: str, part_id: str = "", *, reference: str = ""
    ) -> tuple[LotStock, ...]:
        """Lots of that name, of any part or of one; `reference` as for `serials`."""
        also = {Field.PART_ID: qbe.key(part_id)} if part_id else None
        query = queries.LOTS.that_bear(reference)
        found = tuple(self._caller.ask(query, token, Field.LOT_ID, (lot_id,), also))
        wanted = {part_id} if part_id else {lot.part_id for lot in found}
        return tuple(
            lot for lot in found if lot.part_id in wanted or is_ours(lot.reference, reference)
        )

    def stock(self, token: str, part_ids: Collection[str]) -> tuple[StoresStock, ...]:
        """Stock status records of parts, one per stores."""
        return tuple(self._caller.ask(queries.STOCK, token, Field.PART_ID, part_ids))

    def locations(self, token: str, part_ids: Collection[str]) -> tuple[LocationStock, ...]:
        """Multiple location records of parts."""
        return tuple(self._caller.ask(queries.LOCATIONS, token, Field.PART_ID, part_ids))

    def serials(
        self, token: str, part_id: str, serials: Collection[str], *, reference: str = ""
    ) -> tuple[SerialRecord, ...]:
        """Those serial numbers of a part that the ERP knows, in any status.

        Where a reference is given, whatever the ERP answers with that bears it is given as well:
        it may have written a name otherwise than it was sent.
        """
        also = {Field.PART_ID: qbe.key(part_id)}
        query = queries.SERIALS.that_bear(reference)
        found = self._caller.ask(query, token, Field.SERIAL_NUMBER, serials, also)
        return tuple(
            one for one in found if one.part_id == part_id or is_ours(one.reference, reference)
        )

    def serials_named(self, token: str, serial: str) -> tuple[SerialRecord, ...]:
        """Serial numbers of that name, of any part."""
        return tuple(self._caller.ask(queries.SERIALS, token, Field.SERIAL_NUMBER, (serial,)))

    def serials_in_stock(self, token: str, part_ids: Collection[str]) -> tuple[SerialRecord, ...]:
        """Serial numbers of parts that are in stock."""
        in_stock = self._wire.theirs(
            Shape.SERIAL_CRITERIA, Field.SN_STATUS, SerialStatus.IN_STOCK.value
        )
        also = {Field.SN_STATUS: in_stock}
        found = self._caller.ask(queries.SERIALS, token, Field.PART_ID, part_ids, also)
        return tuple(record for record in found if record.status is SerialStatus.IN_STOCK)

    def issue_kit(self, token: str, issue: KitIssue, batch_number: str = "") -> KitIssued:
        """Issue a kit: a posting, with an effect.

        Args:
            token: Of the user who confirmed it.
            issue: What was confirmed.
            batch_number: The ERP's, to go on with; empty for a new one.

        Raises:
            Rejected: The ERP refused, `UNKNOWN_BATCH` where it complains of the batch number,
                `SERIAL_EXISTS` where of the assembly's serial numbers; or these can't be
                expressed, and surely nothing was sent.
            Unknown: A byte left, and no answer came that is surely the answer to this.
        """
        return self._post(messages.KIT_ISSUE, token, issue, batch_number)

    def purchase_order(self, token: str, number: str) -> PurchaseOrder | None:
        """The purchase order of this number, in any status; None for an unknown one."""
        found = self._caller.ask(queries.PURCHASE_ORDERS, token, Field.PO_ID, (number,))
        return next(found, None)

    def open_orders(self, token: str) -> tuple[PurchaseOrder, ...]:
        """All purchase orders that are open."""
        status = self._wire.theirs(Shape.PO_CRITERIA, Field.PO_STATUS, OrderStatus.OPEN)
        found = self._caller.ask(queries.PURCHASE_ORDERS, token, Field.PO_STATUS, (status,))
        return tuple(order for order in found if order.status is OrderStatus.OPEN)

    def receipts_of(
        self, token: str, order_number: str, *, reference: str = ""
    ) -> tuple[ReceiptRecord, ...]:
        """All that was received of a purchase order, by anyone; `reference` as for `serials`."""
        query = queries.RECEIPTS.that_bear(reference)
        return tuple(self._caller.ask(query, token, Field.PO_ID, (order_number,)))

    def receive(self, token: str, receipt: Receipt, batch_number: str = "") -> ReceiptEntered:
        """Enter a receipt: a posting, with an effect.

        Arguments and problems are those of `issue_kit`; the serial numbers are the lines'.
        """
        return self._post(messages.PO_RECEIPT, token, receipt, batch_number)

    def post(self, token: str, request: Request, batch_number: str = "") -> Answer:
        """Send a posting of whatever kind, as `issue_kit` and `receive` do."""
        answer: Answer = self._post(message_of(request), token, request, batch_number)
        return answer

    def preview(self, request: Request, batch_number: str = "") -> str:
        """The body that `post` would send, for a person to read; without the token.

        Raises:
            Rejected: The serial numbers can't be expressed.
        """
        return json_text.readable(request_of(request, batch_number, self._wire))

    def _post(
        self, kind: Message[RequestT, AnswerT], token: str, request: RequestT, batch_number: str
    ) -> AnswerT:
        wire = self._wire
        body = kind.request_of(request, batch_number, wire)
        body |= self._caller.signed(kind.request, token)
        value, redact = self._caller.post(
            kind.call,
            body,
            token,
            lambda problem: kind.cause_of(problem, request, batch_number, wire),
        )
        return kind.read(Row(value, kind.answer, wire, redact), request)
