"""Confirmed postings as the outbox gives them: values that nobody changes, each made once."""

import tempfile
from functools import cache
from pathlib import Path

from app.core.posting import PostingKind
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.postings import StoredPosting
from tests.services.kinds import POSTINGS
from tests.support.ready_store import lay_out


@cache
def confirmed(kind: PostingKind) -> StoredPosting:
    """The one of this kind."""
    with (
        tempfile.TemporaryDirectory(dir=Path.home()) as folder,
        Database(lay_out(Path(folder, "words.db"))) as database,
    ):
        return Outbox(database).confirm(POSTINGS[kind]).result()
