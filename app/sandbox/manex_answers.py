"""How ManEx answers: the envelope, its documented errors, its two manners (contracts.md C0, E3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from http import HTTPStatus
from itertools import count

import msgspec

from app.sandbox.quantities import plain

# What a call that isn't carried out answers with, whatever the reason.
REFUSED = 403
KEY_INVALID = "Invalid API Key."
SERVER_EXCEPTION = (
    "An error occurred while executing the command definition. See the inner exception for details."
)

_GRANTED = re.compile(rb'\{"\$id":"1","Code":"?200\b')
_ENCODER = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True)
class Manner:
    """In what no page says which it is, so that clients are tried with each.

    Attributes:
        strings: Every value is a string, as on one of the vendor's help sites; the other one
            shows JSON's own types.
        status: The HTTP status is `Code`, and 404 where there is none; else it is always 200.
    """

    strings: bool = False
    status: bool = False


REAL_TYPES = Manner()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, before it is told in a manner.

    Attributes:
        status: The HTTP status where that follows the answer.
        fields: By name; a dict, a list, a Decimal, a bool, a str or None each.
    """

    status: int
    fields: dict[str, object] = field(repr=False)

    def told(self, manner: Manner) -> tuple[int, bytes]:
        """HTTP status and body."""
        telling = _Telling(manner.strings)
        body = telling.of_object(self.fields)
        if self.fields.get("ResponseObject") == []:
            body["ResponseObject"] = []  # what is text where nothing is in it is a field of a row
        status = self.status if manner.status else HTTPStatus.OK.value
        return status, _ENCODER.encode(body)


class _Telling:
    """One answer on its way into JSON; its objects are numbered as they come."""

    def __init__(self, strings: bool) -> None:
        self._ids = count(1)
        self._value = _as_text if strings else _as_json

    def of_object(self, fields: Mapping[str, object]) -> dict[str, object]:
        """An object with its number."""
        value = self._value
        told: dict[str, object] = {"$id": str(next(self._ids))}
        for name, one in fields.items():
            if one.__class__ is str:  # most are
                told[name] = one
            elif isinstance(one, dict):
                told[name] = self.of_object(one)
            elif isinstance(one, list):
                told[name] = [self.of_object(row) for row in one] or value(one)
            else:
                told[name] = value(one)
        return told


def _as_json(value: object) -> object:
    return Decimal(plain(value)) if isinstance(value, Decimal) else value


def _as_text(value: object) -> object:
    match value:
        case Decimal():
            return plain(value)
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case []:
            return "[ ]"
        case _:
            return value


def is_granted(body: bytes) -> bool:
    """Whether a body is the envelope of a call that was carried out, in either manner."""
    return _GRANTED.match(body) is not None


class ManexRefusalError(Exception):
    """The call is not carried out.

    Attributes:
        reason: What stands behind the words of the call, as `UniqMfgrhd is Invalid.`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NoSuchCallError(Exception):
    """The URL names no call, or none with such a parameter; the message says which."""


def invalid(name: str, why: str = "") -> ManexRefusalError:
    """A value that breaks a rule."""
    return ManexRefusalError(f"{name} is Invalid." + (f" {why}" if why else ""))


def required(name: str) -> ManexRefusalError:
    """A value that is missing."""
    return ManexRefusalError(f"{name} is required.")


def granted(message: str, response: object = None) -> Answer:
    """It was done, or found."""
    return _envelope(HTTPStatus.OK.value, message, response)


def refused(message: str) -> Answer:
    """It was not."""
    return _envelope(REFUSED, message, None)


def key_invalid() -> Answer:
    """Nobody has this API key."""
    return _envelope(REFUSED, KEY_INVALID, None, valid_user=False)


def not_found(url: str, detail: str) -> Answer:
    """No call has this URL: no envelope, and the whole URL in it, with the key."""
    message = f"No HTTP resource was found that matches the request URI '{url}'."
    return Answer(HTTPStatus.NOT_FOUND.value, {"Message": message, "MessageDetail": detail})


def method_unknown(method: str) -> Answer:
    """The call isn't made by this verb."""
    message = f"The requested resource does not support http method '{method}'."
    return Answer(HTTPStatus.METHOD_NOT_ALLOWED.value, {"Message": message})


def _envelope(code: int, message: str, response: object, *, valid_user: bool = True) -> Answer:
    return Answer(
        code,
        {
            "Code": Decimal(code),
            "Message": message,
            "SessionId": None,
            "IsValidUser": valid_user,
            "ResponseObject": response,
        },
    )
