"""The theme in force: palette, style sheets, fonts, icons and scaled sizes, for every widget.

One `Look` is made beside the application and handed to each widget. When the theme or the text
scale changes it says so by `changed`, and every widget takes its new colours and sizes.
"""

from collections.abc import Sequence
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetrics,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QToolTip,
    QWidget,
)

import resources
from app.ui.stylesheet import stylesheets
from app.ui.theme import Theme
from app.ui.widgets.focus import FocusGuard
from app.ui.widgets.values import Tone

SMALL, BODY, LARGE, HEAD, BANNER = 13, 15, 16, 24, 28
REGULAR, MEDIUM, SEMIBOLD, BOLD = 400, 500, 600, 700

_FONTS = (
    "Inter-Regular",
    "Inter-Medium",
    "Inter-SemiBold",
    "Inter-Bold",
    "DejaVuSansMono",
    "DejaVuSansMono-Bold",
)
_READY = "kitbenchFonts"
_STYLED = "kitbenchStyle"
_STYLE = "Fusion"
_MOST_WIDTHS = 4000
"""Of texts that are known at a time; a page asks for the same few again and again."""
_CONTROLS = tuple((of, of.__name__) for of in (QLineEdit, QPlainTextEdit, QComboBox, QMenu))


def styled_application(arguments: Sequence[str]) -> QApplication:
    """Make the application, in our style from the start.

    `setStyle` would make the whole of Qt's style known to Python, which nobody needs at a start.
    """
    app = QApplication([*arguments, "-style", _STYLE])
    app.setProperty(_STYLED, True)
    return app


def meet_all_widgets() -> None:
    """Make all kinds of Qt's widgets known to Python, in a quiet moment.

    Python looks for the kind of a widget that Qt made by itself among all that there are: the
    first one takes 20 ms.
    """
    QScrollArea().viewport()


