"""Into which segments does a text of X12 fall? Its own header says by which characters they are told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.exchange.x12 import sentences as say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_SEGMENT: Final = 65_536
"""Characters: a message has 264, a list of every service type some hundreds."""
_HEADER: Final = "ISA"
_TRAILER: Final = "IEA"
_HEADER_ELEMENTS: Final = 16
_LONGEST_HEADER: Final = 400
"""It has 106 characters; some programs leave out the padding, or break lines in it."""
_BETWEEN: Final = "\r\n\t \x00\x1a\ufeff"
"""What may stand between segments: ends of lines, the padding of blocks, an end of file of old, a byte order mark."""
_NAME: Final = re.compile(r"[A-Z][A-Z0-9]{1,2}")
_A_HEADER: Final = re.compile(
    r"ISA([^A-Z0-9 .\s-])(?:(?!\1).){0,12}(?:\1(?:(?!\1).){0,40}){14}\1", re.IGNORECASE | re.DOTALL
)
"""What is nothing else, wherever it stands: no other segment has as many elements behind such a name."""
_NEARLY_A_HEADER: Final = 800
"""So many characters such a one may have."""
_NO_CODE: Final = re.compile(r"[^A-Z0-9]+")
_LINE_ENDS: Final = str.maketrans("", "", "\r\n")


class BadX12(BadInput):
    """What stands there is no X12 that can be read."""


class Delimiters(Struct, frozen=True):
    """By which characters an interchange tells its parts apart; `repetition` is '' before version 5010."""

    element: str
    repetition: str
    component: str
    segment: str


USUAL: Final = Delimiters("*", "^", ":", "~")
"""Those that nearly everybody uses."""


class Segment(Struct, frozen=True):
    """One segment: its name in capitals, its elements as they stand, and its place in the text, from 1."""

    name: str
    elements: tuple[str, ...]
    place: int
    delimiters: Delimiters = USUAL

    def at(self, number: int) -> str:
        """The element of that number, from 1, without spaces around it; '' where there is none."""
        return self.elements[number - 1].strip() if number <= len(self.elements) else ""

    def code(self, number: int) -> str:
        """The same, which is a code: in capitals."""
        return self.at(number).upper()

    def repeated(self, number: int) -> tuple[str, ...]:
        """The codes of an element that may be repeated, whatever stands between them: not every header tells it."""
        return tuple(_NO_CODE.sub(" ", self.code(number)).split())

    def components(self, number: int) -> tuple[str, ...]:
        """The components of a composite element."""
        return tuple(part.strip() for part in self.at(number).split(self.delimiters.component))


def segments(chunks: Iterable[str]) -> Iterator[Segment | BadX12]:
    """The segments of a text that comes in pieces, of which no more is kept than one segment needs.

    In place of what is no segment, or stands before any header, comes what is wrong; what is read next is a header.
    """
    text = _Text(chunks)
    delimiters: Delimiters | None = None
    place = 0
    while text.skip(_BETWEEN + (delimiters.segment if delimiters else "")):
        place += 1
        is_past = False
        try:
            if text.begins_with(_HEADER):
                delimiters = _delimiters(text.ahead(_LONGEST_HEADER))
            by = _known(delimiters)
            whole = text.until(by.segment, place)
            is_past = True
            found = _segment(whole, place, by)
        except BadX12 as fault:
            delimiters = None
            yield fault
            if not text.go_to_header(0 if is_past else 1):
                return
        else:
            yield found


def _known(delimiters: Delimiters | None) -> Delimiters:
    """Those of the header. Raises BadX12 where none stands in front."""
    if delimiters is None:
        raise BadX12(say.NO_HEADER)
    return delimiters


def _segment(whole: str, place: int, by: Delimiters) -> Segment:
    """The segment that stands there. Raises BadX12."""
    parts = _joined(whole, by).split(by.element)
    name = parts[0].strip().upper()
    if not _NAME.fullmatch(name):
        raise BadX12(say.NO_SEGMENT.format(place=place))
    return Segment(name, tuple(parts[1:]), place, by)


def written(name: str, elements: Iterable[str], by: Delimiters = USUAL) -> str:
    """The segment, without those of its last elements that are empty."""
    return by.element.join((name, *elements)).rstrip(by.element) + by.segment


def _joined(whole: str, by: Delimiters) -> str:
    """The segment in one line: some programs break lines wherever they are full."""
    return whole if by.segment in "\r\n" else whole.translate(_LINE_ENDS)


def _delimiters(header: str) -> Delimiters:
    """Those of the interchange whose header the text begins with. Raises BadX12."""
    element = header[len(_HEADER) : len(_HEADER) + 1]
    parts = header.split(element, _HEADER_ELEMENTS) if element and not _is_text(element) else []
    if len(parts) <= _HEADER_ELEMENTS or len(parts[-1]) < 2:
        raise BadX12(say.HEADER_SHORT)
    component, segment = parts[-1][0], parts[-1][1]
    repetition = parts[11].strip()[:1]
    found = Delimiters(element, "" if _is_text(repetition or "U") else repetition, component, segment)
    signs = [sign for sign in (element, found.repetition, component, segment) if sign]
    if len(set(signs)) < len(signs) or any(map(_is_text, signs)):
        raise BadX12(say.DELIMITERS_ODD)
    return found


def _is_text(sign: str) -> bool:
    return sign.isalnum() or sign in " .-"


class _Text:
    """A text that comes in pieces, and how far it was read."""

    __slots__ = ("_at", "_chunks", "_held")

    def __init__(self, chunks: Iterable[str]) -> None:
        self._chunks = iter(chunks)
        self._held = ""
        self._at = 0

    def skip(self, signs: str) -> bool:
        """Go on behind these signs; False at the end of the text."""
        while True:
            while self._at < len(self._held) and self._held[self._at] in signs:
                self._at += 1
            if self._at < len(self._held):
                return True
            if not self._more():
                return False

    def ahead(self, length: int) -> str:
        """What comes next, at most so many characters."""
        while len(self._held) - self._at < length and self._more():
            pass
        return self._held[self._at : self._at + length]

    def begins_with(self, name: str) -> bool:
        """Whether a segment of that name comes next."""
        found = self.ahead(len(name) + 1)
        return found[: len(name)].upper() == name and not found[len(name) :].isalnum()

    def go_to_header(self, past: int) -> bool:
        """Go on to the next header that begins so many characters on, or later; False where none comes."""
        at = self._at + past
        while not (found := _A_HEADER.search(self._held, at)):
            self._at = max(self._at, len(self._held) - _NEARLY_A_HEADER)
            at = min(at, len(self._held)) - self._at
            if not self._more():
                return False
        self._at = found.start()
        return True

    def until(self, sign: str, place: int) -> str:
        """What comes before the sign, which is left behind. Raises BadX12 where it does not come."""
        if self.begins_with(_TRAILER) and (header := _A_HEADER.search(found := self.ahead(_NEARLY_A_HEADER), 1)):
            last = found[: header.start()]
            if sign not in last:
                return self._last(place, last)
        looked = self._at
        while (end := self._held.find(sign, looked)) < 0:
            looked = len(self._held)
            cut = self._at
            if looked - cut > LONGEST_SEGMENT:
                raise BadX12(say.SEGMENT_LONG.format(place=place))
            if not self._more():
                return self._last(place, self._held[self._at :])
            looked -= cut - self._at
        if end - self._at > LONGEST_SEGMENT:
            raise BadX12(say.SEGMENT_LONG.format(place=place))
        found = self._held[self._at : end]
        if (header := _A_HEADER.search(found, 1)) is not None:
            return self._last(place, found[: header.start()])
        self._at = end + 1
        return found

    def _last(self, place: int, left: str) -> str:
        """What is left, where it is the trailer: some programs leave out the sign behind it. Raises BadX12."""
        if not self.begins_with(_TRAILER):
            raise BadX12(say.CUT_SHORT.format(place=place))
        self._at += len(left)
        return left.rstrip(_BETWEEN)

    def _more(self) -> bool:
        """Hold the next piece too; what was read is let go of."""
        for chunk in self._chunks:
            if chunk:
                self._held = self._held[self._at :] + chunk
                self._at = 0
                return True
        return False
