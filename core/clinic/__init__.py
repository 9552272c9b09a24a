"""The clinic as it is set up: sites, rooms, providers, visit types, sessions, reasons."""
