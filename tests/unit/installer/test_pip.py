"""What a failure of pip means, asked of the real pip where it fails by itself."""

import os
import sys
from pathlib import Path

import pytest

from installer.fault import SetUpFault
from installer.pip import Pip
from installer.tools import Tools, fault_of
from installer.uv import told_by
from tests.unit.installer import toy_backend


@pytest.fixture
def pip(tmp_path: Path) -> Pip:
    return Pip(sys.executable, Tools(tmp_path / "setup.log", ()))


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a lock that asks for a package with a hash that nothing has."""
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    lock = tmp_path / "lock.txt"
    lock.write_text(f"toy-parts==1.0 --hash=sha256:{'0' * 64}\n")
    return lock


def test_no_network(pip: Pip, lock: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PIP_NO_INDEX")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")  # nobody listens there
    monkeypatch.setenv("PIP_RETRIES", "1")

    with pytest.raises(SetUpFault) as fault:
        pip.install_lock(lock)

    assert fault.value.what.startswith("The package index could not be reached")
    assert "Connect this machine to the network" in str(fault.value)


def test_a_file_that_was_exchanged(pip: Pip, lock: Path, tmp_path: Path) -> None:
    toy_backend.make_wheel(str(tmp_path), "toy_parts", "1.0", {"toy_parts.py": ""})

    with pytest.raises(SetUpFault) as fault:
        pip.install_lock(lock)

    assert fault.value.what.startswith("A package is not the file that the lock names")


def test_a_package_that_is_not_offered(pip: Pip, lock: Path, tmp_path: Path) -> None:
    """And every word is kept."""
    with pytest.raises(SetUpFault) as fault:
        pip.install_lock(lock)

    assert fault.value.what.startswith("The package index has no ready-made package")
    assert "toy-parts==1.0" in fault.value.detail
    words = (tmp_path / "setup.log").read_text()
    assert "No matching distribution found for toy-parts==1.0" in words


def test_uv_is_told_what_pip_was_told(
    pip: Pip, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(tmp_path / "pip.conf"))
    (tmp_path / "pip.conf").write_text(
        "[global]\n"
        "index-url = https://user:it's@packages.example/simple\n"
        "cert = /etc/old.pem\n"
        "find-links = /one /two\n"
        "no-index = false\n"
        "timeout = 60\n"
        "trusted-host = packages.example\n    files.example\n"
        "[install]\n"
        "proxy = http://proxy.example:3128\n"
    )
    monkeypatch.setenv("PIP_CERT", "/etc/new.pem")
    monkeypatch.setenv("PIP_PROXY", "")

    configuration = pip.configuration()

    assert told_by(configuration) == {
        "UV_DEFAULT_INDEX": "https://user:it's@packages.example/simple",
        "SSL_CERT_FILE": "/etc/new.pem",
        "HTTPS_PROXY": "http://proxy.example:3128",
        "HTTP_PROXY": "http://proxy.example:3128",
        "UV_INSECURE_HOST": "packages.example files.example",
    }
    alone = configuration | {"no-index": "true"}
    assert told_by(alone)["UV_FIND_LINKS"] == "/one,/two"


RETRIED = "Retrying (Retry(total=0)) after connection broken by"
NOT_FOUND = "ERROR: No matching distribution found for x"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("ERROR: ... OSError: [Errno 28] No space left on device", "The disk is full."),
        ("ERROR: ... [Errno 13] Permission denied: '/x'", "A file may not be written."),
        (
            f"{RETRIED} 'SSLError(... CERTIFICATE_VERIFY_FAILED ...\n{NOT_FOUND}",
            "The package index shows a certificate that this machine doesn't trust.",
        ),
        (
            f"{RETRIED} 'NameResolutionError(...'\n{NOT_FOUND}",
            "The package index could not be reached, so the packages were not fetched.",
        ),
        (
            NOT_FOUND,
            "The package index has no ready-made package for this Python and this system.",
        ),
        ("Segmentation fault", "Setting up failed."),
    ],
)
def test_words_that_tools_write(words: str, what: str) -> None:
    fault = fault_of(words, Path("setup.log"))

    assert fault.what == what
    assert fault.remedy
    assert fault.detail
