"""Sizes and times that must hold; run by `dev.py bench`, not by pytest."""
