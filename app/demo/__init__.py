"""The demo: a shift played through the real window by a simulated scanner (design.md 9)."""
