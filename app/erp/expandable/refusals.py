"""What Expandable's statuses and words say of a call's fate (design.md 4, contracts.md A0)."""

from app.core.problems import NeedsSignIn, ProblemCode, Rejected, Unknown
from app.erp.expandable.wire import Field, Shape, Wire
from app.erp.transport import Answer

OK = 200
SURELY_NOT_DONE = frozenset({400, 405})
NOT_SIGNED_IN = 401
REFUSED = 500

NO_TOKEN_WORDS = "not provided"  # noqa: S105 - of "Auth Token was not provided."


def value_of(answer: Answer, wire: Wire) -> object:
    """The decoded JSON of a success.

    400, 401 and 405 decide by themselves: nothing was done, whatever stands in the body. A 500
    is a refusal only in the ERP's own words; a program that broke down says 500 as well.

    Raises:
        NeedsSignIn: 401.
        Rejected: 400 and 405; 500 with a message.
        Unknown: Everything else.
    """
    words = _words(answer, wire)
    said = words or f"HTTP {answer.status}"
    if answer.status in SURELY_NOT_DONE:
        raise Rejected(ProblemCode.INVALID_REQUEST, said, certain=True)
    if answer.status == NOT_SIGNED_IN:
        missing = NO_TOKEN_WORDS in said
        raise NeedsSignIn(ProblemCode.NO_TOKEN if missing else ProblemCode.TOKEN_REFUSED, said)
    if answer.fault is not None:
        raise answer.fault
    if answer.status == REFUSED and words is not None:
        raise Rejected(ProblemCode.RULE, words)
    if answer.status != OK:
        raise Unknown(ProblemCode.FOREIGN_ANSWER, f"HTTP {answer.status}")
    return answer.value


def _words(answer: Answer, wire: Wire) -> str | None:
    """The ERP's message, and its code behind it where it has one; None where there is none."""
    if not isinstance(answer.value, dict):
        return None
    message = answer.value.get(wire.name(Shape.FAILURE, Field.MESSAGE))
    code = answer.value.get(wire.name(Shape.FAILURE, Field.MESSAGE_CODE))
    if not isinstance(message, str) or not message.strip():
        return None
    if isinstance(code, str) and code.strip():
        message = f"{message} [{code}]"
    return answer.redact(message)
