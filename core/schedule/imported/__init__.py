"""Visits that files of another scheduler bring: those that took place are history, those to come are booked."""
