"""Which machine this is."""

import ctypes
import hashlib
import socket
import sys
from pathlib import Path

# systemd's, and what stands in for it where there is none.
LINUX_FILES = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_SALT = b"kitbench home"


def machine_id() -> str:
    """A text of its own for each installation of an operating system, the same every day.

    The system's own identity is not to be told to others, so only its hash is given. Where it
    has none the host's name must do.
    """
    return hashlib.sha256(_SALT + (_own_id() or socket.gethostname()).encode()).hexdigest()[:32]


if sys.platform == "win32":
    import winreg

    def _own_id() -> str:
        place = r"SOFTWARE\Microsoft\Cryptography"
        access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, place, 0, access) as key:
                return str(winreg.QueryValueEx(key, "MachineGuid")[0])
        except OSError:
            return ""

elif sys.platform == "darwin":

    class _Patience(ctypes.Structure):
        _fields_ = (("seconds", ctypes.c_long), ("nanoseconds", ctypes.c_long))

    def _own_id() -> str:
        identity = (ctypes.c_ubyte * 16)()
        library = ctypes.CDLL(None)
        failed = library.gethostuuid(identity, ctypes.byref(_Patience(5, 0)))
        return "" if failed else bytes(identity).hex()

else:

    def _own_id() -> str:
        for file in LINUX_FILES:
            try:
                text = file.read_text(encoding="ascii", errors="replace").strip()
            except OSError:
                continue
            if text and text != "uninitialized":
                return text
        return ""
