"""What does a database need so that Japanese family names are found as they are read?"""

from __future__ import annotations

from storage.sqlite.migrations.m0060_names_as_read import apply

__all__ = ["MIN_COMPATIBLE", "apply"]

MIN_COMPATIBLE = 61
