"""`kitbench explain`: what a label means, without the window (labels.md 7)."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from app.commands.unread import until_unread
from app.core.labels import Field, Label, LabelRules, read
from app.paths import Home, default_home

STDIN = "-"
NOT_READ = 2

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|([abefnrtv0\\]))")
_LETTERS = dict(zip("abefnrtv0\\", "\a\b\x1b\f\n\r\t\v\0\\", strict=True))
_CONTROLS = {"\x1d": "<GS>", "\x1e": "<RS>", "\x1c": "<FS>", "\x1f": "<US>", "\x04": "<EOT>"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of `kitbench explain`."""
    parser.add_argument("text", nargs="*", metavar="TEXT", help="a label; - is standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--escapes", action="store_true", help=r"TEXT is written with \x1d and the like"
    )
    parser.add_argument(
        "--lines", action="store_true", help="standard input holds one JSON string a line"
    )


def run(asked: argparse.Namespace) -> int:
    """Print what each label means; the exit status is 2 if a line of the input is none."""
    if not (asked.text or asked.lines):
        print("Give a label as TEXT, or - for standard input.", file=sys.stderr)
        return NOT_READ
    return until_unread(lambda: _print_all(asked))


def _print_all(asked: argparse.Namespace) -> int:
    rules = _rules(asked)
    today = datetime.now(UTC).date()
    tell = _tell_as_json if asked.json else _tell
    status = 0
    for text in _texts(asked):
        if text is None:
            status = NOT_READ
        else:
            print(tell(read(text, rules=rules, today=today)), flush=True)
    return status


def as_object(label: Label) -> dict[str, object]:
    """The interface: only what was read, `serial` a list only where there are several."""
    fields: dict[str, object] = {}
    for value in label.values:
        fields.setdefault(value.field.value, value.text)
    if len(label.serials) > 1:
        fields[Field.SERIAL.value] = list(label.serials)
    return {
        "text": label.text,
        "symbology": label.symbology,
        "kind": label.kind.value,
        "fields": fields,
        "guesses": [guess.value for guess in label.guesses],
        "unread": label.unread,
    }


def _rules(asked: argparse.Namespace) -> LabelRules:
    """The station's, where there is a station file; what it says wrongly of labels is told."""
    path = asked.config or (Home(asked.home) if asked.home else default_home()).settings
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if asked.config:
            print(f"{path} is not there, so no house label is known.", file=sys.stderr)
        return LabelRules()
    except (OSError, UnicodeDecodeError) as fault:
        print(f"{path} cannot be read, so no house label is known: {fault}", file=sys.stderr)
        return LabelRules()
    from app.core.settings import parse  # noqa: PLC0415 - a new station starts without it

    settings, problems = parse(text)
    for problem in problems:
        if not problem.key or problem.key.startswith("labels"):
            detail = problem.detail or problem.value
            print(f"{path}: {problem.key}: {problem.fault} {detail}", file=sys.stderr)
    return settings.labels.rules


def _texts(asked: argparse.Namespace) -> Iterator[str | None]:
    """The labels in their order; None for a line that is no JSON string."""
    for text in asked.text or ([STDIN] if asked.lines else []):
        if text != STDIN:
            yield _unescaped(text) if asked.escapes else text
        elif asked.lines:
            yield from _json_strings()
        else:
            yield _decoded(sys.stdin.buffer.read())


def _json_strings() -> Iterator[str | None]:
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        try:
            text = json.loads(line)
        except (ValueError, RecursionError):
            text = None
        if not isinstance(text, str):
            print(f"line {number} is no JSON string", file=sys.stderr)
            text = None
        yield text


def _decoded(scan: bytes) -> str:
    """As a scanner's bytes: UTF-8, or else every byte is a character."""
    try:
        return scan.decode("utf-8")
    except UnicodeDecodeError:
        return scan.decode("latin-1")


def _unescaped(text: str) -> str:
    def character(match: re.Match[str]) -> str:
        number = match[1] or match[2]
        return chr(int(number, 16)) if number else _LETTERS[match[3]]

    return _ESCAPE.sub(character, text)


def _tell_as_json(label: Label) -> str:
    return json.dumps(as_object(label), ensure_ascii=True)


def _tell(label: Label) -> str:
    """For a person: each field, from which part of the label, by which rule, guessed or not."""
    came = f" ({label.symbology})" if label.symbology else ""
    lines = [f"{_shown(label.text)}", f"  {label.kind.value}{came}"]
    rows = [
        (value.field.value, value.text, value.source, value.rule, value.guessed)
        for value in label.values
    ]
    widths = [max((len(_shown(str(row[at]))) for row in rows), default=0) for at in range(4)]
    for row in rows:
        texts = [_shown(str(text)).ljust(width) for text, width in zip(row, widths, strict=False)]
        field, text, source, rule = texts
        guessed = "  guessed" if row[4] else ""
        lines.append(f"  {field} = {text}  from {source}  by {rule}{guessed}".rstrip())
    lines += [f"  guess: {guess.value}" for guess in label.guesses]
    lines += [f"  not used: {_shown(part)}" for part in label.unused]
    lines += [f"  not read: {_shown(label.unread)}"] if label.unread else []
    return "\n".join(lines)


def _shown(text: str) -> str:
    """On one line, with no control and nothing a terminal could stumble over."""
    return "".join(
        _CONTROLS.get(character) or (character if character.isprintable() else _code(character))
        for character in text
    )


def _code(character: str) -> str:
    return ascii(character)[1:-1]
