"""The facts a kit is planned by, as the bytes that are stored with its draft."""

import msgspec

from app.core.facts import KitFacts

_FACTS = msgspec.json.Decoder(KitFacts)
_ENCODER = msgspec.json.Encoder()


def encode_facts(facts: KitFacts) -> bytes:
    """The facts a plan was made of, kept with the draft."""
    return _ENCODER.encode(facts)


def decode_facts(content: bytes) -> KitFacts:
    """Read facts back."""
    return _FACTS.decode(content)
