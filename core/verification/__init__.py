"""Verification: whether insurance holds for the visits to come, found out before the patient stands there."""
