"""What the ERP's statuses and words mean for a call's fate."""

from collections.abc import Callable

import pytest

from app.core.problems import NeedsSignIn, Problem, ProblemCode, Rejected, Unknown
from app.erp.expandable.client import ExpandableClient
from app.erp.transport import Transport
from tests.unit.erp.expandable.bench import TOKEN, client_of
from tests.unit.erp.servers import Server, Talk, http


class TestRefusals:
    @pytest.mark.parametrize(
        ("status", "message", "kind", "code"),
        [
            (400, "Request JSON is invalid.", Rejected, ProblemCode.INVALID_REQUEST),
            (405, "Request method must be POST.", Rejected, ProblemCode.INVALID_REQUEST),
            (401, "Auth Token was not provided.", NeedsSignIn, ProblemCode.NO_TOKEN),
            (401, "Auth Token is malformed.", NeedsSignIn, ProblemCode.TOKEN_REFUSED),
            (401, "Auth Token login failure.", NeedsSignIn, ProblemCode.TOKEN_REFUSED),
            (500, "PART_ID X is unknown.", Rejected, ProblemCode.RULE),
        ],
    )
    def test_in_the_erps_own_words(
        self, status: int, message: str, kind: type[Problem], code: ProblemCode
    ) -> None:
        with client_of({"MESSAGE": message, "MESSAGE_CODE": ""}, status) as (client, _):
            with pytest.raises(kind) as caught:
                client.parts(TOKEN, ["X"])
            assert type(caught.value) is kind
            assert caught.value.code is code
            assert caught.value.detail == message
            if isinstance(caught.value, Rejected):
                assert caught.value.certain == (status != 500)

    @pytest.mark.parametrize(
        ("status", "kind"), [(400, Rejected), (405, Rejected), (401, NeedsSignIn)]
    )
    @pytest.mark.parametrize(
        "answer",
        [
            lambda status: http(status, "<html>no</html>", "text/html"),
            lambda status: http(status, ""),
            lambda status: http(status, "{", length=100),
            lambda status: http(status, "", length=17 * 1024 * 1024),
            lambda status: http(status, "[]"),
            lambda status: http(status, '{"MESSAGE": 7}'),
        ],
        ids=["page", "empty", "truncated", "large", "array", "number"],
    )
    def test_status_that_decides_alone(
        self, status: int, kind: type[Problem], answer: Callable[[int], bytes]
    ) -> None:
        def script(talk: Talk) -> None:
            talk.request()
            talk.send(answer(status))

        with (
            Server(script) as server,
            Transport(server.root_url) as transport,
            pytest.raises(kind) as caught,
        ):
            ExpandableClient(transport).parts(TOKEN, ["X"])
        assert caught.value.detail == f"HTTP {status}"

    @pytest.mark.parametrize(
        ("status", "answer"),
        [
            (500, {}),
            (500, []),
            (500, "broken"),
            (500, {"MESSAGE": ""}),
            (500, {"MESSAGE": None}),
            (500, {"Message": "An error has occurred."}),
            (501, {"MESSAGE": "no"}),
            (403, {"MESSAGE": "no"}),
            (404, {"MESSAGE": "no"}),
            (429, {"MESSAGE": "no"}),
            (201, []),
            (204, []),
        ],
    )
    def test_everything_else_is_unknown(self, status: int, answer: object) -> None:
        with client_of(answer, status) as (client, _):
            with pytest.raises(Unknown) as caught:
                client.parts(TOKEN, ["X"])
            assert str(status) in caught.value.detail

    def test_fate_does_not_hang_on_words_that_had_to_be_hidden(self) -> None:
        with client_of({"MESSAGE": "bad"}, 500) as (client, _):
            with pytest.raises(Rejected) as caught:
                client.parts("d", ["X"])
            assert caught.value.detail == ""

    def test_message_of_a_page_is_cut(self) -> None:
        with client_of({"MESSAGE": "word " * 1000}, 500) as (client, _):
            with pytest.raises(Rejected) as caught:
                client.parts(TOKEN, ["X"])
            assert len(caught.value.detail) == 500
