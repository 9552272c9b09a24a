"""How is one value of a TOML file read, and what is said when it cannot be?

A reader answers with what it read, or with `Wrong` and everything that is wrong, so that a file is corrected
in one go.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from enum import Enum
from functools import cache
from typing import Any, Final, TypeAlias
from zoneinfo import available_timezones

from msgspec import Struct

from core.calendar.age import MONTHS, Age
from core.text.allowed import OneOf, Template, Within
from core.text.cleaning import clean_text
from core.text.links import template_faults
from core.text.money import MOST_CENTS, cents_of
from core.text.sentences import VALUE_FAR, VALUE_UNKNOWN
from core.text.wording import allowed_words, not_among, shown, type_name
from core.toml import sentences


class Wrong(Struct, frozen=True):
    """A value that could not be read, and the sentences that say why."""

    sentences: tuple[str, ...]


Reader: TypeAlias = Callable[[object], Any]
"""Takes what tomllib made of the value."""

_LONGEST_TEXT: Final = 120
_LONGEST_LOGIN: Final = 64
_CODE: Final = re.compile(r"(?![0-9]+\Z)[A-Za-z0-9][A-Za-z0-9_-]{0,15}")
"""A leading hyphen would be an option on the command line; digits alone are an appointment's number."""
_PART_OF_CENT: Final = 1e-6


def flag(value: object) -> bool | Wrong:
    """`true` or `false`."""
    return value if isinstance(value, bool) else wrong_type(value, bool)


def whole(allowed: Within) -> Reader:
    """A reader of whole numbers within `allowed`; true and false are none."""

    def read(value: object) -> int | Wrong:
        if type(value) is not int:
            return wrong_type(value, int)
        return value if allowed.least <= value <= allowed.most else _out_of_range(value, allowed)

    return read


def number(allowed: Within) -> Reader:
    """A reader of numbers within `allowed`, with or without a fraction."""

    def read(value: object) -> float | Wrong:
        if type(value) is not float and type(value) is not int:
            return wrong_type(value, float)
        # TOML has nan, which is neither below nor above anything.
        return float(value) if allowed.least <= value <= allowed.most else _out_of_range(value, allowed)

    return read


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < _PART_OF_CENT


def cents(value: object) -> int | Wrong:
    """A reader of an amount of money, 120, 120.5 or "120.50", into cents."""
    if isinstance(value, str):
        found = cents_of(value)
    elif isinstance(value, int | float) and type(value) is not bool and abs(value) <= MOST_CENTS:
        found = cents_of(f"{value:.2f}") if _is_whole(value * 100) else None
    else:
        found = None
    return Wrong((sentences.NO_AMOUNT.format(value=shown(value)),)) if found is None else found


def choice(allowed: OneOf, noun: str = sentences.A_VALUE) -> Reader:
    """A reader of one of the words or numbers in `allowed`; `noun` says what they are ("a day")."""
    kind = type(allowed.values[0])

    def read(value: object) -> object:
        if type(value) is not kind:
            return wrong_type(value, kind)
        if value in allowed.values:
            return value
        if allowed.otherwise:
            return Wrong((allowed.otherwise,))
        if kind is str:
            return Wrong((not_among(value, [str(word) for word in allowed.values], noun),))
        words = allowed_words(allowed)
        return Wrong((VALUE_FAR.format(value=shown(value), noun=noun, allowed=words),))

    return read


def member(kind: type[Enum], *, only: OneOf | None = None) -> Reader:
    """A reader of the words of an enum, or of those in `only`, into its members."""
    read_word = choice(only or OneOf(tuple(each.value for each in kind)))

    def read(value: object) -> Enum | Wrong:
        word = read_word(value)
        return word if isinstance(word, Wrong) else kind(word)

    return read


def place_among(words: Sequence[str], noun: str) -> Reader:
    """A reader of one of `words` into its position, from 0."""
    read_word = choice(OneOf(tuple(words)), noun)

    def read(value: object) -> int | Wrong:
        word = read_word(value)
        return word if isinstance(word, Wrong) else words.index(word)

    return read


