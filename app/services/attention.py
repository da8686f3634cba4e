"""What the attention desk stands on."""

from dataclasses import dataclass

from app.core.target import Target
from app.services.corrections import Corrections
from app.services.decisions import Decisions
from app.services.exports import Exports
from app.services.overview import Overview
from app.services.posting_list import PostingList
from app.services.stories import Stories


@dataclass(frozen=True, slots=True)
class Attention:
    """All of one database; `target` is the ERP the station is connected to."""

    target: Target
    overview: Overview
    listed: PostingList
    stories: Stories
    decisions: Decisions
    corrections: Corrections
    exports: Exports
