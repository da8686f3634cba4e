"""`kitbench outbox add`: confirms postings that another program wrote as JSON."""

import argparse
import errno
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn
from uuid import NAMESPACE_URL, uuid4, uuid5

from app.commands.outbox_kinds import ADDED, Added, Given, is_same
from app.commands.outbox_place import Place
from app.commands.unread import escape_output
from app.core.posting import PostingKind, new_reference
from app.core.postings import Posting, Request
from app.core.settings import KitDefaults, Settings
from app.core.target import Target
from app.erp import json_text
from app.erp.bad_request import BadRequestError, RequestFault
from app.erp.expandable.request_form import LONGEST
from app.services.outbox_records import Record, record_of, subject_of
from app.store.moments import utc_now
from app.store.postings import SerialHeldError

SOME_REFUSED = 1
BAD_FILE = 2
AT_ONCE = 200
MOST_BYTES = 64 * 1024 * 1024
_TEXTS = ("id", "operator", "user", "batch", "reason")
_ALWAYS = frozenset({"kind", "request", "id", "operator"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """One posting as it was written; empty texts were not given."""

    kind: PostingKind
    request: Request
    texts: Mapping[str, str]

    @property
    def added(self) -> Added[Any]:
        """How its kind is taken."""
        return ADDED[self.kind]


def run(asked: argparse.Namespace, place: Place) -> int:
    """Confirm each; 1 if any was refused, 2 where FILE can't be read: then none was added."""
    escape_output()
    try:
        content = _content(asked.file)
    except OSError as error:
        print(f"{asked.file} cannot be read: {error.strerror}. None was added.", file=sys.stderr)
        return BAD_FILE
    status = 0
    numbered = enumerate(_texts(content), start=1)
    while portion := list(islice(numbered, AT_ONCE)):
        # Confirmed together, told one by one once each is durable.
        for number, awaited in [(number, _confirm(text, place)) for number, text in portion]:
            try:
                told = awaited()
            except BadRequestError as bad:
                status = SOME_REFUSED
                fault: Record = {"field": bad.field, "fault": bad.fault.value, "detail": bad.detail}
                told = {"added": False, "number": number, "refused": fault}
            print(json.dumps(told) if asked.json else _said(told), flush=True)
    return status


def _content(path: Path) -> bytes:
    if str(path) == "-":
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:  # nothing is taken rather than its first part
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG))
    return content


def _texts(content: bytes) -> Iterator[bytes]:
    """One object, or one a line."""
    try:
        json_text.decode(content)
    except json_text.NotJsonError:
        yield from filter(None, map(bytes.strip, content.splitlines()))
    else:
        yield content


def _confirm(text: bytes, place: Place) -> Callable[[], Record]:
    """Begin to confirm one posting; what is given waits for it and tells of it.

    Raises (when it is called):
        BadRequestError: It can't be taken.
    """
    try:
        asked = _read(text, place.settings)
        target = _target(asked, place)
    except BadRequestError as bad:
        return partial(_refuse, bad)
    identity = asked.texts["id"]
    whose = f"{target.key}#{identity}"
    draft = str(uuid5(NAMESPACE_URL, whose) if identity else uuid4())
    posting = _posting(asked, draft, target, place.settings.kit)
    confirmed = place.outbox.confirm(posting)

    def tell() -> Record:
        try:
            stored = confirmed.result()
        except SerialHeldError as held:
            refused = BadRequestError("SERIAL_NUMBER", RequestFault.TWICE, str(held))
            raise refused from None
        # The second time for a draft the outbox gives the first.
        added = stored.posting.reference == posting.reference
        if not added and not is_same(asked.kind, asked.request, stored.posting):
            raise BadRequestError("id", RequestFault.TWICE, "another request has this id")
        return {"added": added, **record_of(stored.row)}

    return tell


def _refuse(bad: BadRequestError) -> NoReturn:
    raise bad


def _read(text: bytes, settings: Settings) -> _Asked:
    try:
        given = json_text.decode(text)
    except json_text.NotJsonError as error:
        raise BadRequestError("", RequestFault.MALFORMED, str(error)) from None
    if not isinstance(given, Mapping):
        raise BadRequestError("", RequestFault.MALFORMED, "not an object")
    kind = _kind(given)
    for name in given:
        if name not in _ALWAYS | ADDED[kind].names:
            raise BadRequestError(name, RequestFault.UNKNOWN)
    texts = {name: _text(given, name) for name in _TEXTS}
    today = datetime.now().astimezone().date()
    written = Given(given.get("request"), given.get("before"), texts["reason"])
    return _Asked(kind, ADDED[kind].read(written, settings, today), texts)


def _target(asked: _Asked, place: Place) -> Target:
    target = place.targets.get(asked.added.erp)
    if target is None:
        raise BadRequestError("kind", RequestFault.MALFORMED, f"no {asked.added.erp} is set up")
    return target


def _kind(given: Mapping[str, object]) -> PostingKind:
    for kind in ADDED:
        if given.get("kind") == kind.value:
            return kind
    raise BadRequestError("kind", RequestFault.MALFORMED, f"not {' or '.join(ADDED)}")


def _text(given: Mapping[str, object], name: str) -> str:
    text = given.get(name, "")
    if not isinstance(text, str):
        raise BadRequestError(name, RequestFault.NOT_TEXT)
    if len(text) > LONGEST or not text.isprintable():
        raise BadRequestError(name, RequestFault.MALFORMED)
    return text.strip()


def _posting(asked: _Asked, draft: str, target: Target, kit: KitDefaults) -> Posting:
    reference, texts = new_reference(), asked.texts
    reason = {"reason": texts["reason"]} if "reason" in asked.added.names else {}
    return asked.added.posting(
        kind=asked.kind,
        posting_id=draft,
        draft_id=draft,
        target=target,
        reference=reference,
        operator=texts["operator"] or getpass.getuser(),
        erp_user=texts["user"],
        confirmed_at=utc_now(),
        batch=texts["batch"],
        request=asked.added.marked(asked.request, reference, kit.reference_length),
        **reason,
    )


def _said(told: Record) -> str:
    refused = told.get("refused")
    if isinstance(refused, dict):
        return f"No {told['number']} is refused: {' '.join(map(str, refused.values()))}"
    word = "added" if told["added"] else "known already"
    return f"{told['reference']} {subject_of(told)} x {told['quantity']}: {word}"
