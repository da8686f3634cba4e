"""What ManEx's answers say of a call's fate (design.md 4, contracts.md C0, D4, E3).

The envelope decides, by its `Code`; the HTTP status only where there is no envelope.
"""

import re
from typing import Final

from app.core.problems import NeedsSignIn, Problem, ProblemCode, Rejected, Unknown
from app.erp.manex.rows import Row
from app.erp.manex.wire import Call, Field, Shape, Wire
from app.erp.transport import Answer

OK: Final = 200
SURELY_NOT_DONE: Final = frozenset({400, 405})
NOT_SIGNED_IN: Final = 401

_GETS: Final = frozenset({Call.ORDERS, Call.ITEMS, Call.SCHEDULES, Call.ITEM_MASTER})

_C = ProblemCode
_BAD_KEY = re.compile(r"invalid api key", re.IGNORECASE)
_NO_SUCH_CALL = re.compile(r"no http resource was found|no action was found", re.IGNORECASE)
_NOT_READ = re.compile(r"object is not initialized properly", re.IGNORECASE)
_FAILED = re.compile(r".*?\bfailed\s*[.:]\s*(?P<why>.*)", re.IGNORECASE | re.DOTALL)
_NOT_THERE = re.compile(r"\bnot (?:exists?|found)\b", re.IGNORECASE)
# A program that broke down says what broke; what it had done by then nobody knows.
_BROKE_DOWN = re.compile(
    r"exception|an error (?:has )?occurred|object reference|time-?out|deadlock", re.IGNORECASE
)
# The first that it begins with: "UniqMfgrhd is Invalid." (C4)
_CAUSES: Final = tuple(
    (re.compile(words, re.IGNORECASE), code)
    for words, code in (
        (r"(?:po ?items?|uniqu?e?lnno)\b.*\b(?:not exist|not found|invalid)", _C.NO_SUCH_LINE),
        (r"item[ _]?(?:no|number)\b", _C.LINE_EXISTS),  # we only send one that was free
        (r"uniq_?mfgrhd\b|part_?mfgr\b|mfgr_?pt_?no\b", _C.MANUFACTURER),
        (r"revision\b", _C.REVISION),
    )
)
# What an earlier sending of the same may have brought about is no proof that nothing was done.
_TELLING: Final = frozenset({ProblemCode.NO_SUCH_LINE, ProblemCode.LINE_EXISTS})


def value_of(answer: Answer, call: Call, wire: Wire) -> object:
    """What a success holds: an object, a list, or None where it holds nothing.

    A Get that found nothing is refused without a reason (C11), or because what it asks for does not
    exist: an empty list here.

    Raises:
        NeedsSignIn: The API key is not accepted.
        Rejected: The ERP refused, in its own words.
        Unknown: Everything else.
    """
    if not isinstance(answer.value, dict):
        raise _without_envelope(answer)
    envelope = Row(answer.value, Shape.ENVELOPE, wire, answer.redact)
    code = envelope.known_quantity(Field.CODE)
    valid = envelope.flag(Field.ISVALIDUSER)
    if code == OK:
        if valid is False:
            raise Unknown(ProblemCode.FOREIGN_ANSWER, "a success for no valid user")
        return envelope.inside(Field.RESPONSEOBJECT)
    # Judged as it was said: what had to be hidden decides nothing.
    said = " ".join(filter(None, map(envelope.text, (Field.MESSAGE, Field.MESSAGEDETAIL))))
    words = answer.redact(said)
    if valid is False or _BAD_KEY.search(said):
        raise NeedsSignIn(ProblemCode.KEY_REFUSED, words)
    if _NO_SUCH_CALL.search(said):
        raise Rejected(ProblemCode.NO_SUCH_CALL, words, certain=True)
    if code is None or not said:
        detail = words or f"HTTP {answer.status}"
        raise _by_status(answer, detail) or Unknown(ProblemCode.FOREIGN_ANSWER, detail)
    failed = _FAILED.fullmatch(said)
    why = failed["why"] if failed else ""
    if call in _GETS and failed and (not why or _NOT_THERE.search(why)):
        return []
    raise _refusal(said, why, words)


def _refusal(said: str, why: str, words: str) -> Rejected:
    """Of a request with a parameter that isn't right, surely; else by what was said."""
    if _NOT_READ.search(said):
        return Rejected(ProblemCode.INVALID_REQUEST, words, certain=True)
    if _BROKE_DOWN.search(said):
        return Rejected(ProblemCode.BROKE_DOWN, words)
    cause = next((code for words_of, code in _CAUSES if words_of.match(why)), ProblemCode.RULE)
    return Rejected(cause, words, certain=bool(why) and cause not in _TELLING)


def _without_envelope(answer: Answer) -> Problem:
    """The program around ManEx's own speaks, or something else altogether."""
    said = f"HTTP {answer.status}"
    foreign = Unknown(ProblemCode.FOREIGN_ANSWER, f"{said}: not an object")
    return _by_status(answer, said) or answer.fault or foreign


def _by_status(answer: Answer, said: str) -> Problem | None:
    if answer.status in SURELY_NOT_DONE:
        return Rejected(ProblemCode.INVALID_REQUEST, said, certain=True)
    if answer.status == NOT_SIGNED_IN:
        return NeedsSignIn(ProblemCode.KEY_REFUSED, said)
    return None
