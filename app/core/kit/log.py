"""A draft's events and facts as the bytes that are stored: compact JSON, versioned by shape."""

import msgspec

from app.core.facts import KitFacts
from app.core.kit.changes import DraftEvent

_EVENTS = msgspec.json.Decoder(DraftEvent)
_FACTS = msgspec.json.Decoder(KitFacts)
_ENCODER = msgspec.json.Encoder()


def encode_event(event: DraftEvent) -> bytes:
    """One row of the log."""
    return _ENCODER.encode(event)


def decode_event(content: bytes) -> DraftEvent:
    """Read a row back. Raises `msgspec.DecodeError` for what `encode_event` never wrote."""
    return _EVENTS.decode(content)


def encode_facts(facts: KitFacts) -> bytes:
    """The facts a plan was made of, kept with the draft."""
    return _ENCODER.encode(facts)


def decode_facts(content: bytes) -> KitFacts:
    """Read facts back."""
    return _FACTS.decode(content)
