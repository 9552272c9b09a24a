"""Is somebody found by what a caller says of them, whatever kind of slip lies between it and the record?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from core.access.roles import RoleAuthorization
from core.desk import Desk
from core.settings.model import Policy
from storage.store import SqliteStore
from tests.clinics import FakeClock, register

PEOPLE = (
    ("Lindqvist", "Maja", date(1988, 3, 21), "+46 70 123 45 67"),
    ("Lindqvist", "Olof", date(1951, 11, 2), ""),
    ("Castellano", "Robert", date(1960, 7, 9), "(617) 555-0123"),
    ("陈", "美玲", date(1979, 5, 5), ""),
    ("St. Pierre", "Anne", date(1990, 1, 30), ""),
    ("Saint-Exupéry", "Luc", date(1944, 6, 29), ""),
    ("Kovács", "Erzsébet", date(1972, 8, 14), "+36 30 555 6677"),
    ("Whitfield", "Katherine", date(1983, 2, 3), "020 7946 0958"),
    ("Montgomery", "Bartholomew", date(1935, 12, 24), ""),
    ("Wojciechowski", "Zbigniew", date(1968, 4, 17), ""),
    ("Miller", "May", date(1984, 9, 1), ""),
    ("Miller", "Julian", date(1984, 5, 19), ""),
    ("McDonald", "Ronan", date(2001, 10, 11), ""),
    ("Nguyen", "Thi Mai", date(1995, 12, 1), ""),
    ("Álvarez de la Torre", "Guadalupe", date(1978, 7, 7), "617 555 8800"),
    ("Papadopoulos", "Γιώργος", date(1949, 3, 3), ""),
    ("김", "민준", date(2012, 2, 20), ""),
    ("Johnson", "William", date(1955, 5, 15), ""),
)


@pytest.fixture(scope="module")
def clinic(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """People of every kind, who are only looked for."""
    with SqliteStore(Path(copy(founded, tmp_path_factory.mktemp("kinds")))) as store:
        desk = Desk(store, FakeClock(), Policy(), RoleAuthorization())
        for family, given, born, phone in PEOPLE:
            register(desk, family, given, born, phone=phone)
        yield desk


FIRST = [
    # the right name and a slip in the birth date
    ("lindqvist 3/12/1988", "Lindqvist, Maja"),
    ("lindqvist 3/21/1989", "Lindqvist, Maja"),
    ("lindqvist 3/21/1898", "Lindqvist, Maja"),
    ("olof lindqvist 2/11/1951", "Lindqvist, Olof"),
    ("whitfield 3/2/1983", "Whitfield, Katherine"),
    ("whitfield 2/30/1983", "Whitfield, Katherine"),
    ("kovacs 8/14/1927", "Kovács, Erzsébet"),
    ("montgomery 12/25/1935", "Montgomery, Bartholomew"),
    ("nguyen 1/12", "Nguyen, Thi Mai"),
    # a short form of the given name, and the other way round
    ("bob castellano", "Castellano, Robert"),
    ("castellano rob", "Castellano, Robert"),
    ("bobby castelano", "Castellano, Robert"),
    ("kate whitfield", "Whitfield, Katherine"),
    ("whitfield kathy 1983", "Whitfield, Katherine"),
    ("bill johnson", "Johnson, William"),
    ("liam jonson", "Johnson, William"),
    ("lupe alvarez", "Álvarez de la Torre, Guadalupe"),
    # two slips in a long name
    ("montgmoery", "Montgomery, Bartholomew"),
    ("montogmrey", "Montgomery, Bartholomew"),
    ("wojcechovski", "Wojciechowski, Zbigniew"),
    ("wojciehowsky zbigniew", "Wojciechowski, Zbigniew"),
    ("papadopolous", "Papadopoulos, Γιώργος"),
    ("papadapolos", "Papadopoulos, Γιώργος"),
    ("castelanno robrt", "Castellano, Robert"),
    ("barthollomev", "Montgomery, Bartholomew"),
    # how it sounds
    ("lindkvist olof", "Lindqvist, Olof"),
    ("katharine witfield", "Whitfield, Katherine"),
    ("kastelano", "Castellano, Robert"),
    # written together, apart, and in another way
    ("陈美玲", "陈, 美玲"),
    ("陈美", "陈, 美玲"),
    ("chen meiling", "陈, 美玲"),
    ("美玲陈", "陈, 美玲"),
    ("陈 美玲", "陈, 美玲"),
    ("김민준", "김, 민준"),
    ("majalindqvist", "Lindqvist, Maja"),
    ("lindqvistmaja", "Lindqvist, Maja"),
    ("saint pierre", "St. Pierre, Anne"),
    ("st pierre", "St. Pierre, Anne"),
    ("st. pierre anne", "St. Pierre, Anne"),
    ("saintpierre", "St. Pierre, Anne"),
    ("st exupery", "Saint-Exupéry, Luc"),
    ("st.exupery luc", "Saint-Exupéry, Luc"),
    ("mac donald", "McDonald, Ronan"),
    ("macdonald ronan", "McDonald, Ronan"),
    ("delatorre guadalupe", "Álvarez de la Torre, Guadalupe"),
    ("thimai nguyen", "Nguyen, Thi Mai"),
    # numbers as they are dialled
    ("0036 30 555 6677", "Kovács, Erzsébet"),
    ("+36 30 555 6677", "Kovács, Erzsébet"),
    ("011 36 30 555 6677", "Kovács, Erzsébet"),
    ("+36 (0)30 555 6677", "Kovács, Erzsébet"),
    ("+1 617 555 0123", "Castellano, Robert"),
    ("001 617 555 0123", "Castellano, Robert"),
    ("+44 20 7946 0958", "Whitfield, Katherine"),
    ("070 123 45 67", "Lindqvist, Maja"),
    ("0046701234567", "Lindqvist, Maja"),
    # a month and a year
    ("lindqvist mar 1988", "Lindqvist, Maja"),
    ("lindqvist march 1988", "Lindqvist, Maja"),
    ("1988 march lindqvist", "Lindqvist, Maja"),
    ("nov 1951 lind", "Lindqvist, Olof"),
    ("miller may 1984", "Miller, Julian"),
    ("may miller 1984", "Miller, May"),
    ("may miller", "Miller, May"),
    # what cannot be read, and the rest
    ("lindqvist maja 2/30", "Lindqvist, Maja"),
    # among similar ones what is exact still counts
    ("wiliam johnson", "Johnson, William"),
]
NOBODY = [
    "lindqvist 1/1/1970",
    "castellano 3/14/1984",
    "bob whitfield",
    "peter castellano",
    "kate johnson",
    "saint john",
    "zzzzzzzz",
    "qwertyuiop",
    "montgomery 1936",
    "+36 30 555 6678",
    "617 555 0124",
    "212 555 0123",
    "0044 20 7946 0959",
    "王美玲",
    "lindqvist apr 1988",
    "wojnarowicz",
    "bartlett",
    "papandreou",
    "100999",
    "mac",
]


@pytest.mark.parametrize(("typed", "expected"), FIRST)
def test_who_is_meant_comes_first(clinic: Desk, typed: str, expected: str) -> None:
    """Words as they are heard at the telephone."""
    hits = clinic.patients.find("ana", typed, limit=8).hits
    assert expected in [hit.patient.name for hit in hits[:1]], [hit.patient.name for hit in hits]


@pytest.mark.parametrize("typed", NOBODY)
def test_what_means_nobody_finds_nobody(clinic: Desk, typed: str) -> None:
    """A likely one would be a wrong one."""
    assert [] == [hit.patient.name for hit in clinic.patients.find("ana", typed, limit=8).hits]
