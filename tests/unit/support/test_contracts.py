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
    "app.core.flow": "import dataclasses",
    "app.core.kit": "import app.core.flow, biip, dataclasses, decimal, re",
    "app.core.receiving": "import app.core.flow",
    "hardware.scanner": "import serial, threading",
}
FORBIDDEN = [
    ("Imports go down", "app.core.slip_1", "import app.ui"),
    ("Imports go down", "app.erp.slip_2", "import app.store"),
    ("Imports go down", "app.sandbox.slip_3", "import app.core"),
    ("Imports go down", "app.elsewhere", ""),
    ("What all flows share", "app.core.flow", "import app.core.kit"),
    ("Only main starts", "app.services.slip_4", "import app.sandbox.server"),
    ("The ui knows", "app.ui.slip_5", "import app.store.tables"),
    ("The ui knows", "app.ui.slip_6", "import hardware"),
    ("Below services", "app.store.slip_7", "import hardware.scanner"),
    ("Below services", "app.core.slip_8", "import resources"),
    ("Hardware, resources", "hardware.slip_9", "import app.core"),
    ("Hardware, resources", "hardware.slip_10", "import resources"),
    ("Hardware, resources", "hardware.slip_11", "import PySide6.QtCore"),
    ("Hardware, resources", "app.sandbox.slip_12", "import app.erp.client"),
    ("Qt only", "app.store.slip_13", "from PySide6 import QtCore"),
    ("Qt only", "app.elsewhere_too", "from PySide6 import QtCore"),
    ("HTTP calls", "app.services.slip_14", "from requests import get"),
    ("HTTP calls", "app.ui.slip_15", "import urllib3"),
    ("SQLite and the keyring", "app.services.slip_16", "import keyring.errors"),
    ("SQLite and the keyring", "app.erp.slip_17", "import sqlite3"),
    ("Serial ports", "app.services.slip_18", "import serial.tools.list_ports"),
    ("The training ERP's", "app.erp.slip_19", "import falcon"),
    ("Core decides", "app.core.slip_20", "from pathlib import Path"),
    ("Core decides", "app.core.slip_21", "def now():\n    import time"),
    ("Core decides", "app.core.slip_22", "from threading import Lock"),
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


def told_of_contracts(tree: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"],
        cwd=tree,
        env={"PYTHONPATH": str(tree), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.stdout


def test_what_the_rules_allow(tree: Path) -> None:
    assert "BROKEN" not in told_of_contracts(tree)


def test_what_the_rules_forbid(tree: Path) -> None:
    for _, module, text in FORBIDDEN:
        write(tree, module, text)

    told = told_of_contracts(tree)

    assert "KEPT" not in told
    # After the list of contracts, each broken one has its name, a rule of dashes, its findings.
    parts = re.split(r"\n\n(.+)\n-{5,}\n", told.partition("Broken contracts")[2])
    findings = dict(zip(parts[1::2], parts[2::2], strict=True))
    for contract, module, _ in FORBIDDEN:
        (finding,) = (text for name, text in findings.items() if name.startswith(contract))
        assert re.search(rf"\b{module}\b", finding), f"{contract}: {module} is not found out"
