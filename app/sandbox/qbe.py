"""Query By Example: the criteria a Query's fields may hold (contracts.md A0.1).

    <>X   >0   > 0   >=0   <0   <=2019-05-30      a blank after the operator is allowed
    BETWEEN 10 AND 100                            both ends included
    IN A,C      IN 'A','C'                        a quoted value may hold a comma; '' is a quote
    MOTOR%      GC0000406_                        any text, any one character
    MOTOR003                                      exactly this

Operators are in capitals. Patterns belong to plain values only: `<>` and `IN` compare whole. In a
column of numbers all values are numbers (`5` finds `5.0`), in a column of dates ordering leaves
out rows without a date. There is no escape: a value that reads as an operator is one.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import Any

from sqlalchemy import Column, ColumnElement, and_

from app.sandbox.form import TEXT_LENGTH, read_day
from app.sandbox.quantities import DECIMALS, LIMIT
from app.sandbox.tables import Amount, Day

MOST_VALUES = 10_000  # of one IN

# None of these can run away on a hostile text: no two repetitions compete for one blank.
_BETWEEN = re.compile(r"BETWEEN(?=\s)")
_AND = re.compile(r"\sAND\s")
_IN = re.compile(r"IN(?=[\s'])")
_IN_VALUE = re.compile(r"(?:\s*'((?:[^']|'')*)'\s*|([^,']*))(,|$)")
_NUMBER = re.compile(rf"-?[0-9]{{1,30}}(?:\.[0-9]{{1,{DECIMALS}}})?")


class Operator(Enum):
    """How a value is compared."""

    EQUAL = "="
    NOT_EQUAL = "<>"
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOVE = ">"
    BELOW = "<"
    BETWEEN = "BETWEEN"
    IN = "IN"
    LIKE = "LIKE"


# Two-character signs first: `>=5` is not "above =5".
_SIGNS = (
    Operator.NOT_EQUAL,
    Operator.AT_LEAST,
    Operator.AT_MOST,
    Operator.ABOVE,
    Operator.BELOW,
)

_COMPARED: dict[Operator, Callable[[Column[Any], object], ColumnElement[bool]]] = {
    Operator.EQUAL: lambda column, value: column == value,
    Operator.NOT_EQUAL: lambda column, value: column != value,
    Operator.AT_LEAST: lambda column, value: column >= value,
    Operator.AT_MOST: lambda column, value: column <= value,
    Operator.ABOVE: lambda column, value: column > value,
    Operator.BELOW: lambda column, value: column < value,
}


class CriterionError(ValueError):
    """The text is no criterion for this column. The message says why, without the field."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One field's condition: `BETWEEN` has two values, `IN` any number, the others one."""

    operator: Operator
    values: tuple[str, ...]


def parse(text: str) -> Criterion:
    """Read a criterion. `text` isn't empty.

    Raises:
        CriterionError: An operator without its values.
    """
    text = text.strip()
    for operator in _SIGNS:
        if text.startswith(operator.value):
            value = text.removeprefix(operator.value).strip()
            if not value:
                raise CriterionError(f"{operator.value} wants a value")
            return Criterion(operator, (value,))
    if _BETWEEN.match(text):
        ends = _AND.split(text.removeprefix("BETWEEN"), maxsplit=1)
        values = tuple(end.strip() for end in ends)
        if len(values) != len(("low", "high")) or not all(values):
            raise CriterionError("BETWEEN wants two values with AND between them")
        return Criterion(Operator.BETWEEN, values)
    if _IN.match(text):
        return Criterion(Operator.IN, _values(text.removeprefix("IN")))
    if len(text) > TEXT_LENGTH:
        raise CriterionError(f"longer than {TEXT_LENGTH} characters")
    if "%" in text or "_" in text:
        return Criterion(Operator.LIKE, (text,))
    return Criterion(Operator.EQUAL, (text,))


def _values(listed: str) -> tuple[str, ...]:
    values: list[str] = []
    at, more = 0, True
    while more:
        found = _IN_VALUE.match(listed, at)
        if found is None:
            raise CriterionError("the values of IN are not separated by commas")
        quoted, bare, separator = found.groups()
        value = bare.strip() if quoted is None else quoted.replace("''", "'")
        if not value:
            raise CriterionError("IN has an empty value")
        values.append(value)
        if len(values) > MOST_VALUES:
            raise CriterionError(f"IN has more than {MOST_VALUES} values")
        at, more = found.end(), separator == ","
    return tuple(values)


def condition(column: Column[Any], criterion: Criterion) -> ColumnElement[bool]:
    """The criterion as SQL on this column.

    Raises:
        CriterionError: A value that is no number or no date, where the column holds such.
    """
    if criterion.operator is Operator.LIKE and not isinstance(column.type, Amount):
        pattern = criterion.values[0].replace("\\", "\\\\")
        return column.like(pattern, escape="\\")
    values = [_operand(column, value) for value in criterion.values]
    if criterion.operator is Operator.IN:
        return column.in_(values)
    compared: ColumnElement[bool]
    if criterion.operator is Operator.BETWEEN:
        compared = column.between(values[0], values[1])
    else:
        # A pattern is left over here for a column of numbers only, and isn't a number.
        compared = _COMPARED[criterion.operator](column, values[0])
    if isinstance(column.type, Day) and criterion.operator is not Operator.NOT_EQUAL:
        return and_(column != "", compared)
    return compared


def _operand(column: Column[Any], value: str) -> str | Decimal:
    if isinstance(column.type, Amount):
        if not _NUMBER.fullmatch(value):
            raise CriterionError(f"not a number with at most {DECIMALS} decimals")
        # No amount in the books is beyond the limit, so nothing is compared differently.
        return max(-LIMIT, min(Decimal(value), LIMIT))
    if isinstance(column.type, Day) and read_day(value) is None:
        raise CriterionError("not a date like 2026-11-22")
    return value
