"""What the tests of labels read off one."""

from datetime import date

from app.core.labels import Label, LabelRules, read

GS, RS, FS, US, EOT = "\x1d", "\x1e", "\x1c", "\x1f", "\x04"
TODAY = date(2026, 11, 22)


def read_then(text: str, rules: LabelRules | None = None) -> Label:
    return read(text, rules=rules or LabelRules(), today=TODAY)


def fields(label: Label) -> dict[str, str | list[str]]:
    """As `kitbench explain` writes them."""
    found: dict[str, str | list[str]] = {}
    for value in label.values:
        found.setdefault(value.field.value, value.text)
    if len(label.serials) > 1:
        found["serial"] = list(label.serials)
    return found


def guesses(label: Label) -> list[str]:
    return [guess.value for guess in label.guesses]


def guessed(label: Label) -> set[str]:
    return {field.value for field in label.guessed_fields}
