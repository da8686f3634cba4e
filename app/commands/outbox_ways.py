"""The ways of `kitbench outbox send` to the ERPs of its station, and who signs in there."""

import argparse
import json
import sys
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field

from app.commands.homes import left_out
from app.commands.outbox_place import Place
from app.core.target import Erp, Mode, Target
from app.erp.overrides import BadOverride
from app.services.connecting import client_of, manex_client_of, open_transport
from app.services.drain import Account, Way, way_by_key, way_by_password
from app.services.remembered import KeptT, Remembered, RememberedKey, remembered
from app.store.vault import VaultProblem
from app.training import TrainingErp

LONGEST_LINE = 10_000


class NoSignInError(Exception):
    """Nobody can be signed in; the message says why."""


@dataclass(frozen=True, slots=True)
class _Doors:
    """Where the ERPs are reached, and what opens them; what isn't known is None or empty."""

    account: Account | None = None
    key: str = field(default="", repr=False)
    url: str = ""
    manex_url: str = ""


def ways(asked: argparse.Namespace, place: Place, opened: ExitStack) -> list[Way]:
    """One to each ERP that is set up, Expandable first; open until `opened` is closed.

    Raises:
        NoSignInError: There is none that anybody could go.
        TrainingFault: The training ERP did not come up.
    """
    doors = _doors(asked, place, opened)
    settings, found = place.settings, list[Way]()
    for secret in (doors.account.password if doors.account else "", doors.key):
        place.redactor.keep_secret(secret)
    main = place.targets[Erp.EXPANDABLE]
    if doors.url:
        transport = opened.enter_context(open_transport(settings.connection, doors.url))
        client, faults = client_of(settings, transport)
        _warn(faults)
        found.append(way_by_password(main, client, doors.account))
    if doors.manex_url:
        transport = opened.enter_context(open_transport(settings.manex, doors.manex_url))
        manex_client, faults = manex_client_of(settings, transport)
        _warn(faults)
        found.append(way_by_key(place.targets[Erp.MANEX], manex_client, doors.key))
    if all(way.enter is None for way in found):
        raise NoSignInError("no sign-in is remembered; sign in at the workstation or by the input")
    return found


def _doors(asked: argparse.Namespace, place: Place, opened: ExitStack) -> _Doors:
    if place.targets[Erp.EXPANDABLE].mode is Mode.TRAINING:
        erp = TrainingErp("--data", str(place.home.training_books))
        opened.callback(erp.close)
        door = erp.wait()
        return _Doors(Account(door.user, door.password), door.manex_key, door.url, door.manex)
    url = place.settings.connection.root_url
    manex_url = place.settings.manex.root_url if Erp.MANEX in place.targets else ""
    if asked.sign_in_stdin:
        account, key = _read(sys.stdin.readline(LONGEST_LINE))
    else:
        kept = _kept(place.targets[Erp.EXPANDABLE], Remembered)
        account = Account(kept.user, kept.password) if kept else None
        manex = place.targets.get(Erp.MANEX)
        kept_key = _kept(manex, RememberedKey) if manex else None
        key = kept_key.key if kept_key else ""
    return _Doors(account, key, url, manex_url)


def _warn(faults: Iterable[BadOverride]) -> None:
    for fault in faults:
        print(left_out(fault), file=sys.stderr)


def _kept(target: Target, shape: type[KeptT]) -> KeptT | None:
    from app.store.keyring_vault import open_vault  # noqa: PLC0415 - who signs in here needs none

    try:
        return remembered(open_vault(), target, shape)
    except VaultProblem as fault:
        raise NoSignInError(f"the keyring doesn't answer: {fault}") from None


def _read(line: str) -> tuple[Account | None, str]:
    """Of `{"user", "password", "manex_key"}`; what is wrong with it is not repeated."""
    try:
        given = json.loads(line)
    except ValueError:
        given = None
    match given:
        case {"user": str(user), "password": str(password), "manex_key": str(key)} if user:
            return Account(user, password), key
        case {"user": str(user), "password": str(password)} if user:
            return Account(user, password), ""
        case {"manex_key": str(key)} if key:
            return None, key
        case _:
            raise NoSignInError(
                'the input is no line like {"user": "...", "password": "...", "manex_key": "..."}'
            )
