"""What ManEx's calls are refused with: the documented errors word for word (contracts.md C0)."""

import pytest
import requests

from app.sandbox.manex_answers import Manner
from tests.unit.sandbox.conftest import ServeManex
from tests.unit.sandbox.manex_erp import ADD, DELETE, EDIT, ITEM, SAMPLE, ManexErp

NOT_INITIALIZED = "'PO Items' Object is not initialized properly."


NO_OBJECTS = (
    '{"poNum": "1748",, "POITTYPE": "INVT PART"}',
    '{"poNum": "1748"',
    "[]",
    '"1748"',
    "{'poNum': '1748'}",
    '{"poNum": "1748", "PONUM": "1749"}',
    '{"ORD_QTY": NaN}',
    "\x00",
    "[" * 100_000,
    "",
)


@pytest.mark.parametrize("call", [ADD, EDIT, DELETE])
def test_a_body_that_is_no_object(standing_manex: ManexErp, call: str) -> None:
    for body in NO_OBJECTS:
        answer = standing_manex.request("POST", f"/API/{call}/{standing_manex.key}", data=body)

        assert answer.json() == {
            "$id": "1",
            "Code": 403,
            "Message": NOT_INITIALIZED,
            "SessionId": None,
            "IsValidUser": True,
            "ResponseObject": None,
        }, body[:40]


def test_bad_utf_8_is_no_object_either(standing_manex: ManexErp) -> None:
    path = f"/API/{ADD}/{standing_manex.key}"
    answer = standing_manex.request("POST", path, data=b'{"poNum": "\xff"}')
    assert answer.json()["Message"] == NOT_INITIALIZED


@pytest.mark.parametrize("key", ["x", "", "5E1C7AB4-9D02-4F68-8B3E-20C1D48F6A97", "ü" * 20])
@pytest.mark.parametrize(
    "call", [ADD, EDIT, DELETE, "PO/ItemGet", "PO/Get", "PO/ScheduleGet", "ItemMaster/Get"]
)
def test_a_key_that_nobody_has(standing_url: str, call: str, key: str) -> None:
    with ManexErp(standing_url, key) as erp:
        if call == "ItemMaster/Get":
            answer = erp.request("GET", f"/api/{call}", params={"apiKey": key, "uniqkey": "x"})
        else:
            answer = erp.post(call, **ITEM)

    assert answer.json() == {
        "$id": "1",
        "Code": 403,
        "Message": "Invalid API Key.",
        "SessionId": None,
        "IsValidUser": False,
        "ResponseObject": None,
    }


def test_a_key_is_asked_for_before_what_is_wrong_with_the_rest(standing_url: str) -> None:
    with ManexErp(standing_url, "x") as erp:
        answer = erp.request("POST", f"/API/{ADD}/x", data="{")
    assert answer.json()["Message"] == "Invalid API Key."


def url_error(answer: requests.Response) -> str:
    """The detail of a URL error, which has no envelope and echoes the URL."""
    told = answer.json()
    assert list(told) == ["$id", "Message", "MessageDetail"]
    assert told["Message"] == (
        f"No HTTP resource was found that matches the request URI '{answer.request.url}'."
    )
    detail: str = told["MessageDetail"]
    return detail


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/API/PO/ItemDelet/", ("No action was found on the controller 'Po' that matches the name "
                               "'ItemDelet'.")),
        ("/API/po/itemaddd/", ("No action was found on the controller 'Po' that matches the name "
                              "'itemaddd'.")),
        ("/PO/ItemAdd/", ("No action was found on the controller 'Po' that matches the name "
                         "'ItemAdd'.")),
        ("/API/ItemMaster/Get/", ("No action was found on the controller 'ItemMaster' that matches "
                                 "the name 'Get'.")),
        ("/API/Kit/Issue/", "No type was found that matches the controller named 'Kit'."),
        ("/API/", ("No type was found that matches the controller named "
                  "'5e1c7ab4-9d02-4f68-8b3e-20c1d48f6a97'.")),
    ],
)  # fmt: skip
def test_a_url_that_names_no_call_is_echoed_with_the_key(
    standing_manex: ManexErp, path: str, detail: str
) -> None:
    answer = standing_manex.request("POST", f"{path}{standing_manex.key}", json=ITEM)

    assert url_error(answer) == detail
    assert standing_manex.key in answer.json()["Message"]


