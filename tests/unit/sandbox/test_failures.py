"""Every failure of the pages, in their words, shape and order (contracts.md A0, E2.11)."""

import socket

import pytest
import requests

from tests.unit.sandbox.erp import SIGN_IN, Erp, Serve

CALLS = [
    "auth-token-get",
    "data-sources-get",
    "api-version-get",
    "server-time-get",
    "part-query",
    "bill-of-material-query",
    "lot-query",
    "multiple-location-query",
    "stock-status-query",
    "serial-number-query",
    "backflush-kit-issue-create",
]
WITH_TOKEN = [call for call in CALLS if call.endswith(("query", "create", "time-get"))]


def failure(answer: requests.Response) -> tuple[int, str]:
    """Status and message of a failure of the documented shape."""
    assert answer.headers["Content-Type"] == "application/json"
    body = answer.json()
    assert set(body) == {"MESSAGE", "MESSAGE_CODE"}
    assert body["MESSAGE_CODE"]
    return answer.status_code, body["MESSAGE"]


METHODS = ("GET", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW")
NO_OBJECTS = (
    b"",
    b"{",
    b"[]",
    b'"text"',
    b"5",
    b"null",
    b"{'A': 1}",
    b'{"A": NaN}',
    b'{"A": "\xff"}',
    b"\xef\xbb\xbf{}",
    b"[" * 100_000,
    b'{"A": ' + b"[" * 100_000,
)
BAD_TOKENS: tuple[tuple[dict[str, object], str], ...] = (
    ({}, "Auth Token was not provided."),
    ({"AUTH_TOKEN": ""}, "Auth Token was not provided."),
    ({"AUTH_TOKEN": None}, "Auth Token was not provided."),
    ({"AUTH_TOKEN": "abc"}, "Auth Token is malformed."),
    ({"AUTH_TOKEN": 5}, "Auth Token is malformed."),
    ({"AUTH_TOKEN": ["A" * 40]}, "Auth Token is malformed."),
    ({"AUTH_TOKEN": "\ud800"}, "Auth Token is malformed."),
    ({"AUTH_TOKEN": "0" * 40}, "Auth Token login failure."),
)


@pytest.mark.parametrize("call", CALLS)
def test_only_post_is_taken(standing: Erp, call: str) -> None:
    for method in METHODS:
        answer = standing.request(method, f"/api/{call}")
        assert failure(answer) == (405, "Request method must be POST."), method


@pytest.mark.parametrize("call", [call for call in CALLS if call not in CALLS[1:3]])
def test_a_body_that_is_no_json_object_is_400(standing: Erp, call: str) -> None:
    for body in NO_OBJECTS:
        answer = standing.post_body(call, body)
        assert failure(answer) == (400, "Request JSON is invalid."), body[:12]


@pytest.mark.parametrize("call", WITH_TOKEN)
def test_the_token_comes_before_every_rule(standing: Erp, call: str) -> None:
    standing.token = ""

    for token, message in BAD_TOKENS:
        assert failure(standing.post(call, UNKNOWN_FIELD="x", **token)) == (401, message), token


def test_an_expired_token_is_a_login_failure(serve: Serve) -> None:
    erp = serve(token_life=0)

    answer = erp.post("server-time-get")

    assert failure(answer) == (401, "Auth Token login failure.")


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"PASSWORD": "secret-word"}, "USER_NAME APIUSER"),
        ({"USER_NAME": "NOBODY"}, "USER_NAME NOBODY"),
        ({"DATA_SOURCE": "NOWHERE"}, "DATA_SOURCE NOWHERE"),
        ({"PASSWORD": ""}, "PASSWORD is required."),
        ({"USER_NAME": ""}, "USER_NAME is required."),
        ({"DATA_SOURCE": ""}, "DATA_SOURCE is required."),
    ],
)
def test_a_wrong_sign_in_is_500_and_keeps_the_password_to_itself(
    standing: Erp, changed: dict[str, str], named: str
) -> None:
    status, message = failure(standing.post("auth-token-get", **{**SIGN_IN, **changed}))

    assert status == 500
    assert named in message
    assert "secret-word" not in message


@pytest.mark.parametrize("data_source", ["EXPANDABLE", "TRAINING"])
@pytest.mark.parametrize("user", ["APIUSER", "LEAD"])
def test_every_listed_data_source_is_signed_in_to(
    standing: Erp, data_source: str, user: str
) -> None:
    listed = standing.request("POST", "/api/data-sources-get").json()
    answer = standing.ok(
        "auth-token-get", DATA_SOURCE=data_source, USER_NAME=user, PASSWORD="password"
    )

    assert {"DATA_SOURCE": data_source} in listed
    assert list(answer) == ["AUTH_TOKEN"]
    standing.token = answer["AUTH_TOKEN"]
    assert standing.ok("server-time-get") == {"SERVER_TIME": "2026-11-22 12:00:00"}


def test_two_calls_need_neither_body_nor_token(standing: Erp) -> None:
    for call in CALLS[1:3]:
        assert standing.request("POST", f"/api/{call}").status_code == 200
        assert failure(standing.post_body(call, b"[]")) == (400, "Request JSON is invalid.")


