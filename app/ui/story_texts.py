"""Sentences of a posting's story: what happened to it, and what the ERP's books said."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from app.core.hold import Hold
from app.core.kit_issue import KitIssued
from app.core.po_line.catalogue import LineField
from app.core.po_line.requests import LineAnswer
from app.core.posting import PostingEvent, PostingKind
from app.core.postings import Answer
from app.core.proof.evidence import Doubt, Evidence, Sent
from app.core.proof.side_by_side import About, Line, Seen, Shown
from app.core.receipt import ReceiptEntered
from app.services.stories import Chapter
from app.ui import buyer_field_texts, posting_texts
from app.ui.texts import DASH, amount, joined, place

EVENTS = {
    None: "Confirmed: saved, not yet sent.",
    PostingEvent.CLAIMED: "Sending began.",
    PostingEvent.HELD: "Held: a person must decide.",
    PostingEvent.RELEASED: "To be sent all the same.",
    PostingEvent.NOT_SENT: "Nothing left this station: it waits.",
    PostingEvent.SIGN_IN_NEEDED: "The ERP asks for a sign-in: it waits.",
    PostingEvent.ANSWERED: "Posted: the ERP answered.",
    PostingEvent.REFUSED: "The ERP refused it in its own words.",
    PostingEvent.REFUSED_SURELY: "The ERP refused it before anything was done.",
    PostingEvent.BACK_TO_PROOF: "The ERP says it exists: looked up in its books.",
    PostingEvent.LOST_TRACK: "No answer that can be trusted: it is unknown.",
    PostingEvent.FOUND_SENDING: "The program ended while it was being sent: it is unknown.",
    PostingEvent.FOUND_COPIED: "Found in a copy of the database: it is unknown.",
    PostingEvent.PROVED_DONE: "Proved by the ERP's books: it took effect.",
    PostingEvent.PROVED_NOT_DONE: "Proved by the ERP's books: it did not take effect.",
    PostingEvent.UNDECIDED: "The books settle nothing: a person must decide.",
    PostingEvent.LOOKED_AGAIN: "To be looked up once more.",
    PostingEvent.DECIDED_DONE: "Decided: it took effect.",
    PostingEvent.DECIDED_NOT_DONE: "Decided: it did not take effect.",
    PostingEvent.SENT_AGAIN: "To be sent once more.",
    PostingEvent.WITHDRAWN: "Withdrawn.",
    PostingEvent.REPLACED: "Replaced by a corrected one.",
}

DOUBTS = {
    Doubt.OTHERS: "What it makes is in the ERP, and not by this posting's reference.",
    Doubt.PARTS: "Only some of what it makes is in the ERP.",
    Doubt.MOVEMENTS: "It makes no serial number and no new lot, so only stock can be compared, "
    "which others move as well.",
    Doubt.UNTOLD: "The ERP doesn't tell what was to be changed of the line.",
    Doubt.NO_ORDER: "The order isn't there by its number: it may have another one by now.",
    Doubt.READS_DIFFER: "Two looks at the ERP's books did not agree.",
    Doubt.CONTRADICTED: "The ERP said that it exists, and its books show nothing of it.",
    Doubt.WAS_THERE_BEFORE: "What it makes was there before it was sent, and is gone now.",
    Doubt.REFERENCE_NOT_KEPT: "This ERP doesn't keep references as they are sent, so that nothing "
    "is found doesn't prove anything.",
    Doubt.NOT_READ: "The ERP did not tell what is in its books.",
}

_KEY_WANTED = "The ERP does not take the station's key: it waits."
_NUMBER_KNOWN = "The ERP says that its number is in use: looked up in its books."
_EVENTS_OF: Mapping[PostingKind, Mapping[PostingEvent, str]] = {
    PostingKind.PO_LINE_ADD: {
        PostingEvent.SIGN_IN_NEEDED: _KEY_WANTED,
        PostingEvent.BACK_TO_PROOF: _NUMBER_KNOWN,
    },
    PostingKind.PO_LINE_EDIT: {PostingEvent.SIGN_IN_NEEDED: _KEY_WANTED},
    PostingKind.PO_LINE_DELETE: {
        PostingEvent.SIGN_IN_NEEDED: _KEY_WANTED,
        PostingEvent.BACK_TO_PROOF: "The ERP says that it is gone: looked up in its books.",
    },
}
_DOUBTS_OF: Mapping[PostingKind, Mapping[Doubt, str]] = {
    PostingKind.PO_LINE_ADD: {
        Doubt.OTHERS: "The order has a line of this number, and it isn't as this one was to be.",
        Doubt.CONTRADICTED: "The ERP said that the number is in use, and its books show no such "
        "line.",
    },
    PostingKind.PO_LINE_EDIT: {
        Doubt.OTHERS: "The line stands neither as it was nor as it was to be: somebody else may "
        "have changed it since.",
    },
    PostingKind.PO_LINE_DELETE: {
        Doubt.CONTRADICTED: "The ERP said that the line is gone, and its books show it.",
    },
}
"""What is said otherwise of lines of orders, which bear no reference."""


def event(happened: PostingEvent | None, of: PostingKind) -> str:
    """What happened to a posting of this kind; None: it was confirmed."""
    own = _EVENTS_OF.get(of, {})
    return EVENTS[happened] if happened is None else own.get(happened, EVENTS[happened])


def doubt_of(why: Doubt, of: PostingKind) -> str:
    """Why nothing is proved of a posting of this kind."""
    return _DOUBTS_OF.get(of, {}).get(why, DOUBTS[why])


def evidence_name(line: Line) -> str:
    """What was looked for."""
    match line.about:
        case About.SERIAL:
            return f"Serial {line.name}"
        case About.LOT:
            return f"Lot {line.name}"
        case About.ORDER_LINE:
            return f"Line {line.name} received"
        case About.VALUE:
            of = LineField(line.name)
            wanted = posting_texts.line_text(of, line.wanted) or DASH
            return f"{buyer_field_texts.TITLES[of]}: {wanted}"
        case About.ITEM:
            return f"Line {line.name}"
        case _:
            return f"{line.part_id} on hand in {line.name}"


def evidence_seen(line: Line, shown: Shown) -> str:
    """What one look showed of it."""
    match shown.seen:
        case Seen.NOT_READ:
            return "not read"
        case Seen.ABSENT:
            return "not there"
        case Seen.THERE:
            return "there"
        case Seen.VALUE:
            return posting_texts.line_text(LineField(line.name), shown.text) or DASH
        case Seen.OURS if shown.received is not None:
            return f"{amount(shown.received)}, ours"
        case Seen.OURS:
            return "there, ours"
        case Seen.OTHERS:
            return f"there, by {shown.reference or 'no reference'}"
        case _:
            return amount(shown.on_hand)


def looked(times: Sequence[str]) -> str:
    """When the books were read."""
    return f"Read at {' and '.join(times)}." if times else "Nothing has been read yet."


def moment(at: datetime) -> str:
    """The day and the time to the second, of the station."""
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def chapter(told: Chapter, of: PostingKind) -> str:
    """One line of what happened: what, who, why, and the ERP's own words."""
    entry = told.entry
    sentences = [event(entry.event, of)]
    if entry.who:
        sentences.append(f"{entry.who}.")
    if entry.why:
        sentences.append(f"{entry.why.rstrip('.')}.")
    if entry.problem is not None:
        sentences.append(posting_texts.why_of(entry.problem))
    kept = told.kept
    if isinstance(kept, Evidence) and kept.doubt is not None:
        sentences.append(doubt_of(kept.doubt, of))
    if isinstance(kept, Hold):
        sentences.append(posting_texts.why_held(kept, of))
    if isinstance(kept, Sent) and kept.unread:
        sentences.append(f"The books could not be read before: {kept.unread.rstrip('.')}.")
    return " ".join(sentences)


