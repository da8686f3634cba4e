"""The program is killed between every two statements of confirm, send and settle.

A kill leaves the files as they are at that moment. So the files are copied before every statement
of the modules that write and send, and a new program is started on each copy that differs, with
the ERP's books as they were just then.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent, PostingState
from app.core.settings import OutboxSettings
from app.erp.expandable.client import ExpandableClient
from app.erp.expandable.kit_messages import request_of
from app.erp.expandable.wire import DEFAULT_WIRE
from app.erp.transport import Transport
from app.services.drain import Account, Drain, way_by_password
from app.store.database import Database
from app.store.draft_records import DraftHead, DraftState
from app.store.drafts import Drafts
from app.store.outbox import Outbox
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.world import TARGET, kit

TRACED = ("app/store/", "app/services/sending.py", "app/services/delivery.py", "app/services/prov")
QUICK = OutboxSettings(settle_seconds=0.05, backoff_seconds=0.01, backoff_most_seconds=0.02)
NAME = "kitbench.db"
OTHERS = (".lock", "-shm")  # an end of the program takes these away, or makes them worthless
Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Moment:
    """What a kill would have left."""

    files: Mapping[str, bytes]
    done: tuple[Body, ...]
    acknowledged: bool


@dataclass(slots=True)
class Camera:
    """Takes a picture before each statement; keeps those that differ."""

    folder: Path
    erp: ScriptedErp
    acknowledged: bool = False
    statements: int = 0
    moments: dict[bytes, Moment] = field(default_factory=dict)
    _latest: Moment | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def trace(self, frame: FrameType, event: str, arg: object) -> "Callable[..., Any] | None":
        del arg
        if event == "call" and any(part in frame.f_code.co_filename for part in TRACED):
            return self._line
        return None

    def _line(self, frame: FrameType, event: str, arg: object) -> "Callable[..., Any]":
        del frame, arg
        if event == "line":
            self.take()
        return self._line

    def take(self) -> None:
        """Whoever else writes is waiting for this thread, or about to write what comes next."""
        with self._lock:
            self.statements += 1
            files = {name: _content(f"{self.folder}/{name}") for name in _names(self.folder)}
            moment = Moment(files, tuple(self.erp.done), self.acknowledged)
            if moment == self._latest:  # as after most statements
                return
            self._latest = moment
            content = hashlib.sha256(b"".join(files.values())).digest()
            key = content + bytes((len(moment.done), moment.acknowledged))
            self.moments.setdefault(key, moment)


def _names(folder: Path) -> list[str]:
    """The database comes last but for its log, which is younger: as a kill leaves them."""
    return sorted(name for name in os.listdir(folder) if not name.endswith(OTHERS))  # noqa: PTH208 - thousands of times


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - as above
        return file.read()


@contextmanager
def filmed(camera: Camera) -> Iterator[None]:
    """Threads that start meanwhile are filmed to their end, this one as well."""
    before = sys.gettrace()
    threading.settrace(camera.trace)
    sys.settrace(camera.trace)
    try:
        yield
    finally:
        sys.settrace(before)
        threading.settrace(before)


def head_of(posting: KitPosting) -> DraftHead:
    return DraftHead(
        draft_id=posting.draft_id,
        posting_id=posting.posting_id,
        reference=posting.reference,
        kind=posting.kind,
        target=posting.target,
        operator=posting.operator,
        erp_user=posting.erp_user,
        opened_at=posting.confirmed_at,
    )


def drain(outbox: Outbox, url: str) -> None:
    with Transport(url) as transport:
        client = ExpandableClient(transport)
        account = Account("APIUSER", "password")
        Drain(outbox, way_by_password(TARGET, client, account), QUICK).run(lambda _: None)


@pytest.mark.parametrize(
    "reply", [Reply.ANSWER, Reply.DROPPED, Reply.DROPPED_DONE, Reply.RULE, Reply.RULE_DONE]
)
def test_wherever_it_is_killed_it_takes_effect_once(tmp_path: Path, reply: Reply) -> None:
    posting = kit("KILL1", "KILL2", batch="b1")
    camera = film(tmp_path / "film", posting, reply)

    assert camera.statements > 300
    assert len(camera.moments) >= 6
    for moment in camera.moments.values():
        in_flight = go_on(camera.folder, posting, moment, late=False)
        if in_flight and not moment.done:
            go_on(camera.folder, posting, moment, late=True)


def film(folder: Path, posting: KitPosting, reply: Reply) -> Camera:
    """Confirm, send and settle one posting, filmed."""
    folder.mkdir()
    with Database(folder / NAME) as database:
        Drafts(database).open(head_of(posting)).result()
    with ScriptedErp([reply]) as erp:
        camera = Camera(folder, erp)
        with filmed(camera), Database(folder / NAME) as database:
            outbox = Outbox(database)
            outbox.confirm(posting).result()
            camera.acknowledged = True
            drain(outbox, erp.url)
            camera.take()
    return camera


def go_on(folder: Path, posting: KitPosting, moment: Moment, *, late: bool) -> bool:
    """Start anew on what a kill left, as the person and the ERP would.

    In the same place and the same file: elsewhere it would be a copy.

    Returns:
        Whether the posting was under way when it was killed.
    """
    for path in folder.iterdir():
        if path.name != NAME:
            path.unlink()
    for name, content in moment.files.items():
        (folder / name).write_bytes(content)
    with ScriptedErp() as erp, Database(folder / NAME) as database:
        erp.done = list(moment.done)
        outbox, drafts = Outbox(database), Drafts(database)
        stored = outbox.of_draft(posting.draft_id)
        is_open = drafts.load(posting.draft_id).state is DraftState.OPEN
        assert is_open == (stored is None), "posting and draft are never apart"
        assert stored is not None or not moment.acknowledged, "what was confirmed is there"
        in_flight = stored is not None and stored.state is PostingState.SENDING
        if late:  # the ERP does what was under way, after the first question about it
            erp.late = [request_of(posting.request, "", DEFAULT_WIRE)]  # type: ignore[list-item] # texts
            erp.late_after_question = True
        outbox.confirm(posting).result()  # the person presses Post again, and nothing changes
        drain(outbox, erp.url)
        ended = outbox.get(posting.posting_id)
        assert ended.state in {PostingState.POSTED, PostingState.REJECTED}
        assert not ended.row.doubtful
        assert len(erp.done) == (ended.state is PostingState.POSTED)
        assert not (late and ended.state is not PostingState.POSTED)
        events = [entry.event for entry in outbox.history(posting.posting_id)]
        assert PostingEvent.FOUND_COPIED not in events
        assert (PostingEvent.FOUND_SENDING in events) == in_flight
        return in_flight
