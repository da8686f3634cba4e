"""Secrets are known by where they stand."""

import pytest

from app.core.secret_places import secrets_in, values_of


@pytest.mark.parametrize(
    ("text", "secrets"),
    [
        ("GET https://lead:s3cr3t@erp.example/api", {"s3cr3t"}),
        ("https://s3cr3t@erp.example", {"s3cr3t"}),
        ('{"AUTH_TOKEN": "s3 cr3t", "PART_ID": "GC-1"}', {"s3 cr3t"}),
        ("POST /api?token=s3cr3t&part=GC-1", {"s3cr3t"}),
        ("api_key = 's3 cr3t'", {"s3 cr3t"}),
        ("password: s3cr3t, user: lead", {"s3cr3t"}),
        ("Authorization: Bearer s3cr3t-0123", {"s3cr3t-0123"}),
        ("KeyError: 'PART_ID'", set()),
        ("the keyring: locked; keyboard = none", set()),
        ("https://erp.example/api at 12:30, KIT-04@dock", set()),
        ("token = abc", set()),  # so short a text stands in everything
        ("Enter the key", set()),
    ],
)
def test_secrets_in_a_text(text: str, secrets: set[str]) -> None:
    assert secrets_in(text) == secrets


def test_values_of_a_key_are_those_of_every_table() -> None:
    text = 'passphrase = "s3cr3t" \n["x"\n"passphrase"=\'an other\'\nuser = "lead"'
    assert values_of("connection.passphrase", text) == {"s3cr3t", "an other"}
    assert values_of("manex.root_url", 'root_url = "https://a:bcde@erp.example"') == frozenset()
    assert "s3cr3t" in values_of("passphrase", 'passphrase = "s3cr3t"  # since May')
    assert values_of("keys", "keys = ['s3cr3t', \"an other\"]") >= {"s3cr3t", "an other"}
