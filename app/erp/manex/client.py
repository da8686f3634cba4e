"""ManEx's calls, one typed method each (contracts.md C3 to C7, C11, C18, E3).

Methods block and may be called from several threads. They raise only
`app.core.problems.Problem`: `NeedsSignIn` where the API key is missing or refused, `Rejected`,
`NotSent` and `Unknown`. A Get has no effect, so for it the last two both mean "no answer".
"""

from app.core.po_line.facts import (
    ItemMaster,
    LineSchedule,
    OrderHeader,
    OrderLine,
    OrderStatus,
    bare_number,
)
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineAnswer, LineRequest
from app.core.problems import ProblemCode, Rejected
from app.core.settings import RequestForm
from app.erp import json_text
from app.erp.greeting import Greeting
from app.erp.manex import lines, orders
from app.erp.manex.calling import Caller
from app.erp.manex.rows import Row
from app.erp.manex.wire import DEFAULT_WIRE, Call, Field, Shape, Wire
from app.erp.rows import object_of
from app.erp.transport import Transport

NO_ORDER = "0"
"""A number that no order has: what is asked for only to hear whether the key is accepted."""


class ManexClient:
    """One ManEx server, spoken to in its own names.

    The API key goes with each call rather than living here, as a token does with Expandable's.
    """

    def __init__(
        self, transport: Transport, wire: Wire = DEFAULT_WIRE, form: RequestForm = RequestForm.JSON
    ) -> None:
        self._wire = wire
        self._caller = Caller(transport, wire, form)

    def greeting(self) -> Greeting:
        """That a web server answers; without the key none of ManEx's own calls can be made.

        Raises:
            NotSent: None does.
            Unknown: Something else than an answer came: a time-out, a redirect, a gateway.
        """
        said = self._caller.root()
        return Greeting(said.status, said_at=said.said_at)

    def check_key(self, api_key: str) -> None:
        """Ask for an order that there can't be: any answer but a refusal of the key is a yes.

        Raises:
            NeedsSignIn: The key is missing or refused.
            Rejected: `NO_SUCH_CALL` or `INVALID_REQUEST`: there is no such server or path.
            Problem: As the other calls.
        """
        try:
            self.orders(api_key, number=NO_ORDER)
        except Rejected as problem:
            if problem.code in {ProblemCode.NO_SUCH_CALL, ProblemCode.INVALID_REQUEST}:
                raise

    def orders(
        self,
        api_key: str,
        *,
        number: str = "",
        supplier: str = "",
        status: OrderStatus | None = None,
    ) -> tuple[OrderHeader, ...]:
        """Orders by number or of a supplier, in the ERP's order; all with neither.

        A supplier's rows are taken as the ERP chose them where it leaves the name out of them.
        """
        wanted = {
            Field.PONUM: number,
            Field.SUPNAME: supplier,
            Field.POSTATUS: status.value if status else "",
        }
        asked = {
            self._wire.name(Shape.ORDER_CRITERIA, of): value
            for of, value in wanted.items()
            if value
        }
        found = self._caller.rows(Call.ORDERS, api_key, asked, Shape.ORDER_ROW)
        return tuple(
            header
            for header in map(orders.header_of, found)
            if not number or header.number == bare_number(number)
            if not (supplier and header.supplier) or _same(header.supplier, supplier)
            if status is None or header.status is status
        )

    def order(self, api_key: str, number: str) -> OrderHeader | None:
        """The order of this number, in any status; None for an unknown one."""
        return next(iter(self.orders(api_key, number=number)), None)

    def lines(self, api_key: str, order: str) -> tuple[OrderLine, ...]:
        """All lines of an order, in the ERP's order; none for an unknown one."""
        asked = {self._wire.name(Shape.ITEM_CRITERIA, Field.PONUM): order}
        found = map(lines.line_of, self._caller.rows(Call.ITEMS, api_key, asked, Shape.ITEM_ROW))
        return tuple(line for line in found if line.order_number == bare_number(order))

    def schedules(self, api_key: str, order: str, line_key: str) -> tuple[LineSchedule, ...]:
        """The deliveries of a line; the ERP's refusal of a line without any is none of them."""
        shape = Shape.SCHEDULE_CRITERIA
        asked = {
            self._wire.name(shape, Field.PONUM): order,
            self._wire.name(shape, Field.UNIQLNNO): line_key,
        }
        found = self._caller.rows(Call.SCHEDULES, api_key, asked, Shape.SCHEDULE_ROW)
        read = map(orders.schedule_of, found)
        return tuple(one for one in read if one.line_key in {line_key, ""})

    def item(
        self, api_key: str, part_number: str, revision: str | None = None
    ) -> ItemMaster | None:
        """A part with its approved manufacturers; None for an unknown one.

        A blank revision is a revision (E3). None is the only one: of several there is none.
        """
        wanted = {Field.PART_NO: part_number}
        if revision is not None:
            wanted[Field.REVISION] = revision
        try:
            found = self._item(api_key, wanted)
        except Rejected as problem:
            if revision is not None or problem.code is not ProblemCode.REVISION:
                raise
            found = None
        if found is None or not _same(found.part_number, part_number):
            return None
        return found if revision is None or _same(found.revision, revision) else None

    def item_of_key(self, api_key: str, part_key: str) -> ItemMaster | None:
        """The same by the ERP's own key."""
        found = self._item(api_key, {Field.UNIQ_KEY: part_key})
        return found if found and found.key == part_key else None

    def item_of_mfgr_part(
        self, api_key: str, mfgr_part: str, manufacturer: str = ""
    ) -> ItemMaster | None:
        """The same by a manufacturer's part number, and the manufacturer where it is known."""
        wanted = {Field.MFGR_PT_NO: mfgr_part}
        if manufacturer:
            wanted[Field.PARTMFGR] = manufacturer
        found = self._item(api_key, wanted)
        named = found and any(_same(one.mfgr_part, mfgr_part) for one in found.manufacturers)
        return found if named else None

    def _item(self, api_key: str, wanted: dict[Field, str]) -> ItemMaster | None:
        shape = Shape.ITEM_MASTER_CRITERIA
        asked = {self._wire.name(shape, of): value for of, value in wanted.items()}
        found = self._caller.rows(Call.ITEM_MASTER, api_key, asked, Shape.ITEM_MASTER_ANSWER)
        return next(map(orders.item_master_of, found), None)

    def add_line(self, api_key: str, request: AddLine) -> LineAnswer:
        """Add a line to an order: a posting, with an effect.

        Raises:
            Rejected: The ERP refused; `certain` where it surely added nothing.
            Unknown: A byte left, and no answer came that is surely the answer to this.
        """
        asked = lines.request_of(request, self._wire)
        value, redact = self._caller.call(Call.ITEM_ADD, api_key, asked, posting=True)
        answer = object_of(value, Shape.ITEM_ADD_ANSWER)
        return lines.added(Row(answer, Shape.ITEM_ADD_ANSWER, self._wire, redact), request)

    def edit_line(self, api_key: str, request: EditLine) -> LineAnswer:
        """Change a line: likewise. The ERP answers that it did, not what became of the line."""
        return self._change(Call.ITEM_EDIT, api_key, request)

    def delete_line(self, api_key: str, request: DeleteLine) -> LineAnswer:
        """Take a line away: likewise."""
        return self._change(Call.ITEM_DELETE, api_key, request)

    def _change(self, call: Call, api_key: str, request: EditLine | DeleteLine) -> LineAnswer:
        asked = lines.request_of(request, self._wire)
        self._caller.call(call, api_key, asked, posting=True)
        return LineAnswer(request.order_number, request.item_number)

    def preview(self, request: LineRequest) -> str:
        """The parameters that a change would send, for a person to read; without the key."""
        return json_text.readable(lines.request_of(request, self._wire))


def _same(said: str, asked: str) -> bool:
    return said.strip().casefold() == asked.strip().casefold()
