"""What does a database need so that exceptions and blocks are known by numbers?"""

from __future__ import annotations

import sqlite3
from typing import Final

from storage.sqlite.migrations import run_script

MIN_COMPATIBLE: Final = 16
"""Older programs would number them anew with every set-up, so that a number seen on a screen would mean another."""


def apply(db: sqlite3.Connection) -> None:
    """Number those that are there from 1, the exceptions first."""
    run_script(db, "0016_dated_numbers.sql")
