"""`kill -9` while a posting is under way, with its request or its answer on the line."""

from pathlib import Path

import pytest
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


@pytest.mark.parametrize("lost", Lost)
def test_it_is_proved_and_not_sent_again_without_proof(
    site: Site, secret_service: SecretService, tmp_path: Path, qapp: QApplication, lost: Lost
) -> None:
    environment = with_keyring(site.environment, secret_service.bus)
    with Relay(site.url) as relay:
        database = set_up(site.home, relay.url, tmp_path)
        relay.lose = lost
        with station(site.home, database, environment) as worker:
            post_motor(worker, "GC00004401")
            assert relay.lost.wait(PATIENCE)
            (first,) = worker.postings()
            assert worker.postings()[first] == PostingState.SENDING
            worker.program.kill()
            assert worker.program.end() == -9

        relay.lose = None
        with station(site.home, database, environment) as again:
            if lost is Lost.ANSWER:  # its serial number is there by its reference: it happened
                assert again.wait_for_posting(PostingState.POSTED) == first
            else:  # it isn't there, which proves nothing before the settle time is over
                assert again.wait_for_posting(PostingState.UNKNOWN) == first
                again.scan_patiently("MOTOR003")
                assert again.scan("GC00004401") == Refusal.SERIAL_WAITING
                again.send("KB:CLEAR")
            post_motor(again, "GC00004402")
            again.program.until(lambda: len(again.postings()) == 2, "the second was confirmed")
            second = again.wait_for_posting(PostingState.POSTED)
            state = PostingState.POSTED if lost is Lost.ANSWER else PostingState.UNKNOWN
            assert again.postings() == {first: state, second: PostingState.POSTED}
            assert again.program.terminate() == 0
        assert relay.postings == 2
    happened = [first, second] if lost is Lost.ANSWER else [second]
    assert [entry.reference for entry in ledger(site.books)] == happened


def post_motor(worker: Station, serial: str) -> None:
    """The shortest kit there is: all components are left to the ERP."""
    worker.scan_patiently("MOTOR003")
    worker.send(serial, "KB:NEXT", "KB:NEXT")
    worker.settle()
    assert worker.scan_patiently("KB:POST") == "POST"
