"""What does the file of a hold say, and which number has the next one?"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from core.calendar.interval import Interval
from core.schedule.model.hold import Hold, Things


class KeptHold(Struct, frozen=True):
    """A hold as its file has it: the desk whose question it is of, and of which file and history of a clinic it is."""

    hold: Hold
    desk: str
    clinic: str
    mark: str


def number_of(name: str) -> int:
    """The number of the hold whose file has that name, 0 where it is none of ours."""
    number = name.partition(".")[0]
    return int(number) if number.isdecimal() else 0


def next_number(counter: int) -> int:
    """The next number, noted in the file as given."""
    last = os.pread(counter, 20, 0).strip()
    number = 1 + (int(last) if last.isdigit() else 0)
    os.pwrite(counter, f"{number:020}".encode(), 0)
    return number


def things_written(things: Things | None) -> dict[str, object] | None:
    """What a visit takes besides people's time, as the file has it."""
    if things is None:
        return None
    return {
        "start": things.span.start.isoformat(),
        "end": things.span.end.isoformat(),
        "room": things.room,
        "equipment": things.equipment,
        "interpreter": things.interpreter,
    }


def _things_read(site: str, kept: dict[str, object] | None) -> Things | None:
    if kept is None:
        return None
    start, end = (datetime.fromisoformat(str(kept[key])) for key in ("start", "end"))
    equipment = kept["equipment"]
    codes = tuple(map(str, equipment)) if isinstance(equipment, list) else ()
    return Things(site, Interval(start, end), str(kept["room"]), codes, str(kept["interpreter"]))


def read_hold(path: Path) -> KeptHold | None:
    """The hold of the file; None for what is gone or is none."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        start, end, since, until = (datetime.fromisoformat(kept[key]) for key in ("start", "end", "since", "until"))
        provider, site, by, note, desk = (str(kept[key]) for key in ("provider", "site", "by", "note", "desk"))
        hold = Hold(
            provider,
            site,
            Interval(start, end),
            by,
            since,
            until,
            note,
            is_open=bool(desk),
            number=number_of(path.name),
            things=_things_read(site, kept.get("things")),
        )
        return KeptHold(hold, desk, str(kept["clinic"]), str(kept["mark"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
