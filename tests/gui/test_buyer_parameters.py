"""Each of the 38 parameters: set in the window, told by its documented name, read back (C4)."""

import io
import json
from pathlib import Path
from urllib.parse import parse_qsl

import falcon
import pytest
from falcon.stream import BoundedStream
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.po_line.catalogue import LineField as F
from app.core.po_line.cells import YES, text_of
from app.core.po_line.forms import PLAIN
from app.core.posting import PostingState
from app.core.settings import ManexSettings, RequestForm, Settings
from app.ui import buyer_field_texts
from app.ui.pages.buyer_fields import NoteField, PanelField
from app.ui.places import Place
from app.ui.widgets.fields import Choice
from app.ui.widgets.focus import within
from tests.gui.buyer import KEY, Buyer
from tests.gui.operator import Operator
from tests.gui.stage import stage
from tests.services.world import until

ORDER = "1759"
TABLE: dict[F, tuple[str, str, str]] = {
    F.ORDER_NUMBER: ("PoNum", ORDER, ORDER),
    F.ITEM_NUMBER: ("ITEMNO", "417", "417"),
    F.ITEM_TYPE: ("POITTYPE", "INVT PART", "INVT PART"),
    F.PART_NUMBER: ("part_no", "416-110989", "416-110989"),
    F.REVISION: ("revision", "b", "b"),
    F.PART_KEY: ("uniq_key", "", ""),  # by the item master, here and below
    F.DESCRIPTION: ("DESCRIPT", "Bracket, blue", "Bracket, blue"),
    F.PART_CLASS: ("PART_CLASS", "HDW", "HDW"),
    F.PART_TYPE: ("PART_TYPE", "BRACKET", "BRACKET"),
    F.MANUFACTURER: ("partmfgr", "GENR", "GENR"),
    F.MFGR_PART: ("mfgr_pt_no", "416-110989", "416-110989"),
    F.MFGR_KEY: ("uniqmfgrhd", "", ""),
    F.SUPPLIER_PART: ("supplierPartNumber", "VX 17/4", "VX 17/4"),
    F.QUANTITY: ("ORD_QTY", "1500", "1500"),
    F.COST_EACH: ("COSTEACH", "0.9", "0.9"),
    F.OVER_PERCENT: ("overage", "12.5", "12.5"),
    F.PACKAGE: ("package", "AMMO BELT", "AMMO BELT"),
    F.PURCHASE_UNIT: ("PUR_UOFM", "DOZ", "DOZ"),
    F.STOCK_UNIT: ("U_OF_MEAS", "EACH", "EACH"),
    F.LEAD_TIME: ("pur_ltime", "10 WK", "10 WK"),
    F.MINIMUM: ("minorder", "5", "5"),
    F.MULTIPLE: ("ordmult", "5", "5"),
    F.TAXABLE: ("IS_TAX", YES, "true"),
    F.TAX_PERCENT: ("TAX_PCT", "8.25", "8.25"),
    F.FIRST_ARTICLE: ("FIRSTARTICLE", YES, "true"),
    F.INSPECTION_NOTE: ("INSPECTIONOTE", "Check the burr", "Check the burr"),
    F.EXCEPTION: ("INSPEXCEPTION", YES, "true"),
    F.EXCEPTION_CODE: ("INSPEXCDOC", "DOC-77", "DOC-77"),
    F.EXCEPTION_NOTE: ("INSPEXCNOTE", "Seen on site", "Seen on site"),
    F.EXCEPTION_INITIALS: ("INSPEXCINIT", "MK", "MK"),
    F.EXCEPTION_DATE: ("INSPEXCDT", "2026-11-07", "11-07-2026"),
    F.NOTE: ("NOTE1", 'Made of <b>50 %</b> & "x"', 'Made of <b>50 %</b> & "x"'),
    F.FIRM: ("ISFIRM", YES, "true"),
    F.CANCELLED: ("LCANCEL", YES, "true"),
    F.UPDATE_LEAD_TIME: ("updatePLT", YES, "true"),
    F.UPDATE_ORDER_RULES: ("updateMinOrdMult", YES, "true"),
    F.UPDATE_MATERIAL_COST: ("updateMaterialCost", YES, "true"),
    F.UPDATE_TARGET_PRICE: ("updateTargetPrice", YES, "true"),
}
"""By field: its documented name, what a person puts there, and what the ERP is told."""


