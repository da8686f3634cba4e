"""Barcode scanners: bytes from a serial line to whole scans. Knows neither Qt nor the app."""
