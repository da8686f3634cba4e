"""What `kitbench doctor` says of the ERPs of a station."""

from collections.abc import Callable, Iterator, Mapping
from email.utils import format_datetime

import pytest

from app.commands import doctor_erp
from app.sandbox.manex_path import ROOT
from app.store.moments import utc_now
from tests.support.training import NewTrainingServer
from tests.unit.commands.conftest import Doctor
from tests.unit.erp.servers import (
    CERTIFICATE,
    JsonServer,
    Server,
    Talk,
    answering,
    http,
    server_side,
)


def to(table: str, url: str) -> str:
    return f'[{table}]\nroot_url = "{url}"\n'


@pytest.fixture(scope="module")
def training() -> Iterator[NewTrainingServer]:
    with NewTrainingServer(strict=True) as server:
        yield server


def test_both_erps_of_a_station_answer_without_a_sign_in(
    doctor: Doctor, training: NewTrainingServer
) -> None:
    doctor.station(
        to("connection", training.url) + to("manex", f"{training.url.rstrip('/')}{ROOT}")
    )
    with training.untouched():
        said = [one for one in doctor("--json").objects if one["look"] == "erp"]

    expandable, manex = said
    assert [one["name"] for one in said] == ["expandable", "manex"]
    assert [one["state"] for one in said] == ["ok", "ok"]
    assert "version" in expandable["found"]
    assert "its clock agrees" in expandable["found"]
    assert "its key was not tried" in manex["found"]
    for one in said:
        assert one["facts"]["milliseconds"] >= 0
        assert abs(one["facts"]["clock_seconds"]) < 60
        assert one["facts"]["problem"] is None


def test_neither_token_nor_key_is_sent(doctor: Doctor) -> None:
    def answer(_path: str, _asked: Mapping[str, object]) -> tuple[int, object]:
        return 200, {"API_VERSION": "7"}

    with JsonServer(answer) as one, JsonServer(answer) as other:
        doctor.station(to("connection", one.root_url) + to("manex", f"{other.root_url}/api"))
        doctor()
        assert one.asked == [("/api/api-version-get", {})]
        assert other.asked == [("/api/", {})]


@pytest.mark.parametrize(
    ("script", "code", "state"),
    [
        (Talk.until_hung_up, "timeout", "fault"),
        (answering(http(503)), "gateway", "fault"),
        (answering(http(302, head="Location: /login\r\n")), "redirect", "fault"),
        (answering(http(200, "<html>Welcome</html>", "text/html")), "not-json", "fault"),
        (answering(http(404, "{}")), "foreign-answer", "attention"),
        (lambda _: None, "dropped", "fault"),
    ],
)
def test_what_is_no_erp_is_told_apart(
    doctor: Doctor,
    monkeypatch: pytest.MonkeyPatch,
    script: Callable[[Talk], None],
    code: str,
    state: str,
) -> None:
    monkeypatch.setattr(doctor_erp, "MOST_SECONDS", 0.3)
    with Server(script) as server:
        doctor.station(to("connection", server.root_url))
        found = doctor.found("erp")

    assert (found["facts"]["problem"], found["state"]) == (code, state)
    assert found["facts"]["url"] == server.root_url


def test_a_server_that_is_away(doctor: Doctor) -> None:
    with Server(lambda _: None) as gone:
        pass
    doctor.station(to("connection", gone.root_url))
    assert doctor.found("erp")["facts"]["problem"] == "refused-connection"


def test_a_web_server_at_manex_is_enough_without_its_key(doctor: Doctor) -> None:
    with Server(answering(http(302, head="Location: /start\r\n"))) as server:
        doctor.station(to("manex", server.root_url))
        found = doctor.found("erp")
    assert (found["name"], found["state"]) == ("manex", "ok")


def test_a_certificate_that_nobody_vouches_for(
    doctor: Doctor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Server(answering(http(200, '{"API_VERSION": "7"}')), server_side()) as server:
        doctor.station(to("connection", f"https://localhost:{server.port}"))
        refused = doctor.found("erp")
        monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
        accepted = doctor.found("erp")

    assert (refused["state"], refused["facts"]["problem"]) == ("fault", "tls-failed")
    assert "certificate is not accepted" in refused["concerns"][0]["found"]
    assert accepted["state"] == "ok"
    assert "certificate is accepted" in accepted["found"]


def test_a_server_without_tls_is_told_from_a_bad_certificate(doctor: Doctor) -> None:
    def script(talk: Talk) -> None:
        talk.send(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        talk.until_hung_up()

    with Server(script) as plain:
        doctor.station(to("connection", f"https://localhost:{plain.port}"))
        found = doctor.found("erp")
    assert found["facts"]["problem"] == "tls-failed"
    assert "does not speak TLS" in found["concerns"][0]["found"]


def test_a_clock_that_is_off(doctor: Doctor) -> None:
    ahead = utc_now().replace(year=utc_now().year + 1)
    date = f"Date: {format_datetime(ahead)}\r\n"
    with Server(answering(http(200, '{"API_VERSION": "7"}', head=date))) as server:
        doctor.station(to("connection", server.root_url))
        found = doctor.found("erp")
    assert found["state"] == "attention"
    assert "ahead of this computer's" in found["concerns"][0]["found"]
    assert found["facts"]["clock_seconds"] > 300 * 86_400


def test_plain_http_to_another_computer_is_not_tried(doctor: Doctor) -> None:
    doctor.station(to("connection", "http://erp.example"))
    found = doctor.found("erp")
    assert (found["state"], found["facts"]["problem"]) == ("fault", "insecure-url")
