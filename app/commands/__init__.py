"""One module a command (design.md 9): `configure(parser)` adds its options, `run(asked)` does it.

Only the module of the command that was asked is imported, so that each starts as fast as it can.
"""

import gc
from importlib import import_module
from types import ModuleType


def imported(module: str) -> ModuleType:
    """Import with the collector at rest: what is imported stays, and is never looked at again."""
    by_itself = gc.isenabled()
    gc.disable()
    try:
        return import_module(module)
    finally:
        if by_itself:
            gc.freeze()
            gc.enable()
