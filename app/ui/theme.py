"""The tokens of a theme: every colour and line width the window is painted with.

`load_theme` reads resources/themes/*.toml; `app.ui.look.Look` puts one into force.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields

import resources

THEMES = ("light", "dark", "contrast")

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class ThemeError(ValueError):
    """A theme file lacks a token, has one too many, or one that can't be read."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #RRGGBB, line widths in pixels before scaling (look.md, Tokens)."""

    name: str

    background: str
    surface: str
    raised: str
    line: str
    field_line: str
    """The edge of a field: it alone says "type here", so it is stronger than `line`."""

    text: str
    second: str
    faint: str
    """Only for repeated or finished things: below the contrast that reading needs."""

    accent: str
    accent_soft: str
    on_accent: str
    ok: str
    ok_soft: str
    on_ok: str
    refused: str
    refused_soft: str
    on_refused: str
    attention: str
    attention_soft: str
    on_attention: str

    selected: str
    chosen: str
    on_chosen: str

    line_width: int
    """Of cards, fields and buttons."""
    strong_width: int
    """Of the banner."""

    @property
    def dark(self) -> bool:
        return luminance(self.surface) < luminance(self.text)


def load_theme(name: str) -> Theme:
    """Read one theme: "light", "dark" or "contrast".

    Raises:
        resources.UnknownResourceError: there is no such theme.
        ThemeError: its file is not complete and correct.
    """
    return read_theme(name, resources.read(f"themes/{name}.toml").decode())


def read_theme(name: str, source: str) -> Theme:
    """Make a theme of the text of a theme file, or say in a ThemeError what is wrong with it."""
    try:
        found = tomllib.loads(source)
    except tomllib.TOMLDecodeError as fault:
        raise ThemeError(f"theme {name}: {fault}") from fault
    widths = found.pop("width", {})
    if not isinstance(widths, dict):
        raise ThemeError(f"theme {name}: width is not a table")
    line, strong = (_width(name, widths, key) for key in ("line", "strong"))
    wanted = {f.name for f in fields(Theme)} - {"name", "line_width", "strong_width"}
    if wanted != found.keys():
        raise ThemeError(f"theme {name}: missing or unknown: {sorted(wanted ^ found.keys())}")
    for token, colour in found.items():
        if not (isinstance(colour, str) and _COLOUR.fullmatch(colour)):
            raise ThemeError(f"theme {name}: {token} is not a colour: {colour!r}")
    return Theme(name=name, **found, line_width=line, strong_width=strong)


def _width(name: str, widths: Mapping[str, object], key: str) -> int:
    width = widths.get(key)
    if not isinstance(width, int) or not 1 <= width <= 8:  # noqa: PLR2004 - pixels
        raise ThemeError(f"theme {name}: width.{key} is not 1 to 8 pixels: {width!r}")
    return width


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB as WCAG 2.2 defines it, 0 to 1."""
    linear = []
    for at in (1, 3, 5):
        part = int(colour[at : at + 2], 16) / 255
        linear.append(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - WCAG's own constant
    red, green, blue = linear
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
