"""A set-up file, read strictly: every error at once, each with its place."""
