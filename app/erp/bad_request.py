"""What is wrong with a request that another program wrote."""

from enum import StrEnum


class RequestFault(StrEnum):
    """What is wrong with a field."""

    UNKNOWN = "unknown"  # no field of this call
    NOT_YOURS = "not-yours"  # Kitbench fills it in
    NOT_TEXT = "not-text"
    MISSING = "missing"
    MALFORMED = "malformed"  # the detail says how
    TWICE = "twice"
    COUNT = "count"  # of serial numbers, against the quantity
    REFUSED = "refused"  # by a rule, which the detail names


class BadRequestError(ValueError):
    """The request can't be taken.

    Attributes:
        field: The ERP's name of the offending field, `COMPONENTS[0].LOT_ID` inside of a list.
        fault: What is wrong with it.
        detail: Which value, or what of it.
    """

    def __init__(self, field: str, fault: RequestFault, detail: str = "") -> None:
        super().__init__(f"{field}: {fault.value} {detail}".rstrip())
        self.field = field
        self.fault = fault
        self.detail = detail
