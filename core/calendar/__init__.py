"""Intervals, wall time, opening hours and the words people type for dates."""
