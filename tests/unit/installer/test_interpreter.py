"""Which Python the environment stems from, where the one that was called is a slow build."""

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from installer.interpreter import Build, Faster, faster_build
from installer.tools import base_python
from tests.unit.installer.toy import PATIENCE, Checkout, make_checkout

KIND = "{}.{}{}".format(*sys.version_info[:2], sys.abiflags)
SLOW = Build(Path("/opt/own/bin/python"), KIND, "'--prefix=/opt/own'", chosen=False)
BASE = base_python()[0]
NEEDED = ["ctypes", "ensurepip", "lzma", "sqlite3", "ssl", "venv"]

Change = Callable[[Path], object]


def offer(system: Path, script: str) -> Path:
    python = system / f"python{KIND}"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    return python


def first(code: str) -> str:
    """A program that is this Python, but does something else first."""
    return f"""exec "{BASE}" -c '{code}; import sys; exec(sys.argv[1])' "$3" """


def version(number: str, level: str) -> str:
    kind = f'type("V", (tuple,), {{"releaselevel": "{level}"}})'
    return f"import sys; sys.version_info = {kind}({number})"


@pytest.fixture
def system(tmp_path: Path) -> Path:
    """Give a folder as the system's, with a whole Python of this version."""
    offer(tmp_path, f'exec "{BASE}" "$@"')
    return tmp_path


def test_a_slow_build_gives_way_to_the_system_s(system: Path) -> None:
    number = "{}.{}.{}".format(*sys.version_info[:3])
    found = Faster(system / f"python{KIND}", number, sys.base_prefix)
    assert faster_build(SLOW, system) == found
    offer(system, first(version("sys.version_info", "final")))
    assert faster_build(SLOW, system) == found


@pytest.mark.parametrize(
    "own",
    [
        replace(SLOW, options="'--enable-optimizations' '--with-lto'"),
        replace(SLOW, options=""),
        replace(SLOW, chosen=True),
        replace(SLOW, version=f"{KIND}x"),
        replace(SLOW, program=Path(BASE).resolve()),
    ],
    ids=["optimised", "says nothing", "a person's choice", "another kind", "the system's own"],
)
def test_any_other_is_kept(own: Build, system: Path) -> None:
    assert faster_build(own, system) is None


def test_one_of_the_system_s_is_kept_and_nobody_asked(system: Path) -> None:
    assert faster_build(replace(SLOW, program=system / "python"), system) is None


@pytest.mark.parametrize(
    "code",
    [
        *(f'import sys; sys.modules["{name}"] = None' for name in NEEDED),
        version("(3, 1, 0)", "final"),
        version("sys.version_info", "candidate"),
        'print("Welcome")',
    ],
    ids=[*NEEDED, "another version", "not released", "says more"],
)
def test_one_that_is_not_just_as_good_is_not_taken(code: str, tmp_path: Path) -> None:
    offer(tmp_path, first(code))
    assert faster_build(SLOW, tmp_path) is None


def nothing(python: Path) -> None:
    python.write_text("nothing that runs")


def folder(python: Path) -> None:
    python.unlink()
    python.mkdir()


def loop(python: Path) -> None:
    python.unlink()
    python.symlink_to(python)


def hanging(python: Path) -> None:
    offer(python.parent, "exec sleep 600")


@pytest.mark.parametrize("change", [Path.unlink, nothing, folder, loop, hanging])
def test_one_that_can_t_be_asked_is_none(change: Change, system: Path) -> None:
    change(system / f"python{KIND}")
    assert faster_build(SLOW, system, patience=0.2) is None


def test_that_of_a_virtual_environment_is_a_choice() -> None:
    """The tests are run by one."""
    here = Build.here()
    assert here.chosen
    assert here.program.samefile(BASE)
    assert here.version == KIND


def slow_start(folder: Path, prefix: str) -> tuple[Checkout, Path]:
    """Give a checkout for which this Python is a slow build, and the system's, which makes none."""
    checkout = make_checkout(folder)
    told = f"cpython {KIND} final\\n3.0.1\\n/python\\n{prefix}\\n"
    looked = f"""case "$*" in *ctypes*) printf '{told}'; exit ;; esac"""
    python = offer(checkout.packages, f'{looked}\necho "asked: $*"; exit 1')
    source = checkout.folder / "installer" / "interpreter.py"
    text = source.read_text()
    text = text.replace('Path("/usr/bin")', f"Path({str(checkout.packages)!r})")
    source.write_text(text.replace('"--enable-optimizations" in own.options', "False"))
    return checkout, python


def test_the_environment_is_made_with_it(tmp_path: Path) -> None:
    checkout, python = slow_start(tmp_path, "/python")

    with checkout.start("run", python=BASE) as started:
        _, words = started.communicate(timeout=PATIENCE)

    assert started.returncode == 1
    assert words.splitlines()[1].startswith(f"It gets {python} (3.0.1): ")
    assert f"asked: -P -m venv --without-pip {checkout.folder / '.venv'}" in words


def test_it_is_kept_until_a_person_chooses(tmp_path: Path) -> None:
    checkout, _ = slow_start(tmp_path, "/elsewhere")
    programs = checkout.folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("python", "kitbench"):
        (programs / name).write_text("#!/bin/sh\necho as it was\n")
        (programs / name).chmod(0o755)
    lock = checkout.folder / "installer" / "requirements" / "runtime.txt"
    of = lock.read_bytes() + (checkout.folder / "pyproject.toml").read_bytes()
    version = "{}.{}".format(*sys.version_info)
    base = f"{sys.implementation.name} {version} of /elsewhere in {checkout.folder / '.venv'}"
    made_of = {"base": base, "runtime": hashlib.sha256(of).hexdigest()}
    checkout.stamp.write_text(json.dumps(made_of))

    with checkout.start("run", python=BASE) as kept:
        assert kept.communicate(timeout=PATIENCE) == ("as it was\n", "")

    with checkout.start("run") as chosen:
        assert chosen.stderr is not None
        assert chosen.stderr.readline().startswith("Setting up ")
        chosen.terminate()
