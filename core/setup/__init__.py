"""The set-up file (TOML): read strictly, every error at once, into the clinic as it is to be."""
