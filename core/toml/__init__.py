"""TOML read strictly, with the line of each value."""
