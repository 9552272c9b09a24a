"""Every sentence about templates and the documents made of them. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PLACE: Final = "{place} line {line}: {fault}"
A_FIELD: Final = "a field of {kind}"
A_KIND: Final = "a kind of template"
A_LANGUAGE: Final = "a language"
BRACE_OPEN: Final = (
    "a {{ that begins no field such as {{{example}}}. Close it with }}, or write {{{{ where a brace is meant."
)
BRACE_CLOSE: Final = "a }} that ends no field. Write }}}} where a brace is meant."
NEVER_FILLED: Final = "{{{name}}} is a table, which stands on a line of its own."
TWO_ENDS: Final = 'more than one " | ". A line has at most two ends, left and right.'
TOO_LONG: Final = "a template has at most {most} lines."
LINE_TOO_LONG: Final = "a line has at most {most} characters."
NOTHING: Final = "it is empty. Write what the document says."
NO_TEXT: Final = "it is no text in UTF-8."
REFUSED: Final = "{place} has {count} errors, and was not taken. Correct it and check it again."
REFUSED_ONE: Final = "{place} has an error, and was not taken. Correct it and check it again."
NO_NAME: Final = "{value} names no template. Names are such as {example}."
NO_TEMPLATE: Final = "There is no template {name}. {known}"
KNOWN: Final = "There are {names}."

NO_GLYPH: Final = "This cannot be made a PDF: no font here draws {what}. {remedy}"
ONE_SIGN: Final = "{sign} ({name})"
INSTALL: Final = (
    "Install one, on Debian with apt install {packages}, or lay a TrueType font into the folder fonts of [documents]."
)
INSTALL_ANY: Final = (
    "Lay a TrueType font that has it into the folder fonts of [documents]; as text the document can be had in any case."
)
PAGE_OF: Final = "{page} / {pages}"
