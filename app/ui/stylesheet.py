"""The style sheets: the shapes of Qt's own controls, made from a theme's tokens.

Colours come through the palette and fonts through `Look.font`; these only draw edges, corners
and room, at the text scale. Each kind of control has a sheet of its own: one for the whole
application costs every widget there is a look at it, the hundreds that paint themselves too.
"""

from collections.abc import Callable
from string import Template

from app.ui.theme import Theme

_MENU = """
QMenu { color: $text; background: $surface; border: $edge solid $line; padding: $p6; }
QMenu::item { min-height: $touch; padding: 0 $p24 0 $p16; border-radius: $p8; }
QMenu::item:selected { color: $accent; background: $selected; }
QMenu::separator { height: 1px; background: $line; margin: $p6 $p8; }
"""
_BAR = """
QScrollBar:vertical { background: transparent; width: $p14; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $p14; margin: 0; }
QScrollBar::handle {
    background: $field_line; border-radius: $p4; margin: $p3; min-height: $p36; min-width: $p36;
}
QScrollBar::handle:hover { background: $second; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
_LINE = """
$kind {
    color: $text; background: $surface;
    border: $edge solid $field_line; border-radius: $p8; min-height: $field; padding: 0 $p12;
    selection-color: $on_accent; selection-background-color: $accent;
    placeholder-text-color: $second;
}
$kind:focus {
    border: $strong solid $accent; padding: 0 $p11; min-height: $field_strong;
}
$kind[invalid="true"] {
    border: $strong solid $refused; padding: 0 $p11; min-height: $field_strong;
}
$kind:disabled, $kind:read-only {
    background: $raised;
    border: $thin solid $line; padding: 0 $thin_side; min-height: $field_thin;
}
"""
_SHEETS = {
    "QLineEdit": _LINE + _MENU,
    "QPlainTextEdit": """
QPlainTextEdit {
    color: $text; background: $surface;
    border: $edge solid $field_line; border-radius: $p8; padding: $p8;
    selection-color: $on_accent; selection-background-color: $accent;
    placeholder-text-color: $second;
}
QPlainTextEdit:focus { border: $strong solid $accent; }
QPlainTextEdit[invalid="true"] { border: $strong solid $refused; }
QPlainTextEdit:disabled, QPlainTextEdit:read-only {
    background: $raised; border: $thin solid $line;
}
"""
    + _BAR
    + _MENU,
    "QComboBox": _LINE.replace("$kind:disabled, $kind:read-only", "$kind:disabled")
    + """
QComboBox::drop-down { border: 0; width: $p36; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    color: $text; background: $surface; border: $edge solid $field_line; outline: 0;
    selection-color: $text; selection-background-color: $selected;
}
QComboBox QAbstractItemView::item { min-height: $touch; padding: 0 $p12; }
"""
    + _BAR,
    "QMenu": _MENU,
    "QScrollBar": _BAR,
}


def stylesheets(theme: Theme, px: Callable[[float], int]) -> dict[str, str]:
    """Return the sheet of each kind of control; `px` turns lengths of look.md into pixels."""
    tokens = {
        name: str(getattr(theme, name)) for name in theme.__slots__ if not name.endswith("_width")
    }
    lengths = {f"p{n}": f"{px(n)}px" for n in (3, 4, 6, 8, 11, 12, 14, 16, 24, 36)}
    edge, strong = px(theme.line_width), px(theme.strong_width)
    thin = px(1)  # where nothing can be typed, also without tints to tell it by
    sizes = {
        "edge": edge,
        "strong": strong,
        "thin": thin,
        "thin_side": px(12) + edge - thin,
        "touch": px(44),
        "field": px(44) - 2 * edge,
        "field_strong": px(44) - 2 * strong,
        "field_thin": px(44) - 2 * thin,
    }
    lengths |= {name: f"{size}px" for name, size in sizes.items()}
    return {
        kind: Template(sheet).substitute(tokens, **lengths, kind=kind)
        for kind, sheet in _SHEETS.items()
    }
