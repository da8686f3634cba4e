"""The list of the attention desk, read page by page off the GUI thread; and its export."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.posting import PostingEvent
from app.services.exports import ExportForm, Exports
from app.services.posting_list import PAGE, PostingList, View, Wanted, wanted_of
from app.services.targets import MANEX_TRAINING
from app.store.faults import StoreClosedError
from tests.services.po_lines import added
from tests.services.world import Heard, Station, kit, station, until

MANY = 2 * PAGE + 30


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Station]:
    """Nobody answers as ERP."""
    with station("http://127.0.0.1:9", tmp_path) as made:
        yield made


@pytest.fixture
def listed(bench: Station) -> PostingList:
    return PostingList(bench.outbox, [bench.session.target], bench.tasks)


def shown(listed: PostingList, wanted: Wanted) -> list[str]:
    listed.show(wanted)
    until(lambda: not listed.reading)
    return [row.reference for row in listed.rows]


def test_read_page_by_page_as_they_are_wanted(bench: Station, listed: PostingList) -> None:
    confirmed = [bench.outbox.confirm(kit(f"P{n}")) for n in range(MANY)]
    newest_first = [one.result().row.reference for one in reversed(confirmed)]

    assert shown(listed, Wanted()) == newest_first[:PAGE]
    sizes = []
    while not listed.complete:
        listed.more()
        listed.more()  # once is enough
        until(lambda: not listed.reading)
        sizes.append(len(listed.rows))
    assert sizes == [2 * PAGE, MANY]
    listed.more()
    assert not listed.reading

    newest = bench.confirm(kit("NEWEST"))
    listed.refresh()
    until(lambda: not listed.reading)
    assert [row.reference for row in listed.rows] == [newest.reference, *newest_first[: MANY - 1]]


def test_the_next_page_wanted_while_all_is_read_anew_comes_after_that(
    bench: Station, listed: PostingList
) -> None:
    for one in [bench.outbox.confirm(kit(f"P{n}")) for n in range(MANY)]:
        one.result()
    listed.refresh()
    until(lambda: not listed.reading)
    listed.refresh()
    listed.more()
    until(lambda: len(listed.rows) == 2 * PAGE)


def test_what_was_asked_last_is_shown(bench: Station, listed: PostingList) -> None:
    one, other = bench.confirm(kit("ONE")), bench.confirm(kit("OTHER"))
    changes = Heard[list[str]]()
    listed.changed.connect(lambda: changes([row.reference for row in listed.rows]))
    for text in ("one", "nothing", "other"):
        listed.show(wanted_of(View.ALL, text))
    until(lambda: not listed.reading)
    assert changes.all[-1] == [other.reference]
    assert [one.reference] not in changes.all


def test_a_store_that_fails_is_told(bench: Station, listed: PostingList) -> None:
    faults = Heard[Exception]()
    listed.failed.connect(faults)
    bench.database.close()
    listed.show(Wanted())
    assert isinstance(faults.one, StoreClosedError)
    assert not listed.reading


def test_days_are_those_of_the_station() -> None:
    wanted = wanted_of(View.POSTED, " gc77  2026-03-02 2026-02-30 2026-03-29")
    assert wanted.words == ("GC77", "2026-02-30")
    assert wanted.days is not None
    first, behind = wanted.days
    assert first == datetime(2026, 3, 2).astimezone()
    assert behind == datetime(2026, 3, 30).astimezone()
    assert wanted_of(View.ALL, " ").days is None


def test_found_by_today(bench: Station, listed: PostingList) -> None:
    one = bench.confirm(kit("ONE"))
    today = datetime.now(UTC).astimezone()
    assert shown(listed, wanted_of(View.ALL, f"{today:%Y-%m-%d}")) == [one.reference]
    before = today - timedelta(days=1)
    assert shown(listed, wanted_of(View.ALL, f"{before:%Y-%m-%d} one")) == []


def test_all_that_is_listed_is_exported_and_no_cell_is_a_formula(
    bench: Station, tmp_path: Path
) -> None:
    confirmed = [bench.outbox.confirm(kit(f"P{n}")) for n in range(PAGE)]
    odd = bench.confirm(kit("ODD"))
    withdrawn = bench.outbox.record(odd.posting_id, PostingEvent.WITHDRAWN, who="=1+1", why="x")
    withdrawn.result()
    confirmed[-1].result()
    exports = Exports(bench.outbox, [bench.session.target], tmp_path / "out", bench.tasks)
    whole, few = Heard[Path](), Heard[Path]()
    exports.write(Wanted(View.WAITING), ExportForm.JSON, whole)
    exports.write(wanted_of(View.ALL, "odd"), ExportForm.CSV, few)

    lines = whole.one.read_text().splitlines()
    assert len(lines) == PAGE
    assert {json.loads(line)["state"] for line in lines} == {"queued"}
    with few.one.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["reference"], row["state"]) == (odd.reference, "withdrawn")
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".csv", ".json"}


def test_an_export_that_cannot_be_written_leaves_nothing(bench: Station, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("in the way")
    failed = Heard[Exception]()
    exports = Exports(bench.outbox, [bench.session.target], tmp_path / "out", bench.tasks)
    exports.write(Wanted(), ExportForm.CSV, lambda _: None, failed)
    assert isinstance(failed.one, OSError)


def test_lines_of_orders_stand_among_kits_and_go_with_them_into_the_file(
    bench: Station, tmp_path: Path
) -> None:
    station = (bench.session.target, MANEX_TRAINING)
    bench.confirm(kit("GC00004057"))
    line = added("003")
    bench.outbox.confirm(line).result()
    bench.confirm(kit("GC00004058"))
    both = PostingList(bench.outbox, station, bench.tasks)

    assert len(shown(both, Wanted(View.WAITING))) == 3
    assert shown(both, wanted_of(View.WAITING, "9000")) == [line.reference]
    alone = PostingList(bench.outbox, station[:1], bench.tasks)
    assert shown(alone, Wanted(View.PARKED)) == [line.reference]
    written = Heard[Path]()
    exports = Exports(bench.outbox, station, tmp_path / "out", bench.tasks)
    exports.write(Wanted(View.WAITING), ExportForm.CSV, written)
    with written.one.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    told = [(row["kind"], row["assembly"], row["order"], row["line"]) for row in rows]
    assert told == [
        ("kit-issue", "MOTOR003", "", ""),
        ("po-line-add", "", "9000", "003"),
        ("kit-issue", "MOTOR003", "", ""),
    ]
