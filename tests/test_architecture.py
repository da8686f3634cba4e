"""Rules of the house that no tool knows (design.md 2, style.md); imports: pyproject.toml."""

import ast
import io
import re
import shutil
import subprocess
import sys
import tokenize
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("app", "hardware", "installer", "resources", "tests")
TOP_LEVEL = {*FOLDERS, "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md"}
LONGEST_FILE = 400
LONGEST_CLASS = 250

# What has no place in any file; each is written so that it doesn't find itself.
LEFT_OVER = re.compile(r"\bTO[D]O\b|\bFIX[M]E\b|\bX[X]X\b")
WAITING_ON_TIME = re.compile(r"\btime\.sleep\(|\bqtbot\.wait\(|\bQTest\.qWait\(")
IGNORED_CHECK = re.compile(r"#\s*(type:\s*ignore|no[q]a|mypy:|ruff:|pragma:)")
# A code and a reason: `type: ignore[arg-type] # stubs`, `noqa: S105 - a field's name`.
REASONED = re.compile(
    r"type: ignore\[[\w, -]+\]\s+# \w.+|noqa: [A-Z]+\d+(, [A-Z]+\d+)* [-#] \w.+",
)
CLOCKS = {"now", "today", "utcnow"}


def sources() -> Iterator[Path]:
    for folder in FOLDERS:
        yield from sorted((ROOT / folder).rglob("*.py"))


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def found(pattern: re.Pattern[str], *folders: str) -> Iterator[str]:
    """Return where a pattern stands in the sources below some folders."""
    for path in sources():
        if path.relative_to(ROOT).parts[0] in folders:
            text = path.read_text(encoding="utf-8")
            for number, line in enumerate(text.splitlines(), start=1):
                if pattern.search(line):
                    yield f"{where(path, number)}: {line.strip()}"


def none_of(broken: Iterable[str]) -> None:
    if lines := "\n".join(broken):
        pytest.fail(lines, pytrace=False)


def length(path: Path) -> int:
    return path.read_bytes().count(b"\n")


def test_files_end_before_they_are_long() -> None:
    none_of(where(path, lines) for path in sources() if (lines := length(path)) > LONGEST_FILE)


def test_classes_end_before_they_are_long() -> None:
    none_of(
        f"{where(path, node.lineno)}: {node.name} has {lines} lines"
        for path in sources()
        if length(path) > LONGEST_CLASS
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ClassDef)
        and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_CLASS
    )


def test_nothing_is_left_for_later() -> None:
    none_of(found(LEFT_OVER, *FOLDERS))


def test_nobody_waits_on_time() -> None:
    none_of(found(WAITING_ON_TIME, "app", "hardware", "tests"))


def test_an_ignored_check_has_a_code_and_a_reason() -> None:
    none_of(
        f"{where(path, token.start[0])}: {token.string}"
        for path in sources()
        if IGNORED_CHECK.search(text := path.read_text(encoding="utf-8"))
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type == tokenize.COMMENT
        and IGNORED_CHECK.search(token.string)
        and not REASONED.search(token.string)
    )


def test_core_has_no_clock() -> None:
    none_of(
        where(path, node.lineno)
        for path in (ROOT / "app" / "core").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
    )


def test_the_top_level_is_what_the_map_shows() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what lies here need not belong to it")
    listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, stdout=subprocess.PIPE, check=True)
    top = {name.partition("/")[0] for name in listed.stdout.decode().split("\0") if name}
    none_of(sorted(name for name in top - TOP_LEVEL if not name.startswith(".")))


def test_qt_keeps_its_hands_off_none() -> None:
    """PySide6 6.12.0 drops a reference to None with every void call (platform.md)."""
    speaker = QObject()
    before = sys.getrefcount(None)
    for _ in range(10):  # a broken one would end the process before ten thousand
        for _ in range(1_000):
            speaker.setObjectName("x")
        assert abs(sys.getrefcount(None) - before) < 100
