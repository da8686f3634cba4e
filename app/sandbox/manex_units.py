"""Packages and units that ManEx's page lists, and which units convert (contracts.md C4, C7)."""

from decimal import Decimal

from app.sandbox.fields import names

PACKAGES = ("AMMO BELT", "BULK", "CARTON", "EACH", "REAM", "REEL", "TRAY", "TUBE")
UNITS = names(
    """
    EACH IN DOZ REEL LOT BULK SQIN SQFT SQYD SQMM SQCM SQME GRAM KGRM MLTR LITR CC OUNC PINT QUAR
    GAL M FT CM LB YARD
    """
)
EACH = "EACH"

# How many of the second one of the first is.
_CONVERSIONS = {
    ("DOZ", "EACH"): "12",
    ("FT", "IN"): "12",
    ("YARD", "FT"): "3",
    ("YARD", "IN"): "36",
    ("M", "CM"): "100",
    ("SQFT", "SQIN"): "144",
    ("SQYD", "SQFT"): "9",
    ("SQCM", "SQMM"): "100",
    ("SQME", "SQCM"): "10000",
    ("KGRM", "GRAM"): "1000",
    ("LB", "OUNC"): "16",
    ("LITR", "MLTR"): "1000",
    ("LITR", "CC"): "1000",
    ("CC", "MLTR"): "1",
    ("GAL", "QUAR"): "4",
    ("GAL", "PINT"): "8",
    ("QUAR", "PINT"): "2",
}


def conversion(bought: str, stocked: str) -> Decimal | None:
    """How many of the stock unit one purchase unit is; None where nobody can say."""
    if bought == stocked:
        return Decimal(1)
    found = _CONVERSIONS.get((bought, stocked))
    return Decimal(found) if found else None
