"""Clearance: what stands between a patient and check-in, one file an item."""
