"""The words of the pick and shortage list."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from app.core.kit.pick_list import Choice, PickLine, PickList, Stop
from app.ui.print.layout import lay_out
from app.ui.print.paper import PageSize
from app.ui.print.pick_sheet import HOLDINGS, pick_sheet
from app.ui.print.typeface import Typeface
from app.ui.texts import DASH
from app.ui.widgets.text import visible
from tests.gui.print import kits
from tests.gui.print.reading import all_words, placed_words, words


def said(pick: PickList) -> list[str]:
    return all_words(pick_sheet(pick))


def said_of(line: PickLine) -> list[str]:
    """What stands in the one row of a list."""
    text = said(kits.pick_list(Stop("MS", "ISLE 3", (line,))))
    return text[text.index("MS · ISLE 3") : text.index("Picked by")]


def fact(text: list[str], label: str) -> str:
    return text[text.index(label) + 1]


def test_the_head_says_what_for_by_whom_and_of_when() -> None:
    text = said(kits.usual())

    assert text[0] == "Pick list"
    assert {"PUMP002", "Pump with motor, 24 V", "5 EACH"} <= set(text)
    assert fact(text, "Reference") == "KB7Q2M9XKC"
    assert fact(text, "Your reference") == "WO-20417"
    assert fact(text, "Batch") == "004711"
    assert fact(text, "Received into") == "MA, ISLE 3 / SHELF 2"
    assert fact(text, "Station") == "KIT-04"
    assert fact(text, "Operator") == "Mia Sørensen"
    assert fact(text, "Effective date") == "2026-11-22"


def test_times_are_the_station_s_own() -> None:
    text = said(kits.usual())
    printed, read = (at.astimezone().strftime("%Y-%m-%d %H:%M") for at in (kits.PRINTED, kits.READ))

    assert fact(text, "Printed") == printed
    assert fact(text, "Stock read at") == read
    assert f"Kitbench · KIT-04 · printed {printed} · stock read {read}" in text


def test_training_is_said_on_every_page() -> None:
    heading = replace(kits.HEADING, training=True)
    sheet = pick_sheet(replace(kits.many(100), heading=heading))
    pages = list(lay_out(sheet, PageSize.A4, Typeface()))
    assert len(pages) > 3
    assert all("TRAINING" in words(page) for page in pages)
    assert "TRAINING" not in said(kits.usual())


def test_what_is_not_known_yet_is_a_dash_or_said() -> None:
    heading = replace(kits.HEADING, batch="", own_reference="", station="", operator="")
    text = said(replace(kits.usual(), heading=heading))
    assert fact(text, "Batch") == "given when posted"
    for label in ("Your reference", "Station", "Operator"):
        assert fact(text, label) == DASH


def test_lines_stand_below_their_place() -> None:
    text = said(kits.usual())
    order = ("MS · ISLE 3 / SHELF 1", "BRG-6204", "GREASE", "MS · no location", "PCB-DRV0")
    positions = [text.index(one) for one in order]
    assert positions == sorted(positions)
    assert text.count("2 lines") == 2
    assert "4 lines · 2 places · 2 shortages, listed below" in text


def test_a_line_says_what_to_take() -> None:
    (stop, _) = kits.usual().stops
    assert said_of(stop.lines[0])[2:] == [
        "BRG-6204",
        "Bearing 6204-2RS",
        "10",
        "EACH",
        "24B-100",
        "first to expire",
        "leave 23A-100",
        "2027-06-30",
        "64",
        "164 in MS",
    ]


def test_a_scanned_lot_is_marked_as_scanned() -> None:
    (stop, _) = kits.usual().stops
    text = said_of(stop.lines[1])
    assert text[4:8] == ["0.075", "KG", "G-1", "scanned"]
    assert "not known" in text


@pytest.mark.parametrize(
    ("line", "words_of_it"),
    [
        (kits.line("SHAFT"), [DASH, "2,150"]),
        (kits.line("SHAFT", choice=Choice.SCANNED), [DASH, "scanned", "2,150"]),
        (kits.line("SHAFT", choice=Choice.NONE), ["no single place", "2,150"]),
        (kits.line("WIND", choice=Choice.NONE, lot_controlled=True), ["no single lot", "2,150"]),
        (
            kits.line("SEAL", choice=Choice.NONE, short=Decimal("0.5"), unit="KG"),
            ["short by 0.5 KG", "2,150"],
        ),
        (kits.line("PCB", serials=5), [DASH, "2,150", "5"]),
        (kits.line("PCB", serials=5, serials_scanned=2), [DASH, "2,150", "2 of 5"]),
        (kits.line("W", lot="W-1", lot_controlled=True), ["W-1", "no expiry date", DASH, "2,150"]),
    ],
)
def test_each_state_of_a_line_has_its_words(line: PickLine, words_of_it: list[str]) -> None:
    assert said_of(line)[6:] == words_of_it


def test_columns_that_this_kit_has_no_use_for_are_left_out() -> None:
    plain = said(kits.pick_list(Stop("MS", "ISLE 3", (kits.line("SHAFT"),))))
    assert "Serials" not in plain
    assert "Expires" not in plain
    assert {"Serials", "Expires"} <= set(said(kits.usual()))


def test_shortages_say_what_is_missing_and_who_has_some() -> None:
    text = said(kits.usual())
    shortages = text[text.index("Shortages") : text.index("Do not take")]
    seal = shortages[shortages.index("SEAL-22") :]
    assert seal[:10] == [
        "SEAL-22",
        "Shaft seal",
        "5",
        "EACH",
        "3",
        "in MS",
        "2",
        "EACH",
        "40",
        "RE · BAY 1",
    ]


def test_of_very_many_places_the_first_are_named_and_the_rest_counted() -> None:
    text = said(kits.usual())
    assert "no single lot" in text
    assert [one for one in text if one.startswith("lot W-")] == [
        f"lot W-{n}" for n in range(HOLDINGS)
    ]
    assert f"and {30 - HOLDINGS} more places" in text


def test_a_component_that_nobody_holds_says_so() -> None:
    (missing, _) = kits.usual().shortages
    pick = replace(kits.usual(), shortages=(replace(missing, holdings=()),))
    assert "none known anywhere" in said(pick)


def test_what_must_stay_has_its_place_and_reason() -> None:
    text = said(kits.usual())
    barred = text[text.index("Do not take") :]
    first = barred[barred.index("MS · QA CAGE") :]
    assert first[:5] == ["MS · QA CAGE", "BRG-6204", "23A-100", "expired 2026-10-31", "12"]
    assert "on hold" in barred


def test_a_kit_without_shortages_is_silent_about_them() -> None:
    text = said(kits.many(10))
    assert "Shortages" not in text
    assert "Do not take" not in text
    assert "10 lines · 1 place · stock suffices" in text


def test_foreign_text_is_plain_text() -> None:
    line = kits.line("P-1", description=kits.NASTY.strip())
    text = " ".join(said_of(line))
    assert "<b>bold</b> &amp; %s" in text
    assert visible("\u202eevil \x1d") in text
    assert "Ωµ äöü ≥ -> 4x12" in text


def test_a_part_number_is_never_elided_before_its_fourth_line() -> None:
    number = "A-VERY-LONG-PART-NUMBER/0123456789-REV-C0Q-AND-SOME-MORE"
    text = said_of(kits.line(number))
    assert "".join(text[2 : text.index("Bearing 6204-2RS")]) == number


def test_amounts_are_aligned_at_their_right(typeface: Typeface) -> None:
    lines = (kits.line("A", needed=Decimal(5)), kits.line("B", needed=Decimal(12345)))
    (page,) = lay_out(pick_sheet(kits.pick_list(Stop("MS", "", lines))), PageSize.A4, typeface)
    ends = {
        round(mark.x + typeface.width(mark.text, mark.style))
        for _, mark in placed_words(page)
        if mark.text in {"5", "12,345", "EACH", "Needed"}
    }
    assert len(ends) == 1


def test_a_list_printed_later_says_so() -> None:
    later = replace(kits.HEADING, printed_at=kits.PRINTED + timedelta(days=1))
    assert fact(said(replace(kits.usual(), heading=later)), "Printed").startswith("2026-11-23")
