"""What makes the suite strict, and the small real world that tests run in."""
