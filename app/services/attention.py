"""What the attention desk stands on."""

from collections.abc import Collection
from dataclasses import dataclass

from app.core.target import Target
from app.services.corrections import Corrections
from app.services.decisions import Decisions
from app.services.exports import Exports
from app.services.overview import Overview
from app.services.posting_list import PostingList
from app.services.stories import Stories
from app.store.postings import PostingRow


@dataclass(frozen=True, slots=True)
class Attention:
    """All of one database; `targets` are the ERPs the station is connected to."""

    targets: Collection[Target]
    overview: Overview
    listed: PostingList
    stories: Stories
    decisions: Decisions
    corrections: Corrections
    exports: Exports

    def is_here(self, row: PostingRow) -> bool:
        """Whether the posting is for one of them."""
        return any(target.key == row.target_key for target in self.targets)
