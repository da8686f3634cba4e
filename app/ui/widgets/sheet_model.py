"""What a `SheetTable` shows: cells that are typed into."""

from collections.abc import Sequence

from app.ui.widgets.cells import CellModel


class SheetModel(CellModel):
    """What a sheet asks of its rows beside their cells."""

    def editable(self, row: int, column: int) -> bool:
        """Whether something may be typed there."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """What stands there when it is edited."""
        raise NotImplementedError

    def held(self, row: int, column: int) -> str:
        """What stood there before anybody changed it here, as `text`."""
        raise NotImplementedError

    def suggestions(self, row: int, column: int, typed: str) -> Sequence[str]:
        """What would complete it, the likeliest first."""
        raise NotImplementedError
