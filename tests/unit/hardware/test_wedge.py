"""Keys of a person or of a scanner: tables for the rules (operators.md A and B)."""

from dataclasses import replace

import pytest

from hardware.framing import Flaw, Framing, Terminator
from hardware.keystroke import Layout, Stroke
from hardware.typed import Keyboard, Mistyped, Typed
from hardware.wedge import Fate
from tests.unit.hardware.keys import PLAIN, Desk, alt_codes, key, keys, timed

GS, RS, EOT = "\x1d", "\x1e", "\x04"
MESSAGE = f"[)>{RS}06{GS}PMOTOR003{GS}1TLOT42{RS}{EOT}"


def marked(prefix: str = "", suffix: str = "", end: Terminator = Terminator.AUTO) -> Keyboard:
    return Keyboard("Marked", Framing(end, prefix.encode(), suffix.encode()))


@pytest.mark.parametrize("gap", [0, 1, 5, 12, 50])
@pytest.mark.parametrize("end", ["\r", "\n", "\t"])
def test_a_scan_is_taken_whole(gap: int, end: str) -> None:
    desk = Desk.of()
    desk.play(keys(f"MOTOR003{end}", gap))
    assert desk.read == [Typed("Keyboard", "MOTOR003", "MOTOR003", end)]
    assert desk.typing == []


@pytest.mark.parametrize(
    "text", [MESSAGE, "LOT 42 B", "  BLANKS", "Ünité", f"{GS}10LOT42", "123456"]
)
def test_every_sign_of_a_scan_arrives(text: str) -> None:
    desk = Desk.of()
    desk.play(keys(text.ljust(6) + "\r"))
    assert desk.texts == [text.ljust(6)]


def test_the_last_key_before_the_terminator_is_not_let_go_early() -> None:
    desk = Desk.of()
    for stroke in keys("MOTOR003"):
        assert desk.press(stroke) is Fate.HOLD
    assert desk.press(Stroke(1060, "\r")) is Fate.SWALLOW


@pytest.mark.parametrize(
    "text",
    ["12\r", "1\r", "\r", "MOTOR003", "G-78"],
)
def test_what_is_too_short_or_has_no_terminator_is_typing(text: str) -> None:
    desk = Desk.of()
    desk.play(keys(text))
    assert (desk.read, desk.typed) == ([], text)


@pytest.mark.parametrize("text", ["ABCDE", "G-78", "G78", "KB:", "]C1"])
def test_what_is_too_short_is_said_where_only_a_scanner_types_so_fast(text: str) -> None:
    desk = Desk.of()
    desk.play(keys(text + "\r", gap=12))
    assert desk.read == [Mistyped("Keyboard", text, Flaw.TOO_SHORT)]
    assert desk.typing == []


@pytest.mark.parametrize("gap", [20, 30, 50])
def test_and_is_typing_where_a_person_might(gap: int) -> None:
    desk = Desk.of()
    desk.play(keys("G-78\r", gap))
    assert (desk.read, desk.typed) == ([], "G-78\r")


@pytest.mark.parametrize("text", ["KB:1", "KB:NO", "kb:no", "]C142"])
def test_commands_and_symbology_identifiers_are_a_prefix(text: str) -> None:
    """The page says that `kb:` is Caps Lock (labels.md 6)."""
    desk = Desk.of()
    desk.play(keys(text + "\r"))
    assert desk.texts == [text]


def test_auto_repeat_is_no_scanner() -> None:
    desk = Desk.of()
    first = Stroke(1000, "1")
    repeats = [Stroke(1150 + 10 * at, "1", repeat=True) for at in range(1, 20)]
    desk.play([first, *repeats, Stroke(1350, "\r")])
    assert (desk.read, desk.typed) == ([], "1" * 20 + "\r")


