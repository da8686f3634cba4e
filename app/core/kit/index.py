"""The indices of a plan, built once: what a scanned name can mean in this kit."""

from collections import defaultdict
from collections.abc import Mapping

from app.core.facts import KitFacts, SerialRecord
from app.core.kit.plan import KitPlan, PlanLine


class KitIndex:
    """Look-ups by name, each O(1) per scan.

    Attributes:
        serial_components: The components that are serial-controlled.
    """

    def __init__(self, facts: KitFacts | None = None, plan: KitPlan | None = None) -> None:
        lines = plan.lines if plan else ()
        self._lines = lines
        self._positions = {line.component_id: at for at, line in enumerate(lines)}
        self._lots: dict[str, list[PlanLine]] = defaultdict(list)
        self._locations: dict[str, list[PlanLine]] = defaultdict(list)
        for line in lines:
            lots = facts.lots.get(line.component_id, ()) if facts else ()
            for lot_id in dict.fromkeys(lot.lot_id for lot in lots):
                self._lots[lot_id].append(line)
            for location in dict.fromkeys(place.location for place in line.places):
                self._locations[location].append(line)
        self._stocked = {
            part_id: {record.serial: record for record in records}
            for part_id, records in (facts.serials.items() if facts else ())
        }
        self.serial_components = tuple(
            line.component_id for line in lines if line.serial_controlled
        )

    def position(self, component_id: str) -> int | None:
        """A component's row in walk order."""
        return self._positions.get(component_id)

    def line(self, component_id: str) -> PlanLine | None:
        """The line of a component of this kit."""
        position = self._positions.get(component_id)
        return None if position is None else self._lines[position]

    def has_line(self, component_id: str) -> bool:
        """Whether the kit has this component."""
        return component_id in self._positions

    def lines_of_lot(self, lot_id: str) -> list[PlanLine]:
        """The lines whose component has a lot of this name, in any stores."""
        return self._lots.get(lot_id, [])

    def lines_at(self, location: str) -> list[PlanLine]:
        """The lines whose component lies at this location of their stores."""
        return self._locations.get(location, [])

    def component_of(self, text: str) -> str:
        """A component with a lot, a location or a stocked serial number of this name, or empty."""
        lines = self.lines_of_lot(text) or self.lines_at(text)
        if lines:
            return lines[0].component_id
        with_serials = self.serial_components
        return next((one for one in with_serials if text in self.stocked_serials(one)), "")

    def stocked_serials(self, component_id: str) -> Mapping[str, SerialRecord]:
        """The serial numbers of a component that the facts know, by serial number."""
        return self._stocked.get(component_id, {})
