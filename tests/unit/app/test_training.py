"""The embedded training ERP: a real process that comes up, answers, and ends with us."""

import threading
from pathlib import Path

import pytest

from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from app.training import TrainingDoor, TrainingErp, TrainingFault


def test_its_door_opens_until_it_is_closed(tmp_path: Path) -> None:
    training = TrainingErp("--data", str(tmp_path / "books.sqlite"))
    try:
        door = training.wait()
        assert training.wait() == door
        with Transport(door.url) as transport:
            client = ExpandableClient(transport)
            token = client.auth_token(door.data_source, door.user, door.password)
            (part,) = client.parts(token, ["MOTOR003"])
        assert part.description == "Pump motor, 24 V"
    finally:
        training.close()

    with Transport(door.url) as transport, pytest.raises(Exception, match="refused-connection"):
        ExpandableClient(transport).api_version()
    assert (tmp_path / "books.sqlite").stat().st_size


def test_the_ready_file_is_read_as_it_is_documented(tmp_path: Path) -> None:
    ready = tmp_path / "ready.json"
    ready.write_text(
        '{"url": "http://127.0.0.1:1", "data_source": "D", "user": "U", "password": "P",'
        ' "manex": "http://127.0.0.1:1/manex", "manex_key": "K", "more": "later"}'
    )

    door = TrainingDoor("http://127.0.0.1:1", "D", "U", "P", "http://127.0.0.1:1/manex", "K")
    assert TrainingDoor.read(ready) == door


def test_one_that_cannot_start_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    books = tmp_path / "books.sqlite"
    books.write_text("no database at all, and long enough to be looked at")
    training = TrainingErp("--data", str(books))
    try:
        with pytest.raises(TrainingFault, match="ended with"):
            training.wait()
    finally:
        training.close()
    assert "books" in capfd.readouterr().err


def test_closing_ends_the_waiting() -> None:
    training = TrainingErp()
    told: list[str] = []

    def wait() -> None:
        try:
            training.wait()
        except TrainingFault as fault:
            told.append(str(fault))

    waiting = threading.Thread(target=wait)
    waiting.start()
    training.close()
    waiting.join()

    assert len(told) == 1
