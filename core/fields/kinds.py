"""Which kinds of fields are there: texts, choices, flags, dates, codes, and how is each read and told?"""

from __future__ import annotations

from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct

from core.calendar.birth_date import parse_birth_date
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import describe_parts
from core.calendar.file_date import read_file_date
from core.calendar.sentences import BIRTH_IN_FUTURE
from core.clinic.codes import pick
from core.errors import BadInput, ClinicdeskError
from core.fields import sentences
from core.fields.model import LONGEST_TEXT, Kind
from core.text.card_numbers import refuse_card_number, refuse_network_number
from core.text.cleaning import clean_text, fold, require_text
from core.text.wording import not_among, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from core.fields.model import Pairs, ReadContext

E = TypeVar("E", bound=Enum)

FLAGS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("yes", "y", "true", "t", "1"), True),
    **dict.fromkeys(("no", "n", "false", "f", "0"), False),
}
"""What a file may write for yes and no."""


class Rule(Struct, frozen=True):
    """What a text must be, and the sentence that refuses another {value}."""

    holds: Callable[[str], bool]
    sentence: str

    def check(self, text: str, name: str, reading: ReadContext) -> None:
        """Raise BadInput unless the text is empty or as it must be."""
        if text and not self.holds(text):
            value = shown(text) if reading.in_file else repr(text)
            raise BadInput(self.sentence.format(value=value), field=name)


def text(longest: int = LONGEST_TEXT, rule: Rule | None = None, *, is_number: bool = False) -> Kind[str]:
    """A text, which may be empty; what is longer is cut, unless it stands in a file.

    A card's number is refused in it; where it `is_number`, only what a card of the great networks could have, as a
    member id may well look like others.
    """
    refuse = refuse_network_number if is_number else refuse_card_number

    def read(texts: Sequence[str], name: str, reading: ReadContext) -> str:
        if not reading.in_file:
            return texts[0]  # cleaned when it is kept
        whole = read_whole(texts[0], name, longest)
        refuse(texts[0], name)
        if rule:
            rule.check(whole, name, reading)
        return whole

    def clean(value: str, name: str, reading: ReadContext) -> str:
        cleaned = require_text(value, name, limit=longest) if value.strip() else ""
        refuse(value, name)
        if rule:
            rule.check(cleaned, name, reading)
        return cleaned

    return Kind(read, clean, longest=longest)


def choice(
    members: Sequence[E],
    what: str,
    noun: str,
    *,
    blank: E | None = None,
    letters: bool = False,
    unknown: E | None = None,
    refusal: str = "",
    also: Sequence[E] = (),
    called: Mapping[str, E] | None = None,
) -> Kind[E]:
    """One of the members, by its word or, with `letters`, its first letter.

    `what` and `noun` are what a typed word and one of a file is not. A form of a new record begins with `blank`; a
    file that says `unknown` says nothing against what is known; any other member of the enum is refused as `refusal`.
    `also` are read but not offered: words of before. `called` are words and codes that others have for members.
    """
    words: dict[str, E] = {}
    for member in members:
        words[member.value] = member
        if letters:
            words[member.value[0]] = member
    whole = [member.value for member in members]
    words |= {member.value: member for member in also}
    read_as = {**(called or {}), **words}

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> E:
        member = read_as.get(typed[0].strip().lower())
        if member is None and reading.in_file:
            raise BadInput(not_among(typed[0].strip(), whole, noun), field=name)
        if member is None:
            sentence = sentences.BAD_WORD.format(typed=clean_text(typed[0]), what=what, words=", ".join(whole))
            raise BadInput(sentence, field=name)
        return member

    def clean(value: E, name: str, reading: ReadContext) -> E:
        if value not in members:
            raise BadInput(refusal, field=name)
        return value

    def choices(value: E | None, reading: ReadContext) -> Pairs:
        return tuple((word, word) for word in whole)

    return Kind(
        read,
        clean,
        write=lambda value, reading: str(value.value),
        items=lambda value: (value.value,),
        in_full=lambda value, reading: str(value.value),
        json=lambda value: value.value,
        merge=lambda before, said: before if said is unknown else said,
        choices=choices,
        blank=blank.value if blank else "",
        words=tuple(words),
        noun=noun,
    )


def flag(in_full: str) -> Kind[bool]:
    """Yes or no; `in_full` says on a face sheet that it is so."""
    pairs = (("", sentences.CHOICE_NO), ("yes", sentences.CHOICE_YES))

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> bool:
        if not reading.in_file:
            return bool(typed[0].strip())
        found = FLAGS.get(typed[0].strip().lower())
        if found is None:
            raise BadInput(not_among(typed[0].strip(), ["yes", "no"], sentences.YES_NO), field=name)
        return found

    return Kind(
        read,
        write=lambda value, reading: "yes" if value else "",
        items=lambda value: (sentences.CHOICE_YES if value else sentences.CHOICE_NO,),
        in_full=lambda value, reading: in_full if value else "",
        shown=lambda text, reading: dict(pairs).get(text, text),
        choices=lambda value, reading: pairs,
        words=tuple(FLAGS),
        noun=sentences.YES_NO,
        is_flag=True,
    )


