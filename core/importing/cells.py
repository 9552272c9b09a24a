"""Is a cell what somebody wrote there, or what a program made of it on the way?"""

from __future__ import annotations

import re
from typing import Final

from core.errors import BadInput
from core.importing import sentences
from core.importing.escapes import read_plainly
from core.text.cleaning import UNSAFE
from core.text.wording import shown

_ODD: Final = re.compile(r"""[#='\s]|[0-9]+(?:[.,][0-9]*)?(?:[eE]|\.?0*\s*$)""")
"""What a cell that is to be looked at begins with; most are not."""
_FORMULA_TEXT: Final = re.compile(r'="((?:[^"]|"")*)"')
_APOSTROPHE: Final = re.compile(r"'([0-9+=@-].*)", re.DOTALL)
_ERROR: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|#+)", re.IGNORECASE)
_ROUNDED: Final = re.compile(r"[0-9]+(?:[.,][0-9]+[eE]\+?|[eE]\+)[0-9]+")
_DECIMAL: Final = re.compile(r"[0-9]+\.0+")
_KEPT: Final = "\t\r\n\u200c\u200d"
"""White space becomes a space, and joiners stay where they belong (`clean_text`)."""
_REPLACED: Final = "\ufffd"
_INSTEAD: Final = re.compile(r"(?<=[^\W\d_])([?\u25a1\u25af\u2370])(?=[^\W\d_])")
"""What programs write for a letter that they do not have, among letters."""
_INSTEAD_AT_END: Final = re.compile(r"(?:^|(?<=[^\W\d_]))([?\u25a1\u25af\u2370])(?=$|[^\W\d_])")
_ANSWERED: Final = re.compile(
    r"(?<=[^\W\d])\?(?=(?:yes|no|y|n|not|none|never|unsure|unknown|unk|maybe|ask|asked|check|see|or|if|since|per|ok)\b)",
    re.IGNORECASE,
)
"""Penicillin?yes is asked and answered: no name of anybody, but in words about them."""
_NAMES: Final = frozenset(("family", "given", "name", "name_given_first", "preferred", "city"))
"""Columns of which nobody writes a question mark at an end."""
_BYTES: Final = range(0xDC80, 0xDD00)
"""Lone surrogates that stand for a byte which is no text (PEP 383)."""


def as_written(cell: str, name: str, *, is_decimal: bool = False) -> str:
    """The cell without what keeps a spreadsheet from making a number of it: ="00123" and '00123 are 00123.

    Raises BadInput for the column `name` where something of the cell was lost, or would be: numbers that were rounded,
    errors, formulas, letters that another program lost, characters that cannot be kept; .00, unless it `is_decimal`.
    """
    if not (cell.isascii() and cell.isprintable()):
        _refuse_lost_letters(cell, name)
    _refuse_written_otherwise(cell, name)
    if not _ODD.match(cell):
        return cell
    text = cell.strip()
    formula = _FORMULA_TEXT.fullmatch(text)
    if formula:
        return formula[1].replace('""', '"')
    for pattern, sentence in (
        (_ERROR, sentences.CELL_ERROR),
        (_ROUNDED, sentences.CELL_ROUNDED),
        (_DECIMAL, sentences.CELL_DECIMAL),
    ):
        if pattern.fullmatch(text) and not (is_decimal and pattern is _DECIMAL):
            raise BadInput(sentence.format(cell=shown(text)), field=name)
    if text.startswith("=") and len(text) > 1:
        raise BadInput(sentences.CELL_FORMULA.format(cell=shown(text)), field=name)
    quoted = _APOSTROPHE.fullmatch(text)
    return quoted[1] if quoted else cell


def _refuse_lost_letters(cell: str, name: str) -> None:
    field = name.replace("_", " ")
    for found in UNSAFE.finditer(cell):
        code = ord(found[0])
        if code in _BYTES:
            raise BadInput(sentences.CELL_BYTES.format(field=field, byte=f"{code & 0xFF:02X}"), field=name)
        if found[0] not in _KEPT:
            raise BadInput(sentences.CELL_CONTROL.format(field=field, code=f"{code:04X}"), field=name)
    if _REPLACED in cell:
        raise BadInput(sentences.CELL_LOST.format(field=field), field=name)
    meant = _read_rightly(cell)
    if meant:
        raise BadInput(sentences.CELL_GARBLED.format(cell=shown(cell), meant=shown(meant)), field=name)


def _refuse_written_otherwise(cell: str, name: str) -> None:
    """M&uuml;ller and M?ller are the name that another program was given, and not that name."""
    meant = read_plainly(cell)
    if meant:
        raise BadInput(sentences.CELL_CODED.format(cell=shown(cell), meant=shown(meant)), field=name)
    asked = cell if name in _NAMES else _ANSWERED.sub(" ", cell)
    lost = _INSTEAD.search(asked) or (name in _NAMES and _INSTEAD_AT_END.search(cell))
    if lost and "://" not in cell:
        field = name.replace("_", " ")
        raise BadInput(sentences.CELL_INSTEAD.format(field=field, cell=shown(cell), sign=lost[1]), field=name)


def _read_rightly(cell: str) -> str:
    """What a text in UTF-8 says that was read as Windows-1252 ("JosÃ©" is José), or '' where that would be no text."""
    if cell.isascii():
        return ""
    try:
        meant = b"".join(map(_byte_of, cell)).decode()
    except (UnicodeError, ValueError):
        return ""
    return "" if UNSAFE.search(meant) else meant


def _byte_of(letter: str) -> bytes:
    """The byte that Windows-1252 reads as this letter; where it has none, Latin-1."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")
