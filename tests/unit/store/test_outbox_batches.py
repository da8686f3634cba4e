"""A batch is a local name; the first posted member brings its number (design.md 4)."""

from app.core.posting import PostingEvent
from app.store.outbox import Outbox
from tests.unit.store.outbox_steps import bring_to, confirm, next_id
from tests.unit.store.world import LIVE, OTHER, make_answer, make_posting

E = PostingEvent


class TestBatch:
    def test_the_first_posted_member_numbers_it(self, outbox: Outbox) -> None:
        first, second = (make_posting(name, batch="morning") for name in "ab")
        confirm(outbox, first)
        confirm(outbox, second)
        assert outbox.batch_number(LIVE, "morning") is None
        assert outbox.claim("posting-a").result().batch_number is None
        answer = make_answer(first, batch_number="4711")
        outbox.record("posting-a", E.ANSWERED, answer=answer).result()
        assert outbox.batch_number(LIVE, "morning") == "4711"
        assert outbox.batch_number(OTHER, "morning") is None
        assert outbox.claim("posting-b").result().batch_number == "4711"
        third = outbox.confirm(make_posting("c", batch="morning")).result()
        assert third.row.batch_number == "4711"

    def test_a_later_answer_does_not_renumber_it(self, outbox: Outbox) -> None:
        for name, number in (("a", "4711"), ("b", "4712")):
            posting = make_posting(name, batch="morning")
            bring_to(outbox, posting, E.CLAIMED)
            answer = make_answer(posting, batch_number=number)
            outbox.record(posting.posting_id, E.ANSWERED, answer=answer).result()
        assert outbox.batch_number(LIVE, "morning") == "4711"
        assert outbox.get("posting-b").batch_number == "4712"  # what the ERP did stays visible

    def test_members_wait_for_an_opener_that_may_have_opened_it(self, outbox: Outbox) -> None:
        opener = make_posting("a", serials=("GC1",), batch="morning")
        confirm(outbox, opener)
        confirm(outbox, make_posting("b", batch="morning"))
        confirm(outbox, make_posting("c", batch="evening"))
        confirm(outbox, make_posting("d", batch="morning", target=OTHER))
        outbox.claim("posting-a").result()
        other = outbox.next_waiting(OTHER, ["APIUSER"])
        assert other is not None
        assert other.posting.posting_id == "posting-d"
        assert next_id(outbox) == "posting-c"
        outbox.record("posting-a", E.LOST_TRACK).result()
        assert next_id(outbox) == "posting-c"
        answer = make_answer(opener, batch_number="4711")
        outbox.record("posting-a", E.PROVED_DONE, answer=answer).result()
        assert next_id(outbox) == "posting-b"

    def test_when_the_opener_is_rejected_the_next_opens(self, outbox: Outbox) -> None:
        bring_to(outbox, make_posting("a", serials=("GC1",), batch="morning"), E.CLAIMED, E.REFUSED)
        confirm(outbox, make_posting("b", batch="morning"))
        assert next_id(outbox) == "posting-b"
        assert outbox.claim("posting-b").result().batch_number is None

    def test_an_unknown_member_of_a_numbered_batch_holds_nobody_back(self, outbox: Outbox) -> None:
        opener = make_posting("a", batch="morning")
        bring_to(outbox, opener, E.CLAIMED)
        answer = make_answer(opener, batch_number="4711")
        outbox.record("posting-a", E.ANSWERED, answer=answer).result()
        unknown = make_posting("b", serials=("GC1",), batch="morning")
        bring_to(outbox, unknown, E.CLAIMED, E.LOST_TRACK)
        confirm(outbox, make_posting("c", batch="morning"))
        assert next_id(outbox) == "posting-c"

    def test_postings_without_a_batch_do_not_wait_for_each_other(self, outbox: Outbox) -> None:
        first = make_posting("a", serials=("GC1",))
        bring_to(outbox, first, E.CLAIMED, E.LOST_TRACK)
        confirm(outbox, make_posting("b"))
        assert next_id(outbox) == "posting-b"
        answer = make_answer(first, batch_number="9")
        outbox.record("posting-a", E.PROVED_DONE, answer=answer).result()
        assert outbox.batch_number(LIVE, "") is None

    def test_a_batch_that_the_erp_forgot_is_numbered_anew(self, outbox: Outbox) -> None:
        for name, number in (("a", "4711"), ("b", "5000")):
            posting = make_posting(name, batch="morning")
            bring_to(outbox, posting, E.CLAIMED)
            answer = make_answer(posting, batch_number=number)
            outbox.record(posting.posting_id, E.ANSWERED, answer=answer).result()
            if name == "a":
                outbox.forget_batch(LIVE, "morning").result()
                assert outbox.batch_number(LIVE, "morning") is None
        assert outbox.batch_number(LIVE, "morning") == "5000"
        assert outbox.get("posting-a").batch_number == "4711"
