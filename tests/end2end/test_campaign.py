"""The campaign as it runs with every change: nothing doubled, nothing lost, no secret kept.

KITBENCH_CAMPAIGN_SEED says which one (0).
"""

import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from app.core.settings import parse
from app.paths import Home
from app.services.connecting import live_target
from app.services.outbox_records import all_rows, story_of, write_csv, write_json
from app.store.database import Database
from app.store.outbox import Outbox
from app.store.packing import unpack_bytes
from tests.end2end.campaign.floor import SIGN_IN
from tests.end2end.campaign.run import campaign

SEED = int(os.environ.get("KITBENCH_CAMPAIGN_SEED", "0"))
POSTINGS, STATIONS = 120, 3
# A token of the training ERP; the password is the one that signs in everywhere.
SECRETS = re.compile(
    rb"\b[0-9A-F]{40}\b|"
    + b"|".join(json.loads(SIGN_IN)[name].encode() for name in ("password", "manex_key"))
)


def test_nothing_is_doubled_or_lost_and_no_secret_is_kept(tmp_path: Path) -> None:
    verdict = campaign(tmp_path, postings=POSTINGS, stations=STATIONS, seed=SEED, kill=True)

    assert verdict.faults == ()
    assert (verdict.doubles, verdict.lost) == (0, 0)
    assert verdict.posted_once + verdict.needs_person == POSTINGS
    assert verdict.needs_person < POSTINGS / 5
    needs_person = verdict.needs_person_by_kind
    assert needs_person == {**dict.fromkeys(needs_person, 0), "kit-issue": verdict.needs_person}
    assert verdict.proved_automatically > POSTINGS / 20

    homes = [tmp_path / f"station-{number}" for number in range(STATIONS)]
    looked_at = dict(_kept(homes))
    assert {"live.sqlite", "kitbench.log", "all.csv", "stories.json"} <= {
        name.rpartition("/")[2] for name in looked_at
    }
    assert [name for name, content in looked_at.items() if SECRETS.search(content)] == []
    # It would be found: the ERP's own ready file has the password.
    assert SECRETS.search((tmp_path / "ready.json").read_bytes())


def _kept(homes: list[Path]) -> Iterator[tuple[str, bytes]]:
    """All that the stations keep, say and export, compressed records unpacked."""
    for home in homes:
        yield f"{home}.log", home.with_suffix(".log").read_bytes()
        yield from _exports(home)
        for file in home.rglob("*"):
            if file.is_file():
                yield str(file), file.read_bytes()


def _exports(root: Path) -> Iterator[tuple[str, bytes]]:
    home = Home(root)
    settings, _ = parse(home.settings.read_text())
    with Database(home.database(live_target(settings).mode)) as database:
        outbox = Outbox(database)
        as_csv, as_json = io.StringIO(), io.StringIO()
        write_csv(all_rows(outbox), as_csv)
        write_json(all_rows(outbox), as_json)
        stories = [
            story_of(outbox.get(row.posting_id), outbox.history(row.posting_id))
            for row in all_rows(outbox)
        ]
        records = database.read(
            lambda connection: [
                record
                for table, column in (
                    ("posting_records", "record"),
                    ("posting_answers", "answer"),
                    ("posting_history", "evidence"),
                )
                for (record,) in connection.execute(
                    f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"  # noqa: S608 - both are named above
                )
            ]
        )
    yield f"{root}/all.csv", as_csv.getvalue().encode()
    yield f"{root}/all.json", as_json.getvalue().encode()
    yield f"{root}/stories.json", json.dumps(stories).encode()
    yield f"{root}/records", b"\n".join(map(unpack_bytes, records))
