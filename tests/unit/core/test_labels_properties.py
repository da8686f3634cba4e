"""A scan -> what it says. Whole labels are compared: what is read, and that nothing else is."""

import subprocess
import sys

from hypothesis import example, given
from hypothesis import strategies as st

from app.core.labels import Label, LabelKind, read
from tests.unit.core.test_labels import DAMAGE, ELEMENTS, PIECES, message

GS, RS, FS, US, EOT = "\x1d", "\x1e", "\x1c", "\x1f", "\x04"


@given(st.lists(PIECES, max_size=12).map("".join) | DAMAGE)
@example(message("14D20271399"))
@example("]C1KB:")
@example("]C13940")
def test_reading_never_raises_and_loses_nothing(text: str) -> None:
    check(read(text))


def check(label: Label) -> None:
    """What holds of any label."""
    assert label.plain in label.text
    for found in label.values:
        assert found.text
        assert found.text.isprintable()
        assert found.source in label.plain
        if found.guessed:
            assert label.guesses
    for part in label.unused:
        assert part in label.plain
    if label.kind in {
        LabelKind.NOT_UNDERSTOOD,
        LabelKind.UNKNOWN_COMMAND,
        LabelKind.CAPS_LOCK,
    }:
        assert label.unread == label.plain
    if label.kind in {LabelKind.PLAIN, LabelKind.EMPTY}:
        assert label.plain.isprintable()
        assert not label.values
    assert not label.confirmed().guessed_fields
    assert {found.field for found in label.confirmed().values} == {
        found.field for found in label.values
    }


@given(st.binary(max_size=60))
def test_any_bytes_are_some_label(scan: bytes) -> None:
    for encoding in ("latin-1", "utf-8"):
        label = read(scan.decode(encoding, "surrogateescape"))
        check(label)


@given(ELEMENTS)
def test_every_element_of_a_clean_message_is_somewhere(elements: list[str]) -> None:
    label = read(message(*elements))
    assert label.kind is LabelKind.ISO15434
    sources = {found.source for found in label.values}
    listed = {element for element in elements if element}
    repeated = {
        element
        for element in listed
        if element not in sources | set(label.unused) | set(_unread(label))
    }
    for element in repeated:
        # Says what another element said already.
        alone = read(message(element))
        assert {found.text for found in alone.values} <= {found.text for found in label.values}


def _unread(label: Label) -> list[str]:
    return label.unread.split(GS)


def test_labels_need_neither_window_nor_network() -> None:
    code = (
        "import sys, app.core.labels; "
        "print(sorted(m for m in ('PySide6', 'requests', 'sqlite3', 'serial', 'keyring')"
        " if m in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
