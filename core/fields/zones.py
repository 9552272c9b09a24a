"""How is a time zone typed and kept: by its IANA name, or by the city that names it?"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import available_timezones

from core.errors import BadInput
from core.fields import sentences
from core.fields.kinds import read_whole
from core.fields.model import LONGEST_TEXT, Kind
from core.text.cleaning import clean_text
from core.text.wording import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.fields.model import ReadContext


def zone() -> Kind[str]:
    """The IANA name of a time zone, or empty. `los angeles` is America/Los_Angeles, as no other zone ends so."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        return clean(read_whole(typed[0], name, LONGEST_TEXT) if reading.in_file else typed[0], name, reading)

    def clean(value: str, name: str, reading: ReadContext) -> str:
        wanted = clean_text(value)
        if not wanted:
            return ""
        found = _by_words().get(_words(wanted))
        if found is None:
            near = nearest(wanted, sorted(available_timezones()))
            guess = sentences.ZONE_GUESS.format(zone=near) if near else ""
            raise BadInput(sentences.NO_SUCH_ZONE.format(value=shown(wanted), guess=guess), field=name)
        return found

    def told(typed: str, reading: ReadContext) -> str:
        return read([typed], "", reading)

    return Kind(read, clean, told=told)


@cache
def _by_words() -> Mapping[str, str]:
    """The zones by their names in small letters, and by the last part of that where it means one alone."""
    zones = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    cities: dict[str, list[str]] = {}
    for name in zones:
        cities.setdefault(_words(name.rpartition("/")[2]), []).append(name)
    alone = {city: names[0] for city, names in cities.items() if len(names) == 1}
    return {**alone, **{_words(name): name for name in zones}}


def _words(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())
