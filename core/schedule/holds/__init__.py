"""Time that somebody holds for a while: it is no part of the clinic's records."""
