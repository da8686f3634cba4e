"""Everything the program ships that is not code: fonts, icons, themes, help, decisions.

Read only through `read` and `path`, so that a source checkout, an installed package and a
frozen bundle find the same things. Names are relative, with forward slashes: "themes/dark.toml".
"""

from pathlib import Path

_HERE = Path(__file__).parent


class UnknownResourceError(KeyError):
    """The program asked for a resource that isn't shipped with it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    def __str__(self) -> str:
        return f"there is no resource named {self.name!r}"


def read(name: str) -> bytes:
    """Return the whole content of one resource.

    Raises:
        UnknownResourceError: no such file, or a name that leads out of the resources.
    """
    return path(name).read_bytes()


def path(name: str) -> Path:
    """Return where a resource lies on disk, for libraries that want to open it themselves.

    Raises:
        UnknownResourceError: no such file, or a name that leads out of the resources.
    """
    parts = name.split("/")
    if "\\" in name or not all(parts) or ".." in parts:
        raise UnknownResourceError(name)
    found = _HERE.joinpath(*parts)
    if not found.is_file():
        raise UnknownResourceError(name)
    return found
