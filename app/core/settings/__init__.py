"""The station file: what one workstation is told about itself, as TOML.

A key that is wrong costs only itself: it keeps its default and is reported, so that a typing
mistake never keeps a station from starting. Secrets never stand here (design.md 7), and training
can't be set up differently from live, or what is practised would not be what is done.
"""

from app.core.settings.buying import BuyingSettings
from app.core.settings.dump import dump
from app.core.settings.label_printer import LabelPrinterSettings
from app.core.settings.labels import LabelSettings, TemplateSettings
from app.core.settings.model import (
    KEYBOARD,
    Appearance,
    Connection,
    Encoding,
    FlowControl,
    KeyboardLayout,
    KitDefaults,
    ManexSettings,
    OutboxSettings,
    Parity,
    RequestForm,
    Rules,
    ScannerMode,
    ScannerRole,
    ScannerSettings,
    Server,
    Settings,
    Station,
    Terminator,
    ThemeName,
    WireOverrides,
)
from app.core.settings.parse import parse
from app.core.settings.problems import SettingFault, SettingProblem
from app.core.settings.rule import Rule

__all__ = [
    "KEYBOARD",
    "Appearance",
    "BuyingSettings",
    "Connection",
    "Encoding",
    "FlowControl",
    "KeyboardLayout",
    "KitDefaults",
    "LabelPrinterSettings",
    "LabelSettings",
    "ManexSettings",
    "OutboxSettings",
    "Parity",
    "RequestForm",
    "Rule",
    "Rules",
    "ScannerMode",
    "ScannerRole",
    "ScannerSettings",
    "Server",
    "SettingFault",
    "SettingProblem",
    "Settings",
    "Station",
    "TemplateSettings",
    "Terminator",
    "ThemeName",
    "WireOverrides",
    "dump",
    "parse",
]
