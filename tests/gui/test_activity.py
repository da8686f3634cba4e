"""The attention desk in the real window: filtered, searched, told, decided on, exported.

All at stations from which nothing is sent by itself; at one, but for the long list.
"""

import csv
import os
from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.core.flow.changes import HeaderField
from app.core.flow.steps import Step
from app.core.kit_issue import KitPosting
from app.core.posting import PostingEvent, PostingState
from app.core.postings import Posting
from app.core.problems import Problem, ProblemCode, Rejected, Unknown
from app.core.proof.evidence import Doubt, Evidence
from app.services.posting_list import PAGE, View
from app.ui import activity_texts, posting_texts, story_texts
from app.ui.activity_texts import VERBS, Act
from app.ui.places import Place
from app.ui.widgets.table import RowTable
from tests.gui.operator import Operator
from tests.services.sending import without_serials
from tests.services.world import drained, kit, until

E = PostingEvent
LIST, REASON = "Activity", posting_texts.REASON
DEPARTMENT = Rejected(ProblemCode.INVALID_REQUEST, "DEPARTMENT", certain=True)
SAID: dict[PostingEvent, Problem] = {
    E.REFUSED_SURELY: DEPARTMENT,
    E.LOST_TRACK: Unknown(ProblemCode.DROPPED),
}
UNDECIDED = (E.CLAIMED, E.LOST_TRACK, E.UNDECIDED)


@pytest.fixture(scope="module")
def silent(kept: Operator) -> Operator:
    assert kept.station.sender.stop()
    return kept


@pytest.fixture
def desk(silent: Operator, again: Operator) -> Iterator[Operator]:
    """Lea at the desk; nothing was confirmed yet."""
    assert silent is again
    again.station.session.operator = "Lea"
    yield again
    again.station.session.operator = ""


def put(desk: Operator, posting: KitPosting, *events: PostingEvent) -> KitPosting:
    """Bring it so far, and open the desk."""
    outbox = desk.station.outbox
    outbox.confirm(posting).result()
    for event in events:
        shown = msgspec.json.encode(Evidence(doubt=Doubt.MOVEMENTS))
        evidence = shown if event is E.UNDECIDED else None
        problem = SAID.get(event)
        outbox.record(posting.posting_id, event, problem=problem, evidence=evidence).result()
    desk.station.overview.refresh()
    desk.station.window.open_desk(View.ALL)
    seen(desk, posting.reference)
    return posting


def references(desk: Operator) -> list[str]:
    return [row[2] for row in desk.rows(LIST)] if desk.seen(RowTable) else []


def seen(desk: Operator, *wanted: str) -> None:
    """Wait until these are listed, and no others if there is more than one."""
    until(lambda: set(wanted) <= set(references(desk)))
    drained()


def chosen(desk: Operator, posting: Posting) -> None:
    """Open its story, and wait for it."""
    row = references(desk).index(posting.reference)
    desk.press_cell(LIST, row, desk.rows(LIST)[row][-1])
    until(lambda: desk.station.window.activity.story.told)
    drained()


def test_found_by_typing_and_by_a_scan(desk: Operator) -> None:
    one, other = put(desk, kit("GC00004057")), put(desk, kit("GC00004058"))
    seen(desk, one.reference, other.reference)
    desk.type(activity_texts.SEARCH, "gc00004057", then=Qt.Key.Key_Return)
    until(lambda: references(desk) == [one.reference])
    desk.inject("GC00004058")
    until(lambda: references(desk) == [other.reference])
    assert desk.place() is Place.ACTIVITY
    assert desk.station.desk.opened is None
    desk.type(activity_texts.SEARCH, "W-9999", then=Qt.Key.Key_Return)
    until(lambda: desk.says(activity_texts.NOTHING_FOUND[0]))
    until(lambda: "Waiting 2" in desk.buttons())
    desk.press("Waiting 2")
    desk.field(activity_texts.SEARCH).clear()
    seen(desk, one.reference, other.reference)


def test_a_touch_on_the_strip_opens_the_desk_with_that_filter(desk: Operator) -> None:
    put(desk, kit("GC00004057"))
    unknown = put(desk, kit("GC00004058"), E.CLAIMED, E.LOST_TRACK)
    desk.station.window.show_place(Place.HOME)
    until(lambda: "1 unknown" in desk.strip())
    drained()
    (item,) = [one for one in desk.seen(QWidget) if one.accessibleName() == "1 unknown"]
    QTest.mouseClick(item, Qt.MouseButton.LeftButton)
    until(lambda: references(desk) == [unknown.reference])
    assert desk.place() is Place.ACTIVITY
    assert desk.station.window.activity.view is View.UNKNOWN


@pytest.mark.parametrize(
    ("act", "state"),
    [(Act.WAS_POSTED, PostingState.POSTED), (Act.WAS_NOT_POSTED, PostingState.QUEUED)],
)
def test_a_person_decides_with_the_evidence_kept(
    desk: Operator, act: Act, state: PostingState
) -> None:
    one = put(desk, without_serials(kit()), *UNDECIDED)
    chosen(desk, one)
    assert desk.says(story_texts.DOUBTS[Doubt.MOVEMENTS])
    desk.press(VERBS[act])
    desk.press(VERBS[act])
    assert desk.says(activity_texts.NO_REASON)
    desk.type(REASON, "looked in the ERP")
    desk.press(VERBS[act])
    outbox = desk.station.outbox
    until(lambda: outbox.get(one.posting_id).state is state)
    entry = outbox.history(one.posting_id)[-1]
    assert (entry.who, entry.why) == ("Lea", "looked in the ERP")
    assert entry.evidence is not None
    assert msgspec.json.decode(entry.evidence, type=Evidence).doubt is Doubt.MOVEMENTS
    until(lambda: desk.says("Lea. looked in the ERP."))


