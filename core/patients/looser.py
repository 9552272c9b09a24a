"""What of the typed words may be no part of the name in the record, asked where they find nobody as they are?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from core.calendar.birth_date import BirthPattern
from core.calendar.months_abroad import month_abroad
from core.calendar.names import month_of
from core.patients.generations import is_generation
from core.patients.lookup import PatientQuery
from core.patients.name_particles import PARTICLES
from core.structs import replace

_ADDRESSED: Final = """\
mr mrs ms miss mx dr prof professor sir madam mme mlle frau herr senor senora srta dona don rev fr sra
"""
_SAID_OF: Final = """\
dob born birthday birthdate bday date of tel telephone phone mobile cell ph mrn id number no name named patient pt
called aka nee formerly female male boy girl baby yo
"""
_NO_NAMES: Final = frozenset((_ADDRESSED + _SAID_OF).split())
"""How somebody is addressed, and which thing is said of them."""
_LEAST_MONTH: Final = 3
_LEAST_NAMES: Final = 2


class Looser(Struct, frozen=True):
    """The query with less in it.

    Names of `whole` are to be a whole part of the name, as they must vouch for one that was left out. `generation` is
    the word that was left out and tells one: nobody of another is meant.
    """

    query: PatientQuery
    whole: bool = False
    generation: str = ""


def looser(query: PatientQuery) -> Iterator[Looser]:
    """Without what is no name (mrs, dob), with a month for a name, without Jr, without a name between two others."""
    names = tuple(name for name in query.names if name not in _NO_NAMES)
    bare = replace(query, names=names)
    if names != query.names and not bare.is_empty():
        yield Looser(bare)
    for name in names:
        month = (month_of(name) or month_abroad(name)) if len(name) >= _LEAST_MONTH else None
        born = [birth.joined(BirthPattern(month=month)) for birth in query.births] if month else []
        if month and all(born) and len(names) > 1:
            births = tuple(birth for birth in born if birth) or (BirthPattern(month=month),)
            yield Looser(replace(bare, names=_without(names, name), births=births))
    for name in filter(is_generation, names):
        if len(names) > _LEAST_NAMES:
            yield Looser(replace(bare, names=_without(names, name)), generation=name)
    named = [name for name in names if not is_generation(name)]
    for name in named[1:-1]:
        if PARTICLES.isdisjoint((name, named[0])):
            yield Looser(replace(bare, names=_without(tuple(named), name)), whole=True)


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    at = names.index(name)
    return (*names[:at], *names[at + 1 :])
