"""Two scanners at one station: one for components, one for finished serial numbers."""

import pytest

from app.core.flow.refusals import Refusal
from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.settings import ScannerRole
from app.services.scanning import KeyboardScanner
from tests.services.kit_station import MOTOR_LOTS, KitBench
from tests.services.world import until


class Pair:
    """Both scanners of a station; each scan is dealt with when the call returns."""

    def __init__(self, kits: KitBench) -> None:
        self._kits = kits
        self._scans = 0
        self._line, self._end = KeyboardScanner("line"), KeyboardScanner("end")
        kits.scanning.add(self._line, role=ScannerRole.COMPONENTS)
        kits.scanning.add(self._end, role=ScannerRole.SERIALS)
        kits.scanning.start()

    def component(self, text: str) -> None:
        self._scan(self._line, text)

    def finished(self, text: str) -> None:
        self._scan(self._end, text)

    def _scan(self, scanner: KeyboardScanner, text: str) -> None:
        scanner.hand(text)
        self._scans += 1
        kits = self._kits
        until(lambda: len(kits.journalled()) == self._scans and kits.desk.idle)
        until(lambda: all(outcome for _, outcome in kits.outcomes()))


@pytest.fixture
def pair(kits: KitBench) -> Pair:
    return Pair(kits)


def test_each_scanner_does_its_part_of_a_kit(kits: KitBench, pair: Pair) -> None:
    pair.finished("MOTOR003")
    pair.finished("GC00004057")
    pair.finished("KB:NEXT")
    for lot in MOTOR_LOTS:
        pair.component(lot)
    pair.component("KB:NEXT")
    assert kits.refusals == []
    assert kits.state.step is Step.REVIEW


def test_a_component_scanner_may_begin_a_kit_and_gives_no_serial_number(
    kits: KitBench, pair: Pair
) -> None:
    pair.component("MOTOR003")
    assert kits.state.assembly is not None
    pair.component("GC00004057")
    assert kits.refusal is Refusal.OUT_OF_ROLE
    assert not kits.state.owned(ASSEMBLY)
    pair.component("KB:CLEAR")
    pair.finished("GC00004057")
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]


def test_a_scanner_for_finished_serials_gives_no_component(kits: KitBench, pair: Pair) -> None:
    pair.finished("MOTOR003")
    pair.finished("GC00004057")
    pair.finished("KB:NEXT")
    before = dict(kits.state.entries)
    pair.finished(MOTOR_LOTS[0])
    assert kits.refusal is Refusal.OUT_OF_ROLE
    assert kits.state.entries == before
    assert kits.outcomes()[-1] == (MOTOR_LOTS[0], Refusal.OUT_OF_ROLE)
