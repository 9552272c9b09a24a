"""How many of thousands who are different people are shown as one? Names as a census has them, born on any day."""

from __future__ import annotations

import random
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, combinations
from pathlib import Path

from core.calendar.date_typos import date_typos
from core.patients.likeness import likeness
from core.patients.model import Patient, Sex
from core.record_ref import PatientId
from tests.depth import depth

PEOPLE = depth(3_000, whole=50_000)
_FIRST_BORN, _DAYS = date(1930, 1, 1), 34_000
_WITHOUT_GIVEN = 0.05


def _people(corpora: Path) -> list[Patient]:
    """Different people with a name and a birth date alone; one in twenty without a given name."""
    chance = random.Random(1)
    names = [_Names(corpora / "names-census" / f"dist.{kind}") for kind in ("all.last", "female.first", "male.first")]
    people = []
    for number in range(1, PEOPLE + 1):
        sex = chance.choice((Sex.FEMALE, Sex.MALE))
        given = names[1 if sex is Sex.FEMALE else 2].pick(chance) if chance.random() > _WITHOUT_GIVEN else ""
        born = _FIRST_BORN + timedelta(chance.randrange(_DAYS))
        people.append(Patient(PatientId(number), str(number), names[0].pick(chance), given, born, sex))
    return people


class _Names:
    def __init__(self, path: Path) -> None:
        rows = [line.split() for line in path.read_text().splitlines()]
        self._names = [row[0].title() for row in rows]
        self._sums = [*accumulate(float(row[1]) for row in rows)]

    def pick(self, chance: random.Random) -> str:
        """A name, as often as it is borne."""
        return self._names[min(bisect(self._sums, chance.random() * self._sums[-1]), len(self._names) - 1)]


def _pairs(people: list[Patient]) -> Iterator[tuple[Patient, Patient]]:
    """Whoever has the whole name in common, or the birth date but for a slip: nothing else makes two of them likely."""
    by_name, by_born = defaultdict(list), defaultdict(list)
    for one in people:
        by_name[one.name].append(one)
        by_born[one.birth_date].append(one)
    for found in by_name.values():
        yield from combinations(found, 2)
    for one in people:
        for day in (one.birth_date, *date_typos(one.birth_date)):
            yield from ((one, other) for other in by_born.get(day, ()) if other.id > one.id)


def test_different_people_are_seldom_taken_for_one(corpora: Path) -> None:
    """No more than one in a thousand has somebody else shown as likely the same."""
    alike = {frozenset({one.id, other.id}) for one, other in _pairs(_people(corpora)) if likeness(one, other).is_likely}
    people = {number for pair in alike for number in pair}
    assert len(people) <= PEOPLE / 1_000, sorted(map(sorted, alike))
