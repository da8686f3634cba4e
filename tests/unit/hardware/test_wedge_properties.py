"""What must hold whatever is typed, by whatever."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from hardware.framing import Framing, Terminator
from hardware.keystroke import Stroke
from hardware.typed import GAP_MS, SHORTEST, Keyboard, Typed
from tests.unit.hardware.keys import WRAP, Desk, key, timed

SIGNS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\x1c\x1d\x1e\x1f\x04")
SCAN = st.text(SIGNS, min_size=6, max_size=30).filter(lambda text: text[0] not in "\x04\x7f")
START = st.integers(0, WRAP - 1)
FAST = st.integers(0, GAP_MS)
SLOW = st.integers(GAP_MS + 1, 2000)
KEYBOARDS = st.sampled_from(
    [
        (),
        (Keyboard("Plain"),),
        (Keyboard("Prefix", Framing(prefix=b"~")),),
        (Keyboard("Both"), Keyboard("Marks", Framing(Terminator.NONE, b"A", b"B", gap=0.06))),
        (
            Keyboard("Silent", Framing(Terminator.NONE, b"~")),
            Keyboard("Tab", Framing(Terminator.TAB)),
        ),
        (Keyboard("Little", Framing(limit=7)),),
    ]
)
STROKES = st.builds(
    Stroke,
    st.just(0),
    st.sampled_from(["A", "B", "1", "~", " ", "\r", "\t", "\x1d", "", "K"]),
    st.sampled_from(["A", "]", "1", "D", ""]),
    ctrl=st.sampled_from([False, False, True]),
    alt=st.sampled_from([False, False, False, True]),
    repeat=st.sampled_from([False, False, False, True]),
)
TIMED = st.lists(st.tuples(STROKES, st.one_of(FAST, st.integers(0, 300))), max_size=40)


@given(SCAN, st.data(), START, st.booleans())
def test_a_scan_at_a_scanners_speed_is_read_as_it_is(
    text: str, data: st.DataObject, start: int, lively: bool
) -> None:
    gaps = data.draw(st.lists(FAST, min_size=len(text) + 1, max_size=len(text) + 1))
    desk = Desk.of()
    desk.play(timed([*map(key, text), key("\r")], gaps, start), lively=lively)
    assert desk.read == [Typed("Keyboard", text, text, "\r")]
    assert desk.typing == desk.held == []


@given(st.lists(st.tuples(STROKES, SLOW), max_size=40), START, st.booleans())
def test_typing_is_let_go_whole_and_in_order(
    typed: list[tuple[Stroke, int]], start: int, lively: bool
) -> None:
    strokes = timed([stroke for stroke, _ in typed], [gap for _, gap in typed], start)
    desk = Desk.of()
    desk.play(strokes, lively=lively)
    assert desk.typing == strokes
    assert desk.read == []


@given(KEYBOARDS, TIMED, START, st.booleans())
def test_each_key_has_one_fate_and_typing_keeps_its_order(
    keyboards: tuple[Keyboard, ...], typed: list[tuple[Stroke, int]], start: int, lively: bool
) -> None:
    strokes = timed([stroke for stroke, _ in typed], [gap for _, gap in typed], start)
    desk = Desk.of(*keyboards) if keyboards else Desk.of()
    desk.play(strokes, lively=lively)
    assert desk.held == []
    assert desk.wedge.idle
    numbers = {id(stroke): at for at, stroke in enumerate(strokes)}
    let_go = [numbers[id(stroke)] for stroke in desk.typing]
    swallowed = [numbers[id(stroke)] for stroke in desk.swallowed]
    assert let_go == sorted(let_go)
    assert sorted(let_go + swallowed) == [*range(len(strokes))]
    assert not swallowed or desk.read


@given(SCAN, st.integers(100, 1000), st.lists(st.integers(0, 40), min_size=1, max_size=40), START)
def test_a_key_held_down_is_never_a_scan(
    text: str, delay: int, gaps: list[int], start: int
) -> None:
    held = key(text[0])
    repeats = [replace(held, repeat=True)] * len(gaps)
    strokes = timed([held, *repeats, key("\r")], [0, delay, *gaps], start)
    desk = Desk.of()
    desk.play(strokes)
    assert (desk.read, desk.typing) == ([], strokes)


@given(KEYBOARDS, TIMED, START)
def test_a_busy_program_sees_what_a_lively_one_sees(
    keyboards: tuple[Keyboard, ...], typed: list[tuple[Stroke, int]], start: int
) -> None:
    strokes = timed([stroke for stroke, _ in typed], [gap for _, gap in typed], start)
    lively, busy = Desk.of(*keyboards), Desk.of(*keyboards)
    lively.play(strokes)
    busy.play(strokes, lively=False)
    assert (lively.read, lively.typing) == (busy.read, busy.typing)


@given(KEYBOARDS, TIMED, START)
def test_only_differences_of_time_count(
    keyboards: tuple[Keyboard, ...], typed: list[tuple[Stroke, int]], shift: int
) -> None:
    strokes = timed([stroke for stroke, _ in typed], [gap for _, gap in typed])
    moved = [replace(stroke, time=(stroke.time + shift) % WRAP) for stroke in strokes]
    here, there = Desk.of(*keyboards), Desk.of(*keyboards)
    here.play(strokes)
    there.play(moved)
    assert here.read == there.read


@given(TIMED)
def test_what_is_read_came_at_a_scanners_pace(typed: list[tuple[Stroke, int]]) -> None:
    """At least three characters, and no slower on the average than a scanner's slowest."""
    strokes = timed([stroke for stroke, _ in typed], [gap for _, gap in typed])
    desk = Desk.of()
    for stroke in strokes:
        before, known = [*desk.held], len(desk.read)
        desk.press(stroke)
        if len(desk.read) > known and not desk.held:
            took = stroke.time - before[0].time
            assert len(before) >= SHORTEST
            assert took <= GAP_MS * len(before)
