"""How are the copays of a coverage typed, told, and brought by a file?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.clinic.codes import pick
from core.coverage.model import ANY_TYPE, Copay
from core.coverage.sentences import COPAY_TWICE, COPAY_UNREADABLE
from core.errors import BadInput
from core.fields.model import Items, Kind, Part
from core.text.cleaning import clean_text
from core.text.money import amount, cents_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.fields.model import ReadContext

_LONGEST: Final = 40
_NO_AMOUNT: Final = -1
"""The cents of a copay that cannot be read: its visit type is then all that was typed."""


def copays() -> Kind[tuple[Copay, ...]]:
    """Amounts by visit type: 'new40=40', or '25' for every other. A file may have several in a cell, between ';'."""
    items: Items[tuple[Copay, ...]] = Items(
        (Part("", longest=_LONGEST),),
        lambda typed, reading: tuple(_read_one(each[""], reading.currency) for each in typed if clean_text(each[""])),
        lambda value, reading: [{"": _written(each)} for each in value],
    )

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> tuple[Copay, ...]:
        said = tuple(
            _read_one(each, reading.currency) for text in typed for each in text.split(";") if clean_text(each)
        )
        return clean(said, name, reading) if reading.in_file else said

    def clean(value: tuple[Copay, ...], name: str, reading: ReadContext) -> tuple[Copay, ...]:
        found: dict[str, Copay] = {}
        for each in value:
            if each.cents == _NO_AMOUNT:
                raise BadInput(COPAY_UNREADABLE.format(value=each.visit_type), field=name)
            whose = each.visit_type
            if whose != ANY_TYPE:
                whose = pick(reading.clinic.visit_types, whose, "visit type", retired=True).code
            if whose in found:
                raise BadInput(COPAY_TWICE.format(type=whose), field=name)
            found[whose] = Copay(whose, each.cents)
        return tuple(found.values())

    return Kind(
        read,
        clean,
        items=lambda value: tuple(map(_written, value)),
        in_full=lambda value, reading: ", ".join(map(_written, value)),
        json=lambda value: [{"type": each.visit_type, "cents": each.cents} for each in value],
        listed=items,
        longest=_LONGEST,
    )


def _read_one(text: str, currency: str) -> Copay:
    """One copay; what cannot be read is kept as it was typed, for whoever cleans it to refuse."""
    typed = clean_text(text, limit=_LONGEST)
    everywhere = cents_of(typed, currency)
    if everywhere is not None:
        return Copay(ANY_TYPE, everywhere)
    named = re.fullmatch(r"([^\s=:]+)\s*(?:[=:]|\s)\s*(\S.*)", typed)
    cents = cents_of(named[2], currency) if named else None
    return Copay(typed, _NO_AMOUNT) if named is None or cents is None else Copay(named[1], cents)


def _written(copay: Copay) -> str:
    if copay.cents == _NO_AMOUNT:
        return copay.visit_type
    told = amount(copay.cents)
    return told if copay.visit_type == ANY_TYPE else f"{copay.visit_type}={told}"
