"""Who of the demo's people comes: a patient of that provider, of that age, and not twice in a day?"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from core.calendar.age import is_within, months_on
from tui.demo.clinic import Practice

if TYPE_CHECKING:
    from core.clinic.model import VisitType
    from core.patients.model import Patient

_NEW: Final = 0.12
"""Part of the people who are kept to come for the first time in these weeks."""
_OF_OTHERS: Final = 0.1
"""Part of the visits that go to another provider's patients."""
_SKEW: Final = 1.4
"""Above 1, those at the head of a list come more often than those at its end."""
_TRIES: Final = 12
_DAYS_BETWEEN: Final = 4


class Crowd:
    """Draws people by their place in the list of people, some of them far more often than others."""

    __slots__ = (
        "_came",
        "_days",
        "_kept",
        "_known",
        "_new",
        "_panels",
        "_people",
        "_rng",
        "_today",
        "newcomers",
        "seen",
    )

    def __init__(self, rng: random.Random, people: Sequence[Patient], today: date) -> None:
        self._rng = rng
        self._people = people
        self._today = today
        self._days: defaultdict[int, list[date]] = defaultdict(list)
        self._panels: defaultdict[str, list[int]] = defaultdict(list)
        self._known: list[int] = []
        self._new: defaultdict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(people):
            if rng.random() < _NEW:
                self._new[person.usual_provider].append(number)
            else:
                self._panels[person.usual_provider].append(number)
                self._known.append(number)
        self._came: Counter[str] = Counter()
        self._kept = 0.0
        self.newcomers: set[int] = set()
        self.seen: set[int] = set()

    def keep_newcomers(self, part: float) -> None:
        """Keep that part of all newcomers for days to come."""
        self._kept = part

    def has_newcomer(self, practice: Practice) -> bool:
        """Whether there is somebody who was never here, and is not kept for a later day."""
        all_new = len(self._new[practice.code])
        return all_new - self._came[practice.code] > self._kept * all_new

    def newcomer(self, practice: Practice, on: date) -> int | None:
        """Somebody who was never here, and now comes on that day; None when nobody is left."""
        came, new = self._came[practice.code], self._new[practice.code]
        if came == len(new):
            return None
        self._came[practice.code] += 1
        self.newcomers.add(new[came])
        self._days[new[came]].append(on)
        return new[came]

    def draw(self, practice: Practice, visit_type: VisitType, on: date, *, seen: bool = False) -> int | None:
        """Somebody who can come that day, rather one who does not come in the days around it, or None.

        `seen` asks for somebody who was here in the weeks before.
        """
        panel = self._panels[practice.code]
        if not panel or self._rng.random() < _OF_OTHERS:
            panel = self._known
        second_best = None
        for _ in range(_TRIES if panel else 0):
            number = panel[int(len(panel) * self._rng.random() ** _SKEW)]
            if not self._suits(number, practice, visit_type, on) or not self.is_free(number, on):
                continue
            if self._is_rested(number, on) and (number in self.seen or not seen):
                self._days[number].append(on)
                return number
            second_best = number
        if second_best is not None:
            self._days[second_best].append(on)
        return second_best

    def is_free(self, number: int, on: date) -> bool:
        """Whether that person has nothing that day."""
        return on not in self._days[number]

    def keep(self, number: int, on: date) -> None:
        """That person has something that day."""
        self._days[number].append(on)

    def _suits(self, number: int, practice: Practice, visit_type: VisitType, on: date) -> bool:
        months = months_on(self._people[number].birth_date, on)
        return is_within(months, practice.youngest, practice.oldest) and is_within(
            months, visit_type.min_age, visit_type.max_age
        )

    def _is_rested(self, number: int, on: date) -> bool:
        return all(abs((on - day).days) >= _DAYS_BETWEEN for day in self._days[number])
