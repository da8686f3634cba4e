"""The way to the buyer's desk: scans and commands while one is there, and parked orders."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.flow.judging import judge_misread
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.flow.turning import FLOW_VERBS
from app.core.labels import Command, Label, Verb
from app.services.intake import Intake, Notice, NoticeKind, Offered
from app.services.purchase import Purchase
from app.services.scanning import ScannedLabel
from app.ui import refusal_texts
from app.ui.page_shelf import PageShelf
from app.ui.tones import Sound, Tones

if TYPE_CHECKING:
    from app.ui.pages.buyer_flow import BuyerFlow

BOUGHT = "bought"
"""What the journal says of a scan that went to the buyer's desk."""


class BuyersWay(QObject):
    """Of a station that buys. Nothing holds a scan there: a buyer looks at the screen. GUI thread.

    Signals: `handed` with a `Command` for the window.
    """

    handed = Signal(object)

    def __init__(self, purchase: Purchase, intake: Intake, shelf: PageShelf, tones: Tones) -> None:
        super().__init__(shelf)
        self._purchase, self._intake = purchase, intake
        self._shelf, self._tones = shelf, tones

    @property
    def _flow(self) -> "BuyerFlow":
        return self._shelf.purchase

    @property
    def at_work(self) -> bool:
        """Whether an order lies on the desk."""
        return self._purchase.at_work

    def enter(self) -> None:
        """Somebody comes; what was refused elsewhere is over."""
        self._intake.reset(self._intake.draft_id)

    def leave(self) -> None:
        """Somebody works on something else now; what was changed is put aside."""
        if self.at_work:
            self._flow.finish_typing()
        self._purchase.leave()

    def resume(self, draft_id: str) -> None:
        """Bring a parked order back."""
        self._purchase.desk.resume(draft_id)

    def take(self, scanned: ScannedLabel) -> None:
        """A scan, wherever the focus is; what is being typed meanwhile is kept."""
        label = scanned.label
        offered = Offered(label, journalled=scanned.scan_id, role=scanned.role)
        refused = judge_misread(label)
        if refused is not None:
            self._intake.refuse(refused, offered)
        elif label.command is not None and label.command.verb in FLOW_VERBS - {Verb.HOLD}:
            self._intake.settle(offered, label.command.verb)
            self.handed.emit(label.command)
        elif self._taken(label, label.command):
            self._intake.settle(offered, BOUGHT)
            self._flow.clear_refusal()
            self._tones.play(Sound.ACCEPTED)
        else:
            here = Refused(Refusal.COMMAND_NOT_HERE, Facts(text=label.text[:40]))
            self._intake.refuse(here, offered)

    def note(self, notice: Notice) -> None:
        """Show a refusal on the page that is open, and let nothing wait for it."""
        if notice.kind is NoticeKind.REFUSED and isinstance(notice.outcome, Refused):
            self._flow.show_refusal(refusal_texts.refused(notice.outcome))
            self._intake.press(Verb.CLEAR)

    def _taken(self, label: Label, command: Command | None) -> bool:
        self._flow.finish_typing()
        if command is None:
            return self._purchase.desk.take(label)
        return command.verb is Verb.CLEAR or self._purchase.command(command.verb)
