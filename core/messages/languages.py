"""In which language is a patient told, and how are a day and a time written in it?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

ENGLISH: Final = "en"
_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("en", "eng", "english", "ingles"), "en"),
    **dict.fromkeys(("es", "spa", "spanish", "espanol", "castellano", "castilian"), "es"),
    **dict.fromkeys(("ar", "ara", "arabic"), "ar"),
    **dict.fromkeys(("zh", "zho", "chinese", "mandarin", "cantonese"), "zh"),
    **dict.fromkeys(("fr", "fra", "french", "francais"), "fr"),
    **dict.fromkeys(("ht", "hat", "haitian", "haitian creole", "kreyol"), "ht"),
    **dict.fromkeys(("he", "heb", "hebrew"), "he"),
    **dict.fromkeys(("ja", "jpn", "japanese"), "ja"),
    **dict.fromkeys(("ko", "kor", "korean"), "ko"),
    **dict.fromkeys(("pt", "por", "portuguese", "portugues"), "pt"),
    **dict.fromkeys(("ru", "rus", "russian"), "ru"),
    **dict.fromkeys(("tl", "tgl", "fil", "tagalog", "filipino"), "tl"),
    **dict.fromkeys(("vi", "vie", "vietnamese"), "vi"),
}
"""What a record may call a language, folded, and its code (ISO 639)."""
_LONGEST_CODE: Final = 3
_BETWEEN_WORDS: Final = re.compile(r"[^\w]+|_")


class _Calendar(Struct, frozen=True):
    days: str
    months: str
    day: str
    is_twelve_hours: bool


_CALENDARS: Final[Mapping[str, _Calendar]] = {
    "en": _Calendar(
        "Mon Tue Wed Thu Fri Sat Sun",
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
        "{weekday} {month} {day}",
        is_twelve_hours=True,
    ),
    "es": _Calendar(
        "lun mar mié jue vie sáb dom",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "{weekday} {day} {month}",
        is_twelve_hours=False,
    ),
}
_NOON: Final = 12


def code_of(language: str) -> str:
    """The code of a language as a record calls it: 'Español (México)' is es; '' for none, or one that is not known."""
    words = [fold(word) for word in _BETWEEN_WORDS.split(language.strip()) if fold(word)]
    if not words:
        return ""
    return _NAMES.get(" ".join(words)) or _NAMES.get(words[0]) or (words[0] if _is_code(words[0]) else "")


def day_text(wall: datetime, language: str) -> str:
    """'Mon Nov 30', 'lun 30 nov'; in a language whose names are not known here '2026-11-30'."""
    names = _CALENDARS.get(language)
    if names is None:
        return wall.date().isoformat()
    weekday, month = names.days.split()[wall.weekday()], names.months.split()[wall.month - 1]
    return names.day.format(weekday=weekday, month=month, day=wall.day)


def time_text(wall: datetime, language: str, *, names_zone: bool = False) -> str:
    """'2:30 PM', '14:30'; with what the zone is called then, where that is asked or the clocks show the time twice."""
    names = _CALENDARS.get(language)
    if names and names.is_twelve_hours:
        text = f"{wall.hour % _NOON or _NOON}:{wall.minute:02} {'AM' if wall.hour < _NOON else 'PM'}"
    else:
        text = f"{wall.hour}:{wall.minute:02}"
    return f"{text} {wall:%Z}" if names_zone or _is_shown_twice(wall) else text


def _is_code(word: str) -> bool:
    return word.isascii() and word.isalpha() and 1 < len(word) <= _LONGEST_CODE


def _is_shown_twice(wall: datetime) -> bool:
    first, second = (wall.replace(fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second
