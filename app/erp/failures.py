"""What a failed exchange means: library exceptions become problems here and nowhere else.

The fate is decided by one fact, whether a byte of the body was handed to the socket; the
exceptions only give the cause its name (design.md 4).
"""

import http.client
import ssl
from collections.abc import Iterator

from requests import RequestException
from requests.exceptions import InvalidURL
from urllib3.exceptions import (
    HTTPError,
    IncompleteRead,
    InvalidChunkLength,
    LocationValueError,
    NameResolutionError,
    ReadTimeoutError,
)

from app.core.problems import NotSent, Problem, ProblemCode, Unknown
from app.erp.connection import Parcel
from app.erp.redaction import Redactor

# All that requests, urllib3, http.client, ssl and the socket raise; ValueError for answers so
# strange that http.client or zlib stumble over them.
FAILURES = (RequestException, HTTPError, http.client.HTTPException, OSError, ValueError)


def problem_of(
    error: Exception,
    redact: Redactor,
    parcel: Parcel,
    *,
    answering: bool,
    outer: BaseException | None,
) -> Problem:
    """The problem to raise, outside the handler: as its context the error would go along.

    Args:
        error: One of `FAILURES`.
        redact: Of this call.
        parcel: Knows whether a byte of the body was handed to the socket.
        answering: Whether the head of an answer had come.
        outer: What the caller was handling when it called; no cause of ours.
    """
    causes = tuple(_causes(error, outer))
    detail = redact(str(causes[-1]) or type(causes[-1]).__name__)
    if not parcel.handed:
        return NotSent(_why_not_sent(causes), detail)
    return Unknown(_why_lost(causes, answering=answering), detail)


def _why_not_sent(causes: tuple[BaseException, ...]) -> ProblemCode:
    if _any(causes, NameResolutionError, LocationValueError, InvalidURL):
        return ProblemCode.NO_SUCH_HOST
    if _any(causes, TimeoutError):
        return ProblemCode.CONNECT_TIMEOUT
    if _any(causes, ssl.SSLError, ssl.CertificateError):
        return ProblemCode.TLS_FAILED
    if _any(causes, ConnectionRefusedError):
        return ProblemCode.REFUSED_CONNECTION
    if _any(causes, ConnectionError, http.client.HTTPException):
        return ProblemCode.DROPPED
    return ProblemCode.NO_ROUTE


def _why_lost(causes: tuple[BaseException, ...], *, answering: bool) -> ProblemCode:
    if _any(causes, TimeoutError, ReadTimeoutError):
        return ProblemCode.TIMEOUT
    if _any(causes, IncompleteRead, http.client.IncompleteRead, InvalidChunkLength):
        return ProblemCode.TRUNCATED
    if _any(causes, OSError, http.client.RemoteDisconnected):
        return ProblemCode.TRUNCATED if answering else ProblemCode.DROPPED
    return ProblemCode.FOREIGN_ANSWER


def _any(causes: tuple[BaseException, ...], *kinds: type[BaseException]) -> bool:
    return any(isinstance(cause, kinds) for cause in causes)


def _causes(error: BaseException | None, outer: BaseException | None) -> Iterator[BaseException]:
    """From what requests raised down to what the socket said."""
    while error is not None and error is not outer:
        yield error
        error = error.__cause__ or error.__context__