class Look(QObject):
    """Colours, sizes, fonts and icons of the whole application; GUI thread only."""

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        theme: Theme,
        *,
        scale: float = 1.0,
        reduced_motion: bool = False,
    ) -> None:
        """Put a theme into force."""
        super().__init__()
        self._app = app
        self._fonts: dict[tuple[int, int, bool, bool], QFont] = {}
        self._colours: dict[str, QColor] = {}
        self._widths: dict[tuple[str, int, int, bool, bool], int] = {}
        self._pixmaps: dict[tuple[str, str, int, float], QPixmap] = {}
        self._sheets: dict[str, str] = {}
        self._dressed = WeakSet[QWidget]()
        self._focus_guard = FocusGuard(app)
        self._register_fonts()
        if not app.property(_STYLED):
            app.setStyle(_STYLE)
        self.use(theme, scale=scale, reduced_motion=reduced_motion)

    def use(self, theme: Theme, *, scale: float = 1.0, reduced_motion: bool = False) -> None:
        """Put a theme into force at a text scale of 1.0 to 2.0 (others are bounded to that)."""
        self.theme = theme
        self.scale = min(2.0, max(1.0, scale))
        self.reduced_motion = reduced_motion
        self._colours.clear()
        self._fonts.clear()
        self._widths.clear()
        self._pixmaps.clear()
        self._sheets = stylesheets(theme, self.px)
        palette = _palette(theme)
        for take in (self._app.setPalette, QToolTip.setPalette):
            take(palette)
        for take_font in (self._app.setFont, QToolTip.setFont):
            take_font(self.font())
        for widget in list(self._dressed):
            if shiboken6.isValid(widget):
                self._put_on(widget)
        self.changed.emit()

    def dress(self, control: QWidget) -> None:
        """Give one of Qt's own controls its shape, now and with each theme to come.

        That is a line edit, a plain text edit, a combo box or a menu; of what scrolls it is the
        bars; all others stay as they are.
        """
        if control not in self._dressed:
            self._dressed.add(control)
            self._put_on(control)

    def _put_on(self, control: QWidget) -> None:
        kind = next((name for of, name in _CONTROLS if isinstance(control, of)), "")
        if kind:
            control.setStyleSheet(self._sheets[kind])
        elif isinstance(control, QAbstractScrollArea):
            for bar in (control.verticalScrollBar(), control.horizontalScrollBar()):
                bar.setStyleSheet(self._sheets["QScrollBar"])

    def px(self, size: float) -> int:
        """Return a length of look.md in pixels at the text scale; never less than one."""
        return max(1, round(size * self.scale))

    def font(
        self,
        size: int = BODY,
        weight: int = REGULAR,
        *,
        mono: bool = False,
        tabular: bool = False,
    ) -> QFont:
        """Return a font by its size in look.md's pixels.

        Every zero is slashed. `tabular` gives all figures one width, for columns and clocks; it
        is off elsewhere because it also widens the hyphens of part numbers. All who ask get the
        same one: who wants another copies it.
        """
        key = (size, weight, mono, tabular)
        if key not in self._fonts:
            font = QFont("DejaVu Sans Mono" if mono else "Inter")
            font.setPixelSize(self.px(size))
            font.setWeight(QFont.Weight(weight))
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            if not mono:
                font.setFeature(QFont.Tag("zero"), 1)
                if tabular:
                    font.setFeature(QFont.Tag("tnum"), 1)
            if size >= HEAD:
                font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98)
            self._fonts[key] = font
        return self._fonts[key]

    def wide(
        self,
        text: str,
        size: int = BODY,
        weight: int = REGULAR,
        *,
        mono: bool = False,
        tabular: bool = False,
    ) -> int:
        """Return the width of one line of text in pixels; the fonts are those of `font`."""
        key = (text, size, weight, mono, tabular)
        known = self._widths.get(key)
        if known is None:
            if len(self._widths) >= _MOST_WIDTHS:
                self._widths.clear()
            metrics = QFontMetrics(self.font(size, weight, mono=mono, tabular=tabular))
            known = self._widths[key] = metrics.horizontalAdvance(text)
        return known

    def colour(self, token: Tone | str) -> QColor:
        """Return a colour by tone or by the theme's token ("surface", "ok_soft", ...).

        All who ask get the same one: who wants another copies it, as `tint` does.
        """
        if token not in self._colours:
            self._colours[token] = QColor(getattr(self.theme, token))
        return self._colours[token]

    def tint(self, token: Tone | str, alpha: float) -> QColor:
        """Return a colour that lets what is under it through, from 0 to 1."""
        colour = QColor(self.colour(token))
        colour.setAlphaF(alpha)
        return colour

    @property
    def tinted(self) -> bool:
        """Whether the theme has soft tints; without them states are filled or outlined."""
        return self.theme.accent_soft != self.theme.surface

    @property
    def focus_width(self) -> int:
        """Return the width of the ring around what has the focus, more than that of any edge."""
        return self.px(self.theme.line_width + 2)

    def pixmap(self, icon: str, colour: QColor, size: float, ratio: float = 1.0) -> QPixmap:
        """Paint an icon of resources/icons in a colour, `size` look.md pixels square."""
        side = self.px(size)
        key = (icon, colour.name(), side, ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = _paint_icon(icon, colour, side, ratio)
        return self._pixmaps[key]

    def icon(self, icon: str, tone: Tone = Tone.SECOND, size: float = 20) -> QIcon:
        ratio = self._app.devicePixelRatio()
        return QIcon(self.pixmap(icon, self.colour(tone), size, ratio))

    def _register_fonts(self) -> None:
        if self._app.property(_READY):
            return
        for name in _FONTS:
            QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{name}.ttf")))
        self._app.setProperty(_READY, True)


def _paint_icon(icon: str, colour: QColor, side: int, ratio: float) -> QPixmap:
    source = resources.read(f"icons/{icon}.svg").replace(b"currentColor", colour.name().encode())
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(pixmap.rect()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _palette(theme: Theme) -> QPalette:
    """Give every role of Fusion a colour, so that nothing follows the desktop by accident."""
    role = QPalette.ColorRole
    normal = {
        role.Window: theme.background,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.PlaceholderText: theme.second,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.on_accent,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Accent: theme.accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.ToolTipBase: theme.chosen,
        role.ToolTipText: theme.on_chosen,
        role.Light: theme.raised,
        role.Midlight: theme.raised,
        role.Mid: theme.line,
        role.Dark: theme.field_line,
        role.Shadow: theme.line,
    }
    palette = QPalette()
    for one, colour in normal.items():
        palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(theme.faint))
    return palette
