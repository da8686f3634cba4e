"""Every import contract of pyproject.toml breaks when its rule is broken, and only then."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_checks import LINT_IMPORTS, ROOT

PACKAGES = "app app.core app.erp app.store app.services app.ui app.sandbox hardware resources"
ALLOWED = {
    "app.main": "import app.ui, app.services, app.sandbox, PySide6.QtCore",
    "app.ui.page": "import app.services, app.core, resources, PySide6.QtWidgets",
    "app.services.desk": "import app.erp, app.store, app.core, hardware, PySide6.QtCore",
    "app.erp.client": "import app.core, requests, truststore",
    "app.store.tables": "import app.core, sqlite3, keyring, threading",
    "app.sandbox.server": "import falcon, waitress, sqlalchemy",
    "app.core.kit": "import biip, dataclasses, decimal, re",
    "hardware.scanner": "import serial, threading",
}
BROKEN = [
    ("Imports go down", "app.core.slip", "import app.ui"),
    ("Imports go down", "app.erp.slip", "import app.store"),
    ("Imports go down", "app.sandbox.slip", "import app.core"),
    ("Imports go down", "app.elsewhere", ""),
    ("Only main starts", "app.services.slip", "import app.sandbox.server"),
    ("The ui knows", "app.ui.slip", "import app.store.tables"),
    ("The ui knows", "app.ui.slip", "import hardware"),
    ("Below services", "app.store.slip", "import hardware.scanner"),
    ("Below services", "app.core.slip", "import resources"),
    ("Hardware, resources", "hardware.slip", "import app.core"),
    ("Hardware, resources", "hardware.slip", "import resources"),
    ("Hardware, resources", "hardware.slip", "import PySide6.QtCore"),
    ("Hardware, resources", "app.sandbox.slip", "import app.erp.client"),
    ("Qt only", "app.store.slip", "from PySide6 import QtCore"),
    ("Qt only", "app.elsewhere", "from PySide6 import QtCore"),
    ("HTTP calls", "app.services.slip", "from requests import get"),
    ("HTTP calls", "app.ui.slip", "import urllib3"),
    ("SQLite and the keyring", "app.services.slip", "import keyring.errors"),
    ("SQLite and the keyring", "app.erp.slip", "import sqlite3"),
    ("Serial ports", "app.services.slip", "import serial.tools.list_ports"),
    ("The training ERP's", "app.erp.slip", "import falcon"),
    ("Core decides", "app.core.slip", "from pathlib import Path"),
    ("Core decides", "app.core.slip", "def now():\n    import time"),
    ("Core decides", "app.core.slip", "from threading import Lock"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Lay out small packages that keep to the rules, under the real contracts."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES.split():
        folder = tmp_path.joinpath(*package.split("."))
        folder.mkdir()
        (folder / "__init__.py").touch()
    for module, text in ALLOWED.items():
        write(tmp_path, module, text)
    return tmp_path


def write(tree: Path, module: str, text: str) -> None:
    tree.joinpath(*module.split(".")).with_suffix(".py").write_text(f"{text}\n")


def broken_contracts(tree: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    broken = re.findall(r"^(.*) BROKEN", done.stdout, re.MULTILINE)
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    assert done.returncode == (1 if broken else 0)
    return broken


def test_what_the_rules_allow(tree: Path) -> None:
    assert broken_contracts(tree) == []


@pytest.mark.parametrize(("contract", "module", "text"), BROKEN)
def test_what_a_rule_forbids(tree: Path, contract: str, module: str, text: str) -> None:
    write(tree, module, text)

    assert any(name.startswith(contract) for name in broken_contracts(tree))
