"""Whatever is done to a draft, its log can be read back, taken back and done again."""

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.core.flow.changes import DraftEvent
from app.core.flow.log import decode_event, encode_event
from app.core.po_line.catalogue import LineField as F
from app.core.po_line.columns import Matching
from app.core.po_line.facts import Order
from app.core.po_line.order_draft import OrderDraft
from app.core.po_line.pasting import Pasting
from app.core.po_line.sheet import Sheet
from app.core.po_line.three_way import Side
from app.core.po_line.verdicts import LineState, Verdicts
from tests.unit.core.po_line.orders import changed, draft, line, order

NAMES = st.sampled_from(["_L1", "_L2", "_L3", "+1", "+2", "+3"])
FIELDS = st.sampled_from(
    [F.QUANTITY, F.NOTE, F.PART_NUMBER, F.ITEM_NUMBER, F.CANCELLED, F.COST_EACH]
)
TEXTS = st.sampled_from(["", "1", "100", "many", "416", "217", "Y", "3,5"])
READS = st.sampled_from(
    [
        order(),
        order([changed(line(1), quantity=1, note="Theirs"), *order().lines[1:]]),
        order([line(1), line(4)]),
        order([]),
    ]
)


def shown(sheet: Sheet) -> list[object]:
    return [
        (one.name, {of: one.text(of) for of in F}, bool(one.doomed), one.reason)
        for one in sheet.lines()
    ]


class Drafting(RuleBasedStateMachine):
    """A buyer at work, and now and then a fresh read."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = draft()
        self.reads: list[Order | DraftEvent] = []

    def log(self, event: DraftEvent | None) -> None:
        if event is not None:
            self.reads.append(decode_event(encode_event(event)))

    @rule(name=NAMES, of=FIELDS, text=TEXTS)
    def enter(self, name: str, of: F, text: str) -> None:
        self.log(self.draft.enter(name, of, text))

    @rule(part=TEXTS, quantity=TEXTS)
    def add(self, part: str, quantity: str) -> None:
        self.log(self.draft.add({F.PART_NUMBER: part, F.QUANTITY: quantity}))

    @rule(cells=st.lists(st.tuples(TEXTS, TEXTS), max_size=4), at=st.none() | st.integers(0, 5))
    def paste(self, cells: list[tuple[str, str]], at: int | None) -> None:
        of = F.ITEM_NUMBER if at is None else F.NOTE
        matching = Matching((of, F.QUANTITY), has_heading=False, form=self.draft.rules.form)
        pasting = Pasting(self.draft.sheet, tuple(cells), matching, at)
        while pasting.work(2):
            pass
        self.log(self.draft.carry_out(pasting.changes))

    @rule(names=st.lists(NAMES, max_size=3), of=FIELDS)
    def fill_down(self, names: list[str], of: F) -> None:
        self.log(self.draft.fill_down(names, [of]))

    @rule(name=NAMES)
    def cancel(self, name: str) -> None:
        self.log(self.draft.cancel([name]))

    @rule(names=st.lists(NAMES, max_size=3, unique=True))
    def delete(self, names: list[str]) -> None:
        self.log(self.draft.delete(names))

    @rule(name=NAMES)
    def restore(self, name: str) -> None:
        self.log(self.draft.restore([name]))

    @rule(name=NAMES, side=st.sampled_from(Side))
    def settle(self, name: str, side: Side) -> None:
        self.log(self.draft.settle(name, side))

    @rule(name=NAMES)
    def give_reason(self, name: str) -> None:
        self.log(self.draft.give_reason(name, "A sample"))

    @rule()
    def renumber(self) -> None:
        self.log(self.draft.renumber())
        numbers = Counter(
            one.item_number for one in self.draft.sheet.lines() if one.is_new and one.item_number
        )
        assert max(numbers.values(), default=1) == 1

    @rule(read=READS)
    def know(self, read: Order) -> None:
        self.draft.know_order(read)
        self.reads.append(read)

    @precondition(lambda self: self.draft.can_undo)
    @rule()
    def undo_and_redo(self) -> None:
        before = shown(self.draft.sheet)
        self.log(self.draft.undo())
        self.log(self.draft.redo())
        assert shown(self.draft.sheet) == before

    @rule()
    def undo(self) -> None:
        self.log(self.draft.undo())

    @rule()
    def redo(self) -> None:
        self.log(self.draft.redo())

    @rule(lines=st.integers(0, 3))
    def judge(self, lines: int) -> None:
        self.draft.verdicts.work(lines)

    @invariant()
    def what_is_kept_is_what_is_judged_anew(self) -> None:
        sheet = self.draft.sheet
        kept = {name: self.draft.verdicts.of(name) for name in sheet.names}
        anew = Verdicts(sheet, self.draft.parts, self.draft.rules)
        assert kept == {name: anew.of(name) for name in sheet.names}
        told = Counter(verdict.state for verdict in kept.values())
        for state in set(LineState) - {LineState.UNCHANGED, LineState.CANCELLED}:
            assert self.draft.verdicts.counts[state] == told[state]
        assert [sheet.row(name) for name in sheet.names] == list(range(len(sheet)))

    def teardown(self) -> None:
        """The log, read back, comes to the same; and all of it can be taken back."""
        again = draft()
        for one in self.reads:
            if isinstance(one, Order):
                again.know_order(one)
            else:
                again.replay([one])
        assert shown(again.sheet) == shown(self.draft.sheet)
        while again.undo() is not None:
            pass
        assert again.untouched


TestDrafting = Drafting.TestCase
TestDrafting.settings = settings(stateful_step_count=20, deadline=None)


def test_a_draft_is_opened_by_its_reads_alone() -> None:
    """A log is replayed on the latest read, whatever stood there when it was written."""
    made = draft()
    events = [made.enter("_L1", F.QUANTITY, "5"), made.delete(["_L2"]), made.add({F.NOTE: "x"})]
    later = OrderDraft(made.identity, order([line(3)]), made.rules)
    later.replay([event for event in events if event])
    assert [one.name for one in later.sheet.lines()] == ["_L3", "_L1", "+1"]
    assert later.verdicts.of("_L1").state is LineState.CONFLICT
