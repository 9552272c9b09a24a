"""What of the words typed to search for somebody begins the form of a new patient?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.birth_date import partial_birth_date
from core.calendar.names import month_of
from core.patients.lookup import read_query
from core.text.cleaning import clean_text, fold
from tui.prompts.name_case import PARTICLES, family_case, given_case

if TYPE_CHECKING:
    from datetime import date

    from core.calendar.date_order import DateOrder

_LEAST_PHONE: Final = 7


def names_somebody(text: str, *, order: DateOrder, today: date) -> bool:
    """Whether the words search for a name, so that who is then registered was looked for."""
    return bool(read_query(text, order=order, today=today).names)


def prefill(text: str, *, order: DateOrder, today: date) -> dict[str, str]:
    """The texts of a form: 'de la Cruz Ana 14mar84', 'smith, john 3/14 617 555 0123'.

    Names stand as they were typed; where all of it was small, as names are usually written.

    What stands before a comma is the family name; without one the first word is, with the particles before it. A
    number of seven digits and more is a phone, as is one of several groups; an MRN is nothing for a new patient.
    """
    before, comma, after = clean_text(text).partition(",")
    words = [*before.split(), *([comma] if comma else []), *after.split()]
    names: list[str] = []
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        group = _numeric(words[at:])
        if group:
            found |= _number(" ".join(group), order, today)
            at += len(group)
            continue
        if words[at] == comma or any(ch.isalpha() for ch in words[at]):
            names.append(words[at].strip("/"))
        at += 1
    family, given = _names(names, comma)
    if "".join(names) == "".join(names).lower():
        family, given = family_case(family), given_case(given)
    return {name: text for name, text in {"family": family, "given": given, **found}.items() if text}


def _numeric(words: list[str]) -> list[str]:
    """The first words as long as they are numbers, or months beside numbers; nothing where a name comes first."""
    count = 0
    while count < len(words) and (_has_digit(words[count]) or month_of(words[count].lower())):
        count += 1
    return words[:count] if any(map(_has_digit, words[:count])) else []


def _number(group: str, order: DateOrder, today: date) -> dict[str, str]:
    """A birth date, a phone number, or one after the other."""
    words = group.split()
    for length in range(len(words), 0, -1):
        typed = " ".join(words[:length])
        rest = " ".join(words[length:])
        if partial_birth_date(typed, order=order, today=today):
            return {"birth_date": typed, **(_number(rest, order, today) if rest else {})}
    if sum(map(str.isdigit, group)) >= _LEAST_PHONE:
        return {"phone.0.number": group}
    return _number(" ".join(words[1:]), order, today) if len(words) > 1 else {}


def _names(words: list[str], comma: str) -> tuple[str, str]:
    if comma and comma in words:
        at = words.index(comma)
        return " ".join(words[:at]), " ".join(words[at + 1 :])
    at = 0
    while at < len(words) - 1 and fold(words[at]) in PARTICLES:
        at += 1
    return " ".join(words[: at + 1]), " ".join(words[at + 1 :])


def _has_digit(word: str) -> bool:
    return any(ch.isdigit() for ch in word)
