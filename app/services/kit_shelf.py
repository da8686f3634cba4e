"""The shelf of kit drafts: opens new ones, brings parked ones back, puts them aside."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.core.flow.changes import Change, HeaderField, Slot
from app.core.flow.confirmation import Confirmation, full_reference
from app.core.flow.steps import Step
from app.core.kit.confirm import make_posting
from app.core.kit.draft import KitDraft
from app.core.kit.plan import KitPlan
from app.core.kit.recheck import PlanChange
from app.core.kit.split import QUANTITY, SERIALS, carried_over
from app.core.kit.surroundings import KitSurroundings
from app.core.kit_issue import KitPosting
from app.core.settings import KitDefaults, Rules
from app.services.kit_log import (
    KitLog,
    Resumed,
    kit_head,
    new_identity,
    parked_kit,
    rest_identity,
)
from app.services.saves import Saves
from app.services.session import Session
from app.services.waiting_serials import WaitingSerials
from app.store.draft_records import DraftNotOpenError, DraftState, NewDraft
from app.store.drafts import Drafts
from app.store.journal import Journal
from app.store.outbox import Outbox
from app.store.postings import StoredPosting


@dataclass(frozen=True, slots=True)
class KitStation:
    """What the station's settings say of kits."""

    defaults: KitDefaults
    rules: Rules


@dataclass(frozen=True, slots=True)
class KitStores:
    """What the desk writes to."""

    drafts: Drafts
    outbox: Outbox
    journal: Journal


@dataclass(slots=True)
class OpenKit:
    """A draft on the desk, its durable log, and the posting it became.

    `plan_changes` says what a fresh plan on Review has other than the one it was scanned by;
    that is `scanned_by` where the ERP's day has changed since, else the one it had before.
    `confirming` is set while the posting is on its way into the outbox. `rest` is the draft of
    what a split left over, once the posting is there. `put_aside` is set once it is parked or
    discarded: then nothing more is written to its log.
    """

    draft: KitDraft
    log: KitLog
    posting: StoredPosting | None = None
    plan_changes: tuple[PlanChange, ...] = ()
    scanned_by: KitPlan | None = None
    confirming: bool = False
    rest: str = ""
    put_aside: bool = False


DONE = Change(Slot.STEP, "", "", str(int(Step.DONE)))  # what a confirm changes; in no log


