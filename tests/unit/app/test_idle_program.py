"""What the workstation is imported from while nobody uses it: what it doesn't need costs memory."""

import subprocess
import sys

FEW = 5  # sources that PySide6 reads before its import is put away

# All that is there on Home: signed in, with the first page of each flow.
IDLE = """
    app.main app.backroom app.erp.exchange
    app.ui.pages.kit_flow app.ui.pages.receipt_flow app.ui.pages.buyer_flow
"""
LATER = """
    app.demo app.sandbox app.ui.print.pdf app.store.keyring_vault
    app.ui.pages.activity app.ui.pages.setup app.ui.pages.help app.ui.pages.sign_in
    app.ui.pages.buyer_lines app.ui.pages.buyer_panel app.ui.pages.buyer_review
    PySide6.QtNetwork PySide6.QtPrintSupport
    asyncio biip falcon keyring miniaudio sqlalchemy waitress xml zxingcpp
"""

ASK = f"""
import linecache, sys
from importlib import import_module
for module in {IDLE.split()}:
    import_module(module)
loaded = sorted(set({LATER.split()}) & sys.modules.keys())
kept = sorted(linecache.cache)
if loaded or len(kept) > {FEW}:
    sys.exit(f"loaded: {{loaded}}, sources kept: {{kept}}")
"""


def test_it_loads_nothing_for_later_and_keeps_no_sources() -> None:
    subprocess.run([sys.executable, "-c", ASK], check=True)
