"""House labels: read before vendors, and by patterns that end on any text."""

import re
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.labels import Field, LabelKind, LabelRules
from app.core.labels.patterns import LONGEST_TEXT, PatternError, compile_safely
from app.core.labels.templates import template_of_pattern, template_of_positions
from tests.unit.core.labels_read import GS, fields, guesses, read_then

CARD = template_of_pattern(
    "lot card",
    r"LC\|(?P<part>[^|]+)\|(?P<lot>[^|]+)\|(?P<quantity>[0-9.]+ ?[A-Z]*)\|(?P<expires>[^|]*)"
    r"(?:\|(?P<serial>[^|]+))?(?:\|(?P<serial_2>[^|]+))?",
)
SHELF = template_of_positions("shelf", "stores 1-2, location 3-10, part 12-", "]C0")
RULES = LabelRules(templates=(CARD, SHELF))


def test_named_groups_are_fields() -> None:
    label = read_then("]d1LC|MOTOR003|LOT42|0005.50 M|31.12.2027|001|002\r\n", RULES)
    assert label.kind is LabelKind.TEMPLATE
    assert fields(label) == {
        "part": "MOTOR003",
        "lot": "LOT42",
        "quantity": "5.5",
        "unit": "M",
        "expires": "2027-12-31",
        "serial": ["001", "002"],
    }
    assert label.values[0].rule == "template lot card"
    assert (guesses(label), label.unread) == ([], "")


@pytest.mark.parametrize("day", ["2027-12-31", "20271231", "31.12.2027"])
def test_a_date_is_written_so_that_it_cannot_be_another(day: str) -> None:
    assert read_then(f"LC|X|L|1|{day}", RULES).get(Field.EXPIRES) == "2027-12-31"


@pytest.mark.parametrize("day", ["31122027", "12/31/2027", "2027-02-30"])
def test_what_cannot_be_so_stays_unread(day: str) -> None:
    label = read_then(f"LC|X|L|1|{day}", RULES)
    assert (label.get(Field.PART), label.get(Field.EXPIRES), label.unread) == ("X", None, day)


def test_positions_are_fields() -> None:
    label = read_then("]C0MSISLE 11 -SCR-8", RULES)
    assert fields(label) == {"stores": "MS", "location": "ISLE 11", "part": "SCR-8"}


@pytest.mark.parametrize("text", ["MSISLE 11 -SCR-8", "]d1MSISLE 11 -SCR-8", "]C0MS", "]C0"])
def test_another_symbology_or_length_is_no_such_label(text: str) -> None:
    assert read_then(text, RULES).kind is not LabelKind.TEMPLATE


def test_the_house_comes_before_vendors_and_after_commands() -> None:
    rules = LabelRules(templates=(template_of_pattern("all", "(?P<lot>.+)"),))
    assert read_then("(10)LOT42", rules).get(Field.LOT) == "(10)LOT42"
    assert read_then("[)>\x1e06\x1dPX\x1e\x04", rules).unread.startswith("[)>")
    assert read_then("KB:NEXT", rules).kind is LabelKind.COMMAND
    assert read_then("kb:next", rules).kind is LabelKind.CAPS_LOCK


def test_a_pattern_may_hold_controls() -> None:
    rules = LabelRules(templates=(template_of_pattern("gs", r"(?P<part>\w+)\x1d(?P<lot>\w+)"),))
    assert fields(read_then(f"X1{GS}L2", rules)) == {"part": "X1", "lot": "L2"}


@pytest.mark.parametrize(
    "positions",
    ["", "lot", "lot 0-4", "lot 4-1", "lot 1-8, part 8-9", "colour 1-2", "lot 1-, part 9-10", "-"],
)
def test_positions_that_are_none_are_refused(positions: str) -> None:
    with pytest.raises(PatternError):
        template_of_positions("x", positions)


@pytest.mark.parametrize("pattern", ["LOT", "(?P<colour>.)", "(?P<command>.)", "(?P<lot_x>.)"])
def test_groups_are_fields(pattern: str) -> None:
    with pytest.raises(PatternError):
        template_of_pattern("x", pattern)


SAFE = [
    r"(?P<part>.+)-(?P<lot>.+)",
    r"^(?P<part>[A-Z0-9-]{3,20})\s(?P<lot>\d+)$",
    r"(?P<a>[^;]*);(?P<b>[^;]*);(?P<c>[^;]*);(?P<d>.*)",
    r"(?:AB|CD)(?P<lot>\d{8})(?:-\d+)?",
    r"(?:[0-9]{2}-)*X",
    r"\((?P<lot>[^)]+)\)|\{(?P<part>[^}]+)\}",
    r"(?P<q>\d+?)EA",
    r"[\w.\-\]]+",
    r"\d{1,3}\d{1,3}\d{1,3}",
]


@pytest.mark.parametrize("pattern", SAFE)
def test_what_a_house_needs_is_taken(pattern: str) -> None:
    assert compile_safely(pattern).pattern == pattern


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+",
        r"(a*)*b",
        r"(?:a|aa)+",
        r"(?:a|a)*b",
        r"(\w+\s?)*x",
        r".*.*.*x",
        r"\d*\d*\d*-",
        r"(?:(?:a?){9}){9}",
        r"(.+)-(.+)-(.+)",
        r"(a?)(a?)(a?)(a?)(a?)(a?)(a?)(a?)(a?)(a?)aaaaaaaaaa",
        r"a**",
        r"a{2}{3}",
        r"a{1001}",
        r"a{,}",
        r"(a)\1",
        r"(?=a)a",
        r"(?<!a)b",
        r"(?i)a",
        r"(?P=lot)",
        r"(?>a)",
        r"a++",
        r"\bx",
        r"\u0041",
        r"[a",
        r"[z-a]",
        r"[a--b]",
        r"(a",
        r"a)",
        r"*a",
        r"x^y",
        r"x$y",
        r"(?P<a>.)(?P<a>.)",
        "\\",
    ],
)
def test_what_is_broken_or_could_take_too_long_is_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match=r"."):
        compile_safely(pattern)


PIECES = st.sampled_from(
    ["a", "b", ".", r"\d", r"\w", "[^-]", "[ab]", "-", "*", "+", "?", "{1,9}", "(", "(?:", ")", "|"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=9).map("".join))
def test_what_is_taken_ends_soon_on_any_text(pattern: str) -> None:
    try:
        compiled = compile_safely(pattern)
    except PatternError:
        return
    re.compile(pattern)
    began = thread_time()
    for text in ("a" * LONGEST_TEXT, "ab" * (LONGEST_TEXT // 2) + "!", "1-" * (LONGEST_TEXT // 2)):
        compiled.fullmatch(text)
    assert thread_time() - began < 5
