"""What ManEx's answers mean for a call's fate: its envelope decides, not the HTTP status."""

import traceback
from collections.abc import Callable

import pytest

from app.core.problems import NeedsSignIn, NotSent, Problem, ProblemCode, Rejected, Unknown
from app.erp.manex.client import ManexClient
from app.erp.transport import Transport
from tests.unit.erp.manex.bench import (
    ADD,
    DELETE,
    EDIT,
    KEY,
    LINE,
    QUOTED,
    ROW,
    as_texts,
    client_of,
    envelope,
    refusal,
)
from tests.unit.erp.servers import Server, Talk, answering, http

URL_ERROR = {
    "$id": "1",
    "Message": "No HTTP resource was found that matches the request URI"
    f" 'https://erp.example/API/PO/ItemDelet/{QUOTED}'.",
    "MessageDetail": "No action was found on the controller 'Po' that matches the name"
    " 'ItemDelet'.",
}
CALLS: dict[str, Callable[[ManexClient], object]] = {
    "orders": lambda client: client.orders(KEY, number="1748"),
    "lines": lambda client: client.lines(KEY, "1748"),
    "schedules": lambda client: client.schedules(KEY, "1748", "65ENDLS6VN"),
    "item": lambda client: client.item(KEY, "416-242424"),
    "add": lambda client: client.add_line(KEY, ADD),
    "edit": lambda client: client.edit_line(KEY, EDIT),
    "delete": lambda client: client.delete_line(KEY, DELETE),
}


def met(client: ManexClient, call: Callable[[ManexClient], object]) -> Problem:
    """What it ends with; the key is in none of it."""
    with pytest.raises(Problem) as caught:
        call(client)
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value.args)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    for written in (KEY, QUOTED, KEY.upper(), "k3y-0f"):
        assert written not in shown
    return caught.value


BROKEN = (
    "PO Schedule delete failed.An error occurred while executing the command definition. See the"
    " inner exception for details."
)


@pytest.mark.parametrize(
    ("kinds", "status"), [(lambda value: value, 200), (as_texts, 403)], ids=["real", "texts"]
)
@pytest.mark.parametrize(
    ("message", "code", "certain"),
    [
        ("'PO Items' Object is not initialized properly.", ProblemCode.INVALID_REQUEST, True),
        ("PO Items add failed.UniqMfgrhd is Invalid.", ProblemCode.MANUFACTURER, True),
        ("PO Items delete failed.Po Item does not exists.", ProblemCode.NO_SUCH_LINE, False),
        ("PO Items add failed.ITEMNO 002 already exists.", ProblemCode.LINE_EXISTS, False),
        ("PO Schedule edit failed.UNIQDETNO is required.", ProblemCode.RULE, True),
        (BROKEN, ProblemCode.BROKE_DOWN, False),
        ("PO Items edit failed.", ProblemCode.RULE, False),
        ("No right to do this.", ProblemCode.RULE, False),
    ],
)
def test_refusals_in_the_erps_own_words(
    message: str,
    code: ProblemCode,
    certain: bool,
    kinds: Callable[[object], object],
    status: int,
) -> None:
    with client_of(kinds(refusal(message)), status) as (client, _):
        problem = met(client, CALLS["add"])
    assert isinstance(problem, Rejected)
    assert (problem.code, problem.detail, problem.certain) == (code, message, certain)


BAD_KEY = refusal("Invalid API Key.", valid=False)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_key_that_is_refused(call: Callable[[ManexClient], object]) -> None:
    with client_of(BAD_KEY) as (client, _):
        problem = met(client, call)
    assert (type(problem), problem.code) == (NeedsSignIn, ProblemCode.KEY_REFUSED)
    assert problem.detail == "Invalid API Key."


@pytest.mark.parametrize("status", [200, 401, 403])
@pytest.mark.parametrize(
    "answer",
    [
        as_texts(BAD_KEY),
        refusal("Invalid API Key.", valid="null"),
        refusal(f"The key {KEY} has ended.", valid=False),
        {"Message": "Who are you?", "IsValidUser": "False"},
    ],
    ids=str,
)
def test_a_key_that_is_refused_in_other_words(answer: object, status: int) -> None:
    with client_of(answer, status) as (client, _):
        problem = met(client, CALLS["add"])
    assert (type(problem), problem.code) == (NeedsSignIn, ProblemCode.KEY_REFUSED)


