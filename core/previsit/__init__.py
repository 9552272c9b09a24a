"""Visits of the next business days, and what is missing before they take place."""