@pytest.mark.parametrize("path", ["/", "/api", "/api/part-create", "/api/part-query/", "/%00"])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_an_unknown_path_is_404_in_the_same_shape(standing: Erp, method: str, path: str) -> None:
    status, _ = failure(standing.request(method, path))

    assert status == 404


def test_a_query_without_criteria_is_500(standing: Erp) -> None:
    for call in [call for call in CALLS if call.endswith("query")]:
        assert standing.refused(call, PART_ID="") == (
            "CRITERIA_MISSING: At least one criteria field is required."
            if call != "bill-of-material-query"
            else "FIELD_UNKNOWN: PART_ID is not a field of this call."
        )
        assert standing.refused(call).startswith("CRITERIA_MISSING")


@pytest.mark.parametrize("field", ["ASSEMBLY_ID", "DEPARTMENT", "ACCOUNT"])
def test_a_missing_required_field_is_named(standing: Erp, field: str) -> None:
    for nothing in ("", "  ", None):
        refusal = standing.no_kit("MOTOR003", **{field: nothing})
        assert refusal == f"FIELD_REQUIRED: {field} is required."


@pytest.mark.parametrize("value", [True, {"A": "B"}, ["A"]])
@pytest.mark.parametrize(
    "field",
    ["ASSEMBLY_ID", "COMPLETED_QTY", "SERIAL_NUMBER", "REFERENCE", "ACTION_DATE", "INCLUDE_SCRAP"],
)
def test_what_is_no_text_is_refused_by_name(standing: Erp, field: str, value: object) -> None:
    refusal = standing.no_kit("MOTOR003", **{field: value})

    assert refusal.startswith(f"VALUE_MALFORMED: {field} must be a string")


@pytest.mark.parametrize("value", ["a\nb", "a\0b", "\ud800", "a\x1bb", "x" * 61])
@pytest.mark.parametrize("field", ["ASSEMBLY_ID", "REFERENCE", "TO_LOCATION", "BATCH_NUMBER"])
def test_absurd_text_is_refused_by_name(standing: Erp, field: str, value: str) -> None:
    refusal = standing.no_kit("MOTOR003", **{field: value})

    assert refusal.startswith(f"VALUE_MALFORMED: {field} ")


def test_components_must_be_objects(standing: Erp) -> None:
    for components in ("text", {"A": "B"}, 5, True):
        refusal = standing.no_kit("MOTOR003", COMPONENTS=components)
        assert refusal.startswith("VALUE_MALFORMED: COMPONENTS must be an array")
    nothing: list[str] = []
    for entry in ("text", None, nothing):
        refusal = standing.no_kit("MOTOR003", COMPONENTS=[entry])
        assert refusal.startswith("VALUE_MALFORMED: COMPONENTS must hold objects")
    refusal = standing.no_kit("MOTOR003", COMPONENTS=[{"LOT_ID": "X"}])
    assert refusal == "FIELD_REQUIRED: COMPONENTS.COMPONENT_ID is required."


def test_strict_refuses_fields_that_the_page_does_not_name(standing: Erp) -> None:
    entry = {"COMPONENT_ID": "SEAL-22", "QTY": "5"}

    assert standing.refused("part-query", PART_ID="MOTOR003", PART_NO="X").startswith(
        "FIELD_UNKNOWN"
    )
    assert standing.no_kit("MOTOR003", QTY="5") == "FIELD_UNKNOWN: QTY is not a field of this call."
    assert standing.no_kit("MOTOR003", COMPONENTS=[entry]) == (
        "FIELD_UNKNOWN: COMPONENTS.QTY is not a field of this call."
    )


def test_unknown_fields_are_ignored_otherwise(serve: Serve) -> None:
    erp = serve(strict=False)

    erp.kit("MOTOR003", SERIAL_NUMBER="GC00004057", QTY="5", COMPONENTS=None)
    assert erp.rows("part", PART_ID="MOTOR003", PART_NO="X")
    assert erp.refused("part-query", PART_NO="X").startswith("CRITERIA_MISSING")


def test_an_endless_request_is_refused_in_the_documented_shape(standing: Erp) -> None:
    status, message = failure(standing.post("part-query", PART_ID="x" * 17_000_000))

    assert status == 500
    assert "larger than" in message


def test_bytes_that_are_no_http_leave_the_server_standing(standing: Erp) -> None:
    host, port = standing.url.removeprefix("http://").split(":")
    for noise in (
        b"\0" * 1000 + b"\r\n\r\n",
        b"POST\r\n\r\n",
        b"POST /api/part-query HTTP/1.1\r\n",
    ):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(noise)

    assert standing.ok("server-time-get")


@pytest.mark.expect_log("A call failed")
def test_a_fault_of_the_server_is_logged_and_500(serve: Serve) -> None:
    def broken_clock() -> None:
        raise RuntimeError("the clock fell off the wall")

    class BrokenAfterSignIn:
        def process_request(self, req: object, _resp: object) -> None:
            if getattr(req, "path", "").endswith("server-time-get"):
                broken_clock()

    erp = serve(middleware=[BrokenAfterSignIn()])

    status, message = failure(erp.post("server-time-get"))

    assert status == 500
    assert "clock" not in message
