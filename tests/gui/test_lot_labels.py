"""Lot labels at the window: said on home, shown as they come out, saved, put aside."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.ui.activity_texts import LOT_LABELS
from app.ui.pages.home import HomePage
from app.ui.pages.lot_labels import LotLabelsPage
from app.ui.pages.story import StoryPanel
from app.ui.places import Place
from app.ui.widgets.button import ActionButton
from app.ui.widgets.label_view import LabelView
from app.ui.widgets.notice import Notice
from tests.gui.print.reading import pdf_text, symbols_of
from tests.gui.stage import stage
from tests.gui.states_labels import DOCK, LINES, WITH_PRINTER, open_labels, receive
from tests.services.receipt_station import label
from tests.services.world import until


def test_they_are_offered_on_home_and_a_file_of_them_ends_their_waiting(
    qapp: QApplication, tmp_path: Path
) -> None:
    with stage(qapp, tmp_path, DOCK) as on:
        on.sign_in()
        receive(on)
        (home,) = on.window.findChildren(HomePage)
        (notice,) = home.findChildren(Notice)
        assert not notice.isHidden()
        notice.action_pressed.emit()
        page = open_labels(on)
        assert page.isVisible()
        (view,) = page.findChildren(LabelView)
        assert LINES[0][-1] in view.accessibleName()
        ((text, _),) = symbols_of(view.grab().toImage())
        assert f"T{LINES[0][-1]}" in text

        page.pdf.click()
        until(lambda: not on.station.labels.waiting)
        (file,) = tmp_path.rglob("labels-*.pdf")
        assert {line[-1] for line in LINES} <= set(pdf_text(file.read_bytes()))
        until(notice.isHidden)


def test_those_of_a_receipt_are_printed_once_more_from_where_it_was_posted(
    qapp: QApplication, tmp_path: Path
) -> None:
    with stage(qapp, tmp_path, DOCK) as on:
        on.sign_in()
        on.scan(label("K100447", "PGREASE-L2", "TG-118", "Q1KG"), "KB:NEXT", "KB:POST")
        labels = on.station.labels
        until(lambda: bool(labels.waiting))
        on.window.receipts.labels_wanted.emit(labels.waiting[0].posting_id)
        (page,) = on.window.findChildren(LotLabelsPage)
        assert not page.again.isVisible()
        page.pdf.click()
        until(page.again.isVisible)
        assert "printed" in page.banner.view.title
        page.again.click()
        until(lambda: bool(labels.waiting))
        assert not page.again.isVisible()
        page.left.emit()
        assert on.window.place is Place.RECEIVE

        receipt = labels.waiting[0].posting_id
        page.pdf.click()
        until(lambda: not labels.waiting)
        on.window.show_place(Place.ACTIVITY)
        (story,) = on.window.findChildren(StoryPanel)
        story.show_row(on.station.outbox.get(receipt).row)
        (link,) = (one for one in story.findChildren(ActionButton) if one.words == LOT_LABELS)
        link.click()
        until(page.again.isVisible)


def test_they_are_put_aside_only_after_a_question(qapp: QApplication, tmp_path: Path) -> None:
    with stage(qapp, tmp_path, WITH_PRINTER) as on:
        on.sign_in()
        receive(on)
        page = open_labels(on)
        page.dismiss.click()
        page.banner.answered.emit(0)
        assert len(on.station.labels.waiting) == len(LINES)
        page.dismiss.click()
        page.banner.answered.emit(1)
        until(lambda: not on.station.labels.waiting)
