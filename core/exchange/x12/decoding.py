"""Which text do the bytes of a file stand for?"""

from __future__ import annotations

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_UNMARKED = (
    (b"I\0S\0A\0", "utf-16-le"),
    (b"\0I\0S\0A", "utf-16-be"),
    (b"I\0\0\0S\0\0\0", "utf-32-le"),
    (b"\0\0\0I\0\0\0S", "utf-32-be"),
)
"""UTF-16 and UTF-32 without a mark, as its header begins."""


def decoded(content: bytes) -> str:
    """The text: UTF-8, UTF-16 or UTF-32 where it is that, else Windows-1252, which loses only letters it lacks."""
    for mark, encoding in (*_MARKS, *_UNMARKED):
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
