"""A warm host: one process that has everything loaded forks a desk for each terminal, so that it opens at once."""
