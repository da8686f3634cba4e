"""A refused change of an order's line as a draft of its own, for the buyer's desk."""

from app.core.flow.identity import DraftIdentity
from app.core.flow.log import decode_event, encode_event
from app.core.po_line.correcting import correction
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.posting import LinePosting
from app.core.settings import BuyingSettings
from app.services.order_shelf import ORDER, kept_order, summary_of
from app.store.draft_records import DraftHead, DraftLog, NewDraft, NoSuchDraftError


def corrected_line(before: DraftLog, head: DraftHead, posting: LinePosting) -> NewDraft:
    """The one line as it was wanted; what became of others of the draft stands.

    Args:
        before: The draft that the posting is `part_of`.
        head: Of the new one.
        posting: That was refused.

    Raises:
        NoSuchDraftError: The draft tells nothing of the line.
    """
    kept = before.snapshots.get(ORDER)
    if kept is None:
        raise NoSuchDraftError(before.head.draft_id)
    order = kept_order(kept.content)
    event = correction(order, map(decode_event, before.events), posting)
    if event is None:
        raise NoSuchDraftError(before.head.draft_id)
    identity = DraftIdentity(
        head.draft_id, head.posting_id, head.reference, head.operator, head.replaces
    )
    draft = OrderDraft(identity, order, BuyingSettings())
    draft.replay([event])
    return NewDraft(head, summary_of(draft), {ORDER: kept.content}, (encode_event(event),))
