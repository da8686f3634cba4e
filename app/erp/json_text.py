"""JSON as ERPs send it: numbers as exact decimals, and nothing that can be read in two ways."""

import codecs
import json
from decimal import Decimal, InvalidOperation
from typing import NoReturn

MOST_DIGITS = 40

# A server on an old code page says so in its Content-Type; nothing else is guessed.
_DECLARED = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "cp1252": "cp1252",
}


class NotJsonError(ValueError):
    """The bytes are no JSON text, or one that can't be trusted. The message says which."""


def encode(value: object) -> bytes:
    """ASCII JSON, so that no server can mistake its character set."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False).encode("ascii")


def readable(value: object) -> str:
    """The text that `encode` makes, over several lines for a person."""
    return json.dumps(value, ensure_ascii=True, allow_nan=False, indent=2)


def decode(content: bytes, charset: str = "") -> object:
    """Objects, arrays, texts, `Decimal`, booleans and None.

    Raises:
        NotJsonError: Not JSON; a name twice in one object, of which another reader might have
            taken the other; NaN, Infinity or an absurdly long number; nested too deeply.
    """
    try:
        return _decoder.decode(_text(content, charset))
    except NotJsonError:
        raise
    except RecursionError:
        raise NotJsonError("nested too deeply") from None
    except ValueError as error:
        # `from None`: the decoder's error holds the whole document.
        raise NotJsonError(_what(error)) from None


def _text(content: bytes, charset: str) -> str:
    declared = _DECLARED.get(charset.strip().strip('"').lower())
    if declared is not None and not content.startswith(codecs.BOM_UTF8):
        try:
            return content.decode("utf-8")  # many servers declare one thing and send another
        except UnicodeDecodeError:
            return content.decode(declared)
    encoding = json.detect_encoding(content)
    return content.decode(encoding)


def _what(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON at character {error.pos}"
    if isinstance(error, UnicodeError):
        return "not in the declared character set"
    return "not JSON"


def _number(digits: str) -> Decimal:
    if len(digits) > MOST_DIGITS:
        raise NotJsonError("a number of absurd length")
    try:
        number = Decimal(digits)
    except InvalidOperation:
        raise NotJsonError("a number of absurd size") from None
    if abs(number.adjusted()) > MOST_DIGITS:
        raise NotJsonError("a number of absurd size")
    return number


def _no_number(word: str) -> NoReturn:
    raise NotJsonError(f"{word} is no number")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise NotJsonError("a name stands twice in one object")
    return found


_decoder = json.JSONDecoder(
    object_pairs_hook=_object,
    parse_float=_number,
    parse_int=_number,
    parse_constant=_no_number,
)
