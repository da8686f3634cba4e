"""Postings in doubt, at an ERP that follows a script."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from app.core.postings import Posting
from app.core.proof.evidence import Evidence
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.sending import Bench
from tests.services.world import Station, station

SETTLE = 0.15


@contextmanager
def world(folder: Path, *script: Reply) -> Iterator[tuple[ScriptedErp, Station]]:
    with ScriptedErp(script) as erp, station(erp.url, folder) as bench:
        bench.sign_in()
        yield erp, bench


def evidence(bench: Bench, posting: Posting) -> Evidence:
    """Of the last thing that happened to it."""
    kept = bench.outbox.history(posting.posting_id)[-1].evidence
    assert kept is not None
    return msgspec.json.decode(kept, type=Evidence)


def undecided(bench: Bench, posting: Posting) -> bool:
    return bench.outbox.get(posting.posting_id).row.undecided