@pytest.mark.parametrize("key", ["", " ", ".", ".."])
def test_a_key_that_is_none_is_not_sent(key: str) -> None:
    with client_of(envelope([])) as (client, server):
        with pytest.raises(NeedsSignIn) as caught:
            client.lines(key, "1748")
        assert caught.value.code is ProblemCode.NO_KEY
        assert server.asked == []


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_url_that_is_none_echoes_no_key(call: Callable[[ManexClient], object]) -> None:
    with client_of(URL_ERROR, 404) as (client, _):
        problem = met(client, call)
    assert isinstance(problem, Rejected)
    assert (problem.code, problem.certain) == (ProblemCode.NO_SUCH_CALL, True)
    assert "/API/PO/ItemDelet/[hidden]'" in problem.detail


@pytest.mark.parametrize(
    ("code", "status"), [(200, 200), ("200", 403), (" 200 ", 500), (200.0, 201)]
)
def test_the_code_decides(code: object, status: int) -> None:
    with client_of(envelope([ROW], code), status) as (client, _):
        assert client.lines(KEY, "1748") == (LINE,)


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ({"Message": "An error has occurred."}, 500),
        ({"Message": "An error has occurred."}, 200),
        ({}, 200),
        ([], 200),
        (7, 200),
        ([ROW], 200),
        (envelope([ROW], None), 200),
        (envelope([ROW], "OK"), 200),
        (envelope([ROW], {}), 200),
        (envelope(None, 403, ""), 403),
        (envelope(None, 403, None), 403),
        ({**refusal("Yes."), "Code": 200, "IsValidUser": False}, 200),
        ({**refusal("No."), "IsValidUser": "perhaps"}, 200),
        ({**refusal("No."), "code": "200"}, 200),
    ],
    ids=str,
)
def test_everything_else_is_unknown(value: object, status: int) -> None:
    with client_of(value, status) as (client, _):
        problem = met(client, CALLS["add"])
    assert (type(problem), problem.code) == (Unknown, ProblemCode.FOREIGN_ANSWER)


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (400, Rejected, ProblemCode.INVALID_REQUEST),
        (405, Rejected, ProblemCode.INVALID_REQUEST),
        (401, NeedsSignIn, ProblemCode.KEY_REFUSED),
        (404, Unknown, ProblemCode.NOT_JSON),
        (500, Unknown, ProblemCode.NOT_JSON),
        (502, Unknown, ProblemCode.GATEWAY),
        (302, Unknown, ProblemCode.REDIRECT),
    ],
)
def test_without_an_envelope_the_status_decides(
    status: int, kind: type[Problem], code: ProblemCode
) -> None:
    page = http(status, f"<html>{QUOTED}</html>", f"text/html; x={QUOTED}")
    with Server(answering(page)) as server, Transport(server.root_url) as transport:
        problem = met(ManexClient(transport), CALLS["add"])
    assert (type(problem), problem.code) == (kind, code)
    if isinstance(problem, Rejected):
        assert problem.certain


def test_a_method_that_is_not_allowed_is_said_in_the_servers_words() -> None:
    said = {"Message": "The requested resource does not support http method 'POST'."}
    with client_of(said, 405) as (client, _):
        problem = met(client, CALLS["add"])
    assert isinstance(problem, Rejected)
    assert problem.detail == said["Message"]


def test_what_the_wire_does_is_told_without_the_key() -> None:
    def script(talk: Talk) -> None:
        talk.request()

    with Server(script) as server, Transport(server.root_url) as transport:
        url = server.root_url
        assert isinstance(met(ManexClient(transport), CALLS["add"]), Unknown)
    with Transport(url) as transport:
        assert isinstance(met(ManexClient(transport), CALLS["add"]), NotSent)


def test_fate_does_not_hang_on_words_that_had_to_be_hidden() -> None:
    answer = refusal("PO Items add failed.UniqMfgrhd is Invalid.")
    with client_of(answer) as (client, _), pytest.raises(Rejected) as caught:
        client.add_line("d", ADD)
    assert caught.value.code is ProblemCode.MANUFACTURER
    assert caught.value.detail == ""
