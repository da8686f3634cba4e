"""One campaign from the first posting to the verdict."""

import time
from pathlib import Path

from tests.end2end.campaign.floor import Floor
from tests.end2end.campaign.verdict import Verdict, judge


def campaign(folder: Path, *, postings: int, stations: int, seed: int, kill: bool) -> Verdict:
    """Run it in an empty folder, which keeps homes, books and all that was said.

    Raises:
        CampaignError: A process ended as none may.
    """
    began = time.monotonic()
    with Floor(folder, stations, seed) as floor:
        floor.confirm(postings)
        floor.work(kill=kill)
    homes = [station.home for station in floor.stations]
    return judge(homes, floor.erp.books, postings, time.monotonic() - began)
