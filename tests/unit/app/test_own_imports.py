"""The program beside Qt: what is imported is not read a second time, nor kept as text."""

import subprocess
import sys

FEW = 5  # such as the package through which the import was put back

ASK = f"""
import linecache, sys
import app.main, app.backroom
kept = sorted(linecache.cache)
sys.exit(f"sources kept: {{kept}}" if len(kept) > {FEW} else 0)
"""


def test_sources_are_not_kept() -> None:
    subprocess.run([sys.executable, "-c", ASK], check=True)
