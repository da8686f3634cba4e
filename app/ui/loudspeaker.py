"""The audio device. Imported where it is opened: the audio library takes 9 MB and some time."""

import sys
from collections.abc import Generator, Sequence
from pathlib import Path

import miniaudio  # type: ignore[import-untyped] # it ships no types

from app.ui.tones import RATE, NoSoundError


class Loudspeaker:
    """One open device; for one thread."""

    def __init__(self, backends: Sequence[miniaudio.Backend] | None = None) -> None:
        """Open it; that can take long.

        Raises:
            NoSoundError: None of these audio systems has one.
        """
        try:
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                buffersize_msec=20,
                backends=list(usual_backends() if backends is None else backends),
                app_name="Kitbench",
            )
        except miniaudio.MiniaudioError as fault:
            raise NoSoundError(str(fault)) from fault

    def start(self, feed: Generator[bytes, int, None]) -> None:
        """Let the device ask `feed`, which was begun, for frames on a thread of its own.

        Raises:
            NoSoundError: The device went away.
        """
        try:
            self._device.start(feed)
        except miniaudio.MiniaudioError as fault:
            raise NoSoundError(str(fault)) from fault

    def stop(self) -> None:
        """Be silent. Raises as `start`."""
        try:
            self._device.stop()
        except miniaudio.MiniaudioError as fault:
            raise NoSoundError(str(fault)) from fault

    def close(self) -> None:
        """Give the device back."""
        self._device.close()


def usual_backends() -> tuple[miniaudio.Backend, ...]:
    """Return the audio systems to try on this platform; never the one that only pretends."""
    backend = miniaudio.Backend
    if sys.platform == "win32":
        return backend.WASAPI, backend.DSOUND, backend.WINMM
    if sys.platform == "darwin":
        return (backend.COREAUDIO,)
    if Path("/dev/snd").exists():
        return backend.PULSEAUDIO, backend.ALSA
    return (backend.PULSEAUDIO,)  # ALSA would fill the terminal with complaints
