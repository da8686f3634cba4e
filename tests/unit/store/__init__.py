"""What happens when it works is only half of a store: the rest is kills, full disks, locks."""
