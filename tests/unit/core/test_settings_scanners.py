"""The scanners of the station file."""

import pytest

from app.core.settings import ScannerSettings, SettingFault, SettingProblem, parse


def test_a_scanner_without_name_or_port_is_left_out() -> None:
    settings, problems = parse(
        """
        [[scanners]]
        name = "bench"
        [[scanners]]
        name = ""
        port = "COM4"
        [[scanners]]
        name = "dock"
        port = 5
        [[scanners]]
        name = "door"
        port = "COM6"
        """
    )
    assert settings.scanners == (ScannerSettings("door", "COM6"),)
    assert problems == (
        SettingProblem("scanners[1].port", "", SettingFault.MISSING),
        SettingProblem("scanners[2].name", "", SettingFault.MISSING),
        SettingProblem("scanners[3].port", "5", SettingFault.WRONG_TYPE, "str"),
    )


def test_two_scanners_of_one_name_or_port_are_one() -> None:
    scanners = [("A", "COM1"), ("A", "COM2"), ("B", "COM1"), ("B", "COM3")]
    text = "".join(f"[[scanners]]\nname = '{name}'\nport = '{port}'\n" for name, port in scanners)
    settings, problems = parse(text)
    assert settings.scanners == (ScannerSettings("A", "COM1"), ScannerSettings("B", "COM3"))
    assert problems == (
        SettingProblem("scanners[2].name", "A", SettingFault.DOUBLE),
        SettingProblem("scanners[3].port", "COM1", SettingFault.DOUBLE),
    )


def test_two_scanners_that_type_are_told_apart_by_their_prefix() -> None:
    typing = [("A", ""), ("B", "*"), ("C", "*")]
    text = "".join(
        f"[[scanners]]\nname = '{name}'\nport = 'keyboard'\nprefix = '{prefix}'\n"
        for name, prefix in typing
    )
    settings, problems = parse(text)
    assert [scanner.name for scanner in settings.scanners] == ["A", "B"]
    assert problems == (SettingProblem("scanners[3].port", "keyboard", SettingFault.DOUBLE),)


@pytest.mark.parametrize(
    ("lines", "key", "fault"),
    [
        ('prefix = "A\\r"', "prefix", SettingFault.MALFORMED),
        ('terminator = "tab"\nsuffix = "\\t"', "suffix", SettingFault.MALFORMED),
        ('terminator = "eot"\ngs = "\\u0004"', "gs", SettingFault.MALFORMED),
        ('encoding = "latin-1"\nprefix = "€"', "prefix", SettingFault.MALFORMED),
        ('gs = "~"\nrs = "~"', "rs", SettingFault.DOUBLE),
        (f'prefix = "{"x" * 17}"', "prefix", SettingFault.TOO_LONG),
        ("prefix = 1", "prefix", SettingFault.WRONG_TYPE),
        ('role = "all"', "role", SettingFault.UNKNOWN_CHOICE),
        ("gap = 0", "gap", SettingFault.OUT_OF_RANGE),
        ("limit = 15", "limit", SettingFault.OUT_OF_RANGE),
        ("data_bits = 9", "data_bits", SettingFault.OUT_OF_RANGE),
        ('flow = "dtr"', "flow", SettingFault.UNKNOWN_CHOICE),
    ],
)
def test_a_bad_key_of_a_scanner_costs_only_itself(
    lines: str, key: str, fault: SettingFault
) -> None:
    settings, problems = parse(f'[[scanners]]\nname = "A"\nport = "COM1"\n{lines}')
    (scanner,) = settings.scanners
    assert getattr(scanner, key) == getattr(ScannerSettings("A", "COM1"), key)
    assert [(problem.key, problem.fault) for problem in problems] == [(f"scanners[1].{key}", fault)]


@pytest.mark.parametrize(
    "port", ["usb:0c2e:0b6a", "usb:0C2E:0b6a:S/N 12@1-2.3", "usb:0c2e:0b6a@1-2", "loop://", "COM1"]
)
def test_ports_of_every_kind_are_taken(port: str) -> None:
    settings, problems = parse(f'[[scanners]]\nname = "A"\nport = "{port}"')
    assert (settings.scanners, problems) == ((ScannerSettings("A", port),), ())


@pytest.mark.parametrize("port", ["usb:", "usb:12:34", "usb:0c2e:0b6x", "usb:0c2e:0b6a/S12"])
def test_what_begins_like_a_usb_identity_must_be_one(port: str) -> None:
    settings, problems = parse(f'[[scanners]]\nname = "A"\nport = "{port}"')
    assert settings.scanners == ()
    assert [(one.key, one.fault) for one in problems] == [
        ("scanners[1].port", SettingFault.MALFORMED)
    ]
