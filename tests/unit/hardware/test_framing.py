"""Bytes -> scans. Tables for the rules, properties for what must hold whatever arrives."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hardware.framing import Encoding, Flaw, Flawed, Frame, Framer, Framing, Terminator

GS, RS, FS, EOT = "\x1d", "\x1e", "\x1c", "\x04"
MESSAGE = f"[)>{RS}06{GS}PMOTOR003{GS}1TLOT42{GS}Q5{RS}{EOT}"

MARKS = {
    Terminator.AUTO: (b"\r", b"\n", b"\r\n", b"\x03"),
    Terminator.CR: (b"\r",),
    Terminator.LF: (b"\n",),
    Terminator.CRLF: (b"\r\n",),
    Terminator.TAB: (b"\t",),
    Terminator.ETX: (b"\x03",),
    Terminator.EOT: (b"\x04",),
}


def read(framing: Framing, *chunks: bytes) -> list[str | Flaw]:
    framer = Framer(framing)
    return [shown(frame) for chunk in chunks for frame in framer.feed(chunk)]


def shown(frame: Frame | Flawed) -> str | Flaw:
    return frame.text if isinstance(frame, Frame) else frame.flaw


@pytest.mark.parametrize(
    ("terminator", "sent", "texts"),
    [
        (Terminator.AUTO, b"A\rB\nC\r\nD\x03", ["A", "B", "C", "D"]),
        (Terminator.AUTO, b"\r\n\r\nA\r\n\r\n", ["A"]),
        (Terminator.AUTO, b"\x02A\x03\r\n\x02B\x03", ["A", "B"]),
        (Terminator.AUTO, b"A\tB\r", ["A\tB"]),
        (Terminator.AUTO, MESSAGE.encode() + b"\r\n", [MESSAGE]),
        (Terminator.CR, b"A\r\nB\r\n", ["A", "B"]),
        (Terminator.CR, b"A\nB\x03C\r", ["A\nB\x03C"]),
        (Terminator.LF, b"A\r\nB\n", ["A", "B"]),
        (Terminator.CRLF, b"A\rB\nC\r\nD\r\n", ["A\rB\nC", "D"]),
        (Terminator.TAB, b"A\tB C\t\t", ["A", "B C"]),
        (Terminator.TAB, b"A\t\r\nB\t", ["A", "B"]),
        (Terminator.ETX, b"\x02A\x03\x02B\x03", ["A", "B"]),
        (Terminator.ETX, b"\x02\x03\x02B\x03", ["B"]),
        (Terminator.EOT, b"A\x04B\x04", ["A", "B"]),
        (Terminator.CR, f"A{GS}B{RS}C{FS}D{EOT}E\r".encode(), [f"A{GS}B{RS}C{FS}D{EOT}E"]),
        (Terminator.AUTO, "Ünit\x00 µ\r".encode(), ["Ünit\x00 µ"]),
        (Terminator.AUTO, b" A \r", [" A "]),
    ],
)
def test_terminators(terminator: Terminator, sent: bytes, texts: list[str]) -> None:
    assert read(Framing(terminator), sent) == texts


@pytest.mark.parametrize(
    ("sent", "texts"),
    [
        (MESSAGE + EOT, [MESSAGE]),
        (MESSAGE, [MESSAGE]),
        (MESSAGE + MESSAGE, [MESSAGE, MESSAGE]),
        (MESSAGE + EOT + "A" + EOT, [MESSAGE, "A"]),
        (MESSAGE + "\r" + EOT + "A" + EOT, [MESSAGE, "A"]),
        ("]d1" + MESSAGE + EOT, ["]d1" + MESSAGE]),
        ("\x02>" + MESSAGE + EOT, [">" + MESSAGE]),
        (f"[)>{RS}06{GS}PA{GS}Q1{EOT}B{EOT}", [f"[)>{RS}06{GS}PA{GS}Q1", "B"]),
        (f"A{RS}{EOT}B{EOT}", [f"A{RS}", "B"]),
    ],
)
def test_eot_as_terminator_and_eot_of_a_message(sent: str, texts: list[str]) -> None:
    assert read(Framing(Terminator.EOT), sent.encode()) == texts


def test_a_suffix_keeps_the_eot_of_a_message_within_its_scan() -> None:
    framing = Framing(Terminator.EOT, suffix=b"#")
    assert read(framing, f"{MESSAGE}#{EOT}A#{EOT}".encode()) == [MESSAGE, "A"]


@pytest.mark.parametrize(
    ("framing", "sent", "expected"),
    [
        (Framing(prefix=b"*"), b"*A\r**B\rC\r", ["A", "*B", Flaw.NO_PREFIX]),
        (Framing(prefix=b"\x02S1:"), b"\x02S1:A\r", ["A"]),
        (Framing(prefix=b"S1:"), b"\x02S1:A\x03", ["A"]),
        (Framing(suffix=b"##"), b"A##\rB#\r", ["A", Flaw.NO_SUFFIX]),
        (Framing(Terminator.ETX, suffix=b"\r"), b"A\r\x03B\r\x03", ["A", "B"]),
        (Framing(prefix=b"*", suffix=b"*"), b"**\r*A*\r*\r", ["A", Flaw.NO_SUFFIX]),
    ],
)
def test_prefix_and_suffix(framing: Framing, sent: bytes, expected: list[str | Flaw]) -> None:
    assert read(framing, sent) == expected


def test_raw_keeps_what_the_text_leaves_out() -> None:
    frames = Framer(Framing(prefix=b"*", suffix=b"#")).feed(b"\x02*A#\x03")
    assert frames == [Frame(raw=b"\x02*A#", text="A", ended_by=b"\x03")]


def test_encodings() -> None:
    latin = "Größe\r".encode("latin-1")
    assert read(Framing(encoding=Encoding.LATIN_1), latin) == ["Größe"]
    assert Framer(Framing()).feed(latin + b"A\r") == [
        Flawed(latin[:-1], Flaw.UNDECODABLE),
        Frame(b"A", "A", b"\r"),
    ]


def test_what_stands_in_place_of_a_separator_is_restored_in_the_text_only() -> None:
    framing = Framing(prefix=b"*", substitutes=(("~", GS), ("\uf70b", RS), ("{EOT}", EOT)))
    sent = "*[)>\uf70b06~PA~Q1\uf70b{EOT}"
    assert Framer(framing).feed(sent.encode() + b"\r") == [
        Frame(sent.encode(), f"[)>{RS}06{GS}PA{GS}Q1{RS}{EOT}", b"\r")
    ]
    with pytest.raises(ValueError, match="nothing"):
        Framing(substitutes=(("", GS),))


def test_an_overlong_scan_is_refused_once_and_dropped_to_its_terminator() -> None:
    framer = Framer(Framing(limit=4))
    assert framer.feed(b"1234") == []
    assert framer.feed(b"5") == [Flawed(b"1234", Flaw.TOO_LONG)]
    assert framer.feed(b"6789012345") == []
    assert framer.feed(b"67\rABCD\r") == [Frame(b"ABCD", "ABCD", b"\r")]


def test_memory_stays_flat_when_no_terminator_ever_comes() -> None:
    framer = Framer(Framing(Terminator.CRLF, limit=100))
    found = [frame for _ in range(1000) for frame in framer.feed(b"\r" * 999)]
    assert found == [Flawed(b"\r" * 100, Flaw.TOO_LONG)]
    assert len(framer._pending) <= 1


@pytest.mark.parametrize("terminator", [Terminator.NONE, Terminator.AUTO])
def test_a_gap_ends_a_scan(terminator: Terminator) -> None:
    framer = Framer(Framing(terminator, gap=0.2))
    assert framer.feed(b"A") == []
    assert framer.idle(0.1) == []
    assert framer.feed(b"B") == []
    assert framer.idle(0.2) == [Frame(b"AB", "AB", b"")]
    assert framer.idle(9) == []


def test_without_a_terminator_line_ends_are_kept_within_and_not_around() -> None:
    framer = Framer(Framing(Terminator.NONE))
    framer.feed(b"A\r\nB\r\n")
    assert [shown(frame) for frame in framer.idle(1)] == ["A\r\nB"]


def test_a_gap_ends_an_overlong_scan() -> None:
    framer = Framer(Framing(Terminator.NONE, limit=2))
    assert framer.feed(b"ABC") == [Flawed(b"AB", Flaw.TOO_LONG)]
    assert framer.idle(1) == []
    framer.feed(b"D")
    assert framer.idle(1) == [Frame(b"D", "D", b"")]


def test_a_gap_cuts_nothing_once_a_terminator_was_seen() -> None:
    framer = Framer(Framing())
    assert [shown(frame) for frame in framer.feed(b"A\rLOT")] == ["A"]
    assert framer.idle(1.9) == []
    assert [shown(frame) for frame in framer.feed(b"42\r")] == ["LOT42"]


def test_both_halves_of_a_broken_off_scan_are_refused() -> None:
    framer = Framer(Framing(Terminator.CR))
    framer.feed(b"LOT")
    assert framer.idle(2.0) == [Flawed(b"LOT", Flaw.UNFINISHED)]
    assert framer.feed(b"42\rLOT42\r") == [
        Flawed(b"42", Flaw.UNFINISHED),
        Frame(b"LOT42", "LOT42", b"\r"),
    ]


def test_a_late_terminator_closes_a_broken_off_scan_without_a_second_report() -> None:
    framer = Framer(Framing(Terminator.CR))
    framer.feed(b"LOT")
    framer.idle(2.0)
    assert [shown(frame) for frame in framer.feed(b"\rA\r")] == ["A"]


def test_the_scan_after_an_overlong_one_that_never_ended_is_reported() -> None:
    framer = Framer(Framing(Terminator.CR, limit=3))
    framer.feed(b"12345")
    assert framer.idle(2.0) == []
    assert framer.feed(b"A\r") == [Flawed(b"A", Flaw.UNFINISHED)]


def test_silence_after_the_lf_of_a_cr_lf_means_nothing() -> None:
    framer = Framer(Framing(Terminator.CR))
    framer.feed(b"A\r\n")
    assert framer.idle(60) == []
    assert [shown(frame) for frame in framer.feed(b"B\r\n")] == ["B"]


def test_a_lost_connection_gives_what_had_arrived_and_begins_anew() -> None:
    framer = Framer(Framing())
    framer.feed(b"A\rLOT")
    assert framer.cut_off() == [Flawed(b"LOT", Flaw.CUT_OFF)]
    assert framer.cut_off() == []
    assert [shown(frame) for frame in framer.feed(b"LOT42\r")] == ["LOT42"]


@pytest.mark.parametrize(
    "settings",
    [
        {"terminator": Terminator.CR, "suffix": b"#\r"},
        {"terminator": Terminator.AUTO, "prefix": b"\x03"},
        {"limit": 0},
        {"gap": 0.0},
        {"patience": 0.0},
    ],
)
def test_settings_that_could_never_work_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"terminator|above zero"):
        Framing(**settings)  # type: ignore[arg-type] # a table of one setting each


FRAMINGS = st.builds(
    Framing,
    terminator=st.sampled_from(Terminator),
    prefix=st.sampled_from([b"", b"*", b"\x02"]),
    suffix=st.sampled_from([b"", b"#"]),
    encoding=st.sampled_from(Encoding),
    limit=st.sampled_from([1, 5, 8, 64]),
)
PIECES = st.sampled_from(
    [
        *(b"A", b"b1", b"*", b"#", b"\xff", "é".encode()),
        *(b"\r", b"\n", b"\r\n", b"\t", b"\x02", b"\x03", b"\x04"),
        *(b"[)>\x1e", b"\x1e\x04", b"\x1e\x04#\x04", MESSAGE.encode()),
    ]
)
BYTES = st.lists(PIECES | st.binary(max_size=4), max_size=40).map(b"".join)
SILENCES = st.sampled_from([0.05, 0.3, 1.0, 3.0])


@given(FRAMINGS, st.lists(st.tuples(BYTES, SILENCES), max_size=4), st.data())
@example(Framing(Terminator.CRLF, limit=1), [(b"A\r\nBB\r\n", 3.0)], None)
def test_any_pieces_give_the_same_scans(
    framing: Framing, story: list[tuple[bytes, float]], data: st.DataObject | None
) -> None:
    whole, single, pieces = Framer(framing), Framer(framing), Framer(framing)
    for sent, silence in story:
        expected = whole.feed(sent) + whole.idle(silence)
        by_byte = [f for i in range(len(sent)) for f in single.feed(sent[i : i + 1])]
        assert by_byte + single.idle(silence) == expected
        if data is not None:
            cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=6)))
            parts = [sent[a:b] for a, b in pairwise([0, *cuts, len(sent)])]
            assert [f for p in parts for f in pieces.feed(p)] + pieces.idle(silence) == expected
    assert whole.cut_off() == single.cut_off()


TEXTS = st.lists(
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\t\x02\x03\x04"),
        min_size=1,
    ),
    max_size=20,
)


@given(TEXTS, st.sampled_from(sorted(MARKS, key=str)), st.data())
def test_what_is_sent_is_what_is_read(
    texts: list[str], terminator: Terminator, data: st.DataObject
) -> None:
    sent = [text.encode() + data.draw(st.sampled_from(MARKS[terminator])) for text in texts]
    assert read(Framing(terminator), *sent) == texts


@given(BYTES, st.sampled_from([t for t in Terminator if t is not Terminator.NONE]))
def test_no_byte_is_lost_but_marks_and_line_ends(sent: bytes, terminator: Terminator) -> None:
    """Scans, refusals and the rest, strung together, are what was sent less the marks."""
    framer = Framer(Framing(terminator, limit=10_000))
    found = [*framer.feed(sent), *framer.cut_off()]
    gone = b"\r\n\t\x02\x03\x04"
    strung = b"".join(frame.raw for frame in found).translate(None, gone)
    assert strung == sent.translate(None, gone)


def test_a_long_burst_takes_time_in_proportion() -> None:
    """100,000 scans in one piece and 1 MB in single bytes: both must simply come through."""
    lines = [f"SN{number:06d}" for number in range(100_000)]
    assert read(Framing(), "\r\n".join([*lines, ""]).encode()) == lines
    framer = Framer(Framing(limit=1_000_000))
    assert all(not framer.feed(b"x") for _ in range(200_000))
    assert [shown(frame) for frame in framer.feed(b"\r")] == ["x" * 200_000]
