"""A test that hangs doesn't hang the suite."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
IMPATIENT = "from tests.support import hang\nhang.PATIENCE_SECONDS = hang.PUT_BACK_SECONDS = 0.3\n"
HANGS = "import threading\ndef test_good(): pass\ndef test_hangs(): threading.Event().wait()\n"


def test_it_ends_and_tells_where_it_was(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeconftest(IMPATIENT)
    pytester.makepyfile(HANGS)

    ended = pytester.runpytest_subprocess(
        "-p", "tests.conftest", "-p", "no:cacheprovider", timeout=60
    )

    assert ended.ret != 0
    ended.stderr.fnmatch_lines(["*Timeout*", "*in test_hangs"])
