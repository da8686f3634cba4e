"""A draft that lies on a desk, and what it became."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from app.core.flow.draft import AnyDraft
from app.core.flow.steps import Step
from app.services.flow_log import FlowLog
from app.store.postings import StoredPosting

DraftT_co = TypeVar("DraftT_co", bound=AnyDraft, covariant=True)
OpenT = TypeVar("OpenT", bound="OpenDraft[AnyDraft]")


@dataclass(slots=True)
class OpenDraft(Generic[DraftT_co]):
    """A draft on the desk, its durable log, and the posting it became.

    `confirming` is set while the posting is on its way into the outbox. `rest` is the draft of
    what it left over for the next one, once the posting is there; of most there is none.
    `put_aside` is set once it is parked or discarded: then nothing more is written to its log.
    """

    draft: DraftT_co
    log: FlowLog
    posting: StoredPosting | None = None
    confirming: bool = False
    rest: str = ""
    put_aside: bool = False

    @property
    def reviewed(self) -> bool:
        """Whether it is on its Review page, and still what will be confirmed."""
        settled = self.put_aside or self.confirming or self.posting is not None
        return self.draft.state.step is Step.REVIEW and not settled
