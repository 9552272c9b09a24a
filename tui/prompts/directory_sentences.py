"""What the box and the cards of the directory say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

HOW: Final = "Name, specialty, kind, place or number"
FOUND: Final = "{count} found"
FOUND_NOBODY: Final = "nobody found"
FOUND_PARTLY: Final = "nobody fits each word, {count} fit all but one"
NEW_HINT: Final = " {key} enters somebody new."
HEADINGS: Final = ("Who", "Kind", "Specialties", "Fax or phone")
DIRECTORY: Final = "Directory"
ENTRY: Final = "Entry"
MERGE_INTO: Final = "Merge into"
MERGE_WHAT: Final = " {name}, number {number}, goes; who takes its place?"
NEW_TITLE: Final = "in the directory"
LIKE: Final = "In the directory: {name}, number {number}."
