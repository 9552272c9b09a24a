"""Among many who are imported, is who is meant found first, and nobody where nobody is meant?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.filling import people
from tests.depth import depth
from tests.desk.importing import take_in

if TYPE_CHECKING:
    from core.desk import Desk

LOOKUPS: Final = Path(__file__).parent / "lookups"
MANY: Final = depth(1000, whole=50_000)
NOBODY: Final = "-"


def rows() -> list[tuple[str, str]]:
    """What is typed, and who is to be the first."""
    lines = (LOOKUPS / "queries.txt").read_text("utf-8").splitlines()
    asked = [line.rpartition(" -> ") for line in lines if line and not line.startswith("#")]
    return [(typed, expected) for typed, _, expected in asked]


def test_who_is_meant_among_many(desk: Desk) -> None:
    """Every script, form of a date or number, short form and slip, beside people with the names of the census."""
    head, *made_up = (LOOKUPS / "people.csv").read_text("utf-8").splitlines()
    crowd = [
        f"{one.family},{one.given},,,{one.birth_date},{one.sex.value},{one.phones[0].number}" for one in people(MANY)
    ]
    report = take_in(desk, head, *crowd, *made_up)
    assert len(crowd) + len(made_up) == report.added
    found = {typed: [hit.patient.name for hit in desk.patients.find("ana", typed, limit=8).hits] for typed, _ in rows()}
    wrong = {
        typed: (expected, found[typed]) for typed, expected in rows() if [expected] != (found[typed][:1] or [NOBODY])
    }
    assert {} == wrong
