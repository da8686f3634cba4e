"""HTTP messages as bytes, as far as the line with faults must understand them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

LONGEST_LINE = 65_536
MOST_LINES = 200


class BadMessageError(ValueError):
    """What came is no HTTP message with a length."""


@dataclass(frozen=True, slots=True)
class Head:
    """The first line and the headers, each with its line's end, the empty line included."""

    lines: tuple[bytes, ...]

    @property
    def path(self) -> str:
        """Of a request; empty where there is none."""
        words = self.lines[0].split()
        return words[1].decode("latin-1").partition("?")[0] if len(words) > 1 else ""

    @property
    def length(self) -> int:
        """Bytes of the body.

        Raises:
            BadMessageError: They can't be known.
        """
        if self.header(b"transfer-encoding"):
            raise BadMessageError("a body in chunks")
        told = self.header(b"content-length") or b"0"
        if not told.isdigit():
            raise BadMessageError("a length that is no number")
        return int(told)

    @property
    def closes(self) -> bool:
        """Whether the sender wants the connection closed after it."""
        asked = self.header(b"connection").lower()
        return asked == b"close" or (b"HTTP/1.0" in self.lines[0] and asked != b"keep-alive")

    def header(self, name: bytes) -> bytes:
        """The value of a header, empty where it is missing."""
        for line in self.lines[1:]:
            key, _, value = line.partition(b":")
            if key.strip().lower() == name:
                return value.strip()
        return b""


@dataclass(frozen=True, slots=True)
class Message:
    """A whole request or answer."""

    head: Head
    body: bytes

    def __bytes__(self) -> bytes:
        return b"".join((*self.head.lines, self.body))

    def with_body(self, body: bytes) -> bytes:
        """The same with another body, and with its length."""
        return b"".join((*self._lines(len(body)), body))

    def _lines(self, length: int) -> Iterator[bytes]:
        for line in self.head.lines:
            told = line.lower().startswith(b"content-length:")
            yield f"Content-Length: {length}\r\n".encode() if told else line


def read_head(stream: BinaryIO) -> Head | None:
    """The next message's head; None where the other side hung up instead.

    Raises:
        BadMessageError: It has no end.
    """
    lines: list[bytes] = []
    while line := stream.readline(LONGEST_LINE):
        lines.append(line)
        if not line.endswith(b"\n") or len(lines) > MOST_LINES:
            raise BadMessageError("a head without an end")
        if line in {b"\r\n", b"\n"}:
            return Head(tuple(lines))
    return None


def read_body(stream: BinaryIO, head: Head) -> Message | None:
    """The rest of the message; None where the other side hung up in the middle.

    Raises:
        BadMessageError: Its length can't be known.
    """
    body = stream.read(head.length)
    return Message(head, body) if len(body) == head.length else None


def answer(status: HTTPStatus, body: bytes, kind: str, *more: str) -> bytes:
    """An answer that the ERP never gave."""
    lines = (
        f"HTTP/1.1 {status.value} {status.phrase}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        *more,
        "",
        "",
    )
    return "\r\n".join(lines).encode() + body


def json_answer(status: HTTPStatus, value: object) -> bytes:
    """The same as JSON."""
    return answer(status, json.dumps(value).encode(), "application/json")


def page(status: HTTPStatus, *more: str) -> bytes:
    """The same as a proxy's page."""
    title = f"{status.value} {status.phrase}"
    text = f"<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>"
    return answer(status, text.encode(), "text/html", *more)
