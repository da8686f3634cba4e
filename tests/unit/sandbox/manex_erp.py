"""A plain client of the training ERP's ManEx side, for its own tests: whole answers."""

from typing import Any, Self

import requests

from app.sandbox.manex import API_KEYS
from app.sandbox.manex_path import ROOT

SECONDS = 60
KEY = API_KEYS["APIUSER"]
ADD, EDIT, DELETE = "PO/ItemAdd", "PO/ItemEdit", "PO/ItemDelete"

# The vendor's own sample request, with the values of the answer it shows.
SAMPLE: dict[str, Any] = {
    "poNum": "1748",
    "POITTYPE": "INVT PART",
    "part_no": "416-242424",
    "revision": "",
    "uniqmfgrhd": "_45Z0YOITA",
}
# A part without a minimum or multiple, named by its manufacturer's key.
ITEM = {**SAMPLE, "ORD_QTY": "10"}


class ManexErp:
    """Calls of one client with one key. One thread."""

    def __init__(self, url: str, key: str = KEY) -> None:
        self.root = f"{url}{ROOT}"
        self.key = key
        self._session = requests.Session()
        self._session.trust_env = False

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """The answer to whatever is below the root."""
        return self._session.request(method, f"{self.root}{path}", timeout=SECONDS, **options)

    def post(self, call: str, **parameters: Any) -> requests.Response:
        """The answer to these parameters as JSON."""
        return self.request("POST", f"/API/{call}/{self.key}", json=parameters)

    def query(self, call: str, **parameters: str) -> requests.Response:
        """The answer to the same as a query string."""
        return self.request("POST", f"/API/{call}/{self.key}", params=parameters)

    def ok(self, call: str, **parameters: Any) -> Any:
        """What a call that is carried out gives back."""
        answer = self.post(call, **parameters).json()
        assert answer["Code"] in {200, "200"}, answer
        return answer["ResponseObject"]

    def refused(self, call: str, **parameters: Any) -> str:
        """The message of one that isn't; the whole of its envelope is checked."""
        answer = self.post(call, **parameters).json()
        assert answer == {
            "$id": "1",
            "Code": 403,
            "Message": answer["Message"],
            "SessionId": None,
            "IsValidUser": True,
            "ResponseObject": None,
        }
        message: str = answer["Message"]
        return message

    def add(self, **parameters: Any) -> Any:
        """An item that is added, with what is said here instead of what `ITEM` says."""
        return self.ok(ADD, **changed(ITEM, parameters))

    def not_added(self, **parameters: Any) -> str:
        """Why it isn't, without the words that are always the same."""
        message = self.refused(ADD, **changed(ITEM, parameters))
        start, failed, reason = message.partition("PO Items add failed.")
        assert (start, bool(failed)) == ("", True), message
        return reason

    def items(self, number: str) -> Any:
        """The items of an order."""
        return self.ok("PO/ItemGet", poNum=number)

    def item(self, key: str) -> Any:
        """An item by its key."""
        (found,) = self.ok("PO/ItemGet", uniqlnno=key)
        return found

    def order(self, number: str) -> Any:
        """The header of an order."""
        (found,) = self.ok("PO/Get", poNum=number)
        return found

    def part(self, **parameters: str) -> Any:
        """A part of the item master."""
        answer = self.request(
            "POST", "/api/ItemMaster/Get", params={"apiKey": self.key, **parameters}
        ).json()
        assert answer["Code"] in {200, "200"}, answer
        return answer["ResponseObject"]

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def changed(given: dict[str, Any], parameters: dict[str, Any]) -> dict[str, Any]:
    """The parameters with others instead, whatever letters they are in; None leaves one away."""
    named = {name.lower(): (name, value) for name, value in given.items()}
    named |= {name.lower(): (name, value) for name, value in parameters.items()}
    return {name: value for name, value in named.values() if value is not None}
