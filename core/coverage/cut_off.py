"""Was the image or document in a file cut off? Each kind is followed to its end; what comes behind is let be."""

from __future__ import annotations

import re
import zlib
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_TAIL: Final = 2048
"""So far from the end of a PDF its mark may stand: some programs write a few lines behind it."""
_LENGTH_OF_PDF: Final = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})")
_HEAD_OF_PDF: Final = 1024
_JPEG_MARKER: Final = re.compile(rb"\xff([^\x00\x01\xd0-\xd8\xff])")
"""What begins a segment: within the data of an image 0 follows on 0xFF, or a mark to restart at; some stand alone."""
_SCAN, _END = 0xDA, 0xD9
_PNG_FIRST: Final = 8
_TIFF_SIZES: Final = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4}
"""How many bytes a value of each type takes."""
_STRIPS, _STRIP_LENGTHS, _TILES, _TILE_LENGTHS = 273, 279, 324, 325
_TIFF_DATA: Final = ((_STRIPS, _STRIP_LENGTHS), (_TILES, _TILE_LENGTHS))
"""Where the strips or tiles of a page are, and how long."""
_TIFF_ENTRY: Final = 12
_MOST_NAMED: Final = 500_000
"""So much of what a TIFF names is followed: one that names the same again and again would never end."""


def is_cut_off(content: bytes, kind: str) -> bool:
    """Whether an image or document of that kind ("jpeg") lacks its end, or is broken before it."""
    reaches_its_end = _ENDS.get(kind)
    return reaches_its_end is not None and not reaches_its_end(content)


def _jpeg(content: bytes) -> bool:
    """Its segments lead from one to the next; the picture that phones put into a header has an end of its own."""
    at, has_data = 2, False
    while marker := _JPEG_MARKER.search(content, at):
        at, code = marker.end(), marker[1][0]
        if code == _END:
            return has_data
        length = int.from_bytes(content[at : at + 2])
        if length < 2 or at + length > len(content):
            return False
        has_data = has_data or code == _SCAN
        at += length
    return False


def _png(content: bytes) -> bool:
    """Each chunk has its length and checksum."""
    at, has_data = _PNG_FIRST, False
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        name, end = content[at + 4 : at + 8], at + 8 + length
        if int.from_bytes(content[end : end + 4]) != zlib.crc32(content[at + 4 : end]) or end + 4 > len(content):
            return False
        if name == b"IEND":
            return has_data
        has_data = has_data or name == b"IDAT"
        at = end + 4
    return False


def _pdf(content: bytes) -> bool:
    """It ends with a mark. One made for the web has that at its beginning too, and tells its length there."""
    told = _LENGTH_OF_PDF.search(content[:_HEAD_OF_PDF])
    return b"%%EOF" in content[-_TAIL:] and not (told and int(told[1]) > len(content))


def _webp(content: bytes) -> bool:
    return 8 + int.from_bytes(content[4:8], "little") <= len(content)


def _heic(content: bytes) -> bool:
    """Its boxes lead from one to the next; one says what is in the others, which is in one of its own or within it."""
    at, names = 0, set[bytes]()
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        names.add(content[at + 4 : at + 8])
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16])
        elif length == 0:  # to the end
            length = len(content) - at
        if length < 8 or at + length > len(content):
            return False
        at += length
    return b"meta" in names and (b"mdat" in names or b"idat" in content)


def _tiff(content: bytes) -> bool:
    """Each page leads to the next, and what it names lies within the file."""
    return all(end <= len(content) for end in islice(_ends_named(content), _MOST_NAMED))


def _ends_named(content: bytes) -> Iterator[int]:
    """Where each thing ends that the pages name, they themselves too; beyond the file where a page has nothing."""
    read, nowhere = _numbers_of(content), len(content) + 1
    at, pages = read(4, 4) or nowhere, set[int]()
    while at and at not in pages:
        pages.add(at)
        end = at + 2 + read(at, 2) * _TIFF_ENTRY
        yield end + 4 if end > at + 2 else nowhere
        found: dict[int, tuple[int, int, int]] = {}
        for entry in range(at + 2, end, _TIFF_ENTRY):
            size, count = _TIFF_SIZES.get(read(entry + 2, 2), 1), read(entry + 4, 4)
            place = entry + 8 if size * count <= 4 else read(entry + 8, 4)
            yield place + size * count
            found[read(entry, 2)] = place, size, count
        for starts, lengths in _TIFF_DATA:
            if starts in found and lengths in found:
                (first, size, count), (long, size_of_long, counted) = found[starts], found[lengths]
                for number in range(min(count, counted)):
                    yield read(first + size * number, size) + read(long + size_of_long * number, size_of_long)
        at = read(end, 4)


def _numbers_of(content: bytes) -> Callable[[int, int], int]:
    """The number at a place, of so many bytes, in the order that the file says."""
    order: Final = "little" if content.startswith(b"II") else "big"
    return lambda at, size: int.from_bytes(content[at : at + size], order)


_ENDS: Final[Mapping[str, Callable[[bytes], bool]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "pdf": _pdf,
    "tiff": _tiff,
    "webp": _webp,
    "heic": _heic,
}
