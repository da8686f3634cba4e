"""How ManEx writes values, and what of their spelling means nothing (contracts.md C0, C4)."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import TypeVar, cast

from app.core.po_line.values import LeadTime, LeadUnit
from app.erp.manex.rows import Row
from app.erp.manex.wire import Field

_LEAD_TIME = re.compile(r"([0-9]{1,4})(?:\.0*)?\s*([A-Za-z]*)")

ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


def flag(value: bool) -> str:
    """As the pages write it."""
    return "true" if value else "false"


def month_first(day: date) -> str:
    """As a request writes a date."""
    return f"{day:%m-%d-%Y}"


def one_of(choices: type[ChoiceT], text: str) -> ChoiceT | None:
    """The choice that is written so, in whatever letter case."""
    return cast("ChoiceT | None", _by_capitals(choices).get(text.upper()))


@cache
def _by_capitals(choices: type[StrEnum]) -> Mapping[str, StrEnum]:
    return {one.upper(): one for one in choices}


def known(choices: type[StrEnum], text: str) -> str:
    """The choice that is written so, else the text itself: the ERP may hold others."""
    choice = one_of(choices, text)
    return choice.value if choice else text


def lead_time(row: Row) -> LeadTime | None:
    """Two fields in an answer, or one text as in a request; none is 0 without a unit."""
    said = row.text(Field.PUR_LTIME)
    if said in {"", "0"} or (found := _LEAD_TIME.fullmatch(said)) is None:
        return None
    unit = one_of(LeadUnit, found[2] or row.text(Field.PUR_LUNIT))
    return LeadTime(int(found[1]), unit) if unit else None


def nothing(quantity: Decimal | None) -> Decimal:
    """0 where the ERP doesn't say."""
    return Decimal(0) if quantity is None else quantity