def doubt(evidence: Evidence, of: PostingKind) -> str:
    """Why a person must decide, and when the books were read."""
    why = doubt_of(evidence.doubt, of) if evidence.doubt is not None else ""
    if evidence.detail:
        why = f"{why} {evidence.detail.rstrip('.')}."
    times = [moment(reading.read_at) for reading in evidence.reads]
    return f"{why} {looked(times)}".strip()


def answer(said: Answer) -> str:
    """The ERP's success, line by line."""
    if isinstance(said, LineAnswer):
        return f"Answer: line {said.item_number} of PO {said.order_number}"
    lines = _components(said) if isinstance(said, KitIssued) else _entries(said)
    return "\n".join((f"Answer: batch {said.batch_number or DASH}", *lines))


def _components(issued: KitIssued) -> Iterator[str]:
    for one in issued.components:
        what = joined(one.lot_id, one.stores, place(one.location), *one.serials)
        yield f"{one.component_id} {amount(one.quantity, one.unit)} {what}"


def _entries(entered: ReceiptEntered) -> Iterator[str]:
    for one in entered.lines:
        where = joined(one.lot_id, one.stores, place(one.location), *one.serials)
        what = joined(f"line {one.line_number}", f"receipt {one.receipt_id or DASH}")
        yield f"{one.part_id or DASH} {amount(one.quantity)} {what}, {where}"
