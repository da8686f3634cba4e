"""The pages of a flow."""

from enum import IntEnum


class Step(IntEnum):
    """The pages, in order: what it is about, its lines, the review, and what came of it."""

    SUBJECT = 0  # the assembly of a kit, the order of a receipt
    LINES = 1  # the components of a kit, the lines of an order
    REVIEW = 2
    DONE = 3
