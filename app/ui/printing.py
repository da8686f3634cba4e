"""Prints of the kit on the desk: written as PDF off the GUI thread, then opened for the person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

from PySide6.QtCore import QObject, Signal

from app.core.flow.changes import HeaderField
from app.core.flow.outcomes import Facts, Refused
from app.core.flow.refusals import Refusal
from app.core.kit.pick_list import PickHeading, make_pick_list, source_of
from app.core.kit.reversal import ReversalHeading, make_reversal
from app.core.kit_issue import KitIssued, KitPosting
from app.core.posting import PostingState
from app.services.kits import KitDesk
from app.services.lot_labels import LabelDesk
from app.services.session import Session
from app.services.tasks import Tasks
from app.ui import lot_label_texts
from app.ui.print.paper import PageSize


@dataclass(frozen=True, slots=True)
class Printer:
    """Where prints go.

    Attributes:
        folder: Of the PDF files; made when the first one is written.
        station: Named on each print.
        training: Prints say that they are of the training ERP.
        show: Opens a file for the person, by the system's own viewer.
    """

    folder: Path
    station: str
    training: bool
    show: Callable[[Path], object]
    page: PageSize = PageSize.A4


class Printing(QObject):
    """Lives in the GUI thread."""

    written = Signal(str)  # the path of a PDF that is there now
    failed = Signal(str)  # the system's words

    def __init__(self, desk: KitDesk, session: Session, tasks: Tasks, printer: Printer) -> None:
        super().__init__()
        self._desk, self._session, self._tasks = desk, session, tasks
        self._printer = printer

    def pick_list(self) -> None:
        """The pick and shortage list of the open kit."""
        kit = self._desk.opened
        source = source_of(kit.draft) if kit else None
        if kit is None or source is None:
            return
        state, reference = kit.draft.state, kit.draft.identity.reference
        heading = PickHeading(
            reference=reference,
            own_reference=state.text(HeaderField.REFERENCE),
            batch=(kit.posting.batch_number or "") if kit.posting else "",
            station=self._printer.station,
            operator=self._session.operator,
            printed_at=datetime.now(UTC),
            training=self._printer.training,
        )
        path = self._printer.folder / f"pick-{reference}.pdf"
        page = self._printer.page
        self._write(
            path, lambda: _press().write_pick_list(path, make_pick_list(source, heading), page)
        )

    def reversal(self) -> None:
        """What reversing the posted kit would take."""
        kit = self._desk.opened
        stored = kit.posting if kit else None
        if kit is None or stored is None or stored.state is not PostingState.POSTED:
            return
        plan = kit.draft.state.plan
        heading = ReversalHeading(
            station=self._printer.station,
            operator=self._session.operator,
            printed_at=datetime.now(UTC),
            training=self._printer.training,
            assembly=plan.assembly if plan else None,
        )
        answer = stored.answer if isinstance(stored.answer, KitIssued) else None
        sheet = make_reversal(stored.of_kind(KitPosting), answer, stored.batch_number, heading)
        path = self._printer.folder / f"reversal-{stored.posting.reference}.pdf"
        page = self._printer.page
        self._write(path, lambda: _press().write_reversal(path, sheet, page))

    def lot_labels(self, labels: LabelDesk) -> None:
        """All labels that wait, as one file; written and safe, they wait no longer."""
        waiting, form = labels.waiting, labels.form
        if not waiting:
            return
        layouts = [form.layout(one.label) for one in waiting]
        path = self._printer.folder / f"labels-{waiting[-1].reference}.pdf"
        title, who = lot_label_texts.LABELS, self._session.operator
        self._write(
            path,
            lambda: _press().write_lot_labels(path, title, layouts),
            lambda: labels.written(waiting, who=who),
        )

    def command_sheet(self) -> None:
        """The barcodes of all commands."""
        self._write_codes("commands", lambda: _sheets().command_sheet(_today()))

    def calibration_sheet(self) -> None:
        """What a scanner is taught with."""
        self._write_codes("scanner-sheet", lambda: _sheets().calibration_sheet(_today()))

    def _write_codes(self, name: str, sheet: Callable[[], object]) -> None:
        path, page = self._printer.folder / f"{name}.pdf", self._printer.page
        self._write(path, lambda: _press().write_codes(path, sheet(), page))

    def _write(
        self, path: Path, work: Callable[[], None], then: Callable[[], None] = lambda: None
    ) -> None:
        def make() -> None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            work()

        def done(_: None) -> None:
            then()
            self._printer.show(path)
            self.written.emit(str(path))

        def failed(problem: Exception) -> None:
            if not isinstance(problem, OSError):
                raise problem
            self.failed.emit(str(problem))
            self._desk.intake.alarm(Refused(Refusal.NOT_PRINTED, Facts(text=str(problem))))

        self._tasks.run(make, done, failed)


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _sheets() -> ModuleType:
    from app.ui.print import scan_sheets  # noqa: PLC0415 - as `_press`

    return scan_sheets


def _press() -> ModuleType:
    from app.ui.print import pdf  # noqa: PLC0415 - with the first print, on the thread that prints

    return pdf
