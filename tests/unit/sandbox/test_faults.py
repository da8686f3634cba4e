"""The dial: which calls go wrong, and when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.faults import BadFaultsError, Calls, Fault, FaultDial, Rule, parse_faults

POSTING = "/api/backflush-kit-issue-create"
QUERY = "/api/part-query"
TIME = "/api/server-time-get"


def drawn(dial: FaultDial, path: str, times: int) -> list[str]:
    """What happens to this many calls, `-` for nothing."""
    rules = [dial.draw(path) for _ in range(times)]
    return [rule.fault.value if rule else "-" for rule in rules]


def test_a_rule_says_all_there_is_to_say() -> None:
    text = (
        "drop: after, once, on=posting; latency: every=3, seconds=0.25 ;; seed=7; closed:chance=.5"
    )

    assert parse_faults(text) == (
        (
            Rule(Fault.DROP, on=Calls.POSTING, after=True, once=True),
            Rule(Fault.LATENCY, every=3, seconds=0.25),
            Rule(Fault.CLOSED, chance=0.5, seconds=0.5),
        ),
        7,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("thunder", "'thunder' is no fault; there are latency"),
        ("drop: sometimes", "'sometimes' says nothing"),
        ("drop: every=0", "'0' is no such figure"),
        ("drop: chance=1.1", "'1.1' is no such figure"),
        ("drop: chance=nan", "'nan' is no such figure"),
        ("drop: on=postings", "'on=postings' says nothing"),
        ("drop: seconds=1", "'seconds=1' says nothing"),
        ("latency: then=1", "'then=1' says nothing"),
        ("latency: after", "latency has no before and after"),
        ("seed=x", "'x' is no such figure"),
    ],
)
def test_what_is_no_rule_is_named_and_changes_nothing(text: str, words: str) -> None:
    dial = FaultDial("drop")
    with pytest.raises(BadFaultsError, match=words):
        dial.turn_to(text)
    assert dial.text == "drop"
    assert drawn(dial, POSTING, 2) == ["drop", "-"]


@given(st.text(alphabet="drop:latency,=;once every.5 on/", max_size=60))
def test_any_text_is_a_dial_or_refused(text: str) -> None:
    try:
        rules, _ = parse_faults(text)
    except BadFaultsError:
        return
    assert all(isinstance(rule.fault, Fault) for rule in rules)


def test_once_is_once_and_every_is_each_nth() -> None:
    dial = FaultDial("drop; error: every=3; redirect: once, every=5")

    assert drawn(dial, POSTING, 9) == [
        *("drop", "-", "error", "-", "redirect", "error", "-", "-", "error"),
    ]
    assert dial.happened == {"drop": 1, "error": 3, "redirect": 1}


def test_a_rule_counts_only_the_calls_it_is_for() -> None:
    dial = FaultDial(f"drop: on=posting; error: on=query, every=2; redirect: on={TIME}")

    assert drawn(dial, QUERY, 2) == ["-", "error"]
    assert drawn(dial, TIME, 2) == ["redirect", "-"]
    assert drawn(dial, POSTING, 2) == ["drop", "-"]


def test_chance_is_the_seed_s() -> None:
    def sequence(seed: int) -> list[str]:
        return drawn(FaultDial(f"drop: chance=0.3; seed={seed}"), POSTING, 200)

    assert sequence(1) == sequence(1) != sequence(2)
    assert 30 < sequence(1).count("drop") < 90


def test_what_cannot_happen_yet_keeps_its_turn() -> None:
    dial = FaultDial("foreign")

    assert dial.draw(POSTING, without=frozenset({Fault.FOREIGN})) is None
    assert drawn(dial, POSTING, 2) == ["foreign", "-"]


def test_a_dial_that_is_turned_begins_anew() -> None:
    dial = FaultDial("drop")
    assert drawn(dial, POSTING, 2) == ["drop", "-"]
    dial.turn_to("drop")
    assert drawn(dial, POSTING, 2) == ["drop", "-"]
    dial.turn_to("")
    assert drawn(dial, POSTING, 1) == ["-"]
    assert dial.happened == {"drop": 2}
