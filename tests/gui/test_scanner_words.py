"""Where a scanner stands, in words: what happened and what to do (issue: state visible at once)."""

import pytest

from app.services.scanning import Access, ScannerState, ScannerStatus
from app.ui import scanner_texts
from app.ui.widgets.values import Tone

RULE = 'SUBSYSTEM=="tty", ATTRS{idVendor}=="0c2e", ATTRS{idProduct}=="0b6a", TAG+="uaccess"'


@pytest.mark.parametrize("state", ScannerState)
def test_every_state_has_a_mark_words_and_what_to_do(state: ScannerState) -> None:
    item = scanner_texts.scanner_item("Wand", ScannerStatus(state, "COM7", "detail of it"))
    assert item.text.startswith("Wand: ")
    assert item.brief.startswith("Wand")
    assert item.hint.startswith(f"{item.text}.\n")
    assert item.hint.endswith("\n(detail of it)")
    assert scanner_texts.what_to_do(ScannerStatus(state, "COM7")).endswith(".")
    assert (item.tone is Tone.OK) == (state is ScannerState.CONNECTED)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (
            ScannerStatus(ScannerState.CONNECTED, "COM7", identity="usb:0c2e:0b6a:S1"),
            ["COM7", "usb:0c2e:0b6a:S1", "station file"],
        ),
        (
            ScannerStatus(ScannerState.BUSY, "COM7", holder="minicom (4711)"),
            ["minicom (4711) has COM7", "tries again"],
        ),
        (ScannerStatus(ScannerState.BUSY, "COM7"), ["Another program"]),
        (
            ScannerStatus(ScannerState.NO_PERMISSION, "P", access=Access("dialout")),
            ['sudo usermod -aG dialout "$USER"', "signs you out and in again"],
        ),
        (
            ScannerStatus(ScannerState.NO_PERMISSION, "P", access=Access("dialout", member=True)),
            ["You are in the group dialout", "sign out"],
        ),
        (
            ScannerStatus(ScannerState.NO_PERMISSION, "P", access=Access(udev_rule=RULE)),
            [RULE, "/etc/udev/rules.d/70-kitbench.rules", "sudo udevadm control --reload"],
        ),
        (ScannerStatus(ScannerState.NO_PERMISSION, "P"), ["Ask IT"]),
        (ScannerStatus(ScannerState.AMBIGUOUS, "usb:0c2e:0b6a"), ["serial number", "location"]),
        (ScannerStatus(ScannerState.LOST, "COM7"), ["Plug the scanner in again"]),
    ],
)
def test_what_to_do_is_said(status: ScannerStatus, words: list[str]) -> None:
    told = scanner_texts.scanner_item("Wand", status).hint
    assert [one for one in words if one not in told] == []
