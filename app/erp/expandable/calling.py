"""How a call is made of Expandable's names, and a query's answer filtered (contracts.md E1)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from app.core.problems import ProblemCode, Rejected, Unknown
from app.erp.expandable import qbe
from app.erp.expandable.queries import FactT, Query
from app.erp.expandable.refusals import value_of
from app.erp.expandable.rows import rows
from app.erp.expandable.wire import Call, Field, Shape, Wire
from app.erp.redaction import Redactor
from app.erp.transport import Answer, Transport


class Caller:
    """Makes the calls of one server; any thread. Problems are those of the client.

    Attributes:
        wire: The server's names.
    """

    def __init__(self, transport: Transport, wire: Wire) -> None:
        self.wire = wire
        self._transport = transport

    def ask(
        self,
        query: Query[FactT],
        token: str,
        field: Field,
        values: Collection[str],
        also: Mapping[Field, str] | None = None,
    ) -> Iterator[FactT]:
        """Facts whose `field` is, as a whole, one of the values, in as few calls as will do."""
        criteria = {self.wire.name(query.criteria, of): value for of, value in (also or {}).items()}
        criteria |= self.signed(query.criteria, token)
        for portion in qbe.chunks(values):
            yield from self._portion(query, token, field, portion, criteria)

    def _portion(
        self,
        query: Query[FactT],
        token: str,
        field: Field,
        portion: Sequence[str],
        criteria: Mapping[str, str],
    ) -> Iterator[FactT]:
        asked = {**criteria, self.wire.name(query.criteria, field): qbe.criterion(portion)}
        try:
            value, redact = self.call(query.call, asked, (token,))
        except Unknown as problem:
            if problem.code is not ProblemCode.TOO_LARGE or len(portion) == 1:
                raise
        else:
            wanted = frozenset(portion)
            for row in rows(value, query.row, self.wire, redact):
                # A match of the query isn't a match.
                if row.text(field) in wanted or query.finds_reference_in(row):
                    yield query.read(row)
            return
        middle = len(portion) // 2
        for half in (portion[:middle], portion[middle:]):
            yield from self._portion(query, token, field, half, criteria)

    def signed(self, shape: Shape, token: str) -> dict[str, str]:
        """The token, as a part of a request."""
        return {self.wire.name(shape, Field.AUTH_TOKEN): token}

    def call(
        self,
        call: Call,
        body: Mapping[str, object],
        secrets: Collection[str] = (),
        *,
        posting: bool = False,
    ) -> tuple[object, Redactor]:
        """The decoded answer, and what hides the secrets in its texts."""
        answer = self.answer(call, body, secrets, posting=posting)
        return value_of(answer, self.wire), answer.redact

    def answer(
        self,
        call: Call,
        body: Mapping[str, object],
        secrets: Collection[str] = (),
        *,
        posting: bool = False,
    ) -> Answer:
        """The same as it came."""
        path = self.wire.path(call)
        return self._transport.post(path, body, posting=posting, secrets=secrets)

    def post(
        self,
        call: Call,
        body: Mapping[str, object],
        token: str,
        cause_of: Callable[[Rejected], ProblemCode],
    ) -> tuple[object, Redactor]:
        """The same of a posting, whose refusal says which rule it is."""
        try:
            return self.call(call, body, (token,), posting=True)
        except Rejected as problem:
            cause = cause_of(problem)
            if cause is problem.code:
                raise
            refused = Rejected(cause, problem.detail)
        raise refused