class Tap:
    """Before every call of the ERP: hears what was said to PO Item Add."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        self.bodies: list[bytes] = []

    def process_request(self, req: falcon.Request, resp: falcon.Response) -> None:
        """As falcon calls it, on a thread of the server."""
        del resp
        body = req.bounded_stream.read()
        req._bounded_stream = BoundedStream(io.BytesIO(body), len(body))
        if "/PO/ItemAdd/" in req.path:
            self.bodies.append(body)
            said = dict(parse_qsl(req.query_string, keep_blank_values=True))
            self.told = said | (json.loads(body) if body else {})


def put(field: PanelField, text: str) -> None:
    """As a person does: choose it, or type it and go on."""
    shown = field.field
    if isinstance(shown, Choice):
        at = shown.findData(text)
        assert at >= 0, text
        shown.setCurrentIndex(at)
        shown.activated.emit(at)
        return
    shown.setFocus(Qt.FocusReason.TabFocusReason)
    shown.selectAll()
    QTest.keyClicks(shown, text)
    if isinstance(shown, NoteField):
        QTest.keyClick(shown, Qt.Key.Key_Tab)
    else:
        QTest.keyClick(shown, Qt.Key.Key_Return)


def way_of_tab(buyer: Buyer) -> list[str]:
    """The fields of the panel and its first button, as Tab goes through."""
    panel = buyer.flow.lines.panel
    names: dict[QWidget, str] = {one.field: str(of) for of, one in panel.fields.items()}
    return [
        names.get(one, "cancel")
        for one in within(buyer.flow)
        if one in names or one is panel.cancel_line
    ]


@pytest.mark.parametrize("form", list(RequestForm))
def test_each_is_set_told_by_its_name_and_comes_back(
    form: RequestForm, qapp: QApplication, tmp_path: Path
) -> None:
    tap = Tap()
    assert list(TABLE) == list(F)
    settings = Settings(manex=ManexSettings(form=form))
    with stage(qapp, tmp_path, settings, live=True, middleware=[tap]) as on:
        buyer = Buyer(Operator(on.station), on.cable.url)
        desk = buyer.purchase.desk
        buyer.purchase.buying.session.enter_key(KEY)
        until(lambda: buyer.purchase.buying.session.credentials() is not None)
        on.window.open_flow(Place.PURCHASE)
        buyer.open(ORDER)
        buyer.type_into(0, "Part", "416-110989")
        buyer.flow.lines.go_to_line("+1")
        buyer.settled()
        panel = buyer.flow.lines.panel
        for group in panel.groups:
            if group.form.isHidden():
                group.fold()
        assert way_of_tab(buyer) == [*panel.fields, "cancel"]
        asked = dict(TABLE)
        for of, (name, text, _) in TABLE.items():
            if of is F.ORDER_NUMBER:
                assert panel.fields[of].text == text
                continue
            if of in {F.PART_KEY, F.MFGR_KEY}:
                buyer.settled()
                assert desk.draft is not None
                found = desk.draft.verdicts.of("+1").effective
                assert found is not None
                text = str(getattr(found.values, of))  # noqa: PLW2901 - as the item master says
                assert text
                asked[of] = (name, text, text)
            put(panel.fields[of], text)
        buyer.settled()
        assert desk.draft is not None
        assert desk.draft.verdicts.of("+1").findings == ()

        desk.review()
        buyer.settled()
        buyer.press("Post")
        buyer.become(PostingState.POSTED)

        assert tap.told == {name: told for name, _, told in asked.values()}
        assert [bool(body) for body in tap.bodies] == [form is RequestForm.JSON]
        (line,) = buyer.in_erp(ORDER).values()
        desk.park()
        buyer.open(ORDER)
        buyer.settled()
        for of, (_, text, _) in asked.items():
            field = panel.fields[of]
            shown = (
                text
                if isinstance(field.field, Choice)
                else buyer_field_texts.shown(of, text, PLAIN)
            )
            assert field.text == shown, of
            if of not in {F.ORDER_NUMBER, F.ITEM_NUMBER}:
                assert text_of(getattr(line.values, of)) == text, of
        assert line.item_number == "417"
