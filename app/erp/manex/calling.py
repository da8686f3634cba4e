"""How a call is made of ManEx's names, in either form of its requests (contracts.md C0, E3)."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from app.core.problems import NeedsSignIn, ProblemCode
from app.core.settings import RequestForm
from app.erp.manex.envelope import value_of
from app.erp.manex.rows import Row, rows
from app.erp.manex.wire import KEY_IN_QUERY, KEY_PARAMETER, Call, Shape, Wire
from app.erp.redaction import Redactor
from app.erp.transport import Answer, Transport

_NO_SEGMENT = frozenset({"", ".", ".."})  # a server would take them out of the path


class Caller:
    """Makes the calls of one server; any thread. Problems are those of the client.

    Attributes:
        wire: The server's names.
    """

    def __init__(self, transport: Transport, wire: Wire, form: RequestForm) -> None:
        self.wire = wire
        self._transport = transport
        self._form = form

    def rows(
        self, call: Call, api_key: str, asked: Mapping[str, str], shape: Shape
    ) -> Iterator[Row]:
        """The rows of a Get; none where it found nothing."""
        value, redact = self.call(call, api_key, asked)
        return rows([] if value is None else value, shape, self.wire, redact)

    def root(self) -> Answer:
        """What the server says to a request for nothing, at the address all calls begin with."""
        return self._transport.post("", None, posting=False)

    def call(
        self, call: Call, api_key: str, asked: Mapping[str, str], *, posting: bool = False
    ) -> tuple[object, Redactor]:
        """What the answer holds, and what hides the key in its texts.

        The key is a part of the URL. It is shown to nobody: the transport hides it in whatever it
        and the server say, this server's echoed URLs included.
        """
        if api_key.strip() in _NO_SEGMENT:
            raise NeedsSignIn(ProblemCode.NO_KEY)
        path, query, body = self.wire.path(call), dict[str, str](), None
        if call in KEY_IN_QUERY:
            query = {KEY_PARAMETER: api_key, **asked}
        else:
            path = f"{path}/{quote(api_key, safe='', errors='replace')}"
            if self._form is RequestForm.JSON:
                body = asked
            else:
                query = dict(asked)
        answer = self._transport.post(path, body, posting=posting, query=query, secrets=(api_key,))
        return value_of(answer, call, self.wire), answer.redact
