"""The station file's part on labels: a broken or unsafe rule costs only itself."""

import pytest

from app.core.labels import Field, LabelKind, read
from app.core.settings import LabelSettings, SettingFault, TemplateSettings, dump, parse

MESSAGE = "[)>\x1e06\x1d30PROHS\x1dPX1\x1d1ZNOTE\x1e\x04"


def test_a_label_set_and_own_meanings() -> None:
    settings, problems = parse(
        '[labels]\nset = "uaes"\n[labels.identifiers]\nP = "supplier_part"\n1Z = "date_code"'
    )
    label = read(MESSAGE, rules=settings.labels.rules)
    assert problems == ()
    assert {value.field: value.text for value in label.values} == {
        Field.SUPPLIER_PART: "X1",
        Field.DATE_CODE: "NOTE",
    }
    assert label.unused == ("30PROHS",)
    assert read(MESSAGE).get(Field.SUPPLIER_PART) == "ROHS"


@pytest.mark.parametrize(
    ("text", "key", "fault"),
    [
        ('[labels]\nset = "acme"', "labels.set", SettingFault.UNKNOWN_CHOICE),
        (
            '[labels.identifiers]\nP = "colour"',
            "labels.identifiers.P",
            SettingFault.UNKNOWN_CHOICE,
        ),
        ('[labels.identifiers]\npart = "part"', "labels.identifiers.part", SettingFault.MALFORMED),
        ('[labels]\ntemplates = "x"', "labels.templates", SettingFault.WRONG_TYPE),
        (
            '[[labels.templates]]\npattern = "(?P<lot>.+)"',
            "labels.templates[1].name",
            SettingFault.MISSING,
        ),
        *(
            (
                f"[[labels.templates]]\nname = 'x'\n{line}",
                "labels.templates[1]",
                SettingFault.MALFORMED,
            )
            for line in (
                "pattern = '(?P<lot>(a+)+)'",
                "pattern = '(?P<lot>'",
                "pattern = '(?P<colour>.+)'",
                "pattern = 'LOT'",
                "positions = 'lot 8-1'",
                "positions = 'lot 1-8, part 8-9'",
                "",
                "pattern = '(?P<lot>.+)'\npositions = 'lot 1-8'",
            )
        ),
    ],
)
def test_what_cannot_be_read_by_is_reported_and_left_out(
    text: str, key: str, fault: SettingFault
) -> None:
    good = "\n[[labels.templates]]\nname = 'good'\npattern = 'L-(?P<lot>.+)'"
    settings, problems = parse(text if "set" in key or key[7:] == "templates" else text + good)
    assert [(problem.key, problem.fault) for problem in problems] == [(key, fault)]
    if "templates[" in key:
        assert [one.name for one in settings.labels.templates] == ["good"]
        assert read("L-42", rules=settings.labels.rules).get(Field.LOT) == "42"


def test_labels_are_written_back() -> None:
    text = (
        '[labels]\nset = "mouser"\n\n[labels.identifiers]\n"P" = "-"\n\n'
        '[[labels.templates]]\nname = "a"\npattern = "\\\\d(?P<lot>\\"+)"\n'
    )
    settings, problems = parse(text)
    assert problems == ()
    assert dump(settings) == text


def test_a_rule_that_was_not_parsed_is_left_out_too() -> None:
    rules = LabelSettings(templates=(TemplateSettings("x", pattern="(?P<lot>(a+)+)"),)).rules
    assert rules.templates == ()
    assert read("aaaa", rules=rules).kind is LabelKind.PLAIN
