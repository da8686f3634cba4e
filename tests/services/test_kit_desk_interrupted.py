"""A scan that was journalled and not acted on when the program ended is offered again."""

from app.core.flow.news import News
from app.core.flow.refusals import Refusal
from app.core.gate import Admission, Unresolved
from app.core.kit.state import ASSEMBLY
from app.services.intake import Offered
from app.store.journal import INTERRUPTED, Journal
from app.store.moments import utc_now
from tests.services.flow_station import MARKED, SOURCE
from tests.services.kit_station import KitBench, kit_bench
from tests.services.world import Station, until


def interrupted(station: Station, *texts: str, scanner: str = SOURCE) -> str:
    """A kit that lay open when the program ended, and scans it came to no more; its draft."""
    with kit_bench(station) as kits:
        kits.scan("MOTOR003", "GC00004057")
        kits.checked()
        draft_id = kits.draft.identity.draft_id
    for text in texts:
        Journal(station.database).record(utc_now(), scanner, text.encode()).result()
    return draft_id


def taken_up(kits: KitBench, draft_id: str) -> list[Unresolved[Offered]]:
    """Resume it; gives what waits in its list."""
    kits.desk.resume(draft_id)
    kits.settled()
    kits.checked()
    return kits.desk.intake.gate.unresolved


def outcome(kits: KitBench, text: str) -> str | None:
    """What the journal holds of a scan."""
    return dict(kits.outcomes())[text]


def test_it_waits_in_the_list_of_its_kit(kit_station: Station) -> None:
    draft_id = interrupted(kit_station, "GC00004058", "KB:NEXT")
    with kit_bench(kit_station) as kits:
        (waiting,) = taken_up(kits, draft_id)
        assert waiting.scan.label.text == "GC00004058"
        assert waiting.reason is Refusal.INTERRUPTED
        assert outcome(kits, "KB:NEXT") == INTERRUPTED  # a command is not obeyed later
        assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]

        kits.desk.intake.resolve(waiting, again=True)
        kits.checked()

        assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057", "GC00004058"]
        until(lambda: outcome(kits, "GC00004058") == News.SERIALS)


def test_it_is_read_as_its_scanner_sent_it(kit_station: Station) -> None:
    draft_id = interrupted(kit_station, "~GC00004058", scanner=MARKED.name)
    with kit_bench(kit_station) as kits:
        (waiting,) = taken_up(kits, draft_id)
        assert (waiting.scan.label.text, waiting.scan.role) == ("GC00004058", MARKED.role)


def test_nothing_is_posted_before_somebody_looked(kit_station: Station) -> None:
    draft_id = interrupted(kit_station, "GC00004058")
    with kit_bench(kit_station) as kits:
        (waiting,) = taken_up(kits, draft_id)
        kits.scan("KB:NEXT", "24B-118", "M-0931", "W-2215", "G-78", "KB:NEXT")
        kits.checked()
        kits.scan("KB:POST")
        assert kits.refusals == [Refusal.UNRESOLVED_SCANS]

        kits.desk.intake.resolve(waiting, again=False)
        until(lambda: outcome(kits, "GC00004058") == Admission.DISCARDED)
        kits.scan("KB:CLEAR")
        kits.post()


def test_it_waits_however_often_the_program_ends(kit_station: Station) -> None:
    draft_id = interrupted(kit_station, "GC00004058")
    with kit_bench(kit_station) as kits:
        taken_up(kits, draft_id)
        kits.scan("KB:HOLD")
    with kit_bench(kit_station) as kits:
        assert len(taken_up(kits, draft_id)) == 1


def test_what_was_accepted_is_offered_no_more(kit_station: Station) -> None:
    draft_id = interrupted(kit_station)
    with kit_bench(kit_station) as kits:
        assert taken_up(kits, draft_id) == []