def test_a_key_that_goes_down_twice_at_once_is_no_auto_repeat() -> None:
    """As Qt says on X11, where it goes up and down within a millisecond."""
    desk = Desk.of()
    zeros = [Stroke(0, "0"), *[Stroke(0, "0", repeat=True)] * 150]
    strokes = [*map(key, "LOT"), *zeros, *map(key, "7\r")]
    desk.play(timed(strokes, [1] * len(strokes)))
    assert desk.texts == ["LOT" + "0" * 151 + "7"]


@pytest.mark.parametrize("lively", [True, False])
@pytest.mark.parametrize("gap", [51, 70, 90, 150])
def test_typing_is_let_go_in_order(gap: int, *, lively: bool) -> None:
    """Also where it waited in a queue: the times are those of the keys."""
    desk = Desk.of()
    desk.play(keys("MOTOR003\rWO 4711\t", gap), lively=lively)
    assert (desk.read, desk.typed) == ([], "MOTOR003\rWO 4711\t")


def test_a_person_may_begin_as_fast_as_a_scanner() -> None:
    """Rolled keys, and then on at a person's speed: nothing is held for long."""
    desk = Desk.of()
    roll, rest = keys("tion", 15), keys(" of the part\r", 70, 1060)
    desk.play([*roll, *rest])
    assert (desk.read, desk.typed) == ([], "tion of the part\r")


def test_a_busy_computer_may_stall_a_scan() -> None:
    desk = Desk.of()
    desk.play([*keys("MOTOR", 5), *keys("003-A1\r", 5, 1200)])
    assert desk.texts == ["MOTOR003-A1"]


def test_the_rest_of_a_scan_that_broke_off_is_no_scan() -> None:
    """It would be a wrong code (operators.md 20)."""
    desk = Desk.of()
    desk.play([*keys("MOTOR", 5), *keys("003-A1\r", 5, 1300), *keys("LOT-42\r", 5, 2500)])
    assert desk.texts == ["unfinished", "LOT-42"]
    assert desk.typed == "MOTOR"


@pytest.mark.parametrize("first", [1, 3])
def test_a_scan_whose_first_keys_were_let_go_too_early_is_no_scan(first: int) -> None:
    """The program thought it was silent, and the keys say that it wasn't."""
    desk = Desk.of()
    scan = keys("MOTOR003-A1\r", 12)
    for stroke in scan[:first]:
        desk.press(stroke)
    desk.silence()
    desk.play(scan[first:])
    assert desk.texts == ["unfinished"]


def test_what_interrupts_lets_the_keys_go() -> None:
    """An input method, or a dead key's character."""
    desk = Desk.of()
    for stroke in keys("MOT"):
        desk.press(stroke)
    desk.interrupt()
    assert desk.typed == "MOT"


def test_two_scans_run_together() -> None:
    """The terminator comes first (operators.md 21)."""
    desk = Desk.of()
    desk.play(keys("MOTOR003\r24B-118\rGC00004101\t", 3))
    assert desk.texts == ["MOTOR003", "24B-118", "GC00004101"]
    assert desk.typing == []


@pytest.mark.parametrize("ends", ["\r\n", "\r\r", "\t\r"])
def test_a_second_terminator_is_swallowed(ends: str) -> None:
    desk = Desk.of()
    desk.play([*keys("MOTOR003" + ends), *keys("\r", 5, 2000)])
    assert desk.texts == ["MOTOR003"]
    assert [(stroke.text, stroke.time) for stroke in desk.typing] == [("\r", 2005)]


def test_a_line_feed_with_ctrl_is_a_terminator() -> None:
    desk = Desk.of()
    line_feed = Stroke(0, "\n", "J", ctrl=True)
    desk.play([*keys("MOTOR003"), replace(line_feed, time=1045), replace(line_feed, time=1050)])
    assert (desk.texts, desk.typing) == (["MOTOR003"], [])