def several(read_one: Reader, *, least: int = 0, in_order: bool = False) -> Reader:
    """A reader of a list of at least `least` different values into a tuple; `in_order` sorts it."""

    def read(value: object) -> tuple[Any, ...] | Wrong:
        if not isinstance(value, list):
            return wrong_type(value, list)
        if len(value) < least:
            return Wrong((sentences.LIST_EMPTY,))
        values = [read_one(each) for each in value]
        wrong = [sentence for each in values if isinstance(each, Wrong) for sentence in each.sentences]
        twice = [
            sentences.NAMED_TWICE.format(value=shown(value[at]))
            for at, each in enumerate(values)
            if not isinstance(each, Wrong) and each in values[:at]
        ]
        if wrong or twice:
            return Wrong((*wrong, *twice))
        return tuple(sorted(values)) if in_order else tuple(values)

    return read


def words(value: object) -> tuple[str, ...] | Wrong:
    """One word or a list of different ones, as they stand: " " is one too."""
    read: tuple[str, ...] | Wrong = several(path, least=1)(value if isinstance(value, list) else [value])
    return read


def text(value: object) -> str | Wrong:
    """Text that is safe to show; cleaned, and refused when nothing is left of it."""
    if not isinstance(value, str):
        return wrong_type(value, str)
    cleaned = clean_text(value, limit=_LONGEST_TEXT + 1)
    if not cleaned:
        return Wrong((sentences.NOTHING_TO_SHOW,))
    if len(cleaned) > _LONGEST_TEXT:
        return Wrong((sentences.TEXT_TOO_LONG.format(most=_LONGEST_TEXT),))
    return cleaned


def path(value: object) -> str | Wrong:
    """A file's path, or empty. It is never cleaned, which would make it another file's."""
    if not isinstance(value, str):
        return wrong_type(value, str)
    return value if value.isprintable() else refuse(sentences.TEXT_UNPRINTABLE, value)


def template(allowed: Template) -> Reader:
    """A reader of a text with fields, or of an empty one."""

    def read(value: object) -> str | Wrong:
        found = path(value)
        faults = () if isinstance(found, Wrong) else tuple(template_faults(found, allowed))
        return Wrong(faults) if faults else found

    return read


def program(value: object) -> tuple[str, ...] | Wrong:
    """A list of a program's whole path and its arguments, as they stand; empty for none."""
    if not isinstance(value, list):
        return wrong_type(value, list)
    found = [path(each) for each in value]
    wrong = tuple(sentence for each in found if isinstance(each, Wrong) for sentence in each.sentences)
    if wrong:
        return Wrong(wrong)
    return tuple(value) if not value or value[0].startswith("/") else refuse(sentences.NO_WHOLE_PATH, value[0])


def age(value: object) -> Age | Wrong:
    """Whole years, or "18m" for months."""
    if isinstance(value, str):
        found = MONTHS.fullmatch(value.strip().lower())
        return f"{int(found['months'])}m" if found else refuse(sentences.BAD_AGE, value)
    years: Age | Wrong = whole(Within(0, 150))(value)
    return years


def code(value: object) -> str | Wrong:
    """A code as people type it on the command line."""
    if not isinstance(value, str):
        return wrong_type(value, str)
    return value if _CODE.fullmatch(value) else refuse(sentences.BAD_CODE, value)


def login(value: object) -> str | Wrong:
    """A login name of this or another directory (`ana`, `ana@clinic.example`)."""
    if not isinstance(value, str):
        return wrong_type(value, str)
    is_clean = clean_text(value, limit=_LONGEST_LOGIN) == value and " " not in value
    return value if value and is_clean and not value.startswith("-") else refuse(sentences.BAD_LOGIN, value)


def zone(value: object) -> str | Wrong:
    """The name of an IANA time zone."""
    if not isinstance(value, str):
        return wrong_type(value, str)
    names = _zones()
    return value if value in names else Wrong((not_among(value, names, sentences.A_ZONE),))


@cache
def _zones() -> Collection[str]:
    """The zones that this machine knows: looked for once, file by file, which takes longer than to read a set-up."""
    return available_timezones()


def refuse(template: str, value: object) -> Wrong:
    """With a sentence that shows the value."""
    return Wrong((template.format(value=shown(value)),))


def wrong_type(value: object, wanted: type) -> Wrong:
    """With a sentence that says what was found, and what is wanted."""
    noun = type_name(wanted)
    if not isinstance(value, str | list | dict):
        return Wrong((VALUE_UNKNOWN.format(value=shown(value), noun=noun),))
    found = type_name(type(value))
    return Wrong((sentences.VALUE_WRONG_TYPE.format(value=shown(value), found=found, wanted=noun),))


def _out_of_range(value: float, allowed: Within) -> Wrong:
    words = allowed_words(allowed)
    return Wrong((sentences.VALUE_OUT_OF_RANGE.format(value=shown(value), allowed=words),))
