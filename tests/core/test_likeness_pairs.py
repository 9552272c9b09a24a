"""Which two records are shown as likely one person, and which are not? Pairs of every kind, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.patients.likeness import likeness
from core.patients.model import Patient, Phone, PreviousName, Sex
from core.record_ref import PatientId

# Two records a line: family, given, born; then (in any order) t phone, m e-mail, a address, s sex, e earlier name,
# g goes by. What the second does not say of phone, mail and address, it has from the first where it says '=' for it.
TABLES = dict(
    part.split("\n", 1) for part in (Path(__file__).parent / "likeness_pairs.txt").read_text("utf-8")[2:].split("# ")
)


_RECORD = re.compile(r"(?P<family>[^,]*), ?(?P<given>.*?) ?(?P<born>\d{4}-\d\d-\d\d) ?(?P<more>.*)")
_MORE = re.compile(r"\s(?=[tmaseg](?:[+\d=A-Z]|[a-z.]*@|[fm](?:\s|$)))")
_SEX = {"f": Sex.FEMALE, "m": Sex.MALE, "": Sex.UNKNOWN}


def _pairs(table: str) -> Iterator[tuple[str, Patient, Patient]]:
    """Each pair with its name."""
    for line in table.strip().splitlines():
        name, records = line.split(":", 1)
        one, other = (_said(text.strip()) for text in records.split(" / "))
        other |= {key: one[key] for key, value in other.items() if value == "="}
        yield name.strip(), _patient(1, one), _patient(2, other)


def _said(text: str) -> dict[str, str]:
    found = _RECORD.fullmatch(text)
    assert found, text
    more = {part[0]: part[1:] for part in _MORE.split(" " + found["more"]) if part.strip()}
    return {**dict.fromkeys("tmaseg", ""), **more, **found.groupdict()}


def _patient(number: int, said: dict[str, str]) -> Patient:
    return Patient(
        PatientId(number),
        str(number),
        said["family"],
        said["given"],
        date.fromisoformat(said["born"]),
        _SEX[said["s"]],
        preferred=said["g"],
        previous=(PreviousName(said["e"]),) if said["e"] else (),
        phones=(Phone(said["t"]),) if said["t"] else (),
        email=said["m"],
        address=said["a"],
    )


@pytest.mark.parametrize(
    ("table", "expected"), [(TABLES["shown"], True), (TABLES["not shown"], False)], ids=["shown", "not shown"]
)
def test_a_hundred_pairs(table: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """What one person's two records differ in does not hide them; what two people share does not make them one."""
    wrong = [
        f"{name}: {found.points} {', '.join(found.reasons)}"
        for name, one, other in _pairs(table)
        for found in (likeness(one, other), likeness(other, one))
        if found.is_likely is not expected
    ]
    assert [] == wrong


def test_every_likely_pair_has_its_reasons_in_words() -> None:
    """Nobody is shown two records without being told why."""
    assert [] == [name for name, one, other in _pairs(TABLES["shown"]) if not likeness(one, other).reasons]


def test_there_are_a_hundred() -> None:
    """The tables are no smaller."""
    assert 100 <= len([*_pairs(TABLES["shown"]), *_pairs(TABLES["not shown"])])
