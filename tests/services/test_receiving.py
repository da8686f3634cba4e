"""Scans at a receiving desk: a whole receipt, questions, the ERP's word, the outbox."""

from datetime import timedelta
from decimal import Decimal

from app.core.flow.changes import HeaderField, Slot
from app.core.flow.news import News
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.flow.state import SerialCheck
from app.core.flow.steps import Step
from app.core.posting import PostingKind, PostingState, new_reference
from app.core.receipt import Receipt, ReceivedLine
from app.core.receiving.readiness import Want
from app.services.intake import NoticeKind
from tests.services.receipt_station import ReceiptBench, label
from tests.services.world import Heard, until

D = Decimal


def test_a_receipt_is_entered_by_scans_alone(receipts: ReceiptBench) -> None:
    receipts.scan(
        label("K100431", "11KLS-4711", "4K4", "PSEAL-22", "Q120"),
        label("PBRG-6204", "1TNEW-1", "Q60"),
        label("PBRG-6204", "1TNEW-1", "Q40"),
        label("PBRG-6204", "1TNEW-2", "Q150"),
    )
    assert receipts.flows.kind is PostingKind.PO_RECEIPT
    assert receipts.on(Step.LINES)
    assert receipts.here == {"4": D(120), "3": D(100), "5": D(150)}
    receipts.reviewed()
    stored = receipts.post()

    assert stored.state is PostingState.POSTED
    assert receipts.on(Step.DONE)
    request = receipts.confirmed_receipt().request
    assert request.packing_slip == "LS-4711"
    assert [(line.line_number, line.lot_id, line.quantity) for line in request.lines] == [
        ("3", "NEW-1", D(100)),
        ("4", "", D(120)),
        ("5", "NEW-2", D(150)),
    ]
    assert stored.batch_number == receipts.entered().batch_number != ""
    on_record = receipts.on_record("100431")
    assert {(one.line_number, one.lot_id, one.quantity) for one in on_record} == {
        ("3", "NEW-1", D(100)),
        ("4", "", D(120)),
        ("5", "NEW-2", D(150)),
    }


def test_the_green_comes_only_when_the_scan_is_durable(receipts: ReceiptBench) -> None:
    durable: list[int] = []

    def count(_: object) -> None:
        assert receipts.desk.opened is not None
        durable.append(len(receipts.drafts.load(receipts.desk.opened.log.draft_id).events))

    receipts.desk.intake.noticed.connect(count)
    receipts.scan("KB:GOTO-RECEIVE", "100431", label("PSEAL-22", "Q5"))

    assert durable == [2, 3]  # the batch is the first event


def test_prompt_and_news_lead_through_the_order(receipts: ReceiptBench) -> None:
    receipts.scan("KB:GOTO-RECEIVE")
    assert receipts.wants(Want.ORDER)
    assert not receipts.may_go_on()
    receipts.scan("100433")
    assert receipts.news is News.ORDER
    assert receipts.may_go_on()
    receipts.scan("LS-1")
    assert receipts.state.text(HeaderField.PACKING_SLIP) == "LS-1"
    receipts.scan("KB:NEXT", label("PRES-10K", "Q5000"))
    assert receipts.wants(Want.LOT)
    receipts.scan("R-9")
    assert receipts.here == {"1": D(1)}


def test_a_line_that_is_scanned_is_repainted(receipts: ReceiptBench) -> None:
    receipts.scan("KB:GOTO-RECEIVE", "100431", "KB:NEXT")
    rows = Heard[int]()
    receipts.desk.line_changed.connect(rows)
    receipts.scan(label("4K4", "PSEAL-22", "Q5"))

    assert set(rows.all) == {3}


def test_a_serial_number_in_stock_is_taken_out_again(receipts: ReceiptBench) -> None:
    session = receipts.station.session
    receipts.scan(label("K123456", "PMOTOR003", "SGC00000001", "SNEW-77", "Q2"))
    receipts.checked()
    assert receipts.state.owned("1/1") == {
        "GC00000001": SerialCheck.GOOD,
        "NEW-77": SerialCheck.GOOD,
    }
    receipts.reviewed()
    receipts.post()
    made = session.client.serials(session.token(), "MOTOR003", ("GC00000001", "NEW-77"))
    assert len(made) == 2

    receipts.scan("KB:NEXT", label("K123456", "PMOTOR003", "SGC00000001", "Q1"))
    until(lambda: Refusal.SERIAL_EXISTS in receipts.refusals)
    assert receipts.state.owned("1/1") == {}


def test_a_box_whose_numbers_are_all_in_stock_is_taken_out_at_once(
    receipts: ReceiptBench,
) -> None:
    box = label("K100435", "4K3", "PSENS-T1", "Q300")
    receipts.scan(box, "KB:RANGE", "S0001", "S0300")
    receipts.checked()
    receipts.reviewed()
    receipts.post()
    receipts.scan("KB:NEXT", box, "KB:RANGE", "S0001", "S0300")
    until(lambda: Refusal.SERIAL_EXISTS in receipts.refusals)
    receipts.settled()

    assert receipts.refusals.count(Refusal.SERIAL_EXISTS) == 1
    assert receipts.state.owned("3/1") == {}


def test_a_scan_of_a_serial_number_that_waits_is_refused(receipts: ReceiptBench) -> None:
    receipts.sender.ask_to_stop()
    receipts.scan(label("K123456", "PMOTOR003", "SNEW-1", "Q1"))
    receipts.reviewed()
    receipts.scan("KB:POST", "KB:NEXT", label("K123456", "PMOTOR003", "SNEW-1", "Q1"))

    assert receipts.refusal is Refusal.SERIAL_WAITING


