"""A frozen dataclass made by `records` is one of the standard library to all who use it."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable, Mapping
from dataclasses import FrozenInstanceError, field, replace
from operator import eq
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import records

Maker = Callable[..., Callable[[type], type]]


def _classes(dataclass: Maker) -> tuple[Any, ...]:
    """The same classes, made by one or the other."""

    @dataclass(frozen=True, slots=True)
    class Base:
        """Has a docstring."""

        name: str
        count: int = 3

    @dataclass(frozen=True, slots=True)
    class More(Base):
        facts: Mapping[str, str] = field(default_factory=dict)
        secret: str = field(default="s", repr=False)
        aside: float = field(default=0.5, compare=False)

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Named:
        first: int
        second: "tuple[int, ...]" = ()

    @dataclass(frozen=True, slots=True)
    class Checked:
        low: int
        width: int = field(default=7, init=False)
        high: int = field(init=False)
        seen: list[int] = field(init=False, default_factory=list)

        def __post_init__(self) -> None:
            object.__setattr__(self, "high", self.low + 1)
            if self.low < 0:
                raise ValueError("below zero")

    @dataclass(frozen=True, slots=True)
    class Own:
        text: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own) and self.text.lower() == other.text.lower()

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return f"<{self.text}>"

    @dataclass(frozen=True, slots=True)
    class OwnEq:  # noqa: PLW1641 - it gets one
        text: str

        def __eq__(self, other: object) -> bool:
            return True

    @dataclass(frozen=True, slots=True, eq=False)
    class Same:
        text: str

    @dataclass(frozen=True, slots=True)
    class Empty:
        pass

    return Base, More, Named, Checked, Own, OwnEq, Same, Empty


LEAN = _classes(records.dataclass)
USUAL = _classes(dataclasses.dataclass)
NOT_A_NUMBER = float("nan")
CALLS: tuple[tuple[tuple[object, ...], dict[str, object]], ...] = (
    ((), {}),
    (("a",), {}),
    (("a", 4), {}),
    ((), {"name": "b", "count": 0}),
    (("a", 4, {"x": "y"}, "t", 2.0), {}),
    (("a",), {"aside": 2.0}),
    ((NOT_A_NUMBER,), {}),
    (([],), {}),
    ((), {"first": 1}),
    ((), {"first": 1, "second": (2,)}),
    ((-1,), {}),
    ((5,), {}),
    (("a",), {"other": 1}),
)


def _told(work: Callable[..., object], *values: object, **named: object) -> object:
    """What comes of it: the result, or the kind of the error."""
    try:
        return work(*values, **named)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


def _made(of: Callable[..., object]) -> list[object]:
    """A value for each of the calls that makes one."""
    made = [_told(of, *values, **named) for values, named in CALLS]
    return [one for one in made if not isinstance(one, type)]


@pytest.mark.parametrize(("lean", "usual"), list(zip(LEAN, USUAL, strict=True)))
class TestBothAlike:
    def test_in_what_they_are(self, lean: Any, usual: Any) -> None:
        assert lean.__slots__ == usual.__slots__
        assert lean.__match_args__ == usual.__match_args__
        ours, theirs = (
            [
                (one.name, one.kind, one.annotation)
                for one in inspect.signature(of).parameters.values()
            ]
            for of in (lean, usual)
        )
        assert ours == theirs
        assert dataclasses.is_dataclass(lean)

    def test_in_what_they_take_and_show(self, lean: Any, usual: Any) -> None:
        assert [*map(repr, _made(lean))] == [*map(repr, _made(usual))] != []

    def test_in_what_is_equal(self, lean: Any, usual: Any) -> None:
        ours, theirs = (
            [[_told(eq, one, other) for other in (*made, "a", None)] for one in made]
            for made in (_made(lean), _made(usual))
        )
        assert ours == theirs

    def test_in_their_hash(self, lean: Any, usual: Any) -> None:
        by_identity = usual.__hash__ is object.__hash__
        assert (lean.__hash__ is object.__hash__) is by_identity
        if not by_identity:
            ours, theirs = ([_told(hash, one) for one in _made(of)] for of in (lean, usual))
            assert ours == theirs

    def test_in_that_nothing_of_them_changes(self, lean: Any, usual: Any) -> None:
        for one in _made(lean):
            for name in (*usual.__slots__, "unknown"):
                with pytest.raises(FrozenInstanceError):
                    setattr(one, name, 1)
                with pytest.raises(FrozenInstanceError):
                    delattr(one, name)


@records.dataclass(frozen=True, slots=True)
class Lot:
    number: str
    quantity: int = 1
    serials: tuple[str, ...] = ()


LOTS = st.builds(Lot, number=st.text(max_size=3), quantity=st.integers(0, 3))


@given(LOTS, LOTS)
def test_equal_values_are_equal_and_one_key(one: Lot, other: Lot) -> None:
    alike = (one.number, one.quantity) == (other.number, other.quantity)
    assert (one == other) is alike
    assert (len({one, other}) == 1) is alike


@given(LOTS)
def test_copies_are_equal(lot: Lot) -> None:
    for again in (
        copy.copy(lot),
        copy.deepcopy(lot),
        pickle.loads(pickle.dumps(lot)),  # noqa: S301 - made here
        replace(lot),
    ):
        assert again == lot
    assert replace(lot, quantity=9) == Lot(lot.number, 9)


def test_a_dataclass_that_changes_is_the_usual_one() -> None:
    @records.dataclass(slots=True)
    class Count:
        value: int = 0

    count = Count()
    count.value = 2
    assert count == Count(2)


def test_one_without_slots_is_refused() -> None:
    with pytest.raises(TypeError):
        records.dataclass(frozen=True, slots=False)