@pytest.mark.parametrize(
    "other",
    [
        Stroke(0, "", ""),  # a function key, an arrow, a dead key
        Stroke(0, "v", "V", ctrl=True),
        Stroke(0, "x", "X", alt=True),
        Stroke(0, "ab", ""),  # of an input method
        Stroke(0, "\x7f", ""),
    ],
)
def test_other_keys_belong_to_no_scan(other: Stroke) -> None:
    desk = Desk.of()
    strokes = timed([*map(key, "ABCDE"), other, *map(key, "FG\r")], [5] * 9)
    desk.play(strokes)
    assert (desk.read, desk.typing) == ([], strokes)


def test_ctrl_keys_alone_are_let_go_at_once() -> None:
    desk = Desk.of()
    for letter in "CVZAD":
        control = chr(ord(letter) & 0x1F)
        assert desk.press(Stroke(1000, control, letter, ctrl=True)) is Fate.LET_GO


# Alt codes and number pad


def test_alt_codes_for_controls() -> None:
    desk = Desk.of()
    codes = [*"[)>", "030", *"06", "029", *"PMOTOR003", "029", *"1TLOT42", "030", "004", "\r"]
    alt_codes(desk, codes)
    assert (desk.texts, desk.typing) == ([MESSAGE], [])


def test_a_scanner_that_sends_everything_as_alt_codes() -> None:
    desk = Desk.of()
    alt_codes(desk, ["065", "066", "0233", "130", "067", "029", "068", "013"])
    assert desk.texts == [f"ABééC{GS}D"]


def test_what_the_system_makes_of_an_alt_code_too_counts_once() -> None:
    desk = Desk.of()
    time = alt_codes(desk, [*"ABCDE", "029"])
    desk.play(timed([Stroke(0, GS), *map(key, "FG\r")], [2] * 4, time))
    assert desk.texts == [f"ABCDE{GS}FG"]


def test_an_alt_code_of_a_person_is_let_go() -> None:
    desk = Desk.of()
    alt_codes(desk, ["029", "\r"], gap=120)
    assert desk.read == []
    assert desk.typed == "029\r"


def test_an_alt_code_that_is_none_is_no_scan() -> None:
    desk = Desk.of()
    alt_codes(desk, [*"ABCDEF", "0999", "\r"])
    assert desk.read == []
    assert desk.typed == "ABCDEF0999\r"


def test_the_number_pad_is_the_same_in_every_layout() -> None:
    desk = Desk.of(Keyboard("French", layout=Layout.FRENCH))
    pad = [Stroke(0, digit, digit, keypad=True) for digit in "0123456"]
    desk.play(timed([*pad, key("\r")], [4] * 8))
    assert desk.texts == ["0123456"]


# Layouts


@pytest.mark.parametrize(
    ("layout", "seen", "meant"),
    [
        (Layout.FRENCH, "HQ&&é)W", "HA112-Z"),
        (Layout.GERMAN, "MZP/ßYÖ", "MYP&-Z:"),
        (Layout.UK, '{@A@:"12~', '{"A":@12|'),
    ],
)
def test_a_wrong_layout_is_corrected(layout: Layout, seen: str, meant: str) -> None:
    desk = Desk.of(Keyboard("Wrong", layout=layout))
    desk.play(keys(seen + "\r"))
    assert desk.texts == [meant]


def test_gs_through_a_wrong_layout() -> None:
    """Ctrl+] is Ctrl and the key that is + there."""
    desk = Desk.of(Keyboard("Wrong", layout=Layout.GERMAN))
    gs = Stroke(0, "+", "+", ctrl=True)
    desk.play(timed([*map(key, "ABC"), gs, *map(key, "DEF\r")], [5] * 8))
    assert desk.texts == [f"ABC{GS}DEF"]


def test_alt_gr_is_no_command() -> None:
    at_sign = Stroke(0, "@", "Q", ctrl=True, alt=True)
    desk = Desk.of()
    desk.play(timed([*map(key, "ABCDE"), at_sign, key("\r")], [5] * 7))
    assert desk.texts == ["ABCDE@"]


