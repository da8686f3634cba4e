"""The table of a flow's lines is the same whether it was kept up or is made anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from app.ui.models.lines import Filter, LinesModel, Row
from app.ui.widgets.cells import Cell, Column

LINES = 6


@dataclass
class Lines:
    """As much of a draft as is listed: which lines are open, and how many parts each has."""

    open: set[int] = field(default_factory=lambda: set(range(LINES)))
    parts: list[int] = field(default_factory=lambda: [0] * LINES)


class Model(LinesModel[Lines]):
    def __init__(self) -> None:
        super().__init__((Column("Line", Cell("0.0")),))

    def line_count(self, draft: Lines) -> int:
        return len(draft.parts)

    def chosen(self, draft: Lines, lines: Filter) -> Iterable[int]:
        del lines
        return draft.open

    def is_chosen(self, draft: Lines, position: int, lines: Filter) -> bool:
        del lines
        return position in draft.open

    def line_name(self, draft: Lines, position: int) -> str:
        del draft
        return str(position)

    def part_count(self, draft: Lines, position: int) -> int:
        return draft.parts[position]

    def line_cell(self, draft: Lines, row: Row, column: int) -> Cell:
        del draft, column
        return Cell(f"{row[0]}.{row[1]}")


def shown(model: Model) -> list[str]:
    return [model.cell(row, 0).text for row in range(model.rowCount())]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["done", "open", "more", "less", "fold", "all", "remaining"]),
        st.integers(0, LINES - 1),
    ),
    max_size=30,
)


@given(STEPS)
def test_a_list_that_is_kept_up_is_as_one_that_is_made_anew(
    qapp: QApplication, steps: list[tuple[str, int]]
) -> None:
    del qapp
    lines, model = Lines(), Model()
    model.show_draft(lines)
    strict = QAbstractItemModelTester.FailureReportingMode.Warning  # which fails a test
    tester = QAbstractItemModelTester(model, strict)
    only = Filter.ALL
    for what, position in steps:
        match what:
            case "done":
                lines.open.discard(position)
            case "open":
                lines.open.add(position)
            case "more":
                lines.parts[position] += 1
            case "less":
                lines.parts[position] = max(0, lines.parts[position] - 1)
            case "fold":
                model.fold(model.row_of(position))
            case _:
                only = Filter(what)
                model.show_only(only)
        model.refresh_lines([position])
        wanted = [
            f"{at}.{part}"
            for at in range(LINES)
            if only is Filter.ALL or at in lines.open
            for part in range(1 + (lines.parts[at] if model.unfolded(at) else 0))
        ]
        assert shown(model) == wanted
        assert all(model.cell(model.row_of(at), 0).text == f"{at}.0" for at in range(LINES)) or (
            only is Filter.REMAINING
        )
    del tester


def test_a_part_belongs_to_its_line(qapp: QApplication) -> None:
    del qapp
    lines, model = Lines(parts=[0, 3, 0, 0, 0, 0]), Model()
    model.show_draft(lines)
    model.fold(model.row_of(1))
    assert shown(model) == ["0.0", "1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
    assert model.name_at(3) == "1"
    model.fold(3)  # folded from one of its parts as well
    assert model.row_of(2) == 2


def test_a_line_that_the_draft_has_lost_is_empty_until_that_is_told(qapp: QApplication) -> None:
    del qapp
    lines, model = Lines(), Model()
    model.show_draft(lines)
    lines.parts.pop()
    assert model.cell(LINES - 1, 0) == Cell()
    assert model.name_at(LINES - 1) == ""
