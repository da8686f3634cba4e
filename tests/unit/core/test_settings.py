"""The station file: good keys are kept, bad ones reported, nothing stops a start."""

import re
from dataclasses import fields, replace
from pathlib import Path

import pytest

from app.core.settings import (
    Encoding,
    Rule,
    ScannerSettings,
    SettingFault,
    SettingProblem,
    Settings,
    ThemeName,
    parse,
)
from tests.unit.core.whole_settings import ALL_SET, WHOLE

README = Path(__file__).parents[3] / "README.md"


def test_every_setting_is_read() -> None:
    assert parse(WHOLE) == (ALL_SET, ())
    assert ALL_SET.wire.flat == {"server-time-get": "/api/time", "REFERENCE": "REF_TEXT"}
    assert ALL_SET.connection.configured


def test_the_example_sets_every_key_to_something_else() -> None:
    """So that a key added later is added to the example too, and to the README."""
    plain, readme = Settings(), README.read_text(encoding="utf-8")
    pairs = [
        (getattr(ALL_SET, section.name), getattr(plain, section.name))
        for section in fields(Settings)
        if section.name != "scanners"
    ]
    pairs.append((ALL_SET.scanners[0], ScannerSettings("", "")))
    keys = [
        (changed, default, field.name) for changed, default in pairs for field in fields(changed)
    ]
    assert [key for one, two, key in keys if getattr(one, key) == getattr(two, key)] == []
    assert [key for _, _, key in keys if not re.search(rf"(?m)(^ +|[`.]){key}\b", readme)] == []


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing decided yet\n", "[station]\n"])
def test_a_new_station_has_the_defaults(text: str) -> None:
    settings, problems = parse(text)
    assert (settings, problems) == (Settings(), ())
    assert (settings.kit.department, settings.kit.account) == ("0", "300")
    assert (settings.rules.short, settings.rules.expired) == (Rule.WARN, Rule.BLOCK)
    assert not settings.connection.configured


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("lines = 1", SettingProblem("lines", "1", SettingFault.UNKNOWN_KEY)),
        ("station = 1", SettingProblem("station", "1", SettingFault.WRONG_TYPE, "table")),
        (
            "scanners = 'COM5'",
            SettingProblem("scanners", "COM5", SettingFault.WRONG_TYPE, "tables"),
        ),
        ("scanners = [5]", SettingProblem("scanners[1]", "5", SettingFault.WRONG_TYPE, "table")),
        ("[kits]\nx = 1", SettingProblem("kits", "", SettingFault.UNKNOWN_KEY)),
        ("[kit]\nstores = 'MA'", SettingProblem("kit.stores", "MA", SettingFault.UNKNOWN_KEY)),
        (
            "[kit]\naccount = 300",
            SettingProblem("kit.account", "300", SettingFault.WRONG_TYPE, "str"),
        ),
        (
            "[kit]\ninclude_scrap = 1",
            SettingProblem("kit.include_scrap", "1", SettingFault.WRONG_TYPE, "bool"),
        ),
        (
            '[kit]\nkeep_ready = "MOTOR003"',
            SettingProblem("kit.keep_ready", "MOTOR003", SettingFault.WRONG_TYPE, "list"),
        ),
        (
            "[kit]\nkeep_ready = [3]",
            SettingProblem("kit.keep_ready[1]", "3", SettingFault.WRONG_TYPE, "str"),
        ),
        (
            "[kit]\nreference_length = true",
            SettingProblem("kit.reference_length", "true", SettingFault.WRONG_TYPE, "int"),
        ),
        (
            "[kit]\nreference_length = 9",
            SettingProblem("kit.reference_length", "9", SettingFault.OUT_OF_RANGE, "10 .. 1000"),
        ),
        (
            "[kit]\nto_stores = 'M\\u202eA'\n".replace("'", '"'),
            SettingProblem("kit.to_stores", "M\\u202eA", SettingFault.MALFORMED),
        ),
        (
            '[kit]\nto_stores = " MA"',
            SettingProblem("kit.to_stores", " MA", SettingFault.MALFORMED),
        ),
        (
            f'[station]\nname = "{"x" * 201}"',
            SettingProblem("station.name", "x" * 59 + "…", SettingFault.TOO_LONG, "200"),
        ),
        (
            "[rules]\nshort = 'blok'",
            SettingProblem(
                "rules.short", "blok", SettingFault.UNKNOWN_CHOICE, "block, warn, allow"
            ),
        ),
        (
            "[rules]\nexpired = false",
            SettingProblem(
                "rules.expired", "false", SettingFault.UNKNOWN_CHOICE, "block, warn, allow"
            ),
        ),
        (
            "[appearance]\ntext_scale = 2.1",
            SettingProblem("appearance.text_scale", "2.1", SettingFault.OUT_OF_RANGE, "1.0 .. 2.0"),
        ),
        (
            "[appearance]\ntext_scale = nan",
            SettingProblem("appearance.text_scale", "nan", SettingFault.OUT_OF_RANGE, "1.0 .. 2.0"),
        ),
        (
            "[appearance]\nvolume = 80.0",
            SettingProblem("appearance.volume", "80.0", SettingFault.WRONG_TYPE, "int"),
        ),
        (
            f"[outbox]\nsettle_seconds = 0x{'f' * 5000}",
            SettingProblem(
                "outbox.settle_seconds", "0x" + "f" * 57 + "…", SettingFault.OUT_OF_RANGE
            ),
        ),
        ("[wire]\npath = 1", SettingProblem("wire.path", "1", SettingFault.UNKNOWN_KEY)),
        ("[wire]\npaths = 1", SettingProblem("wire.paths", "1", SettingFault.WRONG_TYPE, "table")),
        (
            "[wire.paths]\nlot-query = '//evil.example/x'",
            SettingProblem(
                "wire.paths.lot-query", "//evil.example/x", SettingFault.MALFORMED, "/api/..."
            ),
        ),
        (
            "[wire.paths]\nlot-query = '/api/../x'",
            SettingProblem("wire.paths.lot-query", "/api/../x", SettingFault.MALFORMED, "/api/..."),
        ),
        (
            "[wire.fields]\nREFERENCE = ''",
            SettingProblem("wire.fields.REFERENCE", "", SettingFault.MISSING),
        ),
        (
            "[wire.fields]\nREFERENCE = 3",
            SettingProblem("wire.fields.REFERENCE", "3", SettingFault.WRONG_TYPE, "str"),
        ),
    ],
)
def test_a_bad_key_keeps_its_default_and_is_reported(line: str, problem: SettingProblem) -> None:
    assert parse(line) == (Settings(), (problem,))


