"""How long does a lookup take, letter by letter, whatever is typed, and is who is meant still found after a slip?

Everybody in a clinic is found by whatever kind of words; each kind is typed about some of them, and each beginning of
what is typed is a lookup of its own. The bare reference does the same beside it.
"""

from __future__ import annotations

import random
import sqlite3
import string
from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from bench.bare_lookup import BareLookup, make_bare
from bench.clinics import ACTOR, desk_at, filled_clinic
from bench.figures import Bar, Figure, Reference, samples_of
from bench.filling import Size
from bench.pty_meter import Metered, clinicdesk, terminal_env
from bench.writes import cpu_of, timed
from core.record_ref import PatientId

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from bench.effort import Effort
    from core.desk import Desk

_GROUP: Final = "Lookup"
_PROVIDERS: Final = 40
_SHOWN: Final = 20
_MEGABYTE: Final = 1 << 20
_LEAST_MISSPELLED: Final = 5
_SOON: Final = (Bar("p99", 10),)
_INDEXES: Final = ("patient_key", "patient_term", "name_word", "name_of_year")
_HARD: Final = ("s zz", "a zz", "m qx 1984", "zz s", "x x", "s m 1899", "ma q", "e w", "jo qz", "zzzzzz", "qqqq wwww")
_HINT: Final = b"find"
_BACKSPACE, _BOX, _LEAVE = b"\x7f", b"/", b"\x1b"
_TYPED_AT_A_DESK: Final = ("smith", "garcia m", "3/14/1984", "0123", "smiht j", "jo wil")


class _Person(NamedTuple):
    """Whom a lookup is for, as the indexes have them."""

    number: int
    mrn: str
    family: str
    given: str
    born: str
    phone: str


