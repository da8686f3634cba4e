"""What went wrong with a call to an ERP, by its fate (design.md 4).

The type says what is known about the effect, so nobody has to look at status codes again:
`NotSent` and `NeedsSignIn` surely had none, `Rejected` was refused by the ERP, `Unknown` may
have happened. `app.erp.transport` is the only place that turns library exceptions into these.
"""

from enum import StrEnum


class ProblemCode(StrEnum):
    """The cause, for choosing words and for the attention desk's "all of one cause"."""

    REFUSED_CONNECTION = "refused-connection"
    NO_ROUTE = "no-route"
    NO_SUCH_HOST = "no-such-host"
    CONNECT_TIMEOUT = "connect-timeout"
    TLS_FAILED = "tls-failed"
    INSECURE_URL = "insecure-url"
    UNSAFE_KEY = "unsafe-key"  # a value that a query would read as a pattern
    NO_TOKEN = "no-token"  # noqa: S105 - a name, not a secret
    SIGN_IN_REFUSED = "sign-in-refused"
    TOKEN_REFUSED = "token-refused"  # noqa: S105 - a name, not a secret
    NO_KEY = "no-key"
    KEY_REFUSED = "key-refused"  # an API key, in place of a sign-in
    INVALID_REQUEST = "invalid-request"
    NO_SUCH_CALL = "no-such-call"  # the server knows no such address or parameter
    RULE = "rule"  # the ERP's own rule, in its own words
    UNKNOWN_BATCH = "unknown-batch"  # such a rule: the batch number is none of the ERP's
    SERIAL_EXISTS = "serial-exists"  # such a rule: a serial number of the assembly is known
    LINE_EXISTS = "line-exists"  # such a rule: an order's line of that number is known
    NO_SUCH_LINE = "no-such-line"  # such a rule: the order has no such line
    MANUFACTURER = "manufacturer"  # such a rule: of the part's approved list
    REVISION = "revision"  # such a rule: the part isn't known so, or in several
    BROKE_DOWN = "broke-down"  # the ERP's own program, in its words, while it worked on it
    TIMEOUT = "timeout"
    DROPPED = "dropped"
    TRUNCATED = "truncated"
    TOO_LARGE = "too-large"
    REDIRECT = "redirect"
    GATEWAY = "gateway"  # 502, 503, 504
    NOT_JSON = "not-json"
    FOREIGN_ANSWER = "foreign-answer"  # JSON, but not the answer to what was asked
    OTHER_REFERENCE = "other-reference"  # the answer, but for our reference, which it lacks
    INTERRUPTED = "interrupted"  # found as "sending" when the program started
    COPIED = "copied"  # found in a copy of a database: another one may have sent it


class Problem(Exception):  # noqa: N818 - the field's word; subclasses name a fate
    """A call that did not end as asked.

    Attributes:
        code: The cause.
        detail: Words of the ERP or of the network, already redacted; foreign text, to be
            shown as plain text only.
    """

    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        super().__init__(f"{code.value}: {detail}" if detail else code.value)
        self.code = code
        self.detail = detail


class NotSent(Problem):
    """Not one byte of the body was handed to the socket: surely no effect. Try again later."""


class NeedsSignIn(Problem):
    """The ERP does not accept the sign-in: surely no effect. Try again once signed in."""


class Rejected(Problem):
    """The ERP refused and said why.

    `certain` is true where nothing can have been done (400, 405). The ERP's own 500 is a
    refusal for the person, but correcting it passes proof first (design.md 4).
    """

    def __init__(self, code: ProblemCode, detail: str = "", *, certain: bool = False) -> None:
        super().__init__(code, detail)
        self.certain = certain


class Unknown(Problem):
    """A byte left and no trustworthy answer came: it may or may not have happened."""


def is_silence(problem: Problem) -> bool:
    """Whether the ERP itself said nothing; a gateway or a web page in its place is no ERP."""
    if isinstance(problem, Unknown):
        return problem.code not in {ProblemCode.FOREIGN_ANSWER, ProblemCode.TOO_LARGE}
    return isinstance(problem, NotSent)
