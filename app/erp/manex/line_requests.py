"""Changes of an order's lines as others write them: by the names of ManEx's pages, in any spelling.

An edit and a deletion come with the line as PO Item Get told it: what they were made of.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.core.po_line.catalogue import PARAMETERS, LineField
from app.core.po_line.cells import canonical, value_of
from app.core.po_line.facts import OrderLine, bare_number
from app.core.po_line.faults import CellError
from app.core.po_line.requests import AddLine, DeleteLine, EditLine, LineRequest
from app.core.po_line.values import LineValues
from app.core.problems import Unknown
from app.erp.bad_request import BadRequestError, RequestFault
from app.erp.manex.lines import COLUMNS, line_of
from app.erp.manex.rows import Row
from app.erp.manex.wire import DEFAULT_WIRE, FIELDS, Field, Shape, fold
from app.erp.redaction import Redactor

_OWN = {Field.PONUM, Field.UNIQLNNO, Field.ITEMNO, Field.UNIQMFSP}
_NAMES = {column.field: LineField(column.name) for column in COLUMNS}


def read_add(request: object, before: object) -> AddLine:
    """A line to be added; its number must be said, and be free.

    Raises:
        BadRequestError: As below: it can't be taken; the first field that is wrong.
    """
    form = _Form(request, Shape.ITEM_ADD_REQUEST)
    _refuse_before(before)
    return AddLine(form.order(), form.key(Field.ITEMNO), form.values(LineValues()))


def read_edit(request: object, before: object) -> EditLine:
    """A line to be changed: what isn't said stays as it was."""
    form = _Form(request, Shape.ITEM_EDIT_REQUEST)
    line = _line(before, form.order(), form.key(Field.UNIQLNNO))
    values = form.values(line.values)
    return EditLine(line.order_number, line.item_number, line.key, values, line)


def read_delete(request: object, before: object) -> DeleteLine:
    """A line to be deleted; it is named by its key."""
    form = _Form(request, Shape.ITEM_DELETE_REQUEST)
    line = _line(before, form.order(), form.key(Field.UNIQLNNO))
    return DeleteLine(line.order_number, line.item_number, line.key, line)


Reader = Callable[[object, object], LineRequest]


class _Form:
    """A JSON object of texts, by our fields."""

    def __init__(self, given: object, shape: Shape) -> None:
        if not isinstance(given, Mapping):
            raise BadRequestError("request", RequestFault.MALFORMED, "not an object")
        known = {fold(DEFAULT_WIRE.name(shape, of)): of for of in FIELDS[shape]}
        self._shape = shape
        self._texts: dict[Field, str] = {}
        for name, text in given.items():
            of = known.get(fold(str(name)))
            if of is None:
                raise BadRequestError(str(name), RequestFault.UNKNOWN)
            if of in self._texts:
                raise BadRequestError(str(name), RequestFault.TWICE)
            if not isinstance(text, str):
                raise BadRequestError(str(name), RequestFault.NOT_TEXT)
            self._texts[of] = text

    def order(self) -> str:
        """The order's number."""
        return bare_number(self.key(Field.PONUM))

    def key(self, of: Field) -> str:
        """A text that must be there."""
        text = self._texts.get(of, "").strip()
        if not text:
            raise self._bad(of, RequestFault.MISSING)
        return text

    def values(self, held: LineValues) -> LineValues:
        """What is said, on what the line holds."""
        said = {}
        for of, text in self._texts.items():
            if of in _OWN:
                continue
            parameter = PARAMETERS[_NAMES[of]]
            try:
                said[_NAMES[of].value] = value_of(parameter, canonical(parameter, text))
            except CellError as error:
                raise self._bad(of, RequestFault.MALFORMED, error.fault.value) from None
        return replace(held, **said)  # type: ignore[arg-type] # each is read as its own kind

    def _bad(self, of: Field, fault: RequestFault, detail: str = "") -> BadRequestError:
        return BadRequestError(DEFAULT_WIRE.name(self._shape, of), fault, detail)


def field_name(of: LineField) -> str:
    """How the pages call a value of a line."""
    if of is LineField.ITEM_NUMBER:
        return Field.ITEMNO.name
    name = next(field for field, line_field in _NAMES.items() if line_field is of)
    return DEFAULT_WIRE.name(Shape.ITEM_ADD_REQUEST, name)


def _refuse_before(before: object) -> None:
    if before is not None:
        raise BadRequestError("before", RequestFault.UNKNOWN, "a new line was nothing before")


def _line(before: object, order: str, key: str) -> OrderLine:
    """The line as it was read, which must be the one that is to be changed."""
    if not isinstance(before, Mapping):
        raise BadRequestError("before", RequestFault.MISSING, "the line as PO Item Get tells it")
    try:
        line = line_of(Row(dict(before), Shape.ITEM_ROW, DEFAULT_WIRE, Redactor(())))
    except Unknown as unread:
        raise BadRequestError("before", RequestFault.MALFORMED, unread.detail) from None
    if (line.order_number, line.key) != (order, key):
        raise BadRequestError("before", RequestFault.MALFORMED, "another line")
    return line
