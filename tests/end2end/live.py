"""A station that is set up for a live ERP, where somebody has signed in before."""

from collections.abc import Mapping
from pathlib import Path

from app.core.settings import parse
from app.paths import Home
from app.services.connecting import live_target
from app.store.keyring_vault import open_vault
from tests.services.world import station as signing_station

STATION_FILE = """
[station]
name = "KIT-04"

[connection]
root_url = "{url}"
data_source = "EXPANDABLE"

[kit]
to_stores = "MA"
to_location = "ISLE 3/SHELF 2"
"""


def set_up(home: Path, url: str, elsewhere: Path) -> Path:
    """Write the station file and remember a sign-in in the keyring; gives the database's path.

    The keyring is the session's own (`secret_service`). The sign-in is kept by the program's own
    parts, in a home of its own, as on the day before.
    """
    place = Home(home)
    place.create()
    place.settings.write_text(STATION_FILE.format(url=url))
    settings, problems = parse(place.settings.read_text())
    assert problems == ()
    target = live_target(settings)
    vault = open_vault()
    with signing_station(url, elsewhere, target=target, vault=vault) as before:
        before.sign_in(remember=True)
    # By now it is kept. Asked at the same time as told, a keyring may fail: some even end.
    assert vault.get(f"sign-in|{target.key}")
    return place.database(target.mode)


def with_keyring(environment: Mapping[str, str], bus: str, **more: str) -> dict[str, str]:
    """The environment of a person who is logged in."""
    return {**environment, "DBUS_SESSION_BUS_ADDRESS": bus, **more}
