"""What is a file that is no text, so that a person knows what to do with it?"""

from __future__ import annotations

from typing import Final

_A_PAGE: Final = (b"<html", b"<!doctype", b"<?xml", b"<table")
_BEGINS: Final = (
    (b"PK\x03\x04", "a workbook or another packed file"),
    (b"\xd0\xcf\x11\xe0", "a workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a packed file"),
    (b"{\\rtf", "a document of a word processor"),
    (b"SQLite format 3\0", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)


def other_file(begins: bytes) -> str:
    """What a file that begins so is, in words; '' for what may be a table."""
    page = "a page of the web" if begins[:200].lstrip().lower().startswith(_A_PAGE) else ""
    return next((kind for first, kind in _BEGINS if begins.startswith(first)), page)
