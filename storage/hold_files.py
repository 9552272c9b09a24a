"""What does the file of a hold say, and which number has the next one?"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from core.calendar.interval import Interval
from core.schedule.model.hold import Hold


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


def read_hold(path: Path) -> KeptHold | None:
    """The hold of the file; None for what is gone or is none."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
        start, end, since, until = (datetime.fromisoformat(kept[key]) for key in ("start", "end", "since", "until"))
        provider, site, by, note, desk = (str(kept[key]) for key in ("provider", "site", "by", "note", "desk"))
        hold = Hold(provider, site, Interval(start, end), by, since, until, note, bool(desk), number_of(path.name))
        return KeptHold(hold, desk, str(kept["clinic"]), str(kept["mark"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
