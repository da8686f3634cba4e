"""Whatever a scanner is set to, that is learned back from what it sends."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.core.calibration import (
    Case,
    Learned,
    Marks,
    NotLearned,
    Sent,
    Separators,
    Symbol,
    Why,
    learn_encoding,
    learn_marks,
    learn_separators,
)
from app.core.calibration.marks import Keys
from app.core.settings import Encoding, KeyboardLayout, ScannerSettings, Terminator
from app.services.scanner_setup import framing_of
from hardware.framing import Frame, Framer
from hardware.keystroke import Layout, meant_by

KEYS: Keys = {one: meant_by(Layout(one.value)) for one in KeyboardLayout}
ENDS = {
    Terminator.CR: "\r",
    Terminator.LF: "\n",
    Terminator.CRLF: "\r\n",
    Terminator.TAB: "\t",
    Terminator.ETX: "\x03",
    Terminator.EOT: "\x04",
    Terminator.NONE: "",
}
NEW = ScannerSettings("new", "COM5")
SIGNS = st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_categories=["Cc"])
MARK = st.one_of(st.just("\x02"), st.text(SIGNS, max_size=6))
SUBSTITUTE = st.one_of(
    st.just(""), st.sampled_from(["~", "^", "|", "{GS}", "<RS>", "\xa7", "^]", "@@"])
)


def learned(raw: bytes, *, typed: bool = False) -> Marks:
    marks = learn_marks(raw, KEYS, typed=typed)
    assert isinstance(marks, Marks), marks
    return marks


def why(raw: bytes, *, typed: bool = False) -> Why:
    found = learn_marks(raw, KEYS, typed=typed)
    assert isinstance(found, NotLearned), found
    return found.why


def sent(text: str, settings: ScannerSettings, *, identifier: str = "") -> bytes:
    """What a scanner of these settings sends."""
    for name, control in (("gs", "\x1d"), ("rs", "\x1e"), ("eot", "\x04")):
        text = text.replace(control, getattr(settings, name) or control)
    whole = settings.prefix + identifier + text + settings.suffix + ENDS[settings.terminator]
    return whole.encode(settings.encoding)


@given(
    st.builds(
        ScannerSettings,
        st.just(NEW.name),
        st.just(NEW.port),
        terminator=st.sampled_from(list(ENDS)),
        encoding=st.sampled_from(Encoding),
        prefix=MARK,
        suffix=MARK,
        gs=SUBSTITUTE,
        rs=SUBSTITUTE,
        eot=SUBSTITUTE,
    ),
    st.booleans(),
)
def test_any_settings_are_learned_back(settings: ScannerSettings, identifiers: bool) -> None:
    chosen = [one for one in (settings.gs, settings.rs, settings.eot) if one]
    assume(not any(a in b for i, a in enumerate(chosen) for j, b in enumerate(chosen) if i != j))
    assume("]" not in settings.prefix)
    line = sent(Symbol.LINE.text, settings, identifier="]C0" if identifiers else "")
    assume(line.count(Symbol.LINE.text.encode()) == 1)
    message = sent(Symbol.MESSAGE.text, settings, identifier="]d1" if identifiers else "")
    accents = sent(Symbol.ACCENTS.text, settings, identifier="]d1" if identifiers else "")

    marks = learned(line)
    assert marks.identifiers is identifiers
    separators = learn_separators(message, marks)
    assert isinstance(separators, Separators), separators
    encoding = learn_encoding(accents, marks)
    assert isinstance(encoding, Encoding), encoding

    taught = Learned(marks, separators, encoding).settings(NEW)
    assert taught == settings
    if settings.terminator is Terminator.EOT and settings.rs and not settings.eot:
        return  # which EOT ends the message can't be told without its RS
    framer = Framer(framing_of(taught))
    frames = framer.feed(message) + framer.idle(1.0)
    text = ("]d1" if identifiers else "") + Symbol.MESSAGE.text
    assert [frame.text for frame in frames if isinstance(frame, Frame)] == [text]


@given(st.binary(max_size=60), st.booleans())
def test_anything_may_come(raw: bytes, typed: bool) -> None:
    marks = learn_marks(raw, KEYS, typed=typed)
    assert isinstance(marks, Marks | NotLearned)
    for known in (Marks(Terminator.CR, typed=typed), marks):
        if isinstance(known, Marks):
            learn_separators(raw, known)
            learn_encoding(raw, known)


@pytest.mark.parametrize("layout", KeyboardLayout)
@pytest.mark.parametrize("case", [Case.KEPT, Case.SWAPPED])
def test_a_wrong_keyboard_layout_is_named(layout: KeyboardLayout, case: Case) -> None:
    """The scanner presses the keys of a US keyboard; the computer has another."""
    gives = {meant: sign for sign, meant in KEYS[layout].items()}
    typed = "".join(gives.get(sign, sign) for sign in case.of(f"<{Symbol.LINE.text}"))
    marks = learned(f"{typed}\r".encode(), typed=True)
    assert (marks.layout, marks.case) == (layout, case)
    assert (marks.prefix, marks.terminator) == ("<", Terminator.CR)
    assert Learned(marks).settings(NEW).layout is layout


def test_a_layout_that_is_not_known_shows_what_it_changed() -> None:
    dvorak = Symbol.LINE.text.translate(str.maketrans("wQ/", "öÄ_"))
    found = learn_marks(f"{dvorak}\r".encode(), KEYS, typed=True)
    assert isinstance(found, NotLearned)
    assert (found.why, found.changed) == (Why.LAYOUT, (("Q", "Ä"), ("w", "ö"), ("/", "_")))


@pytest.mark.parametrize("case", Case)
def test_what_becomes_of_the_case_is_learned(case: Case) -> None:
    marks = learned(f"{case.of(Symbol.LINE.text)}\r".encode())
    assert marks.case is case
    separators = learn_separators(f"{case.of(Symbol.MESSAGE.text)}\r".encode(), marks)
    assert isinstance(separators, Separators)
    assert set(separators.sent.values()) == {Sent.ITSELF}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\r\n", Why.NOTHING),
        (b"GC00004057\r", Why.OTHER_TEXT),
        (f"{Symbol.MESSAGE.text}\r".encode(), Why.OTHER_SYMBOL),
        (f"{Symbol.LINE.text}\r{Symbol.LINE.text}\r".encode(), Why.TWICE),
        (f"{'x' * 17}{Symbol.LINE.text}\r".encode(), Why.LONG_MARK),
    ],
)
def test_a_scan_that_teaches_nothing_says_why(raw: bytes, reason: Why) -> None:
    assert why(raw) is reason


PLAIN = Marks(Terminator.CR)


@pytest.mark.parametrize(
    ("gs", "rs", "eot", "wanted"),
    [
        ("", "", "", (Sent.LOST, Sent.LOST, Sent.LOST)),
        ("GS", "RS", "EOT", (Sent.UNSAFE, Sent.UNSAFE, Sent.UNSAFE)),
        ("|", "|", "\x04", (Sent.UNSAFE, Sent.UNSAFE, Sent.ITSELF)),
        ("{GS}", "\x1e", "", (Sent.REPLACED, Sent.ITSELF, Sent.LOST)),
        ("-", "\x1e", "\x04", (Sent.UNSAFE, Sent.ITSELF, Sent.ITSELF)),
    ],
)
def test_only_what_cannot_be_data_is_taken_for_a_separator(
    gs: str, rs: str, eot: str, wanted: tuple[Sent, ...]
) -> None:
    text = Symbol.MESSAGE.text.replace("\x1d", gs).replace("\x1e", rs).replace("\x04", eot)
    found = learn_separators(f"{text}\r".encode(), PLAIN)
    assert isinstance(found, Separators)
    assert tuple(found.sent.values()) == wanted
    taught = Learned(PLAIN, found).settings(NEW)
    assert taught.gs == (gs if wanted[0] is Sent.REPLACED else "")


def test_letters_in_another_encoding_are_not_guessed() -> None:
    found = learn_encoding(Symbol.ACCENTS.text.encode("cp437") + b"\r", PLAIN)
    assert isinstance(found, NotLearned)
    assert found.why is Why.ACCENTS


def test_a_scanner_that_reads_no_squares_keeps_what_was_set() -> None:
    before = ScannerSettings("new", "COM5", gs="~", baud=19200)
    taught = Learned(Marks(Terminator.LF, "<")).settings(before)
    assert (taught.gs, taught.baud, taught.prefix) == ("~", 19200, "<")
    assert taught.terminator is Terminator.LF
