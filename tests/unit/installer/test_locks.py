"""The locks hold for everyone: whole, hashed, and silent about where the files come from."""

import re
import tomllib
from dataclasses import dataclass
from importlib.metadata import requires

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.unit.installer.toy import ROOT

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUNTIME = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["dependency-groups"]["build"]]
INSTALLER = PYPROJECT["dependency-groups"]["installer"]
INCLUDED = {"include-group": "installer"}
DEV = [*RUNTIME, *INSTALLER, *PYPROJECT["dependency-groups"]["dev"]]
DEV.remove(INCLUDED)
LOCKS = ["runtime", "dev", "uv"]
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Pin:
    version: str
    extras: frozenset[str]
    marker: str
    hashes: int


def text_of(lock: str) -> str:
    return (ROOT / "installer" / "requirements" / f"{lock}.txt").read_text()


def pins(lock: str) -> dict[str, Pin]:
    found: dict[str, Pin] = {}
    text = re.sub(r"^ *#.*\n", "", text_of(lock), flags=re.MULTILINE).replace("\\\n", " ")
    for line in text.splitlines():
        requirement = Requirement(HASH.sub("", line).strip())
        (specifier,) = requirement.specifier
        assert specifier.operator == "=="
        found[canonicalize_name(requirement.name)] = Pin(
            specifier.version,
            frozenset(requirement.extras),
            str(requirement.marker or ""),
            len(HASH.findall(line)),
        )
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_no_address_stands_in_a_lock(lock: str) -> None:
    assert re.findall(r"//|-index|-links|^-|@", text_of(lock), re.MULTILINE) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_its_hashes(lock: str) -> None:
    assert [name for name, pin in pins(lock).items() if pin.hashes == 0] == []


@pytest.mark.parametrize(
    ("lock", "wanted"), [("runtime", RUNTIME), ("dev", DEV), ("uv", INSTALLER)]
)
def test_what_the_project_asks_for_is_pinned(lock: str, wanted: list[str]) -> None:
    pinned = pins(lock)
    for requirement in map(Requirement, wanted):
        pin = pinned[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(pin.version)
        assert not pin.marker


def test_an_extra_that_a_package_wants_of_another_is_pinned() -> None:
    """Else pip takes the newest release for it, which is not the one that the lock names."""
    pinned = pins("dev")
    here = {name for name, pin in pinned.items() if not pin.marker or Marker(pin.marker).evaluate()}
    for wanted in (Requirement(text) for name in here for text in requires(name) or ()):
        if wanted.extras and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            assert wanted.extras <= pinned[canonicalize_name(wanted.name)].extras


def test_the_lock_of_the_tests_holds_all_of_the_others() -> None:
    assert (pins("runtime") | pins("uv")).items() <= pins("dev").items()


@pytest.mark.parametrize(
    ("system", "own"),
    [
        ("linux", {"jeepney", "secretstorage", "cryptography"}),
        ("win32", {"pywin32-ctypes"}),
        ("darwin", set()),
    ],
)
def test_each_system_gets_its_own_keyring(system: str, own: set[str]) -> None:
    machine = {
        "sys_platform": system,
        "python_full_version": "3.12.0",
        "implementation_name": "cpython",
        "platform_python_implementation": "CPython",
    }
    marked = {name: pin.marker for name, pin in pins("runtime").items() if pin.marker}
    taken = {name for name, marker in marked.items() if Marker(marker).evaluate(machine)}
    assert taken - {"pycparser"} == own
