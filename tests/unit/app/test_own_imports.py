"""The program beside Qt: what is imported is not read a second time, nor kept as text."""

import subprocess
import sys

ASK = """
import builtins, linecache, sys
before = builtins.__import__
import app.main, app.backroom
sys.exit(f"another import: {builtins.__import__}" if builtins.__import__ is not before else
         f"sources kept: {sorted(linecache.cache)}" if linecache.cache else 0)
"""


def test_no_source_is_kept() -> None:
    subprocess.run([sys.executable, "-c", ASK], check=True)
