"""Set up and start Kitbench from its checkout, with nothing but Python and a network.

Every Python from 3.6 on can read this file, so that one that is too old is told so.
"""

import sys
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: "list[str]") -> int:
    if sys.version_info < OLDEST:
        have = ".".join(map(str, sys.version_info[:3]))
        need = ".".join(map(str, OLDEST))
        sys.stderr.write(
            f"Kitbench needs Python {need} or newer; {sys.executable} is Python {have}.\n"
            f"Start it with a newer one, for instance:\n"
            f"    python{need} {' '.join([sys.argv[0], *arguments])}\n"
        )
        return 1
    sys.path[0] = str(ROOT)
    from installer import commands  # noqa: PLC0415 - an old Python couldn't read it

    return commands.run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