class KitShelf:
    """Drafts between the desk and the store. Lives in the GUI thread."""

    def __init__(
        self,
        stores: KitStores,
        session: Session,
        saves: Saves,
        station: KitStation,
        waiting: WaitingSerials,
    ) -> None:
        self._waiting = waiting
        self._drafts, self._outbox = stores.drafts, stores.outbox
        self._session, self._saves, self._station = session, saves, station

    def open_new(self, batch: str) -> OpenKit:
        """A new draft with the station's defaults. Identity and reference are made here."""
        identity = new_identity(self._session.operator)
        draft = KitDraft(identity, self._session.erp_today(), self._surroundings())
        log, opened = KitLog.opened(
            self._drafts, identity, self._session.target, self._session.erp_user, _now
        )
        self._saves.follow(opened)
        header = {**self._defaults(), HeaderField.BATCH: batch}
        event = draft.start(header.items())
        self._saves.follow(log.append(event, draft.state))
        return OpenKit(draft, log)

    def rest_of(self, kit: OpenKit) -> NewDraft | None:
        """What a split of this kit left over, as a draft of its own in the same batch.

        It is stored by the transaction that confirms the kit (`Outbox.confirm`), and resumed
        from there like any parked draft.
        """
        state = kit.draft.state
        if not state.rest.get(QUANTITY):
            return None
        identity = replace(
            new_identity(self._session.operator), draft_id=rest_identity(kit.log.draft_id)
        )
        draft = KitDraft(identity, state.today, KitSurroundings(rules=self._station.rules))
        if state.facts is not None:
            draft.around.know_kit(state.facts)
        header = {**state.header, HeaderField.QUANTITY: state.rest[QUANTITY]}
        event = draft.start(header.items(), carried_over(state.rest.get(SERIALS, "")))
        session = self._session
        head = kit_head(identity, session.target, session.erp_user, _now())
        return parked_kit(head, draft, event)

    def _defaults(self) -> dict[HeaderField, str]:
        defaults = self._station.defaults
        return {
            HeaderField.DEPARTMENT: defaults.department,
            HeaderField.ACCOUNT: defaults.account,
            HeaderField.TO_STORES: defaults.to_stores,
            HeaderField.TO_LOCATION: defaults.to_location,
            HeaderField.KIT_STORES: defaults.kit_stores,
            HeaderField.INCLUDE_SCRAP: "Y" if defaults.include_scrap else "",
        }

    def bring_back(
        self,
        draft_id: str,
        done: Callable[[OpenKit], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Load a parked draft, or one that a crash left open, and replay it.

        One that is posted by now comes with its posting; any other that cannot be opened is
        told by `failed` alone.
        """

        def refused(problem: Exception) -> None:
            if isinstance(problem, DraftNotOpenError) and problem.state is DraftState.CONFIRMED:
                self.reload(draft_id, done, failed)
            else:
                failed(problem)

        self._saves.follow(
            self._drafts.resume(draft_id, who=self._session.operator),
            lambda _: self.reload(draft_id, done, failed),
            refused,
            told_by_lost=True,
        )

    def reload(
        self, draft_id: str, done: Callable[[OpenKit], None], failed: Callable[[Exception], None]
    ) -> None:
        """Bring a draft to what the store holds, once all that is written to it is there.

        A confirmed one comes with its posting; `failed` gets `DraftNotOpenError` for one that
        was parked or discarded meanwhile.
        """
        log = KitLog(self._drafts, draft_id)

        def read() -> tuple[Resumed, StoredPosting | None, str]:
            found = log.load()
            if found.state is DraftState.CONFIRMED:
                return found, self._outbox.of_draft(draft_id), self._rest_left(draft_id)
            if found.state is not DraftState.OPEN:
                raise DraftNotOpenError(draft_id, found.state)
            return found, None, ""

        self._saves.load(read, lambda both: done(self._replayed(draft_id, *both)), failed)

    def _rest_left(self, draft_id: str) -> str:
        """The draft of what a split left over of a posted kit, while nobody has dealt with it."""
        rest = rest_identity(draft_id)
        waits = self._drafts.state(rest) in {DraftState.OPEN, DraftState.PARKED}
        return rest if waits else ""

    def put_aside(self, kit: OpenKit) -> None:
        """Park it; home lists it. One that nothing was entered in is not worth keeping."""
        if kit.draft.untouched:
            self.throw_away(kit)
        elif kit.posting is None and not kit.confirming:
            kit.put_aside = True
            parked = self._drafts.park(kit.log.draft_id, who=self._session.operator)
            self._saves.follow(parked)

    def throw_away(self, kit: OpenKit) -> None:
        """Discard it; who did is kept."""
        if kit.posting is None and not kit.confirming:
            kit.put_aside = True
            discarded = self._drafts.discard(kit.log.draft_id, who=self._session.operator)
            self._saves.follow(discarded)

    def posting_of(self, kit: OpenKit, plan: KitPlan) -> KitPosting:
        """What the open draft becomes when it is confirmed now."""
        session = self._session
        confirmation = Confirmation(
            target=session.target,
            operator=session.operator,
            erp_user=session.erp_user,
            erp_today=session.erp_today(),
            now=_now(),
            reference_length=self._station.defaults.reference_length,
        )
        return make_posting(kit.draft, plan, confirmation)

    def preview(self, kit: OpenKit) -> str:
        """The request that a confirm would send now, in the ERP's own names, without the token.

        Empty where there is no plan to send.
        """
        plan = kit.draft.state.plan
        if plan is None:
            return ""
        return self._session.client.preview(self.posting_of(kit, plan).request)

    def full_reference(self, draft: KitDraft) -> str:
        """The reference a posting made of this draft would carry."""
        own = draft.state.text(HeaderField.REFERENCE)
        length = self._station.defaults.reference_length
        return full_reference(draft.identity.reference, own, length)

    def _replayed(
        self, draft_id: str, found: Resumed, posting: StoredPosting | None, rest: str
    ) -> OpenKit:
        around = self._surroundings()
        for facts in found.facts:
            around.know_kit(facts)
        draft = KitDraft(found.identity, self._session.erp_today(), around)
        draft.replay(found.events)
        if posting is not None:
            draft.state.apply((DONE,))
        log = KitLog(self._drafts, draft_id, len(found.events))
        return OpenKit(draft, log, posting, rest=rest)

    def _surroundings(self) -> KitSurroundings:
        self._waiting.refresh()
        return KitSurroundings(rules=self._station.rules, waiting=self._waiting.of_part)


def _now() -> datetime:
    return datetime.now(UTC)
