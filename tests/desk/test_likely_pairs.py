"""Who stands on the list of likely duplicates, and who no longer does?"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, NotAllowed, Refused
from core.patients.model import Patient
from storage.sqlite.lookup import pairs
from tests.clinics import register
from tests.desk.importing import crowd, take_in

if TYPE_CHECKING:
    from core.desk import Desk


@pytest.fixture
def smyth(desk: Desk) -> Patient:
    """John Smith once more, otherwise spelled."""
    return register(desk, "Smyth", "John", actor="cy")


def listed(desk: Desk) -> list[tuple[str, str]]:
    """The pairs by name, everybody compared."""
    while desk.merging.compare("vic"):
        pass
    return [(pair.one.name, pair.other.name) for pair in desk.merging.likely_pairs("vic")]


BOTH = [("Smith, John", "Smyth, John")]


def test_whoever_looks_alike_is_listed_with_reasons(desk: Desk, smith: Patient, smyth: Patient, jones: Patient) -> None:
    """Once, the older record first, whoever was registered after whom; nobody else is."""
    assert BOTH == listed(desk)
    (pair,) = desk.merging.likely_pairs("vic")
    assert ("family name spelled nearly so", "same given name", "same birth date") == pair.reasons
    assert (pair,) == desk.merging.pairs_of("vic", smith.id) == desk.merging.pairs_of("vic", smyth.id)
    assert () == desk.merging.pairs_of("vic", jones.id)


def test_it_follows_what_the_records_say(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """A change of either takes the pair off, or brings it; so does undo."""
    assert BOTH == listed(desk) == [(smith.name, smyth.name)]
    desk.patients.edit("ana", smyth.id, {"birth_date": date(1951, 7, 1)})
    assert () == desk.merging.likely_pairs("vic"), "before anybody compared anew"
    assert [] == listed(desk)
    desk.journal.undo("ana")
    assert BOTH == listed(desk)
    desk.journal.undo("cy")
    assert [] == listed(desk)


def test_who_is_imported_is_compared(desk: Desk) -> None:
    """Lines of a file are compared with the records that are there, and with each other."""
    register(desk, "Smith", "Philippa", actor="cy")
    take_in(
        desk,
        "family,given,birth_date",
        "Smith,Filippa,1984-03-14",
        "Novak,Rosalind,1990-01-02",
        "Nowak,Rosalind,1990-01-02",
    )
    assert [("Novak, Rosalind", "Nowak, Rosalind"), ("Smith, Philippa", "Smith, Filippa")] == sorted(listed(desk))


def test_a_turn_compares_no_more_than_it_says(desk: Desk) -> None:
    """Thousands that were imported keep nobody waiting."""
    take_in(desk, *crowd(60))
    assert [25, 25, 10, 0] == [desk.merging.compare("vic") for _ in range(4)]


def test_two_people_are_told_apart(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """They are neither shown nor merged, by whomever and from whichever side, until that is taken back."""
    change = desk.merging.keep_apart("ana", smyth.id, smith.id)
    assert f"Noted: Smyth, John, MRN {smyth.mrn}, and Smith, John, MRN {smith.mrn}, are two people." == change.sentence
    assert ([], ()) == (listed(desk), desk.merging.pairs_of("vic", smith.id))
    with pytest.raises(Refused, match="two people"):
        desk.merging.merge("sue", smith.id, smyth.id)
    with pytest.raises(BadInput, match="already"):
        desk.merging.keep_apart("ben", smith.id, smyth.id)
    desk.journal.undo("ana")
    assert BOTH == listed(desk)
    desk.journal.redo("ana")
    desk.merging.put_together("ben", smith.id, smyth.id)
    assert BOTH == listed(desk)
    with pytest.raises(NotAllowed):
        desk.merging.keep_apart("vic", smith.id, smyth.id)


def test_told_apart_stays_with_whom_it_was_merged_into(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """A third record of one of the two is told apart from the other by then."""
    third = register(desk, "Smith", "Jon", actor="cy")
    desk.merging.keep_apart("ana", smith.id, smyth.id)
    desk.merging.merge("sue", smith.id, third.id)
    assert [] == listed(desk)
    desk.merging.unmerge("sue", smith.id)
    assert [("Smith, John", "Smith, Jon"), ("Smyth, John", "Smith, Jon")] == sorted(listed(desk))


def test_who_was_merged_is_listed_no_more(desk: Desk, smith: Patient, smyth: Patient) -> None:
    """And is again, once they were taken apart."""
    desk.merging.merge("sue", smyth.id, smith.id)
    assert [] == listed(desk)
    desk.merging.unmerge("sue", smyth.id)
    assert BOTH == listed(desk)


def test_twins_are_shown_as_such(desk: Desk) -> None:
    """A person decides; the reasons say what speaks against it."""
    register(desk, "Castellano", "Rosa", date(2015, 3, 12), phone="617 555 0188")
    twin = register(desk, "Castellano", "Nina", date(2015, 3, 12), phone="617 555 0188")
    (pair,) = desk.merging.pairs_of("vic", twin.id)
    assert "other given names, as twins have" in pair.reasons


@pytest.mark.usefixtures("smith")
def test_the_list_goes_along_indexes(tmp_path: Path) -> None:
    """However many patients there are, it reads the pairs alone."""
    with closing(sqlite3.connect(tmp_path / "clinic.db")) as db:
        statements: list[str] = []
        db.set_trace_callback(statements.append)
        pairs.likely_pairs(db, 20)
        db.set_trace_callback(None)
        steps = [step for one in statements for *_, step in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert ["SCAN likely_pair USING COVERING INDEX likely_pair_by_points"] == [
        step for step in steps if step.startswith(("SCAN", "USE TEMP"))
    ]
