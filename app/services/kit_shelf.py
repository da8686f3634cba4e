"""The shelf of kit drafts: the station's defaults, plans that are kept, and what a split leaves."""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.core.facts import KitFacts
from app.core.flow.changes import DraftEvent, HeaderField
from app.core.flow.identity import DraftIdentity
from app.core.kit.confirm import make_posting
from app.core.kit.draft import KitDraft
from app.core.kit.plan import KitPlan
from app.core.kit.recheck import PlanChange
from app.core.kit.split import QUANTITY, SERIALS, carried_over
from app.core.kit.surroundings import KitSurroundings
from app.core.posting import PostingKind
from app.core.postings import Posting
from app.core.settings import KitDefaults, Rules
from app.services.flow_log import FlowLog, new_identity, parked
from app.services.flow_shelf import FlowShelf
from app.services.ground import Ground
from app.services.kept_facts import KeptFacts
from app.services.open_draft import OpenDraft
from app.services.subject_facts import SubjectFacts
from app.store.draft_records import DraftState, NewDraft

KIT_FACTS = KeptFacts("kit", KitFacts)


@dataclass(frozen=True, slots=True)
class KitStation:
    """What the station's settings say of kits."""

    defaults: KitDefaults
    rules: Rules


@dataclass(slots=True)
class OpenKit(OpenDraft[KitDraft]):
    """A kit on the desk.

    `plan_changes` says what a fresh plan on Review has other than the one it was scanned by;
    that is `scanned_by` where the ERP's day has changed since, else the one it had before.
    """

    plan_changes: tuple[PlanChange, ...] = ()
    scanned_by: KitPlan | None = None


class AssemblyFacts(SubjectFacts[OpenKit, KitFacts]):
    """What is known of the assembly of a kit."""

    def know(self, opened: OpenKit, facts: KitFacts) -> None:
        """Plan by these from now on."""
        opened.draft.around.know_kit(facts)
        opened.draft.know()

    def at_hand(self, opened: OpenKit) -> KitFacts | None:
        """Those of the plan."""
        return opened.draft.state.facts

    def of_nothing(self, subject: str) -> KitFacts:
        """Facts without the assembly."""
        return KitFacts(subject, datetime.now(UTC), {}, {})


class KitShelf(FlowShelf[OpenKit, KitFacts]):
    """Kit drafts between the desk and the store. Lives in the GUI thread."""

    kind = PostingKind.KIT_ISSUE

    def __init__(self, ground: Ground, station: KitStation) -> None:
        facts = AssemblyFacts(ground.reads.kits.ask, KIT_FACTS)
        super().__init__(ground, facts, station.defaults.reference_length)
        self._station = station

    def _made(self, identity: DraftIdentity, log: FlowLog) -> OpenKit:
        around = KitSurroundings(rules=self._station.rules, waiting=self._ground.waiting.of_part)
        return OpenKit(KitDraft(identity, self._session.erp_today(), around), log)

    def _begun(self, opened: OpenKit, batch: str) -> DraftEvent:
        defaults = self._station.defaults
        header = {
            HeaderField.DEPARTMENT: defaults.department,
            HeaderField.ACCOUNT: defaults.account,
            HeaderField.TO_STORES: defaults.to_stores,
            HeaderField.TO_LOCATION: defaults.to_location,
            HeaderField.KIT_STORES: defaults.kit_stores,
            HeaderField.INCLUDE_SCRAP: "Y" if defaults.include_scrap else "",
            HeaderField.BATCH: batch,
        }
        return opened.draft.start(header.items())

    def posting_of(self, opened: OpenKit) -> Posting | None:
        """The kit issue; None without a plan."""
        plan = opened.draft.state.plan
        return make_posting(opened.draft, plan, self._confirmation()) if plan else None

    def rest_of(self, opened: OpenKit) -> NewDraft | None:
        """What a split of this kit left over, in the same batch."""
        state = opened.draft.state
        if not state.rest.get(QUANTITY):
            return None
        identity = replace(
            new_identity(self._session.operator), draft_id=_rest_identity(opened.log.draft_id)
        )
        draft = KitDraft(identity, state.today, KitSurroundings(rules=self._station.rules))
        if state.facts is not None:
            draft.around.know_kit(state.facts)
        header = {**state.header, HeaderField.QUANTITY: state.rest[QUANTITY]}
        event = draft.start(header.items(), carried_over(state.rest.get(SERIALS, "")))
        facts = draft.state.facts
        kept = dict([KIT_FACTS.entry(facts)]) if facts else {}
        return parked(self._head(identity), draft.state, event, kept)

    def _rest_left(self, draft_id: str) -> str:
        rest = _rest_identity(draft_id)
        waits = self._drafts.state(rest) in {DraftState.OPEN, DraftState.PARKED}
        return rest if waits else ""


def _rest_identity(draft_id: str) -> str:
    """The draft of what a split of this one leaves over: found again from it at any time."""
    return str(uuid.uuid5(uuid.UUID(draft_id), "rest"))
