"""The control call: turns the dial while the training ERP runs. This machine only.

`POST /faults` with `{"secret": ..., "faults": TEXT}` sets the dial, without `faults` it only asks;
both are answered with `{"faults": TEXT, "happened": {FAULT: how often}}`.
"""

import hmac
from collections.abc import Callable
from http import HTTPStatus

from app.sandbox.app import Call, create_app
from app.sandbox.faults import BadFaultsError, FaultDial
from app.sandbox.form import Form
from app.sandbox.refusals import Code, RefusalError

HOST = "127.0.0.1"
PATH = "/faults"
LONGEST = 10_000  # characters of a dial's text


def control(dial: FaultDial, secret: str) -> Callable[..., object]:
    """A WSGI application with the control call."""

    def turn(form: Form) -> object:
        if not hmac.compare_digest(form.text("secret").encode(), secret.encode()):
            raise RefusalError(HTTPStatus.UNAUTHORIZED, Code.TOKEN_REFUSED, "Wrong secret.")
        if form.holds("faults"):
            try:
                dial.turn_to(form.text("faults", LONGEST))
            except BadFaultsError as fault:
                refused = RefusalError(HTTPStatus.BAD_REQUEST, Code.VALUE_MALFORMED, f"{fault}.")
                raise refused from None
        return {"faults": dial.text, "happened": dial.happened}

    return create_app({PATH: Call(turn)})