def lookups(folder: Path, effort: Effort, *, large: tuple[int, int]) -> Iterator[Figure]:
    """Times of each kind in a clinic of that many patients and visits, recall, what the indexes take, and growth from
    a tenth of them.
    """
    few, many = folder / "few.db", folder / "many.db"
    filled_clinic(few, Size(large[0] // 10, large[1] // 10, _PROVIDERS))
    built = timed(lambda: filled_clinic(many, Size(*large, _PROVIDERS)))
    yield Figure(_GROUP, f"a clinic of {large[0]:,} patients made", "ms", samples_of([built]))
    yield from lookups_at(folder, many, effort, beside=few)


def lookups_at(folder: Path, path: Path, effort: Effort, *, beside: Path) -> Iterator[Figure]:
    """As `lookups`, over a clinic that is there, and a smaller one `beside`."""
    bare_path = folder / "bare.db"
    yield Figure(_GROUP, "indexes of the lookup", "MB", samples_of([_megabytes(path)]))
    made = timed(lambda: make_bare(bare_path, path))
    yield Figure(_GROUP, "the bare reference made", "ms", samples_of([made]))
    with ExitStack() as stack:
        desk, small = (stack.enter_context(desk_at(one)) for one in (path, beside))
        bare = stack.enter_context(closing(BareLookup(bare_path)))
        every: list[tuple[float, float]] = []
        people, fewer = _some(path, effort.lookups), _some(beside, effort.lookups)
        for kind, typed in _kinds(people).items():
            ours, theirs = _by_turns(desk, bare, typed)
            every += zip(ours, theirs, strict=True)
            yield Figure(_GROUP, kind, "CPU ms", samples_of(ours), Reference("bare", samples_of(theirs)), _SOON)
        of_all, of_bare = (samples_of([pair[at] for pair in every]) for at in (0, 1))
        less = samples_of([_cpu(small, text) for texts in _kinds(fewer).values() for text in texts])
        yield Figure(
            _GROUP, "all kinds", "CPU ms", of_all, Reference("in a tenth of it", less), (*_SOON, Bar("ratio", 2))
        )
        yield Figure(_GROUP, "all kinds, bare", "CPU ms", of_bare)
        times = samples_of([(of_all.p99 or of_all.most) / (of_bare.p99 or of_bare.most)])
        yield Figure(_GROUP, "the p99 of all kinds to that of the bare", "times", times, bars=(Bar("p50", 3),))
        yield _recall(desk, bare, _some(path, 10 * effort.lookups))
    yield _painted(folder, path, effort)


def _cpu(desk: Desk, text: str) -> float:
    return cpu_of(partial(desk.patients.find, ACTOR, text, limit=_SHOWN))


def _by_turns(desk: Desk, bare: BareLookup, typed: Sequence[str]) -> tuple[list[float], list[float]]:
    """CPU milliseconds of each text, the two one after the other."""
    pairs = [(_cpu(desk, text), cpu_of(partial(bare.find, text))) for text in typed]
    return [ours for ours, _ in pairs], [theirs for _, theirs in pairs]


def _some(path: Path, count: int) -> list[_Person]:
    """So many people of the clinic, drawn at random."""
    with closing(sqlite3.connect(path)) as db:
        (last,) = db.execute("SELECT max(id) FROM patient").fetchone()
        rng = random.Random(5)
        rows = [
            db.execute(
                "SELECT id, mrn, key.family, key.given, born, phones ->> '$[0][0]' FROM patient"
                " JOIN patient_key AS key ON key.patient = id WHERE id = ?",
                (rng.randint(1, last),),
            ).fetchone()
            for _ in range(count)
        ]
    return [
        _Person(number, mrn, family, given, born, "".join(filter(str.isdigit, phone)))
        for number, mrn, family, given, born, phone in rows
    ]


def _kinds(people: Sequence[_Person]) -> Mapping[str, list[str]]:
    """What is typed, by its kind, each beginning of it where somebody types it."""
    rng = random.Random(7)
    misspelled = [one for one in people if len(one.family) >= _LEAST_MISSPELLED]
    born = {one: f"{int(one.born[5:7])}/{int(one.born[8:])}/{one.born[:4]}" for one in people}
    return {
        "an MRN, typed": [begun for one in people for begun in _begun(one.mrn)],
        "a family name, typed": [begun for one in people for begun in _begun(one.family)],
        "family, given, typed": [begun for one in people for begun in _begun(f"{one.family}, {one.given}")],
        "given family, typed": [begun for one in people for begun in _begun(f"{one.given} {one.family}")],
        "three letters of both, typed": [
            begun for one in people for begun in _begun(f"{one.family[:3]} {one.given[:3]}")
        ],
        "a letter of each": [f"{one.family[0]} {one.given[0]}" for one in people],
        "the end of a phone, typed": [one.phone[-length:] for one in people for length in range(1, 8)],
        "a whole phone": [one.phone for one in people],
        "a birth date, typed": [begun for one in people for begun in _begun(born[one])],
        "an ISO birth date, typed": [begun for one in people for begun in _begun(one.born)],
        "a name and a year, typed": [
            begun for one in people for begun in _begun(f"{one.family[:3]} {one.given[:3]} {one.born[:4]}")
        ],
        "a name and a birthday, typed": [
            begun for one in people for begun in _begun(f"{one.family[:3]} {born[one].rpartition('/')[0]}")
        ],
        "a family name with a slip, typed": [begun for one in misspelled for begun in _begun(slipped(one.family, rng))],
        "with a slip, and the given name": [f"{slipped(one.family, rng)}, {one.given}" for one in misspelled],
        "what fits nobody or thousands": [*_HARD],
    }


def _begun(text: str) -> list[str]:
    return [text[:length] for length in range(1, len(text) + 1)]


def slipped(word: str, rng: random.Random) -> str:
    """The word with one random edit behind its first letter: a letter left out, put in, replaced, or two swapped."""
    at, letter, kind = rng.randrange(1, len(word)), rng.choice(string.ascii_lowercase), rng.random()
    if kind < 0.25:
        return word[:at] + word[at + 1 :]
    if kind < 0.5:
        return word[:at] + letter + word[at:]
    if kind < 0.75 or at + 1 >= len(word):
        return word[:at] + letter + word[at + 1 :]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _recall(desk: Desk, bare: BareLookup, people: Sequence[_Person]) -> Figure:
    """Of a hundred misspelled family names beside the right given name, how many find whoever is called so."""
    rng = random.Random(11)
    asked = [
        (one, f"{slipped(one.family, rng)}, {one.given}") for one in people if len(one.family) >= _LEAST_MISSPELLED
    ]
    ours = sum(any(_is(desk, number, one) for number in _numbers(desk, text)) for one, text in asked)
    theirs = sum(any(_is(desk, number, one) for number in bare.find(text)) for one, text in asked)
    beside = Reference("bare", samples_of([100 * theirs / len(asked)]))
    return Figure(
        _GROUP,
        "recall of one slip",
        "%",
        samples_of([100 * ours / len(asked)]),
        beside,
        (Bar("p50", 98, at_least=True),),
    )


def _numbers(desk: Desk, text: str) -> list[int]:
    return [int(hit.patient.id) for hit in desk.patients.find(ACTOR, text, limit=_SHOWN).hits]


def _is(desk: Desk, number: int, meant: _Person) -> bool:
    """Whether it is them, or somebody of just that name, of whom the words say as much."""
    found = desk.patients.by_id(ACTOR, PatientId(number))
    return number == meant.number or (found.family.lower(), found.given.lower()) == (meant.family, meant.given)


def _megabytes(path: Path) -> float:
    """What the tables and indexes of the lookup take of the file."""
    with closing(sqlite3.connect(path)) as db:
        pages = db.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE aggregate = TRUE AND name IN"
            " (SELECT name FROM sqlite_master WHERE tbl_name IN (?, ?, ?, ?))",
            _INDEXES,
        ).fetchone()
    return float(pages[0]) / _MEGABYTE


def _painted(folder: Path, path: Path, effort: Effort) -> Figure:
    """At a desk: from a letter in the patient box to the last byte of its results."""
    command = clinicdesk("--db", str(path), "--as", ACTOR, "--freeze")
    rows, columns = effort.sizes[0]
    took = []
    with Metered(command, rows=rows, columns=columns, env=terminal_env(folder)) as desk:
        desk.wait_for(_HINT)
        desk.settle()
        desk.press(_BOX, quiet=0.5)
        for nth in range(effort.lookups):
            word = _TYPED_AT_A_DESK[nth % len(_TYPED_AT_A_DESK)]
            took += [answer.last for letter in word if (answer := desk.press(letter.encode(), quiet=0.1))]
            for _ in word:
                desk.press(_BACKSPACE)
        desk.press(_LEAVE)
    return Figure(_GROUP, "a letter to its results, painted", "ms", samples_of(took), bars=(Bar("p95", 12),))
