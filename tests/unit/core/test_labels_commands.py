"""Command barcodes (labels.md 6)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.labels import Command, Field, Label, LabelKind, Value, Verb, read
from tests.support.texts import SIGNS


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("NEXT", Command(Verb.NEXT)),
        ("BACK", Command(Verb.BACK)),
        ("POST", Command(Verb.POST)),
        ("UNDO", Command(Verb.UNDO)),
        ("ALL", Command(Verb.ALL)),
        ("SKIP", Command(Verb.SKIP)),
        ("QTY+5", Command(Verb.QTY, "+5")),
        ("QTY=2.5", Command(Verb.QTY, "=2.5")),
        ("QTY=0", Command(Verb.QTY, "=0")),
        ("RANGE", Command(Verb.RANGE)),
        ("HOLD", Command(Verb.HOLD)),
        ("CANCEL", Command(Verb.CANCEL)),
        ("NEWBATCH", Command(Verb.NEWBATCH)),
        ("YES", Command(Verb.YES)),
        ("NO", Command(Verb.NO)),
        ("1", Command(Verb.ANSWER, "1")),
        ("9", Command(Verb.ANSWER, "9")),
        ("CLEAR", Command(Verb.CLEAR)),
        ("HELP", Command(Verb.HELP)),
        ("LOCK", Command(Verb.LOCK)),
        ("GOTO-ISSUE", Command(Verb.GOTO_ISSUE)),
        ("GOTO-RECEIVE", Command(Verb.GOTO_RECEIVE)),
        ("GOTO-ACTIVITY", Command(Verb.GOTO_ACTIVITY)),
    ],
)
def test_a_command_is_read(text: str, command: Command) -> None:
    barcode = f"KB:{text}"
    assert read(barcode) == Label(
        text=barcode,
        kind=LabelKind.COMMAND,
        plain=barcode,
        values=(Value(Field.COMMAND, text, barcode, "KB:"),),
        command=command,
    )
    assert command.text == text


def test_a_command_is_read_through_what_a_scanner_adds() -> None:
    label = read("]C0KB:QTY=12\r\n")
    assert (label.text, label.plain, label.symbology) == ("]C0KB:QTY=12\r\n", "KB:QTY=12", "]C0")
    assert label.command == Command(Verb.QTY, "=12")
    assert label.get(Field.COMMAND) == "QTY=12"


def test_arguments_have_their_types() -> None:
    more, exactly = Command(Verb.QTY, "+5"), Command(Verb.QTY, "=2.50")
    assert (more.quantity, more.relative) == (Decimal(5), True)
    assert (exactly.quantity, exactly.relative) == (Decimal("2.5"), False)
    assert Command(Verb.ANSWER, "3").number == 3


@pytest.mark.parametrize("name", ["quantity", "relative", "number"])
def test_a_verb_has_only_its_own_argument(name: str) -> None:
    with pytest.raises(ValueError, match="NEXT is not"):
        getattr(Command(Verb.NEXT), name)


@pytest.mark.parametrize(
    "text",
    [
        "KB:",
        "KB: NEXT",
        "KB:NEXTT",
        "KB:next",
        "Kb:NEXT",
        "kB:NEXT",
        "KB:ANSWER",
        "KB:ANSWER1",
        "KB:0",
        "KB:10",
        "KB:\u0663",
        "KB:QTY",
        "KB:QTY5",
        "KB:QTY=",
        "KB:QTY-5",
        "KB:QTY=-5",
        "KB:QTY=1e9",
        "KB:QTY=1,5",
        "KB:QTY=1.2.3",
        "KB:QTY=4006381333931",
        "KB:QTY=99999999",
        "KB:GOTO-NOWHERE",
        "KB:NEXT\x1d",
    ],
)
def test_what_only_looks_like_a_command_is_never_plain_text(text: str) -> None:
    assert read(text) == Label(text, LabelKind.UNKNOWN_COMMAND, plain=text, unread=text)


@pytest.mark.parametrize("text", ["kb:next", "kb:qty=5", "kb:", "kb:anything"])
def test_caps_lock_is_told_from_an_unknown_command(text: str) -> None:
    assert read(text) == Label(text, LabelKind.CAPS_LOCK, plain=text, unread=text)


@pytest.mark.parametrize(
    ("verb", "argument"),
    [
        (Verb.NEXT, "1"),
        (Verb.QTY, ""),
        (Verb.QTY, "5"),
        (Verb.QTY, "=NaN"),
        (Verb.QTY, "=5 "),
        (Verb.ANSWER, ""),
        (Verb.ANSWER, "0"),
        (Verb.ANSWER, "12"),
    ],
)
def test_no_command_can_be_made_that_no_barcode_can_say(verb: Verb, argument: str) -> None:
    with pytest.raises(ValueError, match="has no argument"):
        Command(verb, argument)


@given(st.text(SIGNS, max_size=20))
def test_a_command_says_what_its_barcode_says(text: str) -> None:
    label = read(f"KB:{text}")
    assert (label.command is not None) is (label.kind is LabelKind.COMMAND)
    if label.command is not None:
        assert read(f"KB:{label.command.text}").command == label.command
