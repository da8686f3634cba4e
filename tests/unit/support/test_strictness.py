"""The suite's strictness bites, with this project's own settings and conftest."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
SHORT_GRACE = "from tests.support import leaks\nleaks.GRACE_SECONDS = 0.5\n"


def test_every_slip_fails_and_nothing_else(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(SHORT_GRACE)
    slips = pytester.makepyfile(test_slips=Path(__file__).with_name("slips.py").read_text())
    settings = ["-c", str(ROOT / "pyproject.toml"), f"--rootdir={pytester.path}"]
    settings += ["-p", "tests.conftest", "-p", "no:cacheprovider"]

    pytester.runpytest_subprocess(*settings, "--junitxml=told.xml", str(slips))

    outcomes: dict[str, set[str]] = {}
    for case in ET.parse(pytester.path / "told.xml").iter("testcase"):  # noqa: S314 - our own
        found = {child.tag for child in case} & {"error", "failure", "skipped"}
        outcomes.setdefault(case.get("name", ""), set()).update(found)
    assert outcomes == {name: _due(name) for name in outcomes}
    assert len(outcomes) == slips.read_text().count("def test_")


def _due(name: str) -> set[str]:
    if name.startswith("test_good_"):
        return set()
    return {"error"} if name.startswith("test_bad_end_") else {"failure"}
