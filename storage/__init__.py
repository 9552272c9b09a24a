"""How the clinic is kept: one SQLite file behind the ports that core names."""
