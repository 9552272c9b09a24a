"""Merging: two records of one person made one, and taken apart again."""