def test_what_waits_in_the_outbox_counts_as_received(receipts: ReceiptBench) -> None:
    receipts.sender.ask_to_stop()
    receipts.scan(label("K100440", "11KLS-7", "PSEAL-22", "Q60"))
    receipts.reviewed()
    receipts.scan("KB:POST", "KB:NEXT", label("K100440", "PSEAL-22", "Q60"))
    assert receipts.refusal is Refusal.OVER_RECEIPT

    receipts.scan("KB:CLEAR", label("K100440", "11KLS-7", "PSEAL-22", "Q40"))
    assert receipts.question is QuestionKind.SLIP_RECEIVED
    receipts.scan("KB:YES")
    assert receipts.here == {"2": D(40)}


def test_a_package_that_came_with_an_earlier_receipt_is_known_again(
    receipts: ReceiptBench,
) -> None:
    package = label("K100440", "PSEAL-22", "Q40", "3SPK-1")
    receipts.scan(package)
    receipts.reviewed()
    posted = receipts.post()
    receipts.scan("KB:NEXT", package)
    assert receipts.question is QuestionKind.PACKAGE_RECEIVED
    receipts.scan("KB:YES")
    receipts.reviewed()
    receipts.sender.ask_to_stop()  # what waits counts as well
    receipts.scan("KB:POST", "KB:NEXT", label("K100440", "PSEAL-22", "Q10", "3SPK-1"))
    asked = receipts.draft.question
    assert asked is not None
    assert asked.facts.other != posted.posting.reference


def test_what_a_buyer_changed_meanwhile_is_shown_on_review_and_nothing_is_lost(
    receipts: ReceiptBench,
) -> None:
    receipts.scan(label("K100440", "PSEAL-22", "Q60"), label("PWIND-24V", "1TW-1", "Q5"))
    other = receipts.station.session
    entry = ReceivedLine("2", D(50))
    today = receipts.desk.erp_today()
    receipt = Receipt("100440", (entry,), new_reference(), today)
    other.client.receive(other.token(), receipt)
    receipts.reviewed()

    opened = receipts.desk.opened
    assert opened is not None
    assert [(one.line_number, one.now) for one in opened.order_changes] == [("2", D(50))]
    assert receipts.here == {"2": D(60), "1": D(5)}
    assert not receipts.may_go_on()
    receipts.scan("KB:POST")
    assert receipts.refusal is Refusal.OVER_RECEIPT
    receipts.scan("KB:CLEAR", "KB:BACK")
    receipts.desk.write("2/1", Slot.QUANTITY, "50")
    receipts.settled()
    receipts.reviewed()
    assert opened.order_changes == ()
    receipts.post()


def test_packages_are_written_pointed_at_and_removed_by_hand(receipts: ReceiptBench) -> None:
    receipts.scan("KB:GOTO-RECEIVE", "100431", "KB:NEXT")
    receipts.scan(label("PSEAL-22", "Q5"), label("PSEAL-22", "Q6"))
    assert receipts.here == {"4": D(11)}
    receipts.desk.write("4/1", Slot.QUANTITY, "7")
    receipts.desk.write("4", Slot.DAMAGED, "2")
    receipts.settled()
    assert (receipts.here, receipts.state.damaged) == ({"4": D(13)}, {"4": D(2)})
    receipts.desk.point_at("4/1")
    receipts.settled()
    assert receipts.state.at == "4/1"
    receipts.desk.remove("4/1")
    receipts.settled()
    assert receipts.here == {"4": D(6)}
    receipts.scan("KB:UNDO")
    assert receipts.here == {"4": D(13)}


def test_the_whole_order_is_received_with_one_question(receipts: ReceiptBench) -> None:
    receipts.scan("KB:GOTO-RECEIVE", "100446", "KB:NEXT")
    receipts.desk.receive_all()
    receipts.settled()
    assert receipts.notice.kind is NoticeKind.QUESTION
    receipts.scan("KB:YES")
    assert receipts.here == {
        "1": D(2000),
        "2": D(2000),
        "3": D(1000),
        "4": D(2000),
        "5": D(5000),
    }


def test_a_label_of_another_order_of_the_vendor_leads_there_and_back(
    receipts: ReceiptBench,
) -> None:
    receipts.scan(label("K100431", "PSEAL-22", "Q5"))
    first = receipts.draft.identity.draft_id
    receipts.scan(label("K100432", "PORING-45", "1TO-1", "Q10"))
    assert receipts.question is QuestionKind.SWITCH_ORDER
    receipts.scan("KB:YES")
    assert (receipts.state.subject, receipts.here) == ("100432", {"2": D(10)})
    receipts.scan(label("K100431", "PSEAL-22", "Q6"), "KB:YES")

    assert receipts.draft.identity.draft_id == first
    assert receipts.here == {"4": D(11)}
    rows = receipts.drafts.open_drafts(receipts.station.session.target)
    assert sorted(row.summary.subject for row in rows) == ["100431", "100432"]


def test_one_batch_for_all_receipts_of_a_session(receipts: ReceiptBench) -> None:
    receipts.scan(label("K100431", "PSEAL-22", "Q5"))
    receipts.reviewed()
    first = receipts.post().batch_number
    receipts.scan("KB:NEXT", label("K100440", "PSEAL-22", "Q5"))
    receipts.reviewed()

    assert receipts.post().batch_number == first


def test_a_lot_whose_day_has_passed_is_judged_by_the_day_of_the_receipt(
    receipts: ReceiptBench,
) -> None:
    yesterday = (receipts.desk.erp_today() - timedelta(1)).strftime("%Y%m%d")
    receipts.scan(label("K100434", "PADH-310", "1TA-1", f"14D{yesterday}", "Q1"))

    assert receipts.notice.kind in {NoticeKind.QUESTION, NoticeKind.REFUSED}
