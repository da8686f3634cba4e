"""What a kit needs: the rows of its bill of material in effect (contracts.md E2.2, E2.3)."""

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.sandbox.refusals import Code, broken

PHANTOM = "P"  # BILLS_TYPE of a row that gives way to its component's own rows
MOST_ROWS = 100_000  # of one bill with all its phantoms
MOST_LEVELS = 100


@dataclass(frozen=True, slots=True)
class BillRow:
    """One row of a bill of material. Dates are ISO text, empty where there is none."""

    component_id: str
    required: Decimal
    start: str = ""
    end: str = ""
    phantom: bool = False
    scrap: Decimal = Decimal(0)
    kit_stores: str = ""

    def in_effect(self, day: date) -> bool:
        """Whether the row counts on this day, its first and last day included."""
        iso = day.isoformat()
        return (not self.start or self.start <= iso) and (not self.end or iso <= self.end)


@dataclass(frozen=True, slots=True)
class RowNeed:
    """A row that is issued; its quantity is the product of `factors`."""

    row: BillRow
    factors: tuple[Decimal, ...]


RowsOf = Callable[[str], Sequence[BillRow]]


def explode(
    assembly_id: str, rows_of: RowsOf, quantity: Decimal, day: date, *, with_scrap: bool
) -> list[RowNeed]:
    """All rows a kit of this quantity issues, in the bill's order.

    A phantom's rows stand in its place, with its quantity and its scrap as further factors.

    Raises:
        RefusalError: No bill, no row in effect, or a bill that contains itself.
    """
    rows_once = functools.cache(rows_of)
    if not rows_once(assembly_id):
        raise broken(Code.BILL_MISSING, f"ASSEMBLY_ID {assembly_id} has no bill of material.")
    needs = list(
        _Explosion(rows_once, day, with_scrap=with_scrap).rows(
            assembly_id, (quantity,), (assembly_id,)
        )
    )
    if not needs:
        raise broken(
            Code.BILL_MISSING,
            f"The bill of material of ASSEMBLY_ID {assembly_id} has no row in effect on {day}.",
        )
    return needs


class _Explosion:
    """One walk through a bill and the phantoms in it."""

    def __init__(self, rows_of: RowsOf, day: date, *, with_scrap: bool) -> None:
        self._rows_of = rows_of
        self._day = day
        self._with_scrap = with_scrap
        self._seen = 0

    def rows(
        self, assembly_id: str, factors: tuple[Decimal, ...], above: tuple[str, ...]
    ) -> Iterator[RowNeed]:
        """The rows of one level; `above` are the assembly and the phantoms down to it."""
        for row in self._rows_of(assembly_id):
            self._seen += 1
            if self._seen > MOST_ROWS or len(above) > MOST_LEVELS:
                raise broken(
                    Code.BILL_LOOPS, f"The bill of material of ASSEMBLY_ID {above[0]} has no end."
                )
            if not row.in_effect(self._day):
                continue
            if row.component_id in above:
                raise broken(
                    Code.BILL_LOOPS,
                    f"The bill of material of ASSEMBLY_ID {above[0]} loops: "
                    f"{assembly_id} contains {row.component_id}.",
                )
            here = (*factors, row.required)
            if self._with_scrap:
                here = (*here, 1 + row.scrap)
            if row.phantom:
                yield from self.rows(row.component_id, here, (*above, row.component_id))
            else:
                yield RowNeed(row, here)