def test_one_bad_key_costs_only_itself() -> None:
    text = WHOLE.replace('"latin-1"', '"ebcdic"').replace("volume = 0", "volume = -1")
    settings, problems = parse(text)
    assert [problem.key for problem in problems] == ["scanners[1].encoding", "appearance.volume"]
    assert settings.scanners[0] == replace(ALL_SET.scanners[0], encoding=Encoding.UTF_8)
    assert settings.appearance.theme is ThemeName.CONTRAST


def test_training_is_set_up_like_live() -> None:
    settings, problems = parse("[training]\nroot_url = 'x'\n[training.rules]\nshort = 'allow'\n")
    assert settings == Settings()
    assert problems == (
        SettingProblem("training.root_url", "", SettingFault.NOT_FOR_TRAINING),
        SettingProblem("training.rules", "", SettingFault.NOT_FOR_TRAINING),
    )
    assert parse("training = true")[1] == (
        SettingProblem("training", "", SettingFault.NOT_FOR_TRAINING),
    )


@pytest.mark.parametrize(
    "text",
    [
        "[station\nname = 'x'",
        "name = ",
        "a = 1\na = 2",
        "\x00",
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        "a = 2026-13-01",
    ],
)
def test_a_broken_file_gives_the_defaults(text: str) -> None:
    settings, problems = parse(text)
    assert settings == Settings()
    assert [(problem.key, problem.fault) for problem in problems] == [("", SettingFault.NOT_TOML)]
    assert problems[0].detail
