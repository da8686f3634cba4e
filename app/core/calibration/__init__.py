"""Learning how a scanner is set from what it sends of symbols that are known. Pure."""

from app.core.calibration.symbols import Symbol

__all__ = ["Symbol"]
