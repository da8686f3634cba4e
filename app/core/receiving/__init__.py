"""Receiving a purchase order: what a scan of a supplier's label does (contracts.md E1, C20)."""
