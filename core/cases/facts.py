"""How is a fact of a case read as it is typed, and told?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from core.calendar.date_order import DateOrder
from core.calendar.format_when import format_day
from core.calendar.parse_date import parse_date
from core.cases import sentences as say
from core.cases.kind import FactKind
from core.clinic.codes import pick
from core.errors import BadInput
from core.text.card_numbers import clean_reference, clean_words
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import CaseKind, Fact
    from core.clinic.model import Clinic

_REFERENCES: Final = frozenset({"reference", "number", "their_number"})
"""Facts that are the number by which somebody else knows it."""
_MOST: Final = 9999
_LONGEST_NUMBER: Final = 12


def read_facts(
    kind: CaseKind, typed: Mapping[str, str], clinic: Clinic, today: date, *, order: DateOrder
) -> dict[str, str]:
    """The facts as they are kept; one that is empty is not known any more. Raises BadInput naming the fact."""
    found = {}
    for name, text in typed.items():
        fact = kind.fact(name)
        if fact is None:
            words = [one.name for one in kind.facts]
            raise BadInput(not_among(name, words, say.FACT_NOUN.format(kind=kind.label)), field="fact")
        found[name] = _read(fact, text, clinic, today, order)
    return found


def told(fact: Fact, value: str, clinic: Clinic, today: date) -> str:
    """The value as a person reads it."""
    if fact.kind is FactKind.DAY:
        return format_day(date.fromisoformat(value), today)
    if fact.kind is FactKind.PROVIDER and value in clinic.providers:
        return clinic.providers[value].name
    return value


def day_of(facts: Mapping[str, str], name: str) -> date | None:
    """The day among the facts; None where it is not known."""
    value = facts.get(name, "")
    return date.fromisoformat(value) if value else None


def number_of(facts: Mapping[str, str], name: str) -> int:
    """The number among the facts, 0 where it is not known."""
    return int(facts.get(name) or 0)


def _read(fact: Fact, text: str, clinic: Clinic, today: date, order: DateOrder) -> str:
    clean = clean_reference if fact.name in _REFERENCES else clean_words
    cleaned = clean(text, fact.name, limit=fact.longest)
    if not cleaned:
        return ""
    if fact.kind is FactKind.DAY:
        return _day(fact, cleaned, today, order)
    if fact.kind is FactKind.NUMBER:
        if not (cleaned.isascii() and cleaned.isdigit() and 0 < int(cleaned) <= _MOST):
            raise BadInput(say.NOT_A_NUMBER.format(typed=cleaned, label=fact.label, most=_MOST), field=fact.name)
        return str(int(cleaned))
    if fact.kind is FactKind.WORD:
        return _word(fact, cleaned)
    if fact.kind is FactKind.PROVIDER:
        return pick(clinic.providers, cleaned, "provider", retired=True).code
    if fact.kind is FactKind.TYPES:
        codes = cleaned.replace(",", " ").split()
        return " ".join(pick(clinic.visit_types, code, "visit type", retired=True).code for code in codes)
    if fact.kind is FactKind.DOCUMENTS:
        return _numbers(fact, cleaned)
    return cleaned


def _numbers(fact: Fact, cleaned: str) -> str:
    """The numbers, each once, in their order. Raises BadInput."""
    words = cleaned.replace(",", " ").split()
    if not all(word.isascii() and word.isdigit() and len(word) <= _LONGEST_NUMBER for word in words):
        raise BadInput(say.NO_NUMBERS.format(typed=cleaned, label=fact.label), field=fact.name)
    return " ".join(map(str, sorted(set(map(int, words)))))


def _day(fact: Fact, cleaned: str, today: date, order: DateOrder) -> str:
    try:
        day = parse_date(cleaned, today=today, order=order)
    except BadInput as error:
        raise BadInput(error.sentence, field=fact.name) from error
    if fact.is_past and day > today:
        raise BadInput(say.STILL_TO_COME.format(label=fact.label, day=format_day(day, today)), field=fact.name)
    return day.isoformat()


def _word(fact: Fact, cleaned: str) -> str:
    """The word that is typed, or of which a beginning is. Raises BadInput."""
    lower = cleaned.lower()
    if lower in fact.words:
        return lower
    fits = [word for word in fact.words if word.startswith(lower)]
    if len(fits) != 1:
        raise BadInput(not_among(cleaned, fact.words, fact.label), field=fact.name)
    return fits[0]
