"""How changes of an order's lines are proved: by its lines as the ERP holds them (design.md 4).

ManEx knows no reference of ours. A new line is known by its number, which was free, and by what
it orders; a changed one by what was changed of it; a deleted one is gone.
"""

from dataclasses import dataclass, field

from app.core.po_line.facts import OrderLine, bare_number
from app.core.po_line.posting import (
    AddLinePosting,
    DeleteLinePosting,
    EditLinePosting,
    LinePosting,
)
from app.core.po_line.standing import Edited, edited, is_own
from app.core.problems import ProblemCode
from app.core.proof.marks import line_mark, order_mark
from app.core.proof.reading import Finding, Proof, Question, Reading

_EDITED = {
    Edited.AS_ASKED: Finding.HAPPENED,
    Edited.AS_BEFORE: Finding.ABSENT,
    Edited.OTHERWISE: Finding.OTHERS,
    Edited.UNTOLD: Finding.UNTOLD,
}
_NONE = frozenset[ProblemCode]()


def question_before(posting: LinePosting, known: Reading | None) -> None:
    """Nothing more need be known than what it was made of."""
    del posting, known


def added(posting: AddLinePosting, before: Reading | None) -> Proof:
    """How a new line can be proved; `before` is of no use, here as below."""
    del before
    return Added(posting)


def changed(posting: EditLinePosting, before: Reading | None) -> Proof:
    """How a changed line can."""
    del before
    return Changed(posting)


def deleted(posting: DeleteLinePosting, before: Reading | None) -> Proof:
    """How a deleted one can."""
    del before
    return Deleted(posting)


def touches(posting: LinePosting) -> frozenset[str]:
    """The order, and the line of it."""
    number = bare_number(posting.item)
    return frozenset({order_mark(posting.subject), line_mark(posting.subject, number)})


@dataclass(frozen=True, slots=True)
class _ByLines:
    """What the proofs of lines share."""

    posting: LinePosting
    decides: bool = field(default=True, init=False)

    @property
    def holds(self) -> frozenset[str]:
        """Others of the order come after it; another change of the line would hide it."""
        return touches(self.posting)

    @property
    def question(self) -> Question:
        """The line, by its key or by its number."""
        of = self.posting
        return Question(line_of=of.subject, item_number=of.item, line_key=of.line_key)

    def spoiled_reference(self, reading: Reading) -> str:
        """Lines bear none."""
        del reading
        return ""

    def _line(self, reading: Reading) -> OrderLine | None:
        """The line itself, whatever else was answered."""
        question = self.question
        number = bare_number(question.item_number)
        return next(
            (
                line
                for line in reading.lines
                if line.order_number == question.line_of
                and (
                    line.key == question.line_key
                    if question.line_key
                    else bare_number(line.item_number) == number
                )
            ),
            None,
        )


@dataclass(frozen=True, slots=True)
class Added(_ByLines):
    """A line of that number and of our values: happened. None of that number: did not."""

    posting: AddLinePosting
    telling: frozenset[ProblemCode] = field(
        default=frozenset({ProblemCode.LINE_EXISTS}), init=False
    )
    denies: frozenset[ProblemCode] = field(default=frozenset({ProblemCode.LINE_EXISTS}), init=False)

    def find(self, reading: Reading) -> Finding:
        """A number that another line has is a person's matter."""
        if not reading.order_there:
            return Finding.NO_ORDER
        line = self._line(reading)
        if line is None:
            return Finding.ABSENT
        own = is_own(self.posting.request.values, line.values)
        return Finding.HAPPENED if own else Finding.OTHERS


@dataclass(frozen=True, slots=True)
class Changed(_ByLines):
    """As it was asked: happened. As it stood before: did not."""

    posting: EditLinePosting
    telling: frozenset[ProblemCode] = field(default=_NONE, init=False)
    denies: frozenset[ProblemCode] = field(
        default=frozenset({ProblemCode.NO_SUCH_LINE}), init=False
    )

    def find(self, reading: Reading) -> Finding:
        """One that is gone tells nothing of a change."""
        if not reading.order_there:
            return Finding.NO_ORDER
        line, request = self._line(reading), self.posting.request
        if line is None:
            return Finding.OTHERS
        return _EDITED[edited(request.before.values, request.values, line.values)]


@dataclass(frozen=True, slots=True)
class Deleted(_ByLines):
    """Gone from an order that is there: happened."""

    posting: DeleteLinePosting
    telling: frozenset[ProblemCode] = field(
        default=frozenset({ProblemCode.NO_SUCH_LINE}), init=False
    )
    denies: frozenset[ProblemCode] = field(default=_NONE, init=False)

    def find(self, reading: Reading) -> Finding:
        """Whoever deleted it: it is gone."""
        if not reading.order_there:
            return Finding.NO_ORDER
        return Finding.HAPPENED if self._line(reading) is None else Finding.ABSENT
