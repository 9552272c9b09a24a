"""Appointments: opening time, the conflict rules, booking and moving, the day."""
