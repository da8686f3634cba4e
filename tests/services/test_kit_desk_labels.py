"""Whole labels on their way through desk, store and ERP."""

from app.core.flow.changes import HeaderField
from app.core.flow.news import News
from app.core.flow.questions import QuestionKind
from app.core.flow.refusals import Refusal
from app.core.gate import GateState
from app.core.kit.state import ASSEMBLY, LineState
from app.services.intake import NoticeKind
from app.services.scanning import ScannerMode
from tests.services.kit_station import KitBench
from tests.services.world import until

GS, RS, EOT = "\x1d", "\x1e", "\x04"
DAMAGED = "[)>06]PBRG-6204]1T24B-118]Q100^"


def message(*elements: str) -> str:
    return f"]d1[)>{RS}06{GS}{GS.join(elements)}{RS}{EOT}"


def test_a_kit_is_scanned_by_whole_labels(kits: KitBench) -> None:
    kits.scan(message("PMOTOR003", "SGC00004057", "WWO-9"))
    assert kits.state.text(HeaderField.ASSEMBLY) == "MOTOR003"
    assert kits.state.text(HeaderField.REFERENCE) == "WO-9"
    assert list(kits.state.owned(ASSEMBLY)) == ["GC00004057"]

    kits.scan("KB:NEXT", message("PBRG-6204", "1T24B-118", "Q100", "4LDE"))
    assert kits.news is News.LINE_COMPLETE
    assert kits.state.entry("BRG-6204").lot == "24B-118"
    kits.scan("KB:UNDO")
    assert kits.state.entry("BRG-6204").lot == ""


def test_a_damaged_label_is_asked_then_taken_at_its_second_scan(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", DAMAGED)
    assert kits.question is QuestionKind.CONFIRM_GUESS
    assert kits.state.entry("BRG-6204").lot == ""

    kits.scan(DAMAGED)
    assert kits.notice.kind is NoticeKind.TAKEN
    assert kits.state.entry("BRG-6204").lot == "24B-118"
    until(kits.outcomes_known)
    assert [outcome for text, outcome in kits.outcomes() if text == DAMAGED] == [
        QuestionKind.CONFIRM_GUESS,
        News.LINE_COMPLETE,
    ]


def test_a_damaged_label_of_a_new_lot_is_looked_up_first(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", DAMAGED.replace("24B-118", "NOWHERE"))
    assert kits.refusal in {Refusal.NOT_KNOWN, Refusal.LOT_OF_OTHER_PART}


def test_a_dump_that_goes_on_past_a_question_is_listed(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")
    kits.burst(DAMAGED, "M-0931", "W-2215", mode=ScannerMode.BATCH)

    listed = kits.desk.intake.gate.unresolved
    assert [one.scan.label.text for one in listed] == ["M-0931", "W-2215"]
    kits.scan("KB:YES")
    assert kits.state.entry("BRG-6204").lot == "24B-118"
    kits.desk.intake.resolve(listed[0], again=True)
    kits.settled()
    assert [one.scan.label.text for one in kits.desk.intake.gate.unresolved] == ["W-2215"]


def test_a_damaged_scan_of_a_batch_scanner_is_listed_and_never_read(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT")

    kits.desk.intake.garbled("no suffix", "24B-118", batch_mode=True)
    kits.burst("M-0931", mode=ScannerMode.BATCH)

    assert kits.desk.intake.gate.state is GateState.OPEN
    assert kits.state.entry("MAG-N42").lot == "M-0931"
    (listed,) = kits.desk.intake.gate.unresolved
    assert (listed.scan.label.text, listed.reason) == ("24B-118", Refusal.GARBLED)
    kits.desk.intake.resolve(listed, again=True)
    kits.settled()
    assert not kits.state.entry("BRG-6204").lot
    assert len(kits.desk.intake.gate.unresolved) == 1


def test_a_damaged_scan_of_a_batch_scanner_is_held_where_there_is_no_list(kits: KitBench) -> None:
    kits.desk.intake.garbled("no suffix", "24B-118", batch_mode=True)
    assert kits.desk.intake.gate.state is GateState.HELD


def test_an_identifier_is_looked_up_as_it_stands_then_without(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "PBRG-6204", "1TNOWHERE")
    assert kits.refusal is Refusal.NOT_KNOWN
    kits.scan("KB:CLEAR", "1T24B-118")
    assert kits.state.entry("BRG-6204").lot == "24B-118"


def test_all_takes_what_is_suggested(kits: KitBench) -> None:
    kits.scan("MOTOR003", "GC00004057", "KB:NEXT", "KB:ALL", "KB:ALL", "KB:ALL", "KB:ALL")

    assert kits.state.open_count == 0
    lots = {line.component_id: kits.state.entry(line.component_id).lot for line in kits.state.lines}
    assert {one for one in lots.values() if one} == {"24C-007", "M-0931", "W-2207", "G-77"}
    assert kits.state.line_state(kits.state.lines[0]) is not LineState.SHORT
