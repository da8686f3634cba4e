"""ManEx's calls on purchase orders and parts (contracts.md C3 to C7, C11, C18, E3).

They are below `ROOT` of the same port as Expandable's, and work on books of their own. What is
checked first: the URL, the API key, the JSON, the rules.
"""

import hmac
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import falcon
from sqlalchemy import Connection

from app.sandbox import manex_fields as fields
from app.sandbox.app import BODY_BYTES
from app.sandbox.database import Database
from app.sandbox.manex_answers import (
    SERVER_EXCEPTION,
    Answer,
    ManexRefusalError,
    Manner,
    NoSuchCallError,
    granted,
    key_invalid,
    method_unknown,
    not_found,
    refused,
)
from app.sandbox.manex_form import ManexForm, NotInitializedError, no_action, read_form
from app.sandbox.manex_items import Clerk, add_item, delete_item, edit_item
from app.sandbox.manex_lists import find_items, find_orders, find_schedules
from app.sandbox.manex_master import find_part
from app.sandbox.manex_path import Place, read_place

# Whose they are; open to everyone who trains.
API_KEYS = {
    "APIUSER": "5e1c7ab4-9d02-4f68-8b3e-20c1d48f6a97",
    "LEAD": "c09b6f13-7e55-4a2d-b1a8-94f2e0d3577c",
}
_KEY = "apiKey"  # of the call that has it in the query string

_CONTROLLERS = {"po": "Po", "itemmaster": "ItemMaster"}  # as errors write them

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Call:
    """What a controller's action does, and the words of its page.

    Attributes:
        subject: What isn't initialized properly where nothing can be read.
        done: The message of success.
        failed: What stands before the reason where it is refused.
        names: Its parameters.
        act: Gives what the answer holds beside its message.
        writes: Whether that changes the books.
    """

    subject: str
    done: str
    failed: str
    names: Sequence[str]
    act: Callable[[Connection, ManexForm, Clerk], object]
    writes: bool = False

    @property
    def methods(self) -> Sequence[str]:
        """The verbs it is called by."""
        return ("POST",) if self.writes else ("POST", "GET")


def _reading(
    find: Callable[[Connection, ManexForm], object],
) -> Callable[[Connection, ManexForm, Clerk], object]:
    """What is the same whoever asks."""
    return lambda connection, form, _clerk: find(connection, form)


_ITEMS = "PO Items"
_CALLS: Mapping[str, _Call] = {
    "po/get": _Call(
        "Purchase Order",
        "Purchase Order details:",
        "Purchase Order details failed:",
        fields.ORDER_GET,
        _reading(find_orders),
    ),
    "po/itemget": _Call(
        _ITEMS,
        "PO Items details:",
        "PO Items details failed:",
        fields.ITEM_GET,
        _reading(find_items),
    ),
    "po/itemadd": _Call(
        _ITEMS,
        "PO Items added successfully.",
        "PO Items add failed.",
        fields.ITEM_ADD,
        add_item,
        writes=True,
    ),
    "po/itemedit": _Call(
        _ITEMS,
        "PO Items edited successfully.",
        "PO Items edit failed.",
        fields.ITEM_EDIT,
        edit_item,
        writes=True,
    ),
    "po/itemdelete": _Call(
        _ITEMS,
        "PO Items deleted successfully.",
        "PO Items delete failed.",
        fields.ITEM_DELETE,
        delete_item,
        writes=True,
    ),
    "po/scheduleget": _Call(
        "PO Schedule",
        "PO Schedule details:",
        "PO Schedule details failed:",
        fields.SCHEDULE_GET,
        _reading(find_schedules),
    ),
    "itemmaster/get": _Call(
        "Item Master",
        "Inventor details:",  # as the page spells it
        "Inventor details failed:",
        fields.PART_GET,
        _reading(find_part),
    ),
}


class Manex:
    """What the calls work on. Any thread may call.

    Args:
        database: The books.
        now: The ERP's local time, without a zone.
        strict: Refuse parameters that the page of a call doesn't name.
        manner: How it answers.
    """

    def __init__(
        self, database: Database, now: Callable[[], datetime], *, strict: bool, manner: Manner
    ) -> None:
        self._database = database
        self._now = now
        self._strict = strict
        self._manner = manner

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_params: str) -> None:
        """Answer a request for anything below the root; the application's sink."""
        status, body = self._answer(req).told(self._manner)
        resp.status = status
        resp.content_type = falcon.MEDIA_JSON
        resp.data = body

    def _answer(self, req: falcon.Request) -> Answer:
        place = read_place(req.path)
        call = _call_at(place)
        if place is None or call is None:
            return not_found(req.uri, _missing(place))
        if req.method not in call.methods:
            return method_unknown(req.method)
        try:
            return self._carry_out(req, place, call)
        except NoSuchCallError as fault:
            return not_found(req.uri, str(fault))
        except NotInitializedError:
            return refused(f"'{call.subject}' Object is not initialized properly.")
        except ManexRefusalError as refusal:
            return refused(f"{call.failed}{refusal.reason}")
        except Exception:
            log.exception("A call failed")
            return refused(f"{call.failed}{SERVER_EXCEPTION}")

    def _carry_out(self, req: falcon.Request, place: Place, call: _Call) -> Answer:
        in_path = _KEY not in call.names
        user = _user_of("".join(place.rest))
        if in_path and not user:
            return key_invalid()
        form = _form(req)
        if not in_path:
            user = _user_of(form.text(_KEY))
            if not user:
                return key_invalid()
        if self._strict:
            form.refuse_unknown(call.names, _CONTROLLERS[place.controller.lower()])
        if call.writes and not form:
            raise NotInitializedError
        clerk = Clerk(user, self._now())
        books = self._database.writing() if call.writes else self._database.reading()
        with books as connection:
            return granted(call.done, call.act(connection, form, clerk))


def failure(path: str, manner: Manner) -> tuple[int, bytes]:
    """HTTP status and body of a server exception, as the call at this path words it."""
    call = _call_at(read_place(path))
    return refused(f"{call.failed if call else ''}{SERVER_EXCEPTION}").told(manner)


def _call_at(place: Place | None) -> _Call | None:
    """The call at a place; those that only read answer without `/API` too."""
    call = _CALLS.get(place.call) if place else None
    if place is None or call is None or len(place.rest) > (_KEY not in call.names):
        return None
    return call if place.api or not call.writes else None


def _missing(place: Place | None) -> str:
    controller = _CONTROLLERS.get(place.controller.lower()) if place else None
    if place is None or controller is None:
        name = place.controller if place else ""
        return f"No type was found that matches the controller named '{name}'."
    return no_action(controller, place.action)


def _user_of(key: str) -> str:
    """Whose key it is; empty for nobody's."""
    found = ""
    for user, own in API_KEYS.items():
        if hmac.compare_digest(own.encode(), key.encode()):
            found = user
    return found


def _form(req: falcon.Request) -> ManexForm:
    body = req.bounded_stream.read(BODY_BYTES + 1)
    if len(body) > BODY_BYTES:
        raise NotInitializedError
    return read_form(req.query_string, body)
