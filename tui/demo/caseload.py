"""Which cases are the demo's people at work on: one in every state of every kind, as they were begun and taken on?"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.cases.beginning import CaseRequest
from core.cases.kind import FactKind
from core.cases.kinds.book import KINDS
from core.cases.model import Case, Urgency
from core.cases.stepping import StepRequest
from core.clinic.codes import first_site, today_at
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from core.cases.kind import CaseKind, Fact, Step
    from core.desk import Desk

_SUBJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "referral-out": ("cardiology, murmur", "dermatology, changing mole", "sleep study", "knee, orthopaedics"),
    "referral-in": ("diabetes, new patient", "hypertension", "second opinion"),
    "authorization": ("MRI of the knee", "physical therapy", "infusion"),
    "records-request": ("notes of last year", "immunizations", "whole chart"),
    "result": ("lipid panel", "chest X-ray", "biopsy", "HbA1c"),
    "task": ("call the pharmacy", "form for school", "ask about the dose"),
    "complaint": ("waited an hour", "nobody called back"),
    "care-plan": ("diabetes", "after the operation"),
    "care-step": ("eye examination", "HbA1c again", "talk about walking"),
}
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {
    "to": ("Riverside Heart Group", "Lakeview Dermatology", "Bay Imaging", "Law office Brandt"),
    "from": ("Dr Osei", "Riverside Practice"),
    "why": ("please evaluate", "continuing care"),
    "payer": ("aetna", "bluecross"),
    "requester": ("Law office Brandt", "the patient", "Riverside Practice"),
    "what": ("notes and results of last year", "immunizations"),
    "where": ("Valley Laboratories", "Bay Imaging"),
    "identity": ("driving licence",),
    "service": ("MRI", "physical therapy", "infusion"),
    "goal": ("walk a mile every day", "HbA1c below 7"),
    "complainant": ("the patient", "the daughter"),
    "declined": ("no free time this quarter", "not their field"),
    "partner_status": ("waits for the insurance",),
    "other": ("a cardiologist",),
    "address": ("12 Main Street, Springfield",),
    "asked_whom": ("Joan at the front desk there",),
    "fee": ("6.50",),
}
_NOTES: Final = ("spoke to the front desk there", "left word", "by portal", "the patient knows")
_SOON: Final = 21
"""Days to come within which days that are said lie, but for ends."""
_LATER: Final = 60
_ENDS: Final = frozenset({"until", "appeal_by", "expires_on", "review_on"})
_URGENT: Final = 0.2
_NOTED: Final = 0.3


def fill(seed: int, desk: Desk, actors: Sequence[str], patients: int) -> int:
    """One case in each state of each kind, of some of so many patients; how many were begun."""
    rng = random.Random(f"cases {seed}")
    clinic = desk.clinic()
    player = _Player(rng, desk, actors, tuple(clinic.providers), today_at(first_site(clinic), desk.now()))
    count = 0
    for kind in KINDS.values():
        for state, way in _ways(kind):
            player.play(kind, state, way, somebody(rng, desk, actors[0], patients))
            count += 1
    return count


def somebody(rng: random.Random, desk: Desk, actor: str, patients: int) -> PatientId:
    """A patient whose record nobody needs a reason to open."""
    numbers = (PatientId(rng.randint(1, patients)) for _ in range(100))
    return next((one for one in numbers if not desk.patients.by_id(actor, one).restricted), PatientId(1))


def _ways(kind: CaseKind) -> Iterator[tuple[str, tuple[Step, ...]]]:
    """Where a case begins, and by which steps each state is reached from there, the shortest way first."""
    reached: dict[str, tuple[str, tuple[Step, ...]]] = {name: (name, ()) for name in (kind.first.name, *kind.begins_in)}
    todo = list(reached)
    while todo:
        at = todo.pop(0)
        begins, way = reached[at]
        for row in kind.steps_from(at):
            if row.target and row.target not in reached:
                reached[row.target] = (begins, (*way, row))
                todo.append(row.target)
    yield from reached.values()


class _Player(Struct, frozen=True):
    """Begins cases and takes them on, as whoever of the demo's people comes."""

    rng: random.Random
    desk: Desk
    actors: Sequence[str]
    providers: Sequence[str]
    today: date

    def play(self, kind: CaseKind, state: str, way: Sequence[Step], patient: PatientId) -> None:
        """A case of the kind, begun in the state and taken on by those steps."""
        rng, cases = self.rng, self.desk.cases
        request = CaseRequest(
            kind.name,
            rng.choice(_SUBJECTS[kind.name]),
            patient,
            Urgency.URGENT if rng.random() < _URGENT else Urgency.ROUTINE,
            state,
            owner=rng.choice(("", *self.actors)),
            facts={one.name: self._value(one) for one in kind.facts if _is_said(kind, one)},
        )
        (case,) = cases.begin(rng.choice(self.actors), request).all_of(Case)
        for row in way:
            names = {*row.needs, *row.asks}
            facts = {one.name: self._value(one) for one in kind.facts if one.name in names}
            outcome = row.outcomes[0] if row.outcomes else ""
            note = rng.choice(_NOTES) if row.says_why or rng.random() < _NOTED else ""
            cases.step(rng.choice(self.actors), case.id, StepRequest(row.name, facts, outcome, note))

    def _value(self, fact: Fact) -> str:
        """Something that may well be said for the fact; an end lies behind a beginning."""
        rng = self.rng
        if fact.kind is FactKind.DAY:
            ahead = _LATER if fact.name in _ENDS else rng.randint(1, _SOON)
            return (self.today + timedelta(days=ahead)).isoformat()
        if fact.kind is FactKind.NUMBER:
            return str(rng.choice((6, 10, 12)))
        if fact.kind is FactKind.PROVIDER:
            return rng.choice(self.providers)
        if fact.words:
            return rng.choice(fact.words)
        return rng.choice(_WORDS.get(fact.name, (str(rng.randrange(1000, 9999)),)))


def _is_said(kind: CaseKind, fact: Fact) -> bool:
    """Whether it is known from the beginning."""
    is_word = fact.kind.is_typed or fact.kind is FactKind.WORD
    return fact.name in kind.begins_with or (fact.name in kind.columns and is_word)
