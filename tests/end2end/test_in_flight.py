"""`kill -9` while a posting is under way, with its request or its answer on the line."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.core.flow.refusals import Refusal
from app.core.posting import PostingState
from tests.end2end.conftest import Site
from tests.end2end.ledger import ledger
from tests.end2end.live import set_up, with_keyring
from tests.end2end.program import PATIENCE
from tests.end2end.relay import Lost, Relay
from tests.end2end.station import Station, station
from tests.support.secret_service import SecretService


def test_it_is_proved_and_not_sent_again_without_proof(
    site: Site, secret_service: SecretService, tmp_path: Path, qapp: QApplication
) -> None:
    """First the answer is lost, then a request; each time the one who waits for it is killed."""
    environment = with_keyring(site.environment, secret_service.bus)
    with Relay(site.url) as relay:
        database = set_up(site.home, relay.url, tmp_path)
        with station(site.home, database, environment) as worker:
            done = posts_and_is_killed(worker, "GC00004401", relay, Lost.ANSWER)

        with station(site.home, database, environment) as second:
            # Its serial number is there by its reference: it happened.
            assert second.wait_for_posting(PostingState.POSTED) == done
            undone = posts_and_is_killed(second, "GC00004402", relay, Lost.REQUEST)

        relay.lose, proofs = None, relay.proofs
        with station(site.home, database, environment) as third:
            # It isn't there, which proves nothing before the settle time is over.
            third.program.until(lambda: relay.proofs > proofs, "it was looked for")
            assert third.wait_for_posting(PostingState.UNKNOWN) == undone
            third.scan_patiently("MOTOR003")
            assert third.scan("GC00004402") == Refusal.SERIAL_WAITING
            third.send("KB:CLEAR")
            post_motor(third, "GC00004403")
            third.program.until(lambda: len(third.postings()) == 3, "the third was confirmed")
            last = third.wait_for_posting(PostingState.POSTED)
            assert third.postings() == {
                done: PostingState.POSTED,
                undone: PostingState.UNKNOWN,
                last: PostingState.POSTED,
            }
            assert third.program.terminate() == 0
        assert relay.postings == 3
    assert [entry.reference for entry in ledger(site.books)] == [done, last]


def posts_and_is_killed(worker: Station, serial: str, relay: Relay, lost: Lost) -> str:
    """Once this of its posting is lost on the line; gives the posting's reference."""
    before = len(worker.postings())
    relay.lost.clear()
    relay.lose = lost
    post_motor(worker, serial)
    assert relay.lost.wait(PATIENCE)
    reference, state = [*worker.postings().items()][-1]
    assert len(worker.postings()) == before + 1
    assert state == PostingState.SENDING
    worker.program.kill()
    assert worker.program.end() == -9
    return reference


def post_motor(worker: Station, serial: str) -> None:
    """The shortest kit there is: all components are left to the ERP."""
    worker.scan_patiently("MOTOR003")
    worker.send(serial, "KB:NEXT", "KB:NEXT")
    worker.settle()
    assert worker.scan_patiently("KB:POST") == "POST"
