"""Commands without a window: quick to start, and nothing of a window in them that could fail.

They must run where there is no screen and no library of one.
"""

import subprocess
import sys

COMMANDS = (
    *("outbox", "outbox_add", "outbox_send", "outbox_tell", "outbox_ways"),
    *("explain", "scan", "doctor"),
)


def test_they_load_no_qt() -> None:
    imports = "; ".join(f"import app.commands.{name}" for name in COMMANDS)
    ask = f"import sys; {imports}; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", ask], check=True)
