"""What the training ERP says when it doesn't do what it was asked (contracts.md A0, E2.11)."""

from enum import StrEnum
from http import HTTPStatus

SHOWN = 80  # characters of an offending value that a message repeats


class Code(StrEnum):
    """`MESSAGE_CODE`: stable, while the words of a message may change."""

    JSON_INVALID = "JSON_INVALID"
    METHOD_NOT_POST = "METHOD_NOT_POST"
    PATH_UNKNOWN = "PATH_UNKNOWN"
    TOKEN_MISSING = "TOKEN_MISSING"  # noqa: S105 - the name of a fault, no secret
    TOKEN_MALFORMED = "TOKEN_MALFORMED"  # noqa: S105 - the name of a fault, no secret
    TOKEN_REFUSED = "TOKEN_REFUSED"  # noqa: S105 - the name of a fault, no secret
    SIGN_IN_REFUSED = "SIGN_IN_REFUSED"
    REQUEST_TOO_LARGE = "REQUEST_TOO_LARGE"
    FIELD_REQUIRED = "FIELD_REQUIRED"
    FIELD_UNKNOWN = "FIELD_UNKNOWN"
    VALUE_MALFORMED = "VALUE_MALFORMED"
    VALUE_UNKNOWN = "VALUE_UNKNOWN"
    VALUE_NOT_WANTED = "VALUE_NOT_WANTED"
    CRITERIA_MISSING = "CRITERIA_MISSING"
    CRITERIA_MALFORMED = "CRITERIA_MALFORMED"
    QUANTITY_REFUSED = "QUANTITY_REFUSED"
    BILL_MISSING = "BILL_MISSING"
    BILL_LOOPS = "BILL_LOOPS"
    COMPONENT_TWICE = "COMPONENT_TWICE"
    COMPONENT_NOT_ISSUED = "COMPONENT_NOT_ISSUED"
    STOCK_SHORT = "STOCK_SHORT"
    LOCATION_REFUSED = "LOCATION_REFUSED"
    LOT_REFUSED = "LOT_REFUSED"
    LOT_EXPIRED = "LOT_EXPIRED"
    LOT_NOT_ACTIVE = "LOT_NOT_ACTIVE"
    ORDER_NOT_OPEN = "ORDER_NOT_OPEN"
    LINE_NOT_OPEN = "LINE_NOT_OPEN"
    OVER_RECEIPT = "OVER_RECEIPT"
    SERIAL_COUNT = "SERIAL_COUNT"
    SERIAL_TWICE = "SERIAL_TWICE"
    SERIAL_EXISTS = "SERIAL_EXISTS"
    SERIAL_NOT_IN_STOCK = "SERIAL_NOT_IN_STOCK"
    INTERNAL = "INTERNAL"


class RefusalError(Exception):
    """The call is not carried out; nothing of it is kept.

    Attributes:
        status: The HTTP status of the answer.
        code: Its `MESSAGE_CODE`.
        message: Its `MESSAGE`.
    """

    def __init__(self, status: HTTPStatus, code: Code, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def broken(code: Code, message: str) -> RefusalError:
    """A broken rule: 500, as the page says of every error that isn't listed by itself."""
    return RefusalError(HTTPStatus.INTERNAL_SERVER_ERROR, code, message)


def json_invalid() -> RefusalError:
    """The body is not a JSON object."""
    return RefusalError(HTTPStatus.BAD_REQUEST, Code.JSON_INVALID, "Request JSON is invalid.")


def method_not_post() -> RefusalError:
    """Every call is a POST, those that only read included."""
    return RefusalError(
        HTTPStatus.METHOD_NOT_ALLOWED, Code.METHOD_NOT_POST, "Request method must be POST."
    )


def path_unknown(path: str) -> RefusalError:
    """No call has this path."""
    return RefusalError(HTTPStatus.NOT_FOUND, Code.PATH_UNKNOWN, f"No such call: {shown(path)}.")


def not_signed_in(code: Code, message: str) -> RefusalError:
    """One of the three 401s."""
    return RefusalError(HTTPStatus.UNAUTHORIZED, code, message)


def internal_fault() -> RefusalError:
    """A fault of the training ERP itself; what it was is in its log."""
    return broken(Code.INTERNAL, "The training ERP failed; its log says why.")


def shown(value: str) -> str:
    """A value as a message repeats it: whole where that helps, never endless."""
    return value if len(value) <= SHOWN else f"{value[:SHOWN]}..."
