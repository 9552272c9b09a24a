"""What of the words typed to search for somebody begins the form of a new patient?"""

from __future__ import annotations

import re
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.birth_date import partial_birth_date
from core.calendar.names import month_of
from core.patients.lookup import read_query, with_english_months
from core.patients.name_particles import PARTICLES
from core.text.cleaning import clean_text, digits_of, fold
from tui.prompts.name_case import family_case, given_case

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from core.calendar.date_order import DateOrder

_LEAST_PHONE: Final = 7
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def names_somebody(text: str, *, order: DateOrder, today: date) -> bool:
    """Whether the words search for a name, so that who is then registered was looked for."""
    return bool(read_query(text, order=order, today=today).names)


class Prefill(Struct, frozen=True):
    """The texts that stand in a form, by its fields, and the words that stand nowhere there."""

    texts: Mapping[str, str]
    unplaced: tuple[str, ...] = ()


def prefill(text: str, *, order: DateOrder, today: date) -> Prefill:
    """The texts of a form: 'de la Cruz Ana 14mar84', 'smith, john 3/14 617 555 0123'.

    Names stand as they were typed; where all of it was small, as names are usually written.

    What stands before a comma is the family name; without one the first word is, with the particles before it. A
    month that makes no date with a number beside it is a name. A number of seven digits and more is a phone, as is one
    of several groups. What is none of these is no record's, such as an MRN, or a second date: it is told as unplaced.
    """
    before, comma, after = clean_text(with_english_months(text, order=order, today=today)).partition(",")
    words = [*_words(before, order, today), *([comma] if comma else []), *_words(after, order, today)]
    names: list[str] = []
    unplaced: list[str] = []
    found: dict[str, str] = {}
    at = 0
    while at < len(words):
        name, length = _number(words[at:], order, today)
        if not name:
            (unplaced if _has_digit(words[at]) else names).append(words[at])
        elif name in found:
            unplaced.append(" ".join(words[at : at + length]))
        else:
            found[name] = " ".join(words[at : at + length])
        at += length
    family, given = _names(names, comma)
    if "".join(names) == "".join(names).lower():
        family, given = family_case(family), given_case(given)
    texts = {name: text for name, text in {"family": family, "given": given, **found}.items() if text}
    return Prefill(texts, tuple(unplaced))


def _words(text: str, order: DateOrder, today: date) -> list[str]:
    """The words, those apart that a slash holds together with a date or number: '5/6/88/de' is two."""
    words: list[str] = []
    for word in (one.strip("/") for one in text.split()):
        if "/" in word and _has_digit(word) and not partial_birth_date(word, order=order, today=today):
            parts = groupby(word.split("/"), key=lambda part: _has_digit(part) or bool(month_of(part.lower())))
            words += [one for is_date, group in parts for one in (["/".join(group)] if is_date else group)]
        elif any(map(str.isalnum, word)):
            words.append(word)
    return [word for word in words if word]


def _number(words: list[str], order: DateOrder, today: date) -> tuple[str, int]:
    """Which field the first words are, and how many they are: a birth date, a phone number, or none: ("", 1)."""
    numbers = [*takewhile(lambda word: _has_digit(word) or month_of(word.lower()), words)]
    for length in range(len(numbers), 0, -1):
        typed = " ".join(numbers[:length])
        if _has_digit(typed) and partial_birth_date(typed, order=order, today=today):
            return "birth_date", length
    groups = [*takewhile(lambda word: _has_digit(word) and "/" not in word, numbers)]
    if len(groups) > 1 and _YEAR.fullmatch(groups[-1]) and _digits(groups[:-1]) >= _LEAST_PHONE:
        groups.pop()
    is_phone = not any(map(str.isalpha, "".join(groups))) and _digits(groups) >= _LEAST_PHONE
    return ("phone.0.number", len(groups)) if is_phone else ("", 1)


def _digits(words: list[str]) -> int:
    return len(digits_of("".join(words)))


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
