"""A field whose Tab waits for what its text brings about."""

from PySide6.QtWidgets import QLineEdit


class EagerField(QLineEdit):
    """Tells `editingFinished` before Tab looks for the next field.

    So a field that only this text makes available is not passed over.
    """

    def focusNextPrevChild(self, forward: bool) -> bool:
        if self.isModified():
            self.setModified(False)
            self.editingFinished.emit()
        return super().focusNextPrevChild(forward)