def test_the_root_alone_names_none(standing_manex: ManexErp) -> None:
    for path in ("", "/", "//"):
        assert "No type was found" in url_error(standing_manex.request("POST", path))


def test_in_strict_mode_an_unknown_name_is_told_in_the_same_words(
    standing_manex: ManexErp, serve_manex: ServeManex
) -> None:
    wrong = {**SAMPLE, "Colour": "red"}
    detail = "No action was found on the controller 'Po' that matches the name 'Colour'."
    assert url_error(standing_manex.post(ADD, **wrong)) == detail
    assert url_error(standing_manex.query(ADD, **wrong)) == detail

    body = '{"\\ud800": 1, "poNum": "\\ud800"}'
    path = f"/API/{ADD}/{standing_manex.key}"
    answer = standing_manex.request("POST", path, data=body)
    assert url_error(answer) == detail.replace("Colour", "\\ud800")

    loose = serve_manex(strict=False)
    refused = loose.request("POST", path, data=body).json()["Message"]
    assert refused == (
        "PO Items add failed.PoNum is Invalid. It holds a character that is no text."
    )
    assert loose.post(ADD, **wrong).json()["Code"] == 200


@pytest.mark.parametrize(("call", "method"), [(ADD, "GET"), (ADD, "PUT"), ("PO/Get", "DELETE")])
def test_a_verb_that_a_call_does_not_know(standing_manex: ManexErp, call: str, method: str) -> None:
    answer = standing_manex.request(method, f"/API/{call}/{standing_manex.key}", params=SAMPLE)

    assert answer.json() == {
        "$id": "1",
        "Message": f"The requested resource does not support http method '{method}'.",
    }


@pytest.mark.parametrize("strings", [False, True])
@pytest.mark.parametrize("follows", [False, True])
def test_http_s_own_status(serve_manex: ServeManex, *, follows: bool, strings: bool) -> None:
    erp = serve_manex(manner=Manner(status=follows, strings=strings))

    for path, status in (
        ("/API/PO/ItemDelet/{key}", 404),
        ("/API/PO/ItemGet/{key}", 200),
        ("/API/PO/ItemGet/x", 403),
        ("/API/PO/ItemAdd/{key}", 403),
    ):
        answer = erp.request("POST", path.format(key=erp.key), json={})
        assert answer.status_code == (status if follows else 200)
        assert answer.headers["Content-Type"] == "application/json"


def test_no_part_no_schedule_no_item(standing_manex: ManexErp) -> None:
    assert standing_manex.refused("PO/ScheduleGet", poNum="1759") == "PO Schedule details failed:"
    assert standing_manex.refused("PO/ScheduleGet", poNum="9") == "PO Schedule details failed:"
    assert standing_manex.refused("PO/ScheduleGet") == (
        "PO Schedule details failed:poNum is required."
    )
    assert standing_manex.refused(DELETE, PoNum="1748", uniqlnno="x") == (
        "PO Items delete failed.Po Item does not exists."
    )
    assert standing_manex.refused(DELETE, PoNum="1748") == (
        "PO Items delete failed.UNIQLNNO is required."
    )
    assert standing_manex.refused(ADD, **{**SAMPLE, "uniqmfgrhd": "x"}) == (
        "PO Items add failed.UniqMfgrhd is Invalid."
    )


@pytest.mark.expect_log("A call failed")
def test_a_fault_of_its_own_is_a_server_exception(
    manex: ManexErp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sandbox.manex_items.take_key", lambda _connection: 1 / 0)

    assert manex.refused(ADD, **SAMPLE) == (
        "PO Items add failed.An error occurred while executing the command definition. "
        "See the inner exception for details."
    )
    assert len(manex.items("1748")) == 1
