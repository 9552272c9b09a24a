"""Which patient the words in the lookup box describe."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern, partial_birth_date
from core.calendar.date_order import DateOrder
from core.calendar.months_abroad import DatedText, in_english
from core.calendar.names import month_of
from core.structs import replace
from core.text.cleaning import fold, folded_words, plain

MOST_TERMS: Final = 12
"""Of what is searched for at once: names of five and more parts fit with a birth date and a phone number, and each
term is a table more in one statement (SQLite joins at most 64)."""

_LEAST_DIGITS: Final = 3  # two digits are the tail of every hundredth phone
_LEAST_PHONE: Final = 5
_LEAST_LOCAL_PHONE: Final = 7
_DIALLED_ABROAD: Final = re.compile("^00(?=[0-9]{8})")
_NUMERIC: Final = re.compile(r"\+?\(?[0-9][0-9()./-]*")
_FULL_YEAR_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{1,2}([.-])[0-9]{1,2}\1[0-9]{4}")
_DOTTED_DATE: Final = re.compile(r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2}")
_YEAR_SHAPED: Final = re.compile(r"(?:19|20)[0-9]{2}")
_SHORT_NUMBER: Final = re.compile(r"[0-9]{1,2}")
_OF_MONTH: Final = re.compile(r"\b([0-9]{1,2}(?:st|nd|rd|th)?) of (?=[a-z])")
_THE_DAY: Final = re.compile(r"\bthe (?=[0-9]{1,2}(?:st|nd|rd|th))")
_SLASHED_PHONE: Final = re.compile(r"\(?\+?[0-9]{2,5}\)?/[0-9.-]{5,}")
_BARE_NUMBER: Final = re.compile(r"[0-9]+(?:st|nd|rd|th)?")


class PatientQuery(Struct, frozen=True):
    """What was typed, by kind; everything in one reading (`readings`) must hold for a patient.

    - `names`: folded (`core.text.cleaning.fold`); each is the beginning of one of the patient's `name_parts`,
      twice when typed twice
    - `births`: each pattern matches the birth date
    - `digits`: runs of three digits and more; each stands anywhere in one of the phone numbers, or begins the
      MRN or a member id
    - `codes`: folded words of letters and digits, each to compare with the folded MRN and member ids; a lone
      number of one or two digits is one too
    - `unread`: what is none of these (2/30, the 7 of "lee 7"), as typed; nothing is to be searched for it
    - `is_cut`: more was typed than the first MOST_TERMS of these

    1984 may be a year or four digits of a phone, so it stands in `births` and in `digits`: a search goes
    through `readings()` instead of demanding both.
    """

    names: tuple[str, ...] = ()
    births: tuple[BirthPattern, ...] = ()
    digits: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    is_cut: bool = False
    sure_births: tuple[BirthPattern, ...] = ()
    """Those of `births` that can be nothing else."""
    sure_digits: tuple[str, ...] = ()
    """Those of `digits` that can be nothing else."""
    otherwise: PatientQuery | None = None
    """The query with what was read as a month as a name, as that is how somebody called May is found; or the other way
    round, as Mai is a month in other languages."""

    def readings(self) -> tuple[PatientQuery, ...]:
        """The query in the ways it can be meant: doubtful numbers as birth dates, then as digits; months, then names.

        Search the first; the others when that finds too little, and always when there are no names.
        """
        otherwise = self.otherwise.readings() if self.otherwise else ()
        if self.digits == self.sure_digits:
            return self, *otherwise
        as_births = replace(self, digits=self.sure_digits, sure_births=self.births)
        return as_births, replace(self, births=self.sure_births, sure_digits=self.digits), *otherwise

    def is_empty(self) -> bool:
        """Whether there is nothing to search for."""
        return not (self.names or self.births or self.digits or self.codes)


class _Clue(Struct, frozen=True):
    """What one word, or several that belong together, says. With both a pattern and a run it is doubtful."""

    names: tuple[str, ...] = ()
    birth: BirthPattern | None = None
    run: str = ""
    code: str = ""
    unread: str = ""


def read_query(text: str, *, order: DateOrder, today: date) -> PatientQuery:
    """The words of the lookup box, in any order: "smi 3/14", "1984 o'neil", "(617) 555-0123", "M-1042".

    Never raises; `today` bounds birth years, `order` reads 3/4. Numbers that stand side by side are one phone
    number (617 555 0123) unless they make a date (3 14 1984) or a year stands beside a whole phone number. What
    comes after MOST_TERMS is left out.
    """
    dated, words = in_english(text), _words(text)
    if len(words) == 1 and _SHORT_NUMBER.fullmatch(words[0]):
        return PatientQuery(codes=(words[0],))
    query = _query([*_clues(words, order, today)])
    as_names = _query([*_clues(words, order, today, has_months=False)])
    if dated is None:
        return query if as_names == query else replace(query, otherwise=as_names)
    as_dates = _dated(dated, order, today)
    if _is_date_first(dated, as_dates, query):
        return replace(as_dates, otherwise=query)
    return replace(query, otherwise=as_dates)


def with_english_months(text: str, *, order: DateOrder, today: date) -> str:
    """The text as it is read: with the months of a date in English, where these are surely months."""
    dated = in_english(text)
    if dated is None or dated.months:
        return text
    query = _query([*_clues(_words(text), order, today)])
    return dated.text if _is_date_first(dated, _dated(dated, order, today), query) else text


def _is_date_first(dated: DatedText, as_dates: PatientQuery, query: PatientQuery) -> bool:
    """Whether words that may be names (mai, mayo, avril) are months before: as names they leave a number unread."""
    return dated.is_certain or (dated.is_sure and len(as_dates.unread) < len(query.unread))


def _dated(dated: DatedText, order: DateOrder, today: date) -> PatientQuery:
    clues = _clues(_words(dated.text), order, today)
    return _query([*clues, *(_Clue(birth=BirthPattern(month=month)) for month in dated.months)])


def _words(text: str) -> list[str]:
    said = _THE_DAY.sub("", plain(text.replace(",", " ").replace("(0)", "")))
    return _OF_MONTH.sub(r"\1 ", said).split()


def _query(clues: list[_Clue]) -> PatientQuery:
    every = [clue for clue in clues if clue != _Clue()]
    clues = _first(every)
    births = [clue.birth for clue in clues if clue.birth]
    return PatientQuery(
        names=tuple(name for clue in clues for name in clue.names),
        births=_joined(births),
        digits=_distinct(clue.run for clue in clues),
        codes=_distinct(clue.code for clue in clues),
        unread=_distinct(clue.unread for clue in clues),
        is_cut=clues != every,
        sure_births=_joined([clue.birth for clue in clues if clue.birth and not clue.run]),
        sure_digits=_distinct(clue.run for clue in clues if not clue.birth),
    )


def _first(clues: list[_Clue]) -> list[_Clue]:
    """The clues that make the first MOST_TERMS, the last of them in part where it has several names."""
    first: list[_Clue] = []
    room = MOST_TERMS
    for clue in clues:
        if not room:
            break
        first.append(clue if len(clue.names) <= room else replace(clue, names=clue.names[:room]))
        room -= min(len(clue.names) or 1, room)
    return first


def _clues(words: list[str], order: DateOrder, today: date, *, has_months: bool = True) -> Iterator[_Clue]:
    at = 0
    while at < len(words):
        rest = words[at:]
        length, clue = (
            _named_date(rest, order, today)
            or (_named_month(rest, order, today) if has_months else None)
            or _numbers(rest, order, today)
            or (1, _word(rest[0], order, today))
        )
        yield clue
        at += length


def _named_date(words: list[str], order: DateOrder, today: date) -> tuple[int, _Clue] | None:
    """14 mar, mar 14, 14 mar 1984; a month needs a day beside it, as May and April are names too."""
    for length in (3, 2):
        together = words[:length]
        if len(together) < length or not all(_BARE_NUMBER.fullmatch(w) or month_of(w) for w in together):
            continue
        birth = partial_birth_date(" ".join(together), order=order, today=today)
        if birth and birth.day and not all(word.isdigit() for word in together):
            return length, _Clue(birth=birth)
    return None


def _named_month(words: list[str], order: DateOrder, today: date) -> tuple[int, _Clue] | None:
    """Mar 1988, 1988 march: without a day, it may as well be somebody called so."""
    together = sorted(words[:2], key=str.isdigit)
    if len(together) < 2 or not month_of(together[0]) or not _YEAR_SHAPED.fullmatch(together[1]):
        return None
    birth = partial_birth_date(" ".join(together), order=order, today=today)
    return (2, _Clue(birth=birth)) if birth and birth.month and birth.year else None


def _numbers(words: list[str], order: DateOrder, today: date) -> tuple[int, _Clue] | None:
    """One number, or as many side by side as make one phone number or date."""
    block: list[str] = []
    for word in words:
        if not _NUMERIC.fullmatch(word) or _is_date(word, order, today):
            break
        block.append(word)
    if not block:
        return None
    block = _without_year(block)
    length = len(block)
    birth = partial_birth_date(" ".join(block), order=order, today=today) if length <= 3 else None
    run = _digits(block)
    if length > 1 and not birth and len(run) < _LEAST_PHONE:
        return 1, _number(block[:1], None)
    return length, _number(block, birth)


def _without_year(block: list[str]) -> list[str]:
    """The first of the block's numbers where it is a year, else all but a year after a whole phone number."""
    if len(block) > 1 and _YEAR_SHAPED.fullmatch(block[0]) and len(_digits(block[1:])) >= _LEAST_DIGITS:
        return block[:1]
    if _YEAR_SHAPED.fullmatch(block[-1]) and len(_digits(block[:-1])) >= _LEAST_LOCAL_PHONE:
        return block[:-1]
    return block


