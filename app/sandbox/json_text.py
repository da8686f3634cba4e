"""The body of a call as JSON, whose numbers never become floats."""

import json
from typing import NoReturn


class Number(str):
    """A JSON number, by its digits."""

    __slots__ = ()


def read_json_object(body: bytes) -> dict[str, object]:
    """The JSON object in UTF-8 that the body is.

    Raises:
        ValueError: It is something else.
    """
    try:
        read = json.loads(
            body.decode("utf-8"), parse_int=Number, parse_float=Number, parse_constant=_no_number
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(read, dict):
        raise ValueError("no object")  # noqa: TRY004 - of JSON's types, not of Python's
    return read


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