# Prefix and suffix


@pytest.mark.parametrize(
    ("keyboard", "text", "read"),
    [
        (marked("~"), "~G\r", ["G"]),
        (marked("~"), "~~G\t", ["~G"]),
        (marked("\x02"), "\x02G-78\r", ["G-78"]),
        (marked("S1:", "#"), "S1:G#\r", ["G"]),
        (marked("S1:", "#"), "S1:G\r", ["no suffix"]),
        (marked(suffix="##"), "G##\r", ["G"]),
        (marked("~", "", Terminator.TAB), "~AB\rC\t", ["AB\rC"]),
        (marked("~", "", Terminator.CR), "~AB\tC\r", ["AB\tC"]),
        (marked("~", "", Terminator.ETX), "~AB\x03", ["AB"]),
        (marked("~", "#", Terminator.NONE), "~AB#", ["AB"]),
        (marked("~", "#", Terminator.NONE), "~AB#~C#\r", ["AB", "C"]),
        (marked("~", "", Terminator.NONE), "~AB", ["AB"]),
        (marked("~"), "~AB", ["unfinished"]),
    ],
)
def test_marks(keyboard: Keyboard, text: str, read: list[str]) -> None:
    desk = Desk.of(keyboard)
    desk.play(keys(text))
    assert (desk.texts, desk.typing) == (read, [])


@pytest.mark.parametrize(
    ("keyboard", "text"),
    [
        (marked("~"), "MOTOR003\r"),
        (marked("~"), "~\r"),
        (marked("~~"), "~MOTOR003\r"),
        (marked(suffix="#"), "MOTOR003\r"),
    ],
)
def test_a_scanner_with_marks_takes_nothing_without_them(keyboard: Keyboard, text: str) -> None:
    desk = Desk.of(keyboard)
    desk.play(keys(text))
    assert (desk.read, desk.typed) == ([], text)


def test_with_marks_alone_typing_is_never_held() -> None:
    desk = Desk.of(marked("~"))
    assert [desk.press(stroke) for stroke in keys("MOTOR\r")] == [Fate.LET_GO] * 6


def test_a_prefix_typed_by_a_person_is_typing() -> None:
    desk = Desk.of(marked("~"))
    desk.play(keys("~42\r", 110))
    assert (desk.read, desk.typed) == ([], "~42\r")


def test_several_scanners_are_told_apart() -> None:
    long, short = marked("A1"), Keyboard("Short", Framing(prefix=b"A"))
    desk = Desk.of(PLAIN, short, long)
    desk.play(keys("A1X\rA2X\rMOTOR003\r"))
    assert [(one.keyboard, one.all) for one in desk.read] == [
        ("Marked", "A1X"),
        ("Short", "A2X"),
        ("Keyboard", "MOTOR003"),
    ]


def test_a_slow_scanner_has_its_own_gap() -> None:
    desk = Desk.of(Keyboard("Radio", Framing(gap=0.08)))
    desk.play(keys("MOTOR003\r", 80))
    assert desk.texts == ["MOTOR003"]


def test_an_overlong_scan_is_refused_once_and_swallowed_to_its_end() -> None:
    desk = Desk.of(Keyboard("Keyboard", Framing(limit=8)))
    desk.play([*keys("123456789012345678\r"), *keys("MOTOR003\r", 5, 1300)])
    assert desk.read == [
        Mistyped("Keyboard", "123456789", Flaw.TOO_LONG),
        Typed("Keyboard", "MOTOR003", "MOTOR003", "\r"),
    ]
    assert desk.typing == []


def test_a_station_without_keyboard_scanners_holds_nothing() -> None:
    desk = Desk.of()
    desk.wedge = type(desk.wedge)(())
    desk.play(keys("MOTOR003\r"))
    assert (desk.read, desk.typed) == ([], "MOTOR003\r")
