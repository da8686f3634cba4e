"""Any text, for property tests."""

from hypothesis import strategies as st

SIGNS = st.characters(exclude_categories=["Cs"])
"""All that UTF-8 can say, for `st.text(SIGNS)` and the alphabet of `st.from_regex`.

Hypothesis' own default is the same, but asks the codec about each of 1.1 million code points first:
three seconds in each process.
"""
