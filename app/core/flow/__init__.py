"""What every scanned flow has: its event log, questions, refusals, page turns and serial numbers.

Knows no flow: `core.kit` and `core.receipt` build on it.
"""
