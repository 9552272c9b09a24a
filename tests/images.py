"""Images and documents of each kind, as small as they can be whole; `mark` tells one from another."""

from __future__ import annotations

import zlib
from typing import Literal


def jpeg(mark: bytes = b"") -> bytes:
    """With a header that has a picture's end in it, as phones write one, and data with a zero behind 0xFF."""
    header = mark + b"\xff\xd9"
    data = b"\xff\xda\x00\x02\x01\xff\x00\xff\xd0\x02"
    return b"\xff\xd8\xff\xe1" + (len(header) + 2).to_bytes(2) + header + data + b"\xff\xd9"


def png(mark: bytes = b"") -> bytes:
    """Two chunks."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in ((b"IDAT", mark), (b"IEND", b"")))


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4) + name + data + zlib.crc32(name + data).to_bytes(4)


def pdf(mark: bytes = b"") -> bytes:
    """One that tells its length, as those made for the web do."""
    head, end = b"%PDF-1.7\n<< /Linearized 1 /L ", b"\n%%EOF\n"
    length = len(head) + 12 + len(mark) + len(end)
    return head + b"%012d" % length + mark + end


def tiff(mark: bytes = b"x", order: Literal["little", "big"] = "little") -> bytes:
    """One page of one strip, which stands before its header."""
    page = (2).to_bytes(2, order)
    for tag, value in ((273, 8), (279, len(mark))):
        numbers = ((tag, 2), (4, 2), (1, 4), (value, 4))
        page += b"".join(number.to_bytes(size, order) for number, size in numbers)
    sign = b"II*\x00" if order == "little" else b"MM\x00*"
    return sign + (8 + len(mark)).to_bytes(4, order) + mark + page + bytes(4)


def webp(mark: bytes = b"") -> bytes:
    """A container that tells its length."""
    return b"RIFF" + (8 + len(mark)).to_bytes(4, "little") + b"WEBPVP8 " + mark


def heic(mark: bytes = b"") -> bytes:
    """Three boxes."""
    boxes = ((b"ftyp", b"heic"), (b"meta", b""), (b"mdat", mark))
    return b"".join((len(data) + 8).to_bytes(4) + name + data for name, data in boxes)
