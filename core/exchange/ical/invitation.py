"""How is one event written as a calendar that is sent (RFC 5545, 5546)?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from msgspec import Struct

_MOST_OCTETS: Final = 75
"""Of a line, without its end (3.1)."""
_ESCAPES: Final = (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n"))


class Invitation(Struct, frozen=True):
    """An event: `uid` is its own for ever, `sequence` grows with every change; instants are UTC."""

    uid: str
    sequence: int
    stamp: datetime
    start: datetime
    end: datetime
    summary: str
    location: str
    organizer: str
    is_cancelled: bool = False


def invitation_text(event: Invitation, method: str) -> str:
    """The calendar with that event and method (PUBLISH, CANCEL), lines ended with CR LF and folded."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//clinicdesk//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{_escaped(event.uid)}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTAMP:{_instant(event.stamp)}",
        f"DTSTART:{_instant(event.start)}",
        f"DTEND:{_instant(event.end)}",
        f"SUMMARY:{_escaped(event.summary)}",
        *([f"LOCATION:{_escaped(event.location)}"] if event.location else []),
        f"ORGANIZER:mailto:{event.organizer}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, escaped in _ESCAPES:
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> str:
    """The line in pieces of so many octets, none ending within a letter; each but the first begins with a blank."""
    pieces, piece, length = [], "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > _MOST_OCTETS:
            pieces.append(piece)
            piece, length = "", 1
        piece, length = piece + character, length + octets
    return "\r\n ".join([*pieces, piece])
