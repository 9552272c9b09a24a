"""The settings of `clinicdesk.toml`: which there are, what they may be, how they are read."""
