"""A field beside scans: it shows what is held, and what is typed there is never newer than that."""

from PySide6.QtWidgets import QLineEdit

from app.ui.widgets.form import FormRow


class ShownText:
    """The text of one field in a form.

    Args:
        row: The field's, for its error.
        field: Which a person may type into.
    """

    def __init__(self, row: FormRow, field: QLineEdit) -> None:
        self._row, self._field = row, field
        self._shown: str | None = None  # what was put there, typed by nobody

    def show(self, text: str, *, anew: bool = False) -> None:
        """Show what is held now; what is being typed stays until that is another.

        Args:
            text: What is held.
            anew: It is of something else now: what is typed was not for that.
        """
        field = self._field
        if field.hasFocus() and field.text() != self._shown == text and not anew:
            return
        if field.text() != text:
            field.setText(text)
        if anew or self._shown != text:
            self._shown = text
            self._row.set_error("")  # it was of another text

    def forget(self) -> None:
        """What was begun to be typed, and what was wrong with it, is of work that is over."""
        self._row.set_error("")
        self._shown = self._field.text()

    def typed_over(self, held: str) -> str | None:
        """What a person typed; None where nobody did, or a scan has changed what is held since."""
        self._row.set_error("")
        text = self._field.text()
        return text if text != self._shown == held else None