def _number(block: list[str], birth: BirthPattern | None) -> _Clue:
    run = _digits(block)
    if len(run) >= _LEAST_DIGITS:
        return _Clue(birth=birth, run=run)
    return _Clue(birth=birth) if birth else _Clue(unread=" ".join(block))


def _word(word: str, order: DateOrder, today: date) -> _Clue:
    has_letter = any(ch.isalpha() for ch in word)
    if has_letter and not any(ch.isdigit() for ch in word):
        return _Clue(names=folded_words(word))
    birth = partial_birth_date(word, order=order, today=today)
    if birth:
        is_sure = has_letter or "/" in word or _FULL_YEAR_DATE.fullmatch(word)
        return _Clue(birth=birth) if is_sure else _number([word], birth)
    if has_letter:
        return _Clue(unread=word) if _BARE_NUMBER.fullmatch(word) else _Clue(code=fold(word))
    if not _digits([word]):
        return _Clue()
    is_unread = "/" in word and not _SLASHED_PHONE.fullmatch(word)
    return _Clue(unread=word) if is_unread else _number([word], None)


def _is_date(word: str, order: DateOrder, today: date) -> bool:
    """Whether `word` is no group of a phone number: so are 3/14, 14.3.84, 14-3-1984, but not 45-09-11."""
    if "/" in word:
        return True
    if not (_FULL_YEAR_DATE.fullmatch(word) or _DOTTED_DATE.fullmatch(word)):
        return False
    return partial_birth_date(word, order=order, today=today) is not None


def _digits(words: list[str]) -> str:
    """The digits without what is dialled first for another country, as +36 and 0036 are one, nor a North American
    country code, which is dialled or not: +1 617 555 0123.
    """
    digits = "".join(ch for word in words for ch in word if ch.isdigit())
    digits = _DIALLED_ABROAD.sub("", digits)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _joined(births: list[BirthPattern]) -> tuple[BirthPattern, ...]:
    """As few patterns as say the same: 3/14 and 1984 are one birth date."""
    joined: list[BirthPattern] = []
    for birth in births:
        for at, earlier in enumerate(joined):
            both = earlier.joined(birth)
            if both:
                joined[at] = both
                break
        else:
            joined.append(birth)
    return tuple(joined)


def _distinct(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
