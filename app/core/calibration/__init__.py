"""Learning how a scanner is set from what it sends of symbols that are known. Pure."""

from app.core.calibration.inside import Sent, Separators, learn_encoding, learn_separators
from app.core.calibration.learned import Learned
from app.core.calibration.marks import Case, Keys, Marks, NotLearned, Why, learn_marks
from app.core.calibration.symbols import Symbol

__all__ = [
    "Case",
    "Keys",
    "Learned",
    "Marks",
    "NotLearned",
    "Sent",
    "Separators",
    "Symbol",
    "Why",
    "learn_encoding",
    "learn_marks",
    "learn_separators",
]