@pytest.mark.parametrize("lost", [E.LOST_TRACK, E.REFUSED])
def test_nobody_says_that_it_is_not_there_before_proof_had_its_time(
    desk: Operator, lost: PostingEvent
) -> None:
    one = put(desk, kit("GC00004057"), E.CLAIMED, lost)
    row = desk.station.outbox.get(one.posting_id).row
    assert Act.WAS_NOT_POSTED not in activity_texts.acts(row, here=True)
    assert Act.WAS_NOT_POSTED in activity_texts.acts(row, here=False)
    desk.station.outbox.record(one.posting_id, E.UNDECIDED).result()
    row = desk.station.outbox.get(one.posting_id).row
    assert Act.WAS_NOT_POSTED in activity_texts.acts(row, here=True)


def test_what_was_decided_meanwhile_is_told(desk: Operator) -> None:
    one = put(desk, kit("GC00004057"), E.CLAIMED, E.REFUSED_SURELY)
    chosen(desk, one)
    desk.press(VERBS[Act.WITHDRAW])
    desk.type(REASON, "no longer wanted")
    outbox = desk.station.outbox
    outbox.record(one.posting_id, E.SENT_AGAIN, who="Mia").result()
    outbox.claim(one.posting_id).result()
    desk.press(VERBS[Act.WITHDRAW])
    until(lambda: desk.says(activity_texts.OVERTAKEN))
    assert outbox.get(one.posting_id).state is PostingState.SENDING


def test_all_of_one_cause_are_sent_again(desk: Operator) -> None:
    both = [put(desk, kit(f"GC0000405{n}"), E.CLAIMED, E.REFUSED_SURELY) for n in range(2)]
    chosen(desk, both[0])
    desk.station.window.activity.story.decision.choose(Act.SEND_ALL_AGAIN)
    drained()
    desk.press(VERBS[Act.SEND_ALL_AGAIN])
    until(lambda: desk.says(activity_texts.sent_again(2)))
    states = {desk.station.outbox.get(one.posting_id).state for one in both}
    assert states == {PostingState.QUEUED}


def test_a_refused_kit_is_corrected_in_the_wizard(desk: Operator) -> None:
    desk.motors("GC00004057")
    desk.scan("KB:POST")
    assert desk.posting is not None
    one = desk.posting.of_kind(KitPosting)
    outbox = desk.station.outbox
    outbox.claim(one.posting_id)
    outbox.record(one.posting_id, E.REFUSED_SURELY, problem=DEPARTMENT).result()
    desk.station.overview.refresh()
    desk.station.window.open_desk(View.REJECTED)
    seen(desk, one.reference)
    chosen(desk, one)
    desk.press(VERBS[Act.CORRECT])
    until(lambda: desk.station.desk.draft is not None and desk.place() is Place.KIT)
    until(lambda: desk.draft.identity.replaces == one.posting_id)
    desk.settled()
    assert desk.step() is Step.SUBJECT
    desk.station.desk.enter(HeaderField.DEPARTMENT, "12")
    desk.scan("KB:NEXT", "KB:NEXT")
    desk.checked()
    desk.scan("KB:POST")
    until(lambda: outbox.get(one.posting_id).state is PostingState.REPLACED)
    replacing = outbox.get(outbox.get(one.posting_id).row.replaced_by or "")
    assert replacing.of_kind(KitPosting).request.department == "12"


def test_rows_are_read_as_they_are_scrolled_to(operator: Operator) -> None:
    desk, many = operator, 2 * PAGE + 10
    assert desk.station.sender.stop()
    confirmed = [desk.station.outbox.confirm(kit(f"P{n}")) for n in range(many)]
    newest = confirmed[-1].result().row.reference
    desk.station.window.open_desk(View.ALL)
    seen(desk, newest)
    assert len(references(desk)) == PAGE
    bar = desk.table(LIST).verticalScrollBar()

    def at_the_end(count: int) -> bool:
        """What comes in makes the way longer a moment later."""
        bar.setValue(bar.maximum())
        return len(references(desk)) == count

    until(lambda: at_the_end(2 * PAGE))
    until(lambda: at_the_end(many))
    place = bar.value()
    added = put(desk, kit("ADDED"))
    assert references(desk)[:2] == [added.reference, newest]
    assert bar.value() >= place
    until(lambda: at_the_end(many + 1))


def test_what_is_listed_is_exported(desk: Operator) -> None:
    put(desk, kit("GC00004057"))
    other = put(desk, replace(kit("GC00004058"), operator="=cmd()"))
    desk.type(activity_texts.SEARCH, "gc00004058", then=Qt.Key.Key_Return)
    until(lambda: references(desk) == [other.reference])
    desk.press(activity_texts.EXPORT_CSV)
    exports = desk.station.database.path.parent / "exports"
    until(lambda: desk.says(f"{exports}{os.sep}"))
    (path,) = exports.iterdir()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["reference"], row["operator"]) == (other.reference, "'=cmd()")
