"""Closing the window: at once when nothing is under way, else visibly once that has ended."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.posting import PostingState
from app.services.overview import OutboxCounts
from app.services.sender import SenderPhase, SenderState
from app.ui import station_texts
from app.ui.leaving import Leaving
from tests.gui.widgets.conftest import end
from tests.services.scripted_erp import Reply, ScriptedErp
from tests.services.sending import POSTED, sending, state_of
from tests.services.world import PATIENCE_MS, kit, station, until


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    made.show()
    yield made
    end(made)


def test_waits_for_the_request_that_is_under_way(window: QWidget, tmp_path: Path) -> None:
    with ScriptedErp([Reply.HELD]) as erp, station(erp.url, tmp_path) as bench:
        bench.sign_in()
        last, never = (bench.confirm(kit(f"LEAVE{n}")) for n in range(2))
        with sending(bench) as sender:
            Leaving(window, sender)
            assert erp.held.wait(PATIENCE_MS / 1000)
            until(lambda: sender.state.phase is SenderPhase.SENDING)
            assert not window.close()
            assert window.isVisible()
            assert not window.isEnabled()
            assert sender.state.phase is SenderPhase.FINISHING
            strip = station_texts.outbox_items(
                OutboxCounts({PostingState.QUEUED: 1}, 0), sender.state
            )
            assert [item.text for item in strip] == [station_texts.FINISHING, "1 waiting"]
            assert not window.close()  # nor by closing it once more
            erp.let_go()
            until(lambda: not window.isVisible())
            assert state_of(bench, last) is POSTED
            assert state_of(bench, never) is PostingState.QUEUED


def test_closes_at_once_when_nothing_is_sent(window: QWidget, tmp_path: Path) -> None:
    with ScriptedErp() as erp, station(erp.url, tmp_path) as bench:
        bench.sign_in()
        with sending(bench) as sender:
            Leaving(window, sender)
            until(lambda: sender.state.phase is SenderPhase.IDLE)
            assert window.close()
            assert not window.isVisible()


def test_lets_go_where_somebody_else_waits(window: QWidget, tmp_path: Path) -> None:
    with ScriptedErp([Reply.HELD]) as erp, station(erp.url, tmp_path) as bench:
        bench.sign_in()
        bench.confirm(kit("LEAVE1"))
        with sending(bench) as sender:
            leaving = Leaving(window, sender)
            until(lambda: sender.state.phase is SenderPhase.SENDING)
            leaving.let_go()
            assert window.close()
            erp.let_go()


def test_waits_for_whichever_sender_is_at_work(window: QWidget, tmp_path: Path) -> None:
    with (
        ScriptedErp([Reply.HELD]) as erp,
        station(erp.url, tmp_path / "one") as bench,
        station(erp.url, tmp_path / "two") as beside,
    ):
        bench.sign_in()
        last = bench.confirm(kit("LEAVE1"))
        with sending(bench) as busy, sending(beside) as idle:
            Leaving(window, idle, busy)
            assert erp.held.wait(PATIENCE_MS / 1000)
            until(lambda: busy.state.phase is SenderPhase.SENDING)
            assert not window.close()
            until(lambda: idle.state.phase is SenderPhase.STOPPED)
            assert window.isVisible()
            erp.let_go()
            until(lambda: not window.isVisible())
            assert state_of(bench, last) is POSTED


def test_the_strip_tells_of_the_sender_that_has_something_to_tell() -> None:
    phases = (SenderPhase.IDLE, SenderPhase.FINISHING, SenderPhase.STORE_FAULT)
    states = [SenderState(phase) for phase in phases]
    assert station_texts.foremost(states) is states[2]
    assert station_texts.foremost(states[:2]) is states[1]
    assert station_texts.foremost(states[:1]) is states[0]
