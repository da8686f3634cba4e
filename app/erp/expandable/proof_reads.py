"""What a proof wants to have read, asked of the ERP's books (contracts.md A8 to A15, E1)."""

from datetime import datetime

from app.core.proof.reading import Question, Reading, is_ours, is_spoiled
from app.erp.expandable.client import ExpandableClient


def read(client: ExpandableClient, token: str, question: Question, now_utc: datetime) -> Reading:
    """The answer to one question; calls without effect, one or two of them as a rule.

    Blocks; for worker threads.

    Args:
        client: Of the ERP to ask.
        token: Any signed-in user's: reading is nobody's transaction.
        question: What is wanted.
        now_utc: Aware; when it is asked.

    Raises:
        Problem: As the client does; `UNSAFE_KEY` where a query would read a name as a pattern.
    """
    wanted = question.serials
    part_id, lot_id, ours = question.part_id, question.lot_id, question.reference
    serials = client.serials(token, part_id, wanted, reference=ours) if wanted else ()
    lots = client.lots_named(token, lot_id, part_id, reference=ours) if lot_id else ()
    order = question.order
    received = client.receipts_of(token, order, reference=ours) if order else ()
    return Reading(
        read_at=now_utc,
        serials=serials,
        lots=(*lots, *client.lots(token, question.stock_of)),
        stock=client.stock(token, question.stock_of),
        stock_read=bool(question.stock_of),
        receipts=tuple(one for one in received if _may_be_ours(one.reference, ours)),
    )


def _may_be_ours(said: str, reference: str) -> bool:
    """Whether it is our reference, spoiled or not; or none, as of an ERP that keeps none."""
    return not said or is_ours(said, reference) or is_spoiled(said, reference)