def dated() -> Kind[datetime | bool | None]:
    """When something was last confirmed, or None. What is typed sets it to now (True) or takes it away (False)."""
    typed_words = {"now": sentences.DATED_NOW, "no": sentences.DATED_NO_LONGER}

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> bool:
        return typed[0] == "now"

    def clean(value: datetime | bool | None, name: str, reading: ReadContext) -> datetime | bool | None:
        if isinstance(value, bool):
            return reading.now if value else None
        return value

    def in_full(value: datetime | bool | None, reading: ReadContext) -> str:
        return f"{value.astimezone(reading.zone):%-d %b %Y}" if isinstance(value, datetime) else sentences.DATED_NEVER

    def choices(value: datetime | bool | None, reading: ReadContext) -> Pairs:
        before = sentences.DATED_BEFORE.format(day=in_full(value, reading)) if value else sentences.DATED_NEVER
        return ((write(value, reading), before), *typed_words.items())

    def write(value: datetime | bool | None, reading: ReadContext) -> str:
        return value.isoformat() if isinstance(value, datetime) else ""

    def shown(text: str, reading: ReadContext) -> str:
        return typed_words.get(text) or in_full(datetime.fromisoformat(text) if text else None, reading)

    return Kind(
        read,
        clean,
        write=write,
        in_full=in_full,
        json=lambda value: value.isoformat() if isinstance(value, datetime) else None,
        shown=shown,
        choices=choices,
        is_dated=True,
    )


def birth_date() -> Kind[date]:
    """A day of birth, which is not still to come. A file writes its year with four digits."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> date:
        if reading.in_file:
            return read_file_date(typed[0].strip(), field=name, order=reading.order, today=reading.today)
        return parse_birth_date(typed[0], order=reading.order or DateOrder.MDY, today=reading.today)

    def clean(value: date, name: str, reading: ReadContext) -> date:
        if value > reading.today:
            raise BadInput(BIRTH_IN_FUTURE.format(date=f"{value:%-d %b %Y}"), field=name)
        return value

    def described(typed: str, reading: ReadContext) -> str:
        born, today = read([typed], "", reading), reading.today
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return sentences.BORN.format(written=describe_parts(born.year, born.month, born.day), age=age)

    def in_words(typed: str, reading: ReadContext) -> str:
        try:
            return described(typed, reading)
        except ClinicdeskError:
            return typed

    return Kind(
        read,
        clean,
        write=lambda value, reading: (reading.order or DateOrder.YMD).write(value),
        json=lambda value: value.isoformat(),
        told=described,
        shown=in_words,
    )


def provider() -> Kind[str]:
    """The code of a provider, who may be named by code or family name where it is typed; or nobody."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        providers = reading.clinic.providers
        if reading.in_file:
            return pick(providers, read_whole(typed[0], name, LONGEST_TEXT), "provider").code
        wanted = fold(typed[0])
        named = [one.code for one in providers.values() if wanted and fold(one.family) == wanted]
        return clean(named[0] if len(named) == 1 else typed[0], name, reading)

    def clean(value: str, name: str, reading: ReadContext) -> str:
        code = require_text(value, name) if value.strip() else ""
        return pick(reading.clinic.providers, code, "provider").code if code else ""

    def named(code: str, reading: ReadContext) -> str:
        known = reading.clinic.providers.get(code)
        return known.name if known else code

    return Kind(
        read,
        clean,
        in_full=named,
        told=lambda typed, reading: named(read([typed], "", reading), reading) if typed.strip() else "",
    )


def site() -> Kind[str]:
    """The code of a site, in whatever case it is typed; or none."""

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> str:
        return clean(read_whole(typed[0], name, LONGEST_TEXT) if reading.in_file else typed[0], name, reading)

    def clean(value: str, name: str, reading: ReadContext) -> str:
        code = require_text(value, name) if value.strip() else ""
        return pick(reading.clinic.sites, code, "site").code if code else ""

    def named(code: str, reading: ReadContext) -> str:
        known = reading.clinic.sites.get(code)
        return known.name if known else code

    return Kind(
        read,
        clean,
        in_full=named,
        told=lambda typed, reading: named(read([typed], "", reading), reading) if typed.strip() else "",
    )


def read_whole(typed: str, name: str, most: int) -> str:
    """Text that is safe to keep. Raises BadInput when nothing is left of it, or too much to keep all of it."""
    cleaned = require_text(typed, name, limit=most + 1)
    if len(cleaned) > most:
        raise BadInput(sentences.TOO_LONG.format(field=name.replace("_", " "), most=most), field=name)
    return cleaned
