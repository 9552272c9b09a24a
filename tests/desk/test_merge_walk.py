"""Is a merge and its taking apart nothing at all, whoever is merged, and does no row ever name somebody who is gone?"""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import Refused
from core.patients.model import Patient, Phone, Sex
from core.record_ref import PatientId
from tests.clinics import book, make_desk
from tests.depth import depth
from tests.everything import everything, pointing_at
from tests.insured import PAYERS, insure

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.desk import Desk

PEOPLE = depth(12, whole=60)
MERGES = depth(25, whole=1_000)
_ANYWAY = {"MERGE": "other"}
"""Whoever is drawn is merged, alike or not."""
_FAMILY, _GIVEN = ("Smith", "Smyth", "Jones", "de la Cruz", "Iwanow"), ("Ann", "Anna", "John", "", "Zoë")


def _crowded(tmp_path: Path, chance: random.Random) -> tuple[Desk, Path, list[Patient]]:
    """A clinic with people who have appointments, insurances and wishes."""
    desk = make_desk(tmp_path)
    desk.set_up("sue", PAYERS, place="payers.toml")
    people = []
    for number in range(PEOPLE):
        draft = Patient(
            PatientId(0),
            "",
            chance.choice(_FAMILY),
            chance.choice(_GIVEN),
            date(1950, 1, 1) + timedelta(chance.randrange(20_000)),
            chance.choice([*Sex]),
            phones=tuple(Phone(f"617 555 0{chance.randrange(100, 110)}") for _ in range(chance.randrange(3))),
            email=chance.choice(("", "a@e.org", "b@e.org")),
            address=chance.choice(("", "12 Elm St, Lynn 01902", "9 Oak Rd, Salem")),
        )
        patient = desk.patients.register("ana", draft, anyway=True).only(Patient)
        assert patient is not None
        people.append(patient)
        if chance.random() < 0.7:
            day, minute = chance.randrange(24, 28), 60 * 9 + 20 * chance.randrange(8)
            _try(book, desk, patient, f"2026-11-{day}T{minute // 60:02}:{minute % 60:02}")
        if chance.random() < 0.5:
            insure(desk, patient, chance.choice(("cigna", "medicaid")), f"C{number}")
        if chance.random() < 0.4:
            desk.waitlist.put_on("ana", patient.id, {"visit_type": chance.choice(("fu20", "new40"))})
    return desk, tmp_path / "clinic.db", people


def _try(act: Callable[..., object], *values: object, **more: object) -> bool:
    """Whether it was done: what a rule refuses is left."""
    try:
        act(*values, **more)
    except Refused:
        return False
    return True


def test_merged_and_taken_apart_is_nothing(tmp_path: Path) -> None:
    """Whatever two records hold, the database is the same afterwards, journal aside; by undo too."""
    chance = random.Random(7)
    desk, path, people = _crowded(tmp_path, chance)
    before = everything(path)
    fields = ("family", "given", "birth_date", "phones", "email", "address", "sex")
    for _ in range(MERGES):
        loser, survivor = chance.sample(people, 2)
        take = chance.sample(fields, chance.randrange(len(fields)))
        if not _try(desk.merging.merge, "sue", loser.id, survivor.id, take=take, overrides=_ANYWAY):
            continue
        assert before != everything(path)
        assert [] == pointing_at(path, "patient", {loser.id})
        if chance.random() < 0.5:
            desk.merging.unmerge("sue", loser.id)
        else:
            desk.journal.undo("sue")
        assert before == everything(path)


def test_no_row_names_somebody_who_is_gone(tmp_path: Path) -> None:
    """However many are merged one into another, with undo, taking apart and work in between."""
    chance = random.Random(11)
    desk, path, people = _crowded(tmp_path, chance)
    gone: list[Patient] = []
    for _ in range(MERGES):
        there = [one for one in people if one.id not in {lost.id for lost in gone}]
        what = chance.random()
        if len(there) < 3 or (what < 0.3 and gone):
            last = gone.pop()
            desk.merging.unmerge("sue", last.id)
        elif what < 0.4:
            patient = chance.choice(there)
            _try(book, desk, patient, f"2026-12-{chance.randrange(7, 10):02}T{chance.randrange(9, 12):02}:00")
        else:
            loser, survivor = chance.sample(there, 2)
            if _try(desk.merging.merge, "sue", loser.id, survivor.id, overrides=_ANYWAY):
                gone.append(loser)
        assert [] == pointing_at(path, "patient", {lost.id for lost in gone})
    for lost in gone:
        found = desk.patients.by_ref("vic", lost.mrn)
        assert found.id not in {one.id for one in gone}
        assert lost.mrn in found.former_mrns
