"""Which answers does a text of X12 hold, and is each of its envelopes whole?

As X12 itself has it: an interchange whose envelope is wrong counts for nothing, and so does a group, or a set; what
stands beside them is good.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.exchange.x12 import sentences as say
from core.exchange.x12.segments import BadX12, Segment, segments
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NUMBER_DIGITS: Final = 10
_DAY_DIGITS: Final = 6
_MINUTE_DIGITS: Final = 4


class TransactionSet(Struct, frozen=True):
    """One set: which kind (271), its number, and what stands between ST and SE."""

    kind: str
    control: str
    segments: tuple[Segment, ...]


class Interchange(Struct, frozen=True):
    """One interchange: its number, when it was made (YYMMDDHHMM), the sets that are whole, and what it says of others.

    `acknowledged` are the TA1 segments. `faults` are sentences: what they are about is not among the sets.
    """

    control: str
    made: str
    sets: tuple[TransactionSet, ...] = ()
    acknowledged: tuple[Segment, ...] = ()
    faults: tuple[str, ...] = ()


def interchanges(chunks: Iterable[str]) -> Iterator[Interchange]:
    """Every interchange of a text that comes in pieces. What cannot be read is a fault, never an error."""
    reader = _Reader()
    is_empty = True
    for found in segments(chunks):
        is_empty = False
        yield from reader.take(found)
    if is_empty:
        yield Interchange("", "", faults=(say.EMPTY,))
    yield from reader.broken_off(say.NO_TRAILER)


class _Reader:
    """Which interchange is open; of what is adrift behind a fault nothing more is told."""

    __slots__ = ("_is_adrift", "_open_one")

    def __init__(self) -> None:
        self._open_one: _Open | None = None
        self._is_adrift = False

    def take(self, found: Segment | BadX12) -> Iterator[Interchange]:
        """The next segment, or what is wrong; the interchange that ends with it."""
        if isinstance(found, BadX12):
            yield from self._adrift(found.sentence)
        elif found.name == "ISA":
            yield from self.broken_off(say.NO_TRAILER)
            self._open_one, self._is_adrift = _Open(found), False
        elif self._open_one and found.name == "IEA":
            yield self._open_one.ended(found)
            self._open_one = None
        elif self._open_one is None or not self._open_one.take(found):
            yield from self._adrift(say.OUTSIDE.format(name=found.name, place=found.place))

    def broken_off(self, why: str) -> Iterator[Interchange]:
        """The interchange that is open, of which nothing counts."""
        if self._open_one:
            yield self._open_one.refused(why)
            self._open_one = None

    def _adrift(self, why: str) -> Iterator[Interchange]:
        if self._open_one is None and not self._is_adrift:
            yield Interchange("", "", faults=(why,))
        yield from self.broken_off(why)
        self._is_adrift = True


def header_time(header: Segment) -> str:
    """When an interchange was made, YYMMDDHHMM by its ISA; '' where that cannot be told. Some write the century too."""
    day, minute = header.at(9)[-_DAY_DIGITS:], header.at(10)[:_MINUTE_DIGITS]
    found = day + minute
    return found if len(found) == _DAY_DIGITS + _MINUTE_DIGITS and found.isascii() and found.isdigit() else ""


class _Open:
    """An interchange of which the trailer has not come yet."""

    __slots__ = ("_acknowledged", "_control", "_faults", "_group", "_groups", "_made", "_sets")

    def __init__(self, header: Segment) -> None:
        self._control = header.at(13)
        self._made = header_time(header)
        self._sets: list[TransactionSet] = []
        self._acknowledged: list[Segment] = []
        self._faults: list[str] = []
        self._group: _Group | None = None
        self._groups = 0

    def take(self, segment: Segment) -> bool:
        """The next segment; whether it belongs here."""
        if segment.name == "GS":
            self._close_group("")
            self._group = _Group(segment)
            self._groups += 1
        elif segment.name == "TA1" and self._group is None:
            self._acknowledged.append(segment)
        elif self._group is None:
            return False
        elif segment.name == "GE":
            self._close_group(self._group.ended(segment))
        else:
            self._group.take(segment)
        return True

    def ended(self, trailer: Segment) -> Interchange:
        """What it holds, once its trailer has come."""
        if self._group:
            return self.refused(say.GROUP_OPEN)
        if not _is_same(trailer.at(2), self._control):
            return self.refused(_differ("interchange", self._control, trailer.at(2)))
        if not _counts(trailer.at(1), self._groups) and not (self._acknowledged and trailer.at(1) in {"0", "1"}):
            return self.refused(say.COUNT.format(what="interchange", said=_told(trailer.at(1)), found=self._groups))
        return Interchange(self._control, self._made, tuple(self._sets), tuple(self._acknowledged), tuple(self._faults))

    def refused(self, why: str) -> Interchange:
        """What is left of it: nothing."""
        return Interchange(self._control, self._made, faults=(why,))

    def _close_group(self, fault: str) -> None:
        group, self._group = self._group, None
        if group is None:
            return
        fault = fault or ("" if group.is_ended else say.GROUP_OPEN)
        if fault:
            self._faults.append(fault)
        else:
            self._sets += group.sets
            self._faults += group.faults


class _Group:
    """A functional group of which the trailer has not come yet."""

    __slots__ = ("_control", "_held", "_is_adrift", "_opened", "faults", "is_ended", "sets")

    def __init__(self, header: Segment) -> None:
        self._control = header.at(6)
        self._opened: Segment | None = None
        self._held: list[Segment] = []
        self._is_adrift = False
        self.sets: list[TransactionSet] = []
        self.faults: list[str] = []
        self.is_ended = False

    def take(self, segment: Segment) -> None:
        """The next segment."""
        if segment.name == "ST":
            self._drop()
            self._opened, self._held, self._is_adrift = segment, [], False
        elif self._opened is None:
            if not self._is_adrift:
                self.faults.append(say.OUTSIDE.format(name=segment.name, place=segment.place))
            self._is_adrift = True
        elif segment.name == "SE":
            self._close(self._opened, segment)
        else:
            self._held.append(segment)

    def ended(self, trailer: Segment) -> str:
        """What is wrong with the group as a whole, once its trailer has come; '' where nothing is."""
        self._drop()
        self.is_ended = True
        if not _is_same(trailer.at(2), self._control):
            return _differ("group", self._control, trailer.at(2))
        found = len(self.sets) + len(self.faults)
        if not _counts(trailer.at(1), found) and not self.faults:
            return say.COUNT.format(what="group", said=_told(trailer.at(1)), found=found)
        return ""

    def _drop(self) -> None:
        """A set that is still open has no end."""
        if self._opened:
            self.faults.append(say.SET_OPEN.format(control=_told(self._opened.at(2))))
            self._opened = None

    def _close(self, opened: Segment, trailer: Segment) -> None:
        control, found = opened.at(2), len(self._held) + 2
        if not _is_same(trailer.at(2), control):
            self.faults.append(_differ("set", control, trailer.at(2)))
        elif not _counts(trailer.at(1), found):
            self.faults.append(say.SET_COUNT.format(control=_told(control), said=_told(trailer.at(1)), found=found))
        else:
            self.sets.append(TransactionSet(opened.code(1), control, tuple(self._held)))
        self._opened = None


def _differ(what: str, one: str, other: str) -> str:
    return say.CONTROL.format(what=what, one=_told(one), other=_told(other))


def _told(number: str) -> str:
    """It as a sentence names it: in a broken file anything may stand there, a patient's name too."""
    return clean_text(number, limit=_NUMBER_DIGITS)


def _is_same(one: str, other: str) -> bool:
    """Whether two control numbers are one: zeros in front do not count."""
    return one.lstrip("0") == other.lstrip("0")


def _counts(said: str, found: int) -> bool:
    return said.isascii() and said.isdigit() and len(said) <= _NUMBER_DIGITS and int(said) == found
