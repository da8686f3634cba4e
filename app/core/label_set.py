"""Whose data identifiers a station's labels carry."""

from enum import StrEnum


class LabelSet(StrEnum):
    """The same identifiers mean other things elsewhere."""

    ECIA = "ecia"  # EIGP 114: the distributors of electronic components
    MOUSER = "mouser"  # 11K is the invoice
    UAES = "uaes"  # 30P is the RoHS class, 2P an index, 20T a count of packages
