"""The Assembly page: what is made, how many, which serial numbers, and where to."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.core.flow.changes import HeaderField
from app.core.kit.draft import KitDraft
from app.core.kit.readiness import short_lines
from app.core.kit.state import ASSEMBLY
from app.core.quantities import plain
from app.services.kits import KitDesk
from app.ui import kit_texts, serial_texts, texts
from app.ui.look import Look
from app.ui.models.components import SHORT_LIST, ComponentsModel
from app.ui.models.serials import SerialsModel
from app.ui.pages.header import HeaderFields, HeaderPage
from app.ui.widgets.card import Card
from app.ui.widgets.chips import Chip, Chips
from app.ui.widgets.empty import EmptyState
from app.ui.widgets.facts import Fact
from app.ui.widgets.one_of import OneOf
from app.ui.widgets.table import RowTable

FIELDS = HeaderFields(
    usual=(
        HeaderField.QUANTITY,
        HeaderField.REFERENCE,
        HeaderField.TO_STORES,
        HeaderField.TO_LOCATION,
        HeaderField.DEPARTMENT,
        HeaderField.ACCOUNT,
    ),
    rare=(
        HeaderField.ASSEMBLY_LOT,
        HeaderField.EXPIRES,
        HeaderField.ACTION_DATE,
        HeaderField.EFFECTIVE_DATE,
        HeaderField.KIT_STORES,
        HeaderField.INCLUDE_SCRAP,
        HeaderField.TXNS_ACCEPTED,
    ),
    words=kit_texts.FIELDS,
)


class AssemblyPage(HeaderPage):
    """Header fields left, what the kit would use right."""

    def __init__(self, look: Look, desk: KitDesk) -> None:
        super().__init__(look, "Assembly", FIELDS)
        self._desk = desk
        self._model = ComponentsModel(SHORT_LIST)
        self._table = RowTable(look, self._model, "What this kit uses")
        self._serials = SerialsModel()
        self._serial_table = RowTable(look, self._serials, "Serial numbers")
        self._chips = Chips(look, "Shown at the right")
        self._chips.chosen.connect(lambda _key: self.refresh())
        self._uses = Card(look, "What this kit uses")
        self._uses.add_to_head(self._chips, right=True)
        self._empty = EmptyState(look, "scan-barcode", *kit_texts.NO_ASSEMBLY)
        self._beside = OneOf(self._table, self._serial_table, self._empty)
        self._uses.set_body(self._beside)
        for card in (self._header, self._uses):
            card.set_tall_head()
        self.set_beside(self._uses)

    def refresh(self) -> None:
        """Show the draft's header, and what it uses or its serial numbers."""
        draft = self._desk.draft
        if draft is not None:
            super().refresh()
            self._show_right(draft)

    def text(self, name: HeaderField) -> str | None:
        """What is in a field of the draft; the quantity also where nobody said one."""
        draft = self._desk.draft
        if draft is None:
            return None
        if name is HeaderField.QUANTITY:
            return plain(draft.state.quantity)
        return draft.state.text(name)

    def facts(self) -> Sequence[Fact]:
        """What is made, and its serial numbers."""
        draft = self._desk.draft
        return _facts(draft) if draft is not None else ()

    def show_serials(self) -> None:
        """List the serial numbers, as by a tap on their chip."""
        self._chips.set_current("serials")
        self.refresh()

    def replan(self) -> None:
        """The plan is another one."""
        self._model.show_draft(self._desk.draft)

    def _show_right(self, draft: KitDraft) -> None:
        plan, owned = draft.state.plan, draft.state.owned(ASSEMBLY)
        chips = [Chip("uses", "Parts", len(draft.state.lines))]
        if plan is not None and plan.assembly.serial_controlled:
            chips.append(Chip("serials", "Serials", len(owned)))
        self._chips.set_chips(chips if plan is not None else [])
        serials = self._chips.current() == "serials"
        listed = self._serial_table if serials else self._table
        self._beside.show_one(listed if plan is not None else self._empty)
        if serials:
            self._serials.show_serials(owned)
            self._uses.set_title("Serial numbers", texts.of(len(owned), draft.state.quantity))
        else:
            self._model.refresh()
            found = kit_texts.sufficiency(plan, len(short_lines(draft.state)), datetime.now(UTC))
            self._uses.set_title("What this kit uses", found)


def _facts(draft: KitDraft) -> list[Fact]:
    state = draft.state
    plan = state.plan
    owned = state.owned(ASSEMBLY)
    if plan is None:
        part, unit = texts.DASH, ""
    else:
        part, unit = f"{plan.assembly.part_id} {plan.assembly.description}", plan.assembly.unit
    facts = [Fact("Assembly", part), Fact("Making", texts.amount(state.quantity, unit))]
    if plan is not None and plan.assembly.serial_controlled:
        listed = serial_texts.listed(owned)
        facts.append(Fact("Serials", texts.of(len(owned), state.quantity)))
        facts.append(Fact("", listed or texts.DASH, mono=True))
    return facts
