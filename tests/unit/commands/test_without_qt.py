"""Commands without a window: quick to start, and nothing of a window in them that could fail.

They must run where there is no screen and no library of one.
"""

import subprocess
import sys
from pathlib import Path

COMMANDS = (
    *("outbox", "outbox_add", "outbox_send", "outbox_tell", "outbox_ways"),
    *("explain", "scan", "doctor"),
)


def test_they_load_no_qt(tmp_path: Path) -> None:
    imports = "; ".join(f"import app.commands.{name}" for name in COMMANDS)
    # This one looks at all there is, so it is run as well.
    look = f"from app.__main__ import main; main(['--home', {str(tmp_path)!r}, 'doctor'])"
    ask = f"import sys; {imports}; {look}; sys.exit('PySide6' in sys.modules)"
    subprocess.run([sys.executable, "-c", ask], check=True, stdout=subprocess.DEVNULL)
