"""What a scan sounds like: five tones, told apart without looking (operators.md 48).

`samples` makes a tone; `Tones` plays it on a thread of its own, because opening an audio device
can take long and a machine may have none. Then there is no sound, which `Tones.state` says.
"""

import logging
import math
import threading
import time
from array import array
from collections.abc import Generator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import miniaudio  # type: ignore[import-untyped] # it ships no types

    from app.ui.loudspeaker import Loudspeaker

RATE = 22_050
"""Samples a second; one channel, 16 bits."""

_OPEN_AGAIN_S = 30.0
_JOIN_S = 5.0
_LOG = logging.getLogger(__name__)

_Feed = Generator[bytes, int, None]


class Sound(Enum):
    """What happened, to the ear. The value: notes of (hertz, seconds), and how many harmonics."""

    ACCEPTED = (((1175.0, 0.09),), 1)
    LINE_COMPLETE = (((880.0, 0.08), (1319.0, 0.13)), 1)
    KIT_COMPLETE = (((784.0, 0.1), (988.0, 0.1), (1319.0, 0.22)), 2)
    REFUSED = (((196.0, 0.2), (0.0, 0.06), (165.0, 0.34)), 7)
    ATTENTION = (((659.0, 0.14), (0.0, 0.08), (659.0, 0.14)), 3)


class NoSoundError(Exception):
    """There is no audio device, or it went away."""


class SoundState(Enum):
    OPENING = "opening"
    READY = "ready"
    NO_SOUND = "no sound"
    """No device, or it went away; the next tone half a minute later tries again."""
    CLOSED = "closed"


def samples(sound: Sound, volume: float = 1.0) -> bytes:
    """Return a tone as native 16-bit samples; `volume` is 0 to 1."""
    notes, harmonics = sound.value
    peak = 32_000 * min(1.0, max(0.0, volume))
    made = array("h")
    for hertz, seconds in notes:
        made.extend(_note(hertz, round(seconds * RATE), harmonics, peak))
    return made.tobytes()


def _note(hertz: float, count: int, harmonics: int, peak: float) -> Sequence[int]:
    """One note; it swells and fades in 6 ms, so that it doesn't click."""
    edge = round(0.006 * RATE)
    parts = [(2 * math.pi * hertz * n / RATE, 1 / n) for n in range(1, harmonics + 1)]
    level = peak / sum(weight for _, weight in parts)
    return [
        round(level * min(1.0, at / edge, (count - 1 - at) / edge) * _wave(parts, at))
        for at in range(count)
    ]


def _wave(parts: Sequence[tuple[float, float]], at: int) -> float:
    return sum(weight * math.sin(step * at) for step, weight in parts)


class Tones:
    """Plays tones; every method returns at once except `close`. A newer tone ends an older one."""

    def __init__(self, backends: "Sequence[miniaudio.Backend] | None" = None) -> None:
        self._backends = backends
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._run, name="tones", daemon=True)
        self._state = SoundState.OPENING
        self._wanted: Sound | None = None
        self._playing: Sound | None = None
        self._closing = False
        self._volume = 0.8
        self._muted = False
        self._made: dict[tuple[Sound, float], bytes] = {}

    @property
    def state(self) -> SoundState:
        return self._state

    @property
    def playing(self) -> Sound | None:
        """The tone that is to be heard now or next."""
        with self._changed:
            return self._wanted or self._playing

    def start(self) -> None:
        """Somebody works: open the audio device, on the thread of the tones. Once."""
        if self._thread.ident is None and not self._closing:
            self._thread.start()

    def play(self, sound: Sound) -> None:
        """Let a tone be heard, unless muted; silently nothing where there is no sound."""
        with self._changed:
            if not (self._muted or self._closing):
                self._wanted = sound
                self._changed.notify_all()

    def set_volume(self, volume: float) -> None:
        """Set the loudness of the next tones, 0 to 1."""
        self._volume = volume

    def set_muted(self, muted: bool) -> None:
        self._muted = muted

    def close(self) -> None:
        """Stop, give the device back and join the thread; a second call does nothing."""
        with self._changed:
            self._closing = True
            self._wanted = None
            self._changed.notify_all()
        if self._thread.ident is not None:
            self._thread.join(_JOIN_S)
        if self._thread.is_alive():  # the audio system hangs; the thread can't outlive the program
            _LOG.warning("the audio system did not give the device back in %s s", _JOIN_S)
        self._state = SoundState.CLOSED

    def _run(self) -> None:
        device = self._open()
        opened = time.monotonic()
        while (sound := self._next()) is not None:
            if device is None and time.monotonic() - opened >= _OPEN_AGAIN_S:
                device = self._open()
                opened = time.monotonic()
            if device is not None and not self._sound(device, sound):
                device.close()
                device = None
                opened = time.monotonic()
            with self._changed:
                self._playing = None
        if device is not None:
            device.close()

    def _next(self) -> Sound | None:
        """Wait for the next tone; None when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._wanted is not None)
            self._playing, self._wanted = self._wanted, None
            return None if self._closing else self._playing

    def _open(self) -> "Loudspeaker | None":
        from app.ui import loudspeaker  # noqa: PLC0415 - when somebody works, and not on their thread

        try:
            device = loudspeaker.Loudspeaker(self._backends)
        except NoSoundError as fault:
            _LOG.info("no sound: %s", fault)
            self._state = SoundState.NO_SOUND
            return None
        self._state = SoundState.READY
        return device

    def _sound(self, device: "Loudspeaker", sound: Sound) -> bool:
        """Play one tone to its end or until the next is wanted; False where the device failed."""
        ended = threading.Event()
        made = self._samples(sound)
        feed = self._feed(made, ended)
        next(feed)
        try:
            device.start(feed)
            with self._changed:
                self._changed.wait_for(
                    lambda: self._closing or self._wanted is not None or ended.is_set(),
                    timeout=len(made) / 2 / RATE + 2.0,
                )
            device.stop()
        except NoSoundError as fault:
            _LOG.info("no sound any more: %s", fault)
            self._state = SoundState.NO_SOUND
            return False
        return True

    def _samples(self, sound: Sound) -> bytes:
        key = (sound, self._volume)
        if key not in self._made:
            self._made[key] = samples(*key)
        return self._made[key]

    def _feed(self, made: bytes, ended: threading.Event) -> _Feed:
        """Hand the device as many frames as it asks for, then silence; runs on its thread."""
        at = 0
        frames = yield b""
        while True:
            piece = made[at : at + 2 * frames]
            at += len(piece)
            frames = yield piece
            if not ended.is_set() and at >= len(made):
                ended.set()
                with self._changed:
                    self._changed.notify_all()
