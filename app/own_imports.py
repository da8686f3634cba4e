"""Imports as Python has them, with Qt too: whoever starts Qt imports this before the program.

PySide6 puts an import of its own in its place, for `from __feature__ import`, which nobody uses
here. It reads the source of each module that is imported, which `linecache` then keeps: an eighth
of the time of all imports, and 16 MB.
"""

import builtins
import linecache

import PySide6.QtCore  # noqa: F401 - what puts its own in place


def _put_back() -> None:
    own = getattr(builtins, "__orig_import__", None)  # the one before it
    if own is not None:
        vars(builtins)["__import__"] = own
        linecache.clearcache()


_put_back()
