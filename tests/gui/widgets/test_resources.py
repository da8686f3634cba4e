"""The resources: found by name, nothing outside them, and what is shipped is whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

import resources

ICONS = sorted((Path(resources.__file__).parent / "icons").glob("*.svg"))


def test_a_resource_is_read_whole() -> None:
    assert resources.read("themes/dark.toml").startswith(b"# Dim halls")
    assert resources.path("themes/dark.toml").read_bytes() == resources.read("themes/dark.toml")


@pytest.mark.parametrize(
    "name", ["themes/none.toml", "themes", "", "/etc/passwd", "../pyproject.toml", "a\\b", "."]
)
def test_an_unknown_name_is_refused_by_name(name: str) -> None:
    with pytest.raises(resources.UnknownResourceError) as caught:
        resources.read(name)
    assert str(caught.value) == f"there is no resource named {name!r}"
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize("icon", ICONS, ids=lambda icon: icon.stem)
def test_an_icon_takes_its_colour_and_stroke_from_the_set(icon: Path) -> None:
    source = icon.read_bytes()
    assert b'stroke="currentColor"' in source
    assert b'stroke-width="2"' in source
    assert QSvgRenderer(QByteArray(source)).isValid()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("fonts/Inter-OFL.txt", b"SIL OPEN FONT LICENSE"),
        ("fonts/DejaVu-LICENSE.txt", b"Bitstream Vera"),
        ("icons/LICENSE.txt", b"ISC License"),
    ],
)
def test_licences_are_shipped(name: str, says: bytes) -> None:
    assert says in resources.read(name)
