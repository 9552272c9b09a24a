"""What did a cell say before a program wrote its letters in a code of its own: M&uuml;ller, M%C3%BCller, M+APw-ller?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from core.text.cleaning import UNSAFE

_CODED: Final = re.compile(r"&#?\w+;|[%=][0-9A-F]{2}|\\|_x[0-9A-F]{4}_|\+\w{2,}-|</?[a-z]", re.IGNORECASE)
"""What of a cell must be there for it to be looked at."""
_ADDRESS: Final = "://"
"""A link is written in such a code rightly."""
_TAG: Final = re.compile(r"</?(?:a|b|br|div|em|font|i|p|span|strong|td|th|tr|u)(?: [^<>]*)? ?/?>", re.IGNORECASE)
_OF_SPREADSHEET: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_OF_PROGRAM: Final = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))")
_QUOTE: Final = re.compile(r"\\(?=['\"])")
_OF_MAIL: Final = re.compile(r"(?:=[0-9A-F]{2})+")
_UTF_7: Final = re.compile(r"\+[A-Za-z0-9+/]{2,200}-")


def read_plainly(cell: str) -> str:
    """What it says without such a code; "" where it has none, or no letter comes of it."""
    if not _CODED.search(cell) or _ADDRESS in cell:
        return ""
    as_it_is = _tidy(cell)
    return next((plain for read in _READERS if (plain := _tried(read, cell)) and plain != as_it_is), "")


def _tried(read: Callable[[str], str], cell: str) -> str:
    try:
        return _tidy(read(cell))
    except (UnicodeError, ValueError):
        return ""


def _tidy(text: str) -> str:
    return " ".join(UNSAFE.sub("", text).split())


def _of_markup(cell: str) -> str:
    from html import unescape  # two tables of names, for the one cell in a million that has one

    return unescape(_TAG.sub("", cell))


def _of_spreadsheet(cell: str) -> str:
    return _OF_SPREADSHEET.sub(lambda found: chr(int(found[1], 16)), cell)


def _of_program(cell: str) -> str:
    """A backslash before a quote, u00fc or xfc; the bytes of xc3 xbc are those of a letter in UTF-8."""
    plain = _OF_PROGRAM.sub(lambda found: chr(int(found[1] or found[2], 16)), _QUOTE.sub("", cell))
    try:
        return plain.encode("latin-1").decode()
    except UnicodeError:
        return plain


def _of_address(cell: str) -> str:
    from urllib.parse import unquote

    plain = unquote(cell, errors="strict")
    return cell if plain.isascii() else plain


def _of_mail(cell: str) -> str:
    plain = _OF_MAIL.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode(), cell)
    return cell if plain.isascii() else plain


def _of_utf_7(cell: str) -> str:
    plain = _UTF_7.sub(lambda found: _letters(found[0].encode().decode("utf-7")), cell)
    return cell if plain.isascii() else plain


def _letters(decoded: str) -> str:
    """Raises ValueError for what is no word: +12- in a number is no code."""
    if not decoded.isalpha():
        raise ValueError(decoded)
    return decoded


_READERS: Final = (_of_markup, _of_spreadsheet, _of_program, _of_address, _of_mail, _of_utf_7)
