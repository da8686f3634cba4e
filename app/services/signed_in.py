"""Whose calls are made, and with what: all that a sender without a window knows of a sign-in."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, eq=False)
class SignedIn:
    """A token or key and whose it is. One object per sign-in: compared by identity.

    Attributes:
        erp_user: Empty where the ERP knows no users.
        token: What each call goes with.
    """

    erp_user: str
    token: str = field(repr=False)
