"""The field SERIAL_NUMBER of a request."""

from app.sandbox.form import Form
from app.sandbox.refusals import Code, broken
from app.sandbox.serials import LONGEST, MOST, SerialListError, SerialTwiceError, expand

LENGTH = MOST * (LONGEST + 1)


def read_serial_list(form: Form, whose: str) -> tuple[str, tuple[str, ...]]:
    """The list as it was sent, and the serial numbers it names.

    Args:
        form: What the field stands in.
        whose: What a refusal begins with.

    Raises:
        RefusalError: It is no list, or a serial number stands there twice.
    """
    text = form.text("SERIAL_NUMBER", LENGTH)
    try:
        return text, expand(text)
    except SerialListError as fault:
        twice = isinstance(fault, SerialTwiceError)
        code = Code.SERIAL_TWICE if twice else Code.VALUE_MALFORMED
        raise broken(code, f"{whose}SERIAL_NUMBER: {fault}.") from None
