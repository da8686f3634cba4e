"""Two scanners of the station file at the real window: their roles, and what they send damaged."""

from app.core.flow.steps import Step
from app.core.kit.state import ASSEMBLY
from app.core.settings import ScannerRole, ScannerSettings
from app.services.scanning import ScannerState
from hardware.simulated import SimulatedScanner
from tests.gui.operator import MOTOR_LOTS, Operator
from tests.services.world import until


def test_each_scanner_of_the_station_file_has_its_part(operator: Operator) -> None:
    """Scans are injected by real lines; the window says which scanner was the wrong one."""
    scanning = operator.station.scanning
    with SimulatedScanner() as line, SimulatedScanner() as end:
        scanning.set_up(
            [
                ScannerSettings("line", line.port, role=ScannerRole.COMPONENTS),
                ScannerSettings("end", end.port, role=ScannerRole.SERIALS, prefix="*"),
            ]
        )
        until(
            lambda: (
                [one.state for one in scanning.statuses.values()] == [ScannerState.CONNECTED] * 2
            )
        )
        end.scan("*MOTOR003")
        until(lambda: operator.station.desk.draft and operator.draft.state.plan)
        line.scan("GC00004057")
        until(operator.red)
        assert operator.banner().title == "GC00004057 came from the scanner for components"
        line.scan("KB:CLEAR")
        until(lambda: not operator.red())
        end.scan("GC00004057")
        until(operator.red)
        assert "Its beginning is missing" in operator.banner().hint
        assert "(GC00004057)" in operator.banner().hint
        end.scan("*KB:CLEAR")
        until(lambda: not operator.red())
        end.scan("*GC00004057")
        until(lambda: list(operator.draft.state.owned(ASSEMBLY)) == ["GC00004057"])
        end.scan("*KB:NEXT")
        until(lambda: operator.step() is Step.LINES)
        end.scan(f"*{MOTOR_LOTS[0]}")
        until(operator.red)
        assert "came from the scanner for finished assemblies" in operator.banner().title
        scanning.set_up([])
