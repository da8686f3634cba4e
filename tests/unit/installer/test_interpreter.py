"""Which Python the environment stems from, where the one that was called is a slow build."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from installer.interpreter import Build, faster_build
from installer.tools import base_python
from tests.unit.installer.toy import make_checkout

VERSION = "{}.{}".format(*sys.version_info)
SLOW = Build(Path("/opt/own/bin/python"), VERSION, "'--prefix=/opt/own'", chosen=False)


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Give a folder as the system's, with a whole Python of this version."""
    offer(tmp_path, f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    return tmp_path


def offer(system: Path, program: str) -> Path:
    python = system / f"python{VERSION}"
    python.write_text(program)
    python.chmod(0o755)
    return python


def test_a_slow_build_gives_way_to_the_system_s(system: Path) -> None:
    assert faster_build(SLOW, system) == system / f"python{VERSION}"


@pytest.mark.parametrize(
    "own",
    [
        replace(SLOW, options="'--enable-optimizations' '--with-lto'"),
        replace(SLOW, options=""),
        replace(SLOW, chosen=True),
        replace(SLOW, version=f"{VERSION}t"),
    ],
    ids=["optimised", "says nothing", "a person's choice", "another kind"],
)
def test_any_other_is_kept(own: Build, system: Path) -> None:
    assert faster_build(own, system) is None


def test_the_system_s_own_is_kept(system: Path) -> None:
    own = replace(SLOW, program=system / f"python{VERSION}")
    assert faster_build(own, system) is None


@pytest.mark.parametrize("lacks", ["ensurepip", "sqlite3"])
def test_one_that_is_not_whole_is_not_taken(lacks: str, system: Path) -> None:
    without = f"import sys; sys.modules['{lacks}'] = None; exec(sys.argv[1])"
    offer(system, f'#!/bin/sh\nexec "{sys.executable}" -c "{without}" "$3"\n')
    assert faster_build(SLOW, system) is None


def test_that_of_a_virtual_environment_is_a_choice() -> None:
    """The tests are run by one."""
    here = Build.here()
    assert here.chosen
    assert here.program.samefile(base_python()[0])
    assert here.version == VERSION + sys.abiflags


def test_the_environment_is_made_with_it(tmp_path: Path) -> None:
    """Here by one that says what it is asked for, and no more."""
    checkout = make_checkout(tmp_path)
    asked = 'case "$*" in *ctypes*) ;; *) echo "asked: $*"; exit 1 ;; esac'
    python = offer(checkout.packages, f"#!/bin/sh\n{asked}\n")
    source = checkout.folder / "installer" / "interpreter.py"
    text = source.read_text()
    text = text.replace('Path("/usr/bin")', f"Path({str(checkout.packages)!r})")
    source.write_text(text.replace('"--enable-optimizations" in own.options', "False"))

    with checkout.start("run", python=base_python()[0]) as started:
        _, words = started.communicate()

    assert started.returncode == 1
    assert (
        words.splitlines()[1]
        == f"It gets {python}, which is up to twice as fast as this build of Python."
    )
    assert f"asked: -P -m venv --without-pip {checkout.folder / '.venv'}" in words
