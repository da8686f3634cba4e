"""A kit whose answer is cut off, in a real window: the desk shows unknown, then proved."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from app.core.posting import PostingEvent
from app.ui import story_texts
from tests.end2end.ledger import ledger
from tests.end2end.program import clean_environment
from tests.end2end.test_hands import Typist
from tests.support.display import Display

FAULTS = (
    "drop: after, once, on=posting;latency: every=1, seconds=3, on=/api/serial-number-query; seed=1"
)
STATION = "[outbox]\nsettle_seconds = 0.5\nbackoff_seconds = 0.1\n"


def test_the_desk_shows_unknown_then_proved(tmp_path: Path, display: Display) -> None:
    file = tmp_path / "station.toml"
    file.write_text(STATION)
    home = tmp_path / "station"
    environment = clean_environment(tmp_path, DISPLAY=display.name, QT_QPA_PLATFORM="xcb")
    told: dict[str, Any] = {}

    def desk(state: str, picture: str = "") -> bool:
        told.update(worker.ask(f"desk {picture}"))
        return bool(told["rows"] == [state])

    with Typist(home, environment, file, FAULTS) as worker:
        worker.begin()
        worker.code("MOTOR003")
        worker.code("GC00004101")
        worker.go_on("LINES")
        worker.go_on("REVIEW")
        worker.post()
        worker.until("the connection was cut", lambda how: how["posting"] == "unknown")
        x, y = next(at for name, at in worker.ask("where").items() if name.startswith("Activity"))
        worker.hand("mousemove", str(x), str(y), "click", "1")
        worker.wait(lambda: desk("Unknown"), "the desk shows it as unknown")
        assert told["place"] == "activity"
        x, y = told["first"]
        worker.hand("mousemove", str(x), str(y), "click", "1")
        picture = str(tmp_path / "unknown.png")
        assert desk("Unknown", picture)
        assert not any("Posted" in words for words in told["words"])
        worker.wait(lambda: desk("Posted"), "the ERP's books have proved it")
        proved = story_texts.EVENTS[PostingEvent.PROVED_DONE]
        worker.wait(
            lambda: desk("Posted") and proved in told["words"], "its story says how it is known"
        )
    assert not QImage(picture).isNull()
    (posted,) = ledger(home / "training-erp.sqlite")
    assert posted.reference.startswith("KB")
