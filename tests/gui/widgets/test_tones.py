"""Tones: told apart by ear, played off the GUI thread, silent where there is no device."""

import itertools
import threading
import time
from array import array
from collections.abc import Iterator

import miniaudio  # type: ignore[import-untyped] # it ships no types
import pytest
from pytestqt.qtbot import QtBot

from app.ui.loudspeaker import usual_backends
from app.ui.tones import RATE, Sound, SoundState, Tones, samples

CLOCKED = (miniaudio.Backend.NULL,)
"""Takes samples at the pace of a device, and drops them."""
ABSENT = (miniaudio.Backend.AAUDIO,)
"""An audio system that no desktop has."""
BUFFER = 0.02
"""Seconds that the loudspeaker asks the device to hold."""


@pytest.fixture
def tones(request: pytest.FixtureRequest) -> Iterator[Tones]:
    made = Tones(getattr(request, "param", CLOCKED))
    made.start()
    yield made
    made.close()


def crossings(sound: Sound) -> int:
    made = array("h", samples(sound))
    return sum(1 for one, next_one in itertools.pairwise(made) if (one < 0) != (next_one < 0))


@pytest.mark.parametrize("sound", list(Sound))
def test_a_tone_is_short_loud_and_does_not_click(sound: Sound) -> None:
    made = array("h", samples(sound))
    assert 0.05 < len(made) / RATE < 0.7
    assert 15_000 < max(made) <= 32_000
    assert min(made) >= -32_000
    assert made[0] == made[-1] == 0
    steps = [abs(after - before) for before, after in itertools.pairwise(made)]
    assert max(steps[:20]) < 2_500
    assert max(steps[-20:]) < 2_500


def test_tones_are_told_apart_by_length_and_pitch() -> None:
    traits = {
        sound: (len(samples(sound)) / 2 / RATE, crossings(sound) * RATE / len(samples(sound)))
        for sound in Sound
    }
    for one, other in itertools.combinations(Sound, 2):
        longer, higher = (
            max(a, b) / min(a, b) for a, b in zip(traits[one], traits[other], strict=True)
        )
        assert longer > 1.3 or higher > 1.2, f"{one.name} and {other.name}"
    pitches = {sound: traits[sound][1] for sound in Sound}
    assert min(pitches, key=lambda sound: pitches[sound]) is Sound.REFUSED


@pytest.mark.parametrize(("volume", "peak"), [(0.0, 0), (0.5, 16_000), (1.0, 32_000), (9, 32_000)])
def test_volume_scales_a_tone(volume: float, peak: int) -> None:
    assert max(array("h", samples(Sound.ACCEPTED, volume))) == pytest.approx(peak, rel=0.02)


def test_a_tone_is_played_to_its_end(tones: Tones, qtbot: QtBot) -> None:
    begun = time.monotonic()
    tones.play(Sound.LINE_COMPLETE)
    assert tones.playing is Sound.LINE_COMPLETE
    qtbot.waitUntil(lambda: tones.playing is None)
    whole = len(samples(Sound.LINE_COMPLETE)) / 2 / RATE
    assert time.monotonic() - begun > whole - BUFFER  # the device holds that much of its end
    assert tones.state is SoundState.READY


def test_who_plays_a_tone_does_not_wait_for_it(tones: Tones) -> None:
    took = []
    for _ in range(5):
        begun = time.monotonic()
        tones.play(Sound.LINE_COMPLETE)
        took.append(time.monotonic() - begun)
    assert min(took) < 0.1


def test_a_newer_tone_ends_an_older_one(tones: Tones, qtbot: QtBot) -> None:
    begun = time.monotonic()
    for _ in range(20):
        tones.play(Sound.KIT_COMPLETE)
    tones.play(Sound.REFUSED)
    assert tones.playing is Sound.REFUSED
    qtbot.waitUntil(lambda: tones.playing is None)
    assert time.monotonic() - begun < 3
    tones.play(Sound.ACCEPTED)
    qtbot.waitUntil(lambda: tones.playing is None)
    assert tones.state is SoundState.READY


def test_muted_nothing_is_played(tones: Tones) -> None:
    tones.set_muted(True)
    tones.play(Sound.REFUSED)
    assert tones.playing is None
    tones.set_muted(False)
    tones.set_volume(0.2)
    tones.play(Sound.REFUSED)
    assert tones.playing is Sound.REFUSED


@pytest.mark.parametrize("tones", [ABSENT], indirect=True)
def test_without_a_device_there_is_no_sound_and_no_trouble(tones: Tones, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tones.state is SoundState.NO_SOUND)
    for sound in Sound:
        tones.play(sound)
    qtbot.waitUntil(lambda: tones.playing is None)
    assert tones.state is SoundState.NO_SOUND


def test_closing_joins_the_thread_and_is_done_once() -> None:
    before = threading.active_count()
    tones = Tones(CLOCKED)
    tones.start()
    tones.play(Sound.KIT_COMPLETE)
    tones.close()
    assert tones.state is SoundState.CLOSED
    assert "tones" not in {thread.name for thread in threading.enumerate()}
    assert threading.active_count() <= before + 1  # the device's own thread, as Python sees it
    tones.play(Sound.ACCEPTED)
    tones.close()
    assert tones.playing is None


def test_the_device_is_opened_once() -> None:
    tones = Tones(CLOCKED)
    tones.start()
    tones.start()
    tones.close()
    tones.start()
    assert tones.state is SoundState.CLOSED


def test_tones_that_never_started_close_too() -> None:
    tones = Tones(CLOCKED)
    tones.close()
    assert tones.state is SoundState.CLOSED


def test_the_pretending_device_is_never_chosen_silently() -> None:
    assert miniaudio.Backend.NULL not in usual_backends()
    assert usual_backends()
