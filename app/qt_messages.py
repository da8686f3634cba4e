"""What Qt says goes into the log; apart, as commands without a window need no Qt."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler


def carry_qt_messages() -> Callable[[], None]:
    """Log what Qt says, in place of its own lines on the terminal; returns what undoes it."""
    before = qInstallMessageHandler(_log_qt_message)

    def restore() -> None:
        qInstallMessageHandler(before)

    return restore


_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    # The plug-in without a screen says this at every layout; it means nothing.
    usual = message.startswith("This plugin does not support propagateSizeHints")
    logging.getLogger("qt").log(logging.DEBUG if usual else _QT_LEVELS[kind], message)
