"""What postings are called, by their kind; all other sentences about them are the same."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from app.core.kit_issue import KitIssued, KitPosting
from app.core.posting import PostingKind
from app.core.receipt import ReceiptEntered
from app.services.overview import DraftRow, PostingRow
from app.services.sender import StoredPosting
from app.ui.texts import amount, capital, joined, place


@dataclass(frozen=True, slots=True)
class KindWords:
    """Of one kind.

    Attributes:
        noun: What it is.
        begun: What a draft is called that is not about anything yet.
        done: What the ERP does by it, as it is said of what was done.
        title: How a line of a list begins that goes on with what it is about.
        about: The same in the midst of a line.
        many: How much of it.
        made: How much of what, in the midst of a sentence: of `many` and `about`.
        posted: What came of it, of `made` and the posting.
        as_now: What the ERP does where it is sent later than was thought.
        anew: What a person can do instead.
        asked: Whether it took effect, of the reference and `about`: what a person looks for there.
        denied: The same, where a person says that it did not.
        twice: What comes of it where it is sent again and did take effect.
        batched: Whether the ERP puts it into a batch, under somebody's sign-in.
    """

    noun: str
    begun: str
    done: str
    title: str
    about: str
    many: Callable[[Decimal], str]
    made: str
    posted: Callable[[str, StoredPosting], str]
    as_now: str
    anew: str
    asked: str = "Is {reference} in the ERP?"
    denied: str = "Is {reference} surely not in the ERP?"
    twice: str = "if it was there after all, it would be there twice"
    batched: bool = True


def counted(number: Decimal | int, word: str) -> str:
    """So many of something that has a plural by s."""
    return f"{amount(Decimal(number))} {word}{'' if number == 1 else 's'}"


def _issued(made: str, stored: StoredPosting) -> str:
    request = stored.of_kind(KitPosting).request
    where = joined(request.to_stores, place(request.to_location))
    answer = stored.answer
    components = len(answer.components) if isinstance(answer, KitIssued) else 0
    issued = f"{made} in {where} · {counted(components, 'component')} issued"
    return f"{issued} · scan the next assembly"


def _received(made: str, stored: StoredPosting) -> str:
    answer = stored.answer
    entered = answer.lines if isinstance(answer, ReceiptEntered) else ()
    stores = dict.fromkeys(one.stores for one in entered if one.stores)
    received = f"{made} received" + (f" in {joined(*stores)}" if stores else "")
    return f"{received} · scan the next label"


def _line(  # noqa: PLR0913 - what sets the three apart
    noun: str, done: str, verb: str, *, as_now: str, anew: str, twice: str
) -> KindWords:
    """A change of an order's line; the title's letters are few, as the list has a name beside.

    ManEx keeps no reference: a person looks for the line itself.
    """
    return KindWords(
        noun=noun,
        begun="No order yet",
        done=done,
        title=f"{verb} {{subject}}",
        about="PO {subject}",
        many=amount,
        made="{about}",
        posted=lambda made, _stored: f"{capital(made)} {done}",
        as_now=as_now,
        anew=anew,
        asked=f"Was {{about}} {done} in the ERP?",
        denied=f"Was {{about}} surely not {done} in the ERP?",
        twice=f"if it was {done} after all, {twice}",
        batched=False,
    )


_KINDS: Mapping[PostingKind, KindWords] = {
    PostingKind.KIT_ISSUE: KindWords(
        noun="kit",
        begun="No assembly yet",
        done="issued",
        title="Kit {subject}",
        about="{subject}",
        many=amount,
        made="{many} {about}",
        posted=_issued,
        as_now="the ERP issues by the bill of material as it is now",
        anew="the kit can be issued anew",
    ),
    PostingKind.PO_RECEIPT: KindWords(
        noun="receipt",
        begun="No order yet",
        done="received",
        title="Receipt PO {subject}",
        about="PO {subject}",
        many=lambda lines: counted(lines, "line"),
        made="{many} of {about}",
        posted=_received,
        as_now="the ERP receives it only where the order allows it",
        anew="what came can be received anew",
    ),
    PostingKind.PO_LINE_ADD: _line(
        "line",
        "added",
        "New in PO",
        as_now="the ERP adds it only where its number is free",
        anew="it can be added under another number",
        twice="the order could have it twice",
    ),
    PostingKind.PO_LINE_EDIT: _line(
        "change",
        "changed",
        "Change in PO",
        as_now="the ERP makes the line as it stands here, whatever others changed of it",
        anew="the line can be changed anew, as it is now",
        twice="it is changed once more",
    ),
    PostingKind.PO_LINE_DELETE: _line(
        "deletion",
        "deleted",
        "Delete in PO",
        as_now="the ERP deletes the line, whatever others changed of it",
        anew="the line stays",
        twice="nothing is left to be deleted",
    ),
}


def words(kind: PostingKind) -> KindWords:
    """How postings of this kind are called."""
    return _KINDS[kind]


def what(row: PostingRow) -> tuple[str, str]:
    """What it is and how much, for two lines of a list."""
    kind = words(row.kind)
    return _named(kind.title, row), kind.many(row.quantity)


def draft(row: DraftRow) -> str:
    """What a draft is about."""
    kind, subject = words(row.head.kind), row.summary.subject
    # An order may be received and changed at once: what is done to it is told apart.
    named = kind.title if row.head.kind is PostingKind.PO_LINE_EDIT else kind.about
    return named.replace("{subject}", subject) if subject else kind.begun


def brief(row: PostingRow) -> str:
    """The same in one, where it is plain that it is a posting."""
    return joined(_about(row), words(row.kind).many(row.quantity))


def made(row: PostingRow) -> str:
    """How much of what, in the midst of a sentence."""
    kind = words(row.kind)
    said = kind.made.replace("{many}", kind.many(row.quantity))
    return said.replace("{about}", _about(row))


def asked(row: PostingRow, *, denied: bool = False) -> str:
    """Whether it took effect, or surely not, as a person is asked who looked in the ERP."""
    kind = words(row.kind)
    question = kind.denied if denied else kind.asked
    return question.replace("{about}", _about(row)).replace("{reference}", row.reference)


def posted(stored: StoredPosting) -> str:
    """What the ERP did by it."""
    return words(stored.row.kind).posted(made(stored.row), stored)


def _about(row: PostingRow) -> str:
    return _named(words(row.kind).about, row)


def _named(words_of: str, row: PostingRow) -> str:
    named = words_of.replace("{subject}", row.subject)
    return f"{named} line {row.item}" if row.item else named
