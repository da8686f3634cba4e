"""The fonts of the program, which `Look` registers."""

import pytest
from PySide6.QtWidgets import QApplication

from app.ui.look import Look
from app.ui.print.typeface import Typeface
from app.ui.theme import load_theme


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Look:
    return Look(qapp, load_theme("light"))


@pytest.fixture
def typeface() -> Typeface:
    return Typeface()
