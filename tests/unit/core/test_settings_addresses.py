"""Addresses of the station file, and secrets that have no place in it."""

import pytest

from app.core.settings import Connection, SettingFault, SettingProblem, Settings, parse


@pytest.mark.parametrize(
    "address",
    [
        "erp.example",
        "ftp://erp.example",
        "https://",
        "https://erp.example:port",
        "https://erp.example:70000",
        "https://erp.example:0",
        "https://erp.example/?q=1",
        "https://erp.example/#top",
        "https://[::1",
        "https://erp example",
    ],
)
def test_an_address_is_one_of_a_server(address: str) -> None:
    settings, problems = parse(f"[connection]\nroot_url = '{address}'\ndata_source = 'LIVE'")
    assert settings == Settings(connection=Connection(data_source="LIVE"))
    assert problems == (
        SettingProblem(
            "connection.root_url", address, SettingFault.MALFORMED, "https://host:port/path"
        ),
    )


def test_a_proxy_has_no_path() -> None:
    _, problems = parse("[connection]\nproxy = 'http://proxy.example/x'")
    assert problems == (
        SettingProblem(
            "connection.proxy",
            "http://proxy.example/x",
            SettingFault.MALFORMED,
            "http://host:port",
        ),
    )


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("password = 'hunter2'", "connection.password"),
        ("auth_token = 'hunter2'", "connection.auth_token"),
        ("manex_api_key = 'hunter2'", "connection.manex_api_key"),
        ("root_url = 'https://me:hunter2@erp.example'", "connection.root_url"),
        ("root_url = 'https://me:hunter2@[erp'", "connection.root_url"),
        ("proxy = 'http://me:hunter2@proxy.example:3128'", "connection.proxy"),
    ],
)
def test_a_secret_is_refused_and_never_repeated(line: str, key: str) -> None:
    settings, problems = parse(f"[connection]\n{line}")
    assert (settings, problems) == (Settings(), (SettingProblem(key, "", SettingFault.SECRET),))
    settings, problems = parse("[manex]\nkey = 'hunter2'")
    assert (settings, problems) == (
        Settings(),
        (SettingProblem("manex.key", "", SettingFault.SECRET),),
    )
    _, problems = parse("[vault]\npassword = 'hunter2'")
    assert "hunter2" not in repr(problems)
