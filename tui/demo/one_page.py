"""How does a page of plain lines become a PDF without fonts of its own, as a fax machine of the demo would send it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEAD: Final = b"%PDF-1.4\n"
_FONTS: Final = b"<< /Font << /F1 4 0 R >> >>"
_SETTING: Final = "BT /F1 12 Tf 72 720 Td 18 TL"


def one_page(lines: Sequence[str]) -> bytes:
    """The page, letter size; letters that Latin-1 lacks stand as ?."""
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in lines)
    stream = f"{_SETTING} {shown} ET".encode("latin-1", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources %s >>" % _FONTS,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    )
    written, at = _HEAD, list[int]()
    for number, content in enumerate(objects, 1):
        at.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in at)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(at) + 1, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(at) + 1, table) + trailer


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
