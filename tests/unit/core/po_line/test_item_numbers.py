"""Item numbers: compared whole but for leading zeros, and never given out twice."""

from app.core.po_line.facts import bare_number
from app.core.po_line.item_numbers import ItemNumbers, written


def test_leading_zeros_mean_nothing() -> None:
    assert bare_number(" 002 ") == bare_number("2") == "2"
    assert bare_number("000") == "0"
    assert bare_number("") == ""
    assert written("2") == written("0002") == "002"
    assert written("A1") == "A1"


def test_the_next_one_is_behind_all_others() -> None:
    numbers = ItemNumbers(reserved=("009",))
    assert numbers.next_free() == "010"
    numbers.take("012", "a")
    numbers.take("A1", "b")
    numbers.take("99999999", "c")  # some other scheme: no number is counted up from it
    assert numbers.next_free() == "013"
    numbers.leave("012", "a")
    assert numbers.next_free() == "010"


def test_who_holds_a_number_is_known() -> None:
    numbers = ItemNumbers(reserved=("7",))
    numbers.take("002", "a")
    numbers.take("2", "b")
    assert numbers.holders("02") == {"a", "b"}
    numbers.leave("2", "b")
    assert numbers.holders("2") == {"a"}
    assert numbers.is_reserved("007")
    assert not numbers.is_reserved("8")
