"""Labels of received lots: what stands on one, its symbol's message, its layout, and ZPL."""
