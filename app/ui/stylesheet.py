"""The one style sheet: the shapes of Qt's own controls, made from a theme's tokens.

Colours come through the palette and fonts through `Look.font`; this only draws edges, corners
and room, at the text scale.
"""

from collections.abc import Callable
from string import Template

from app.ui.theme import Theme

_SHEET = Template("""
QToolTip {
    color: $on_chosen; background: $chosen; border: 0; padding: $p6 $p8;
}
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    color: $text; background: $surface;
    border: $edge solid $field_line; border-radius: $p8;
    selection-color: $on_accent; selection-background-color: $accent;
}
QLineEdit, QComboBox, QAbstractSpinBox { min-height: $field; padding: 0 $p12; }
QPlainTextEdit, QTextEdit { padding: $p8; }
QPlainTextEdit:focus, QTextEdit:focus { border: $strong solid $accent; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: $strong solid $accent; padding: 0 $p11; min-height: $field_strong;
}
QPlainTextEdit[invalid="true"], QTextEdit[invalid="true"] { border: $strong solid $refused; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] {
    border: $strong solid $refused; padding: 0 $p11; min-height: $field_strong;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled,
QLineEdit:read-only, QPlainTextEdit:read-only {
    background: $raised; border-color: $line;
}
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: 0; padding: 0 $p11; min-height: 0; background: transparent;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: 0; }
QCheckBox::indicator, QRadioButton::indicator {
    width: $p20; height: $p20; background: $surface; border: $edge solid $field_line;
}
QCheckBox::indicator { border-radius: $p4; }
QRadioButton::indicator { border-radius: $p10; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
QRadioButton::indicator:checked {
    width: $p10; height: $p10; border: $p6 solid $accent; border-radius: $p11;
}
QComboBox::drop-down { border: 0; width: $p36; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    color: $text; background: $surface; border: $edge solid $field_line; outline: 0;
    selection-color: $text; selection-background-color: $selected;
}
QComboBox QAbstractItemView::item { min-height: $touch; padding: 0 $p12; }
QMenu { color: $text; background: $surface; border: $edge solid $line; padding: $p6; }
QMenu::item { min-height: $touch; padding: 0 $p24 0 $p16; border-radius: $p8; }
QMenu::item:selected { color: $accent; background: $selected; }
QMenu::separator { height: 1px; background: $line; margin: $p6 $p8; }
QScrollArea, QScrollArea > QWidget > QWidget#scrolled { background: transparent; border: 0; }
QTableView {
    color: $text; background: $surface; border: 0; outline: 0;
    selection-color: $text; selection-background-color: $selected;
}
QHeaderView { background: $raised; border: 0; }
QScrollBar:vertical { background: transparent; width: $p14; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $p14; margin: 0; }
QScrollBar::handle {
    background: $field_line; border-radius: $p4; margin: $p3; min-height: $p36; min-width: $p36;
}
QScrollBar::handle:hover { background: $second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QDialog, QWizard, QWizardPage { background: $background; }
""")


def stylesheet(theme: Theme, px: Callable[[float], int]) -> str:
    """Return the sheet for a theme; `px` turns lengths of look.md into pixels."""
    tokens = {
        name: str(getattr(theme, name)) for name in theme.__slots__ if not name.endswith("_width")
    }
    lengths = {f"p{n}": f"{px(n)}px" for n in (3, 4, 6, 8, 10, 11, 12, 14, 16, 20, 24, 36)}
    edge, strong = px(theme.line_width), px(theme.strong_width)
    return _SHEET.substitute(
        tokens,
        **lengths,
        edge=f"{edge}px",
        strong=f"{strong}px",
        touch=f"{px(44)}px",
        field=f"{px(44) - 2 * edge}px",
        field_strong=f"{px(44) - 2 * strong}px",
    )
