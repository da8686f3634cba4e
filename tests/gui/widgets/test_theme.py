"""Themes: complete, correct, and readable by WCAG's numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from app.ui.theme import THEMES, ThemeError, contrast, load_theme, luminance, read_theme

SURFACES = (
    "background",
    "surface",
    "raised",
    "accent_soft",
    "ok_soft",
    "refused_soft",
    "attention_soft",
    "selected",
)
LIGHT = resources.read("themes/light.toml").decode()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("surface", SURFACES)
@pytest.mark.parametrize("ink", ["text", "second", "accent", "ok", "refused", "attention"])
def test_what_must_be_read_can_be_read(name: str, surface: str, ink: str) -> None:
    theme = load_theme(name)
    least = 7.0 if name == "contrast" else 4.5
    ratio = contrast(getattr(theme, ink), getattr(theme, surface))
    # A state's own colour on another state's tint is never painted as small text.
    painted = ink in {"text", "second"} or surface in {
        "background",
        "surface",
        "raised",
        "selected",
        f"{ink}_soft",
    }
    assert ratio >= (least if painted else 3.0), f"{ink} on {surface}: {ratio:.2f}"


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("tone", ["accent", "ok", "refused", "attention", "chosen"])
def test_words_on_filled_grounds_can_be_read(name: str, tone: str) -> None:
    theme = load_theme(name)
    least = 7.0 if name == "contrast" else 4.5
    assert contrast(getattr(theme, f"on_{tone}"), getattr(theme, tone)) >= least


@pytest.mark.parametrize("name", THEMES)
def test_what_recedes_and_edges_of_fields_are_still_seen(name: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.faint, theme.surface) >= 3.0
    assert contrast(theme.field_line, theme.surface) >= 3.0


def test_high_contrast_has_thick_edges_and_no_tints() -> None:
    theme = load_theme("contrast")
    assert theme.line_width == theme.strong_width == 3
    assert {getattr(theme, surface) for surface in SURFACES} == {"#FFFFFF"}
    assert contrast(theme.line, theme.surface) == 21


def test_only_the_dark_theme_is_dark() -> None:
    assert [load_theme(name).dark for name in THEMES] == [False, True, False]


def test_an_unknown_theme_is_refused() -> None:
    with pytest.raises(resources.UnknownResourceError, match=r"themes/neon\.toml"):
        load_theme("neon")


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("not toml", "theme light"),
        (LIGHT.replace('text = "#16202A"', ""), r"\['text'\]"),
        ('extra = "#000000"\n' + LIGHT, r"\['extra'\]"),
        (LIGHT.replace("#16202A", "black"), "text is not a colour: 'black'"),
        (LIGHT.replace("line = 1", "line = 0"), "width.line is not 1 to 8 pixels: 0"),
        (LIGHT.replace("strong = 2", 'strong = "2"'), "width.strong"),
        ("width = 3\n" + LIGHT.partition("[width]")[0], "width is not a table"),
    ],
)
def test_a_broken_theme_file_says_what_is_wrong(source: str, says: str) -> None:
    with pytest.raises(ThemeError, match=says):
        read_theme("light", source)


COLOURS = st.integers(0, 0xFFFFFF).map("#{:06X}".format)


@given(COLOURS, COLOURS)
def test_contrast_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


def test_luminance_has_its_known_values() -> None:
    assert luminance("#000000") == 0
    assert luminance("#FFFFFF") == pytest.approx(1)
    assert luminance("#808080") == pytest.approx(0.2159, abs=1e-4)
