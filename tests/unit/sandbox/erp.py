"""A plain client of the training ERP, for its own tests: a session, a token, whole answers."""

from collections.abc import Callable
from typing import Any, Self

import requests

Rows = list[dict[str, str]]
Fields = dict[str, Any]

SIGN_IN = {"DATA_SOURCE": "EXPANDABLE", "USER_NAME": "APIUSER", "PASSWORD": "password"}
SECONDS = 60
RECEIPT = "po-receipts-entry-create"

# A pump with a motor that is in stock: all else is chosen by the ERP.
PUMP = {
    "SERIAL_NUMBER": "000343",
    "COMPONENTS": [{"COMPONENT_ID": "MOTOR003", "SERIAL_NUMBER": "GC00003990"}],
}


class Erp:
    """Calls of one client, each with its token. One thread."""

    def __init__(self, url: str, user: str = "APIUSER") -> None:
        self.url = url
        self._session = requests.Session()
        self._session.trust_env = False
        self.token = ""
        self.token = self.ok("auth-token-get", **{**SIGN_IN, "USER_NAME": user})["AUTH_TOKEN"]

    def post(self, call: str, **fields: Any) -> requests.Response:
        """The answer to these fields with the token."""
        given = {"AUTH_TOKEN": self.token} if self.token else {}
        return self._session.post(
            f"{self.url}/api/{call}", json={**given, **fields}, timeout=SECONDS
        )

    def post_body(self, call: str, body: bytes) -> requests.Response:
        """The answer to this body, as it is."""
        return self._session.post(f"{self.url}/api/{call}", data=body, timeout=SECONDS)

    def request(self, method: str, path: str) -> requests.Response:
        return self._session.request(method, f"{self.url}{path}", timeout=SECONDS)

    def ok(self, call: str, **fields: Any) -> Any:
        answer = self.post(call, **fields)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def refused(self, call: str, **fields: Any) -> str:
        """The message of a broken rule; its code stands before it, so that tests say both."""
        answer = self.post(call, **fields)
        assert answer.status_code == 500, answer.text
        assert set(answer.json()) == {"MESSAGE", "MESSAGE_CODE"}
        return f"{answer.json()['MESSAGE_CODE']}: {answer.json()['MESSAGE']}"

    def kit(self, assembly_id: str, **fields: Any) -> Any:
        """A kit that is issued."""
        return self.ok("backflush-kit-issue-create", **_kit(assembly_id, fields))

    def no_kit(self, assembly_id: str, **fields: Any) -> str:
        """Why a kit isn't issued."""
        return self.refused("backflush-kit-issue-create", **_kit(assembly_id, fields))

    def receive(self, po_id: str, *lines: Fields, **fields: Any) -> Any:
        """A receipt that is entered."""
        return self.ok(RECEIPT, PO_ID=po_id, LINES=lines, **fields)

    def not_received(self, po_id: str, *lines: Fields, **fields: Any) -> str:
        """Why a receipt isn't entered."""
        return self.refused(RECEIPT, PO_ID=po_id, LINES=lines, **fields)

    def order(self, po_id: str) -> Any:
        """A purchase order with its lines."""
        (found,) = self.ok("purchase-order-query", PO_ID=po_id)
        return found

    def rows(self, call: str, **criteria: str) -> Rows:
        found: Rows = self.ok(f"{call}-query", **criteria)
        return found

    def on_hand(self, part_id: str, stores: str = "MS") -> str:
        """What the stock record says."""
        (row,) = self.rows("stock-status", PART_ID=part_id, STORES_CODE=stores)
        return row["ON_HAND_QTY"]

    def lots(self, part_id: str) -> dict[str, str]:
        """On hand by lot, of a part whose lots lie in one place each."""
        return {row["LOT_ID"]: row["ON_HAND_QTY"] for row in self.rows("lot", PART_ID=part_id)}

    def places(self, part_id: str, stores: str = "MS") -> dict[str, str]:
        """On hand by location, of a multi-location part."""
        rows = self.rows("multiple-location", PART_ID=part_id, STORES_CODE=stores)
        return {row["STOCK_LOCATION"]: row["ON_HAND_QTY"] for row in rows}

    def serial(self, part_id: str, serial: str) -> dict[str, str]:
        (row,) = self.rows("serial-number", PART_ID=part_id, SERIAL_NUMBER=serial)
        return row

    def close(self) -> None:
        self._session.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def component(answer: Any, part_id: str) -> dict[str, str]:
    """The answer's line for a component; it stands there once."""
    (line,) = (line for line in answer["COMPONENTS"] if line["COMPONENT_ID"] == part_id)
    found: dict[str, str] = line
    return found


def line(number: int | str, quantity: str, **fields: str) -> Fields:
    """An entry of a receipt's LINES."""
    return {"LINE_NUMBER": str(number), "QUANTITY": quantity, **fields}


def _kit(assembly_id: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {"ASSEMBLY_ID": assembly_id, "DEPARTMENT": "0", "ACCOUNT": "300", **fields}


Serve = Callable[..., Erp]
