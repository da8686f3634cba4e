"""A draft's events as the bytes that are stored: compact JSON, versioned by shape."""

import msgspec

from app.core.flow.changes import DraftEvent

_EVENTS = msgspec.json.Decoder(DraftEvent)
_ENCODER = msgspec.json.Encoder()


def encode_event(event: DraftEvent) -> bytes:
    """One row of the log."""
    return _ENCODER.encode(event)


def decode_event(content: bytes) -> DraftEvent:
    """Read a row back. Raises `msgspec.DecodeError` for what `encode_event` never wrote."""
    return _EVENTS.decode(content)
