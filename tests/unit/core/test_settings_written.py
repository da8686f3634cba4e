"""The station file: good keys are kept, bad ones reported, nothing stops a start."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

import hardware.framing
import hardware.keyboard
import hardware.keystroke
import hardware.serial_port
from app.core.settings import (
    KEYBOARD,
    Appearance,
    Connection,
    Encoding,
    FlowControl,
    KeyboardLayout,
    KitDefaults,
    ManexSettings,
    Parity,
    RequestForm,
    Rule,
    Rules,
    ScannerMode,
    ScannerRole,
    ScannerSettings,
    SettingFault,
    Settings,
    Station,
    Terminator,
    ThemeName,
    WireOverrides,
    dump,
    parse,
)
from tests.support.texts import SIGNS
from tests.unit.core.whole_settings import WHOLE


def test_only_what_was_decided_is_written() -> None:
    assert dump(Settings()) == ""
    decided = Settings(
        kit=KitDefaults(to_stores="MA"), scanners=(ScannerSettings("bench", "COM5", baud=19200),)
    )
    assert dump(decided) == (
        '[kit]\nto_stores = "MA"\n\n[[scanners]]\nname = "bench"\nport = "COM5"\nbaud = 19200\n'
    )


PRINTABLE = st.characters(exclude_categories=["C", "Z"], include_characters=" ")
WORD = st.text(PRINTABLE, max_size=20).map(str.strip).map(lambda text: text or "x")
LINE = st.just("") | WORD
SECONDS = st.floats(0.05, 100)
SETTINGS = st.builds(
    Settings,
    station=st.builds(Station, LINE),
    connection=st.builds(
        Connection,
        root_url=st.sampled_from(["", "http://127.0.0.1:8080", "https://erp.example/x"]),
        data_source=LINE,
        allow_plain_http=st.booleans(),
        connect_seconds=SECONDS,
        posting_seconds=SECONDS,
    ),
    manex=st.builds(
        ManexSettings,
        root_url=st.sampled_from(["", "https://manex.example"]),
        form=st.sampled_from(RequestForm),
        wire=st.builds(WireOverrides, fields=st.dictionaries(WORD, WORD, max_size=2)),
    ),
    kit=st.builds(
        KitDefaults,
        department=LINE,
        account=LINE,
        include_scrap=st.booleans(),
        reference_length=st.none() | st.integers(10, 1000),
        keep_ready=st.lists(WORD, max_size=3).map(tuple),
    ),
    rules=st.builds(Rules, st.sampled_from(Rule), st.sampled_from(Rule), st.booleans()),
    scanners=st.lists(
        st.builds(
            ScannerSettings,
            name=WORD,
            port=WORD,
            terminator=st.sampled_from(Terminator),
            baud=st.integers(300, 4_000_000),
            mode=st.sampled_from(ScannerMode),
            role=st.sampled_from(ScannerRole),
            layout=st.sampled_from(KeyboardLayout),
            prefix=st.sampled_from(["", "\x02", "*", " ", "\x1d", '"\\']),
            gs=st.sampled_from(["", "~", "\uf70b"]),
            gap=st.none() | st.floats(0.01, 10),
            parity=st.sampled_from(Parity),
        ),
        max_size=3,
        unique_by=(lambda scanner: scanner.name, lambda scanner: scanner.port),
    ).map(tuple),
    appearance=st.builds(
        Appearance, theme=st.sampled_from(ThemeName), text_scale=st.floats(1.0, 2.0)
    ),
    wire=st.builds(WireOverrides, fields=st.dictionaries(st.text(SIGNS, max_size=8), WORD)),
)


@given(SETTINGS)
def test_what_is_written_is_read_back(settings: Settings) -> None:
    assert parse(dump(settings)) == (settings, ())
    assert msgspec.json.decode(msgspec.json.encode(settings), type=Settings) == settings


@given(st.text(SIGNS, max_size=80) | st.lists(st.sampled_from(WHOLE.splitlines())).map("\n".join))
def test_any_file_gives_settings(text: str) -> None:
    settings, problems = parse(text)
    assert isinstance(settings, Settings)
    assert parse(dump(settings)) == (settings, ())
    if any(problem.fault is SettingFault.NOT_TOML for problem in problems):
        assert (settings, len(problems)) == (Settings(), 1)


def test_the_words_for_scanners_are_those_of_the_hardware() -> None:
    assert KEYBOARD == hardware.keyboard.PORT
    assert {word.name for word in Parity} == {word.name for word in hardware.serial_port.Parity}
    assert {word.value for word in FlowControl} == {
        word.value for word in hardware.serial_port.FlowControl
    }
    assert {word.value for word in KeyboardLayout} == {
        word.value for word in hardware.keystroke.Layout
    }
    assert {word.value for word in Terminator} == {
        word.value for word in hardware.framing.Terminator
    }
    assert {word.value for word in Encoding} == {word.value for word in hardware.framing.Encoding}
