"""One scanner of a station file is changed; a person's comments and all else stay."""

import pytest
from hypothesis import HealthCheck, given, settings

from app.core.settings import ScannerMode, ScannerSettings, Settings, Terminator, dump, parse
from app.core.settings.scanner_tables import CannotEditError, with_scanner, without_scanner
from tests.unit.core.test_settings_written import SETTINGS
from tests.unit.core.whole_settings import WHOLE

FILE = """# Line 4, by Lena
[station]
name = "KIT-04"  # on its lid

[[scanners]]
# the old one
name = "Bench"
port = "COM5"   # blue cable
baud = 19200
colour = "red"

# Below: the new one
[[scanners]]
name = 'End of line'
port = "COM6"
[kit]
to_stores = "MA"
"""
NEW = ScannerSettings("Third", "usb:0c2e:0b6a", terminator=Terminator.CR, prefix="\x02")


def test_a_scanner_is_added_below_all_else() -> None:
    text = with_scanner(FILE, NEW)
    assert text.startswith(FILE)
    assert parse(text)[0].scanners == (*parse(FILE)[0].scanners, NEW)


def test_a_file_that_is_empty_gets_its_first_scanner() -> None:
    assert parse(with_scanner("", NEW))[0].scanners == (NEW,)


def test_a_scanner_is_changed_in_its_place() -> None:
    bench = ScannerSettings("Bench 2", "COM5", suffix="#", mode=ScannerMode.BATCH)
    text = with_scanner(FILE, bench, before="Bench")
    assert text == FILE.replace('name = "Bench"\n', 'name = "Bench 2"\n').replace(
        "baud = 19200\n", ""
    ).replace('colour = "red"\n', 'colour = "red"\nmode = "batch"\nsuffix = "#"\n')


def test_a_scanner_is_taken_out_alone() -> None:
    text = without_scanner(FILE, "Bench")
    assert [one.name for one in parse(text)[0].scanners] == ["End of line"]
    assert "# Below: the new one" in text
    assert 'name = "KIT-04"  # on its lid' in text


def test_a_last_line_without_its_end_is_ended_first() -> None:
    text = with_scanner(FILE.rstrip("\n"), NEW)
    assert parse(text)[0].scanners[-1] == NEW


@pytest.mark.parametrize(
    "text",
    [
        "scanners = [{name = 'Bench', port = 'COM5'}]\n",
        "[[scanners]]\nname = 'Bench'\nport = 'COM5'\nthis is no TOML\n",
        "[station]\nname = '''\n[[scanners]]\nname = \"Bench\"\nport = \"COM5\"\n'''\n",
    ],
)
def test_what_is_written_otherwise_is_left_to_a_person(text: str) -> None:
    bench = ScannerSettings("Bench", "COM7")
    with pytest.raises(CannotEditError):
        with_scanner(text, bench, before="Bench")
    with pytest.raises(CannotEditError):
        without_scanner(text, "Bench")


def test_a_name_or_port_that_is_taken_is_not_written() -> None:
    for double in (ScannerSettings("Bench", "COM9"), ScannerSettings("Other", "COM5")):
        with pytest.raises(CannotEditError):
            with_scanner(FILE, double)


@given(SETTINGS)
# Few examples, of texts that are one line each: many are thrown away, none is missed here.
@settings(max_examples=20, suppress_health_check=[HealthCheck.filter_too_much])
def test_any_file_of_ours_takes_a_scanner_and_gives_it_back(decided: Settings) -> None:
    text = dump(decided)
    before = parse(text)[0]
    scanner = ScannerSettings("not there yet \u00e9", "socket://not-there-yet:1", rs="^")
    added = with_scanner(text, scanner)
    assert parse(added)[0].scanners == (*before.scanners, scanner)
    other = ScannerSettings("another", scanner.port, gs="~")
    changed = with_scanner(added, other, before=scanner.name)
    assert parse(changed)[0].scanners == (*before.scanners, other)
    assert parse(without_scanner(changed, other.name))[0] == before


def test_a_whole_file_keeps_every_line_of_the_others() -> None:
    added = with_scanner(WHOLE, NEW)
    assert added.startswith(WHOLE)
    assert parse(without_scanner(added, NEW.name))[0] == parse(WHOLE)[0]
