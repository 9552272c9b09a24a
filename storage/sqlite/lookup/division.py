"""How else may typed words be divided: two as one, or one as the parts of a name?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Final

from core.patients.name_particles import PARTICLES
from storage.sqlite.lookup.near_words import LONGEST_WORD, known_parts

_MOST_PARTINGS: Final = 8
_TWO_PAIRS: Final = 4


def joined(names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Words that stand side by side as one, two of them or a name behind two particles: mc donald, de la croix."""
    if len(names) == _TWO_PAIRS:
        yield names[0] + names[1], names[2] + names[3]
    for at in range(len(names) - 1):
        yield (*names[:at], names[at] + names[at + 1], *names[at + 2 :])
        if PARTICLES.issuperset(names[at : at + 2]) and at + 2 < len(names):
            yield (*names[:at], "".join(names[at : at + 3]), *names[at + 3 :])


def parted(db: sqlite3.Connection, names: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """One word as the parts of a name that were written together, as in 陈美玲: each is a part of somebody's, or begins
    one behind a first that is.
    """
    for at, name in enumerate(names):
        if len(name) <= LONGEST_WORD:
            known = known_parts(db, name)
            begun = ((name[:end], name[end:]) for end in range(1, len(name)) if name[:end] in known)
            for parts in islice(chain(_parts(name, known), () if name.isascii() else begun), _MOST_PARTINGS):
                if len(parts) > 1:
                    yield (*names[:at], *parts, *names[at + 1 :])


def _parts(name: str, known: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Every way in which it is made of known words."""
    if not name:
        yield ()
    for end in range(1, len(name) + 1):
        if name[:end] in known:
            yield from ((name[:end], *rest) for rest in _parts(name[end:], known))
