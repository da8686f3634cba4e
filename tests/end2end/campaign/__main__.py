"""`python -m tests.end2end.campaign --postings N --stations S --seed X [--kill]`.

The last line of its output is one JSON object; the exit status is 0 only if nothing was doubled,
nothing lost, and only kits without serial numbers and lot were left to a person by proof, and
kits that the ERP refused.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.end2end.campaign.run import campaign


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.end2end.campaign")
    parser.add_argument("--postings", type=int, default=60, metavar="N")
    parser.add_argument("--stations", type=int, default=2, metavar="S")
    parser.add_argument("--seed", type=int, default=0, metavar="X")
    parser.add_argument("--kill", action="store_true", help="kill -9 stations and the ERP")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="work in this new folder")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kitbench-campaign-") as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        verdict = campaign(
            folder,
            postings=asked.postings,
            stations=asked.stations,
            seed=asked.seed,
            kill=asked.kill,
        )
    lines = (*verdict.faults, json.dumps(verdict.told))
    sys.stdout.writelines(f"{line}\n" for line in lines)
    return bool(verdict.faults)


if __name__ == "__main__":
    sys.exit(main())
