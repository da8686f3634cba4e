"""Signing in, and what can be asked without keys."""

from datetime import datetime

import pytest

from app.core.problems import NeedsSignIn, ProblemCode, Rejected, Unknown
from tests.unit.erp.expandable.bench import TOKEN, client_of


class TestWithoutKeys:
    def test_data_sources(self) -> None:
        with client_of([{"DATA_SOURCE": "ESI"}, {"DATA_SOURCE": "DEMO"}]) as (client, server):
            assert client.data_sources() == ("ESI", "DEMO")
            assert server.asked == [("/api/data-sources-get", {})]

    def test_api_version(self) -> None:
        with client_of({"API_VERSION": 1.5}) as (client, server):
            assert client.api_version() == "1.5"
            assert server.asked == [("/api/api-version-get", {})]

    def test_server_time(self) -> None:
        with client_of({"SERVER_TIME": "2026-11-22 16:08:09"}) as (client, server):
            assert client.server_time(TOKEN) == datetime(2026, 11, 22, 16, 8, 9)  # noqa: DTZ001 - naive by contract
            assert server.asked == [("/api/server-time-get", {"AUTH_TOKEN": TOKEN})]

    @pytest.mark.parametrize(
        "said", ["", "2026-11-22", "22.11.2026 16:08:09", "2026-02-30 10:00:00", 7, None, {}]
    )
    def test_server_time_that_is_none(self, said: object) -> None:
        with client_of({"SERVER_TIME": said}) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.server_time(TOKEN)
            assert caught.value.code is ProblemCode.FOREIGN_ANSWER
            assert "SERVER_TIME" in caught.value.detail


class TestSignIn:
    def test_accepted(self) -> None:
        with client_of({"AUTH_TOKEN": "abc"}) as (client, server):
            assert client.auth_token("DEMO", "APIUSER", "password") == "abc"
            assert server.asked == [
                (
                    "/api/auth-token-get",
                    {"DATA_SOURCE": "DEMO", "USER_NAME": "APIUSER", "PASSWORD": "password"},
                )
            ]

    @pytest.mark.parametrize("status", [401, 500])
    def test_refused(self, status: int) -> None:
        said = {"MESSAGE": "No user APIUSER with password pa55word.", "MESSAGE_CODE": "17"}
        with client_of(said, status) as (client, _):
            with pytest.raises(NeedsSignIn) as caught:
                client.auth_token("DEMO", "APIUSER", "pa55word")
            assert caught.value.code is ProblemCode.SIGN_IN_REFUSED
            assert caught.value.detail == "No user APIUSER with password [hidden]. [17]"
            assert caught.value.__context__ is None

    def test_broken_server_is_no_refusal(self) -> None:
        with client_of({}, 500) as (client, _), pytest.raises(Unknown):
            client.auth_token("DEMO", "APIUSER", "password")

    def test_request_that_is_invalid_is_no_matter_of_the_password(self) -> None:
        with client_of({"MESSAGE": "Request JSON is invalid."}, 400) as (client, _):
            with pytest.raises(Rejected) as caught:
                client.auth_token("DEMO", "APIUSER", "password")
            assert caught.value.code is ProblemCode.INVALID_REQUEST

    @pytest.mark.parametrize("answer", [{}, {"AUTH_TOKEN": ""}, {"AUTH_TOKEN": ["abc"]}, [], "abc"])
    def test_token_that_is_none(self, answer: object) -> None:
        with client_of(answer) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.auth_token("DEMO", "APIUSER", "password")
            assert caught.value.code is ProblemCode.FOREIGN_ANSWER
            assert "abc" not in caught.value.detail
