"""A small world to store: a clock that is moved by hand, postings, answers, drafts."""

import sqlite3
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from app.core.facts import (
    BomRow,
    KitFacts,
    LocationStock,
    LotStatus,
    LotStock,
    Part,
    SerialRecord,
    SerialStatus,
    StoresStock,
)
from app.core.kit_issue import ComponentChoice, IssuedComponent, KitIssue, KitIssued, KitPosting
from app.core.posting import PostingKind, PostingState
from app.core.target import Erp, Mode, Target
from app.store.draft_records import DraftHead
from app.store.moments import to_text
from app.store.packing import pack

START = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
LIVE = Target(Erp.EXPANDABLE, "https://erp.example.test", "PROD", Mode.LIVE)
OTHER = Target(Erp.EXPANDABLE, "https://erp.example.test", "PILOT", Mode.LIVE)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        """By so many seconds, days ..."""
        self.now += timedelta(**span)


def make_posting(  # noqa: PLR0913 - each test varies another one
    name: str,
    *,
    target: Target = LIVE,
    erp_user: str = "APIUSER",
    batch: str = "",
    serials: tuple[str, ...] = (),
    components: tuple[ComponentChoice, ...] = (),
    reference: str | None = None,
) -> KitPosting:
    """A kit issue of draft `draft-<name>`."""
    quantity = Decimal(max(1, len(serials)))
    marked = reference or f"KB{name.upper():0>8}"
    request = KitIssue(
        assembly_id="MOTOR003",
        quantity=quantity,
        department="0",
        account="300",
        reference=marked,
        action_date=date(2026, 3, 2),
        effective_date=date(2026, 3, 2),
        serials=serials,
        components=components,
    )
    return KitPosting(
        posting_id=f"posting-{name}",
        draft_id=f"draft-{name}",
        target=target,
        reference=marked,
        operator="Mia",
        erp_user=erp_user,
        confirmed_at=START,
        batch=batch,
        request=request,
    )


def make_answer(posting: KitPosting, *, batch_number: str = "") -> KitIssued:
    """What an ERP answers to it."""
    issued = IssuedComponent("BOLT-M6", "Bolt", Decimal("4.0"), "EACH", "", "MA", "", ())
    return KitIssued(
        assembly_id=posting.request.assembly_id,
        quantity=posting.request.quantity,
        reference=posting.reference,
        batch_number=batch_number,
        txns_accepted="1",
        action_date="2026-03-02",
        components=(issued,),
    )


def insert_old(
    connection: sqlite3.Connection, posting: KitPosting, state: PostingState = PostingState.QUEUED
) -> None:
    """A kit as the first version stored it."""
    connection.execute(
        "INSERT INTO postings (posting_id, draft_id, kind, target, reference, assembly_id,"
        " quantity, operator, erp_user, batch, confirmed_at, state, changed_at)"
        " VALUES (?, ?, 'kit-issue', ?, ?, 'MOTOR003', '1', 'Mia', 'APIUSER', ?, ?, ?, ?)",
        (
            posting.posting_id,
            posting.draft_id,
            posting.target.key,
            posting.reference,
            posting.batch,
            to_text(START),
            state,
            to_text(START),
        ),
    )
    connection.execute("INSERT INTO posting_records VALUES (1, ?)", (pack(posting),))


def make_head(name: str, *, target: Target = LIVE, opened_at: datetime = START) -> DraftHead:
    """The head of draft `draft-<name>`, whose posting `make_posting(name)` is."""
    return DraftHead(
        draft_id=f"draft-{name}",
        posting_id=f"posting-{name}",
        reference=f"KB{name.upper():0>8}",
        kind=PostingKind.KIT_ISSUE,
        target=target,
        operator="Mia",
        erp_user="APIUSER",
        opened_at=opened_at,
    )


def make_facts(assembly_id: str = "MOTOR003", *, parts: int = 2) -> KitFacts:
    """Facts of an assembly with something in every table."""
    ids = [f"PART-{n}" for n in range(parts)]
    expires, qty = date(2027, 1, 31), Decimal("12.50")
    return KitFacts(
        assembly_id=assembly_id,
        read_at=START,
        parts={p: Part(p, "Größe Ω", lot_controlled=True) for p in [assembly_id, *ids]},
        bom={assembly_id: tuple(BomRow(assembly_id, p, "10", qty, starts=expires) for p in ids)},
        lots={p: (LotStock(p, "L1", LotStatus.HOLD, expires, "MA", "S1", None),) for p in ids},
        stock={p: (StoresStock(p, "MA", "S1", multi_location=True, on_hand=qty),) for p in ids},
        locations={p: (LocationStock(p, "MA", "S1", qty),) for p in ids},
        serials={p: (SerialRecord(p, "S1", SerialStatus.IN_STOCK),) for p in ids},
    )
