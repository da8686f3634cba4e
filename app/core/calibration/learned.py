"""All that was learned of a scanner, and the settings that follow from it."""

from dataclasses import dataclass, replace

from app.core.calibration.inside import Separators
from app.core.calibration.marks import Marks
from app.core.settings import Encoding, ScannerSettings
from app.core.settings.scanners import without_bad_marks


@dataclass(frozen=True, slots=True)
class Learned:
    """What the symbols of the sheet taught; None for one that the scanner does not read."""

    marks: Marks
    separators: Separators | None = None
    encoding: Encoding | None = None

    @property
    def written_in(self) -> Encoding:
        """The encoding that the marks can be read in; the one that was learned, if any was."""
        if self.encoding is not None or self.marks.typed:
            return self.encoding or Encoding.UTF_8
        try:
            (self.marks.prefix + self.marks.suffix).encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return Encoding.LATIN_1
        return Encoding.UTF_8

    def settings(self, before: ScannerSettings) -> ScannerSettings:
        """The scanner's settings, changed by what was learned.

        A mark that could never be seen, since it holds the terminator, is left out.
        """
        marks = self.marks
        controls = {name: getattr(before, name) for name in ("gs", "rs", "eot")}
        if self.separators is not None:
            sent = self.separators.substitutes
            controls = {name: self._text(sent.get(name, "")) for name in controls}
        taught = replace(
            before,
            terminator=marks.terminator,
            prefix=self._text(marks.prefix),
            suffix=self._text(marks.suffix),
            encoding=self.written_in,
            layout=marks.layout,
            **controls,
        )
        return without_bad_marks(taught)[0]

    def _text(self, mark: str) -> str:
        """A mark in the scanner's own encoding, where it came as bytes."""
        if self.marks.typed:
            return mark
        return mark.encode("latin-1").decode(self.written_in, "replace")
