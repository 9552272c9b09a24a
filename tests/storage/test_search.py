"""Does the lookup find whom the words mean, best first, and along the indexes?"""

import sqlite3
import string
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from core.calendar.date_order import DateOrder
from core.clinic.model import Clinic, Provider, Site, VisitType
from core.patients.lookup import read_query
from core.patients.model import Patient, PatientHit, PatientStatus, Phone, PreviousName
from core.record_ref import AppointmentId, PatientId, RecordRef
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.structs import replace
from storage.clinic import read_clinic, write_clinic
from storage.holds import FileHolds
from storage.place import Place
from storage.remembered import Remembered
from storage.sqlite.connection import open_database
from storage.sqlite.lookup.search import find_patients
from storage.transaction import Transaction
from tests.ready_made import written_out

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
CLINIC = Clinic(
    sites={"main": Site("main", "Main Street", "America/New_York")},
    providers={"lee": Provider("lee", "Lee, Dana MD")},
    visit_types={"fu20": VisitType("fu20", "Follow-up", 20)},
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A database with a site, a provider and a visit type."""
    with closing(open_database(written_out(tmp_path / "clinic.db", _set_up))) as opened:
        yield opened


def _set_up(path: Path) -> None:
    with closing(open_database(path, create=True)) as made:
        write_clinic(made, CLINIC)


@contextmanager
def writing(db: sqlite3.Connection) -> Iterator[Transaction]:
    """A write transaction under one journal entry."""
    db.execute("BEGIN IMMEDIATE")
    (_, _, file), *_ = db.execute("PRAGMA database_list")
    holds = FileHolds(Path(file), lambda: nullcontext(db))
    tx = Transaction(db, read_clinic, Remembered(), Place(Path(file)), holds)
    tx.journal.begin(at=NOW, actor="ana", verb="test")
    yield tx
    tx.journal.end(RecordRef("patient", 1), "Done.")
    db.execute("COMMIT")


def person(name: str, born: str = "1970-01-01", **fields: object) -> Patient:
    """A patient not yet registered, from 'Family, Given' and an ISO birth date."""
    family, _, rest = name.partition(",")
    draft = Patient(PatientId(0), "", family, rest.strip(), date.fromisoformat(born))
    return replace(draft, **fields)  # type: ignore[arg-type]


def register(db: sqlite3.Connection, *drafts: Patient) -> list[Patient]:
    """The patients as registered."""
    with writing(db) as tx:
        return [tx.patients.add(draft) for draft in drafts]


def save(db: sqlite3.Connection, changed: Patient) -> Patient:
    """The patient as saved."""
    with writing(db) as tx:
        return tx.patients.save(changed)


def book(
    db: sqlite3.Connection,
    patient: Patient,
    start: datetime,
    status: AppointmentStatus = AppointmentStatus.BOOKED,
) -> None:
    """An appointment of 20 minutes."""
    end = start + timedelta(minutes=20)
    draft = Appointment(
        AppointmentId(0),
        patient.id,
        "lee",
        "main",
        None,
        "fu20",
        Mode.IN_PERSON,
        start,
        end,
        start,
        end,
        0,
        status,
        NOW,
        "ana",
    )
    with writing(db) as tx:
        tx.schedule.add(draft)


def find(db: sqlite3.Connection, typed: str, *, limit: int = 20) -> tuple[PatientHit, ...]:
    """What the lookup finds for the words typed."""
    query = read_query(typed, order=DateOrder.MDY, today=NOW.date())
    return find_patients(db, query, now=NOW, limit=limit)


def found(db: sqlite3.Connection, typed: str) -> list[str]:
    """The names found, in order, with how they were met: 'Smith, John (prefix)'."""
    return [f"{hit.patient.name} ({hit.match})" for hit in find(db, typed)]


WAITING_ROOM = (
    person("Smith, John", "1984-03-14", phones=(Phone("+1 (617) 555-0147"), Phone("617 555 9900"))),
    person("Smith, Susan", "1990-07-02", mrn="M-2044"),
    person("Smithson, Peter", "1984-03-15"),
    person("O'Neil, Zoë", "1975-12-31"),
    person("Nuñez, José", "1961-05-05", preferred="Pepe"),
    person("de la Cruz, María", "2001-02-28"),
    person("Garcia-Lopez, Ana", "1999-09-09", previous=(PreviousName("Wojcik"), PreviousName("Vega Ruiz"))),
    person("McDonald, Ronan", "1955-10-10", mrn="555014"),
    person("Teller", "1948-02-14"),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("smith", ["Smith, John (exact)", "Smith, Susan (exact)", "Smithson, Peter (prefix)"]),
        ("smiths", ["Smithson, Peter (prefix)", "Smith, John (similar)", "Smith, Susan (similar)"]),
        ("john smith", ["Smith, John (exact)"]),
        ("SMITH, JOHN", ["Smith, John (exact)"]),
        ("jo smi", ["Smith, John (prefix)"]),
        ("smith s", ["Smith, Susan (prefix)", "Smithson, Peter (similar)"]),
        ("smith su", ["Smith, Susan (prefix)"]),
        ("oneil", ["O'Neil, Zoë (exact)"]),
        ("o’neil zoe", ["O'Neil, Zoë (exact)"]),
        ("nunez", ["Nuñez, José (exact)"]),
        ("NUÑEZ jose", ["Nuñez, José (exact)"]),
        ("pepe nu", ["Nuñez, José (prefix)"]),
        ("cruz", ["de la Cruz, María (exact)"]),
        ("de la cruz", ["de la Cruz, María (exact)"]),
        ("delacruz maria", ["de la Cruz, María (exact)"]),
        ("lopez", ["Garcia-Lopez, Ana (exact)"]),
        ("garcia-lopez", ["Garcia-Lopez, Ana (exact)"]),
        ("garcialopez", ["Garcia-Lopez, Ana (exact)"]),
        ("wojcik", ["Garcia-Lopez, Ana (exact)"]),
        ("ruiz ana", ["Garcia-Lopez, Ana (exact)"]),
        ("teller", ["Teller (exact)"]),
        ("nobody", []),
    ],
)
def test_names(db: sqlite3.Connection, typed: str, expected: list[str]) -> None:
    """Parts of names are found in any order, by their beginning, without accents, in every name there is."""
    register(db, *WAITING_ROOM)

    assert expected == found(db, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13 août 1988", ["Dupont, Luc (exact)"]),
        ("dupond 13 août 1988", ["Dupont, Luc (similar)"]),
        ("dupont 31 août 1988", ["Dupont, Luc (similar)"]),
        ("dupont août", ["Dupont, Luc (similar)"]),
        ("3 mayo 1990", ["Mayo, Ana (exact)", "Ruiz, Eva (exact)"]),
        ("ruiz mayo 3 1990", ["Ruiz, Eva (exact)"]),
        ("ruiz 3 de mayo", ["Ruiz, Eva (exact)"]),
        ("nguyen tháng 5", ["Nguyen, Mai (exact)"]),
        ("mai", ["Nguyen, Mai (exact)"]),
        ("mai 1975", ["Nguyen, Mai (exact)"]),
        ("mai 12/5/1975", ["Nguyen, Mai (similar)"]),
        ("mai 5/12/1975", ["Nguyen, Mai (exact)"]),
        ("mayo", ["Mayo, Ana (exact)"]),
        ("mayo 1990", ["Mayo, Ana (exact)", "Ruiz, Eva (exact)"]),
        ("avril", ["Roy, Avril (exact)"]),
        ("avril 2/1/1960", ["Roy, Avril (exact)"]),
        ("jan 1/2/1960", []),
    ],
)
def test_months_of_other_languages_hide_no_names(db: sqlite3.Connection, typed: str, expected: list[str]) -> None:
    """Who is called like a month is found by the word, and everybody by the birth date."""
    register(
        db,
        person("Dupont, Luc", "1988-08-13"),
        person("Mayo, Ana", "1990-05-03"),
        person("Ruiz, Eva", "1990-05-03"),
        person("Nguyen, Mai", "1975-05-12"),
        person("Roy, Avril", "1960-02-01"),
    )
    assert expected == found(db, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("smi 3/14", ["Smith, John (prefix)"]),
        ("3/14 smith", ["Smith, John (exact)"]),
        ("3/14", ["Smith, John (exact)"]),
        ("3/14/1984", ["Smith, John (exact)"]),
        ("1984-03", ["Smith, John (exact)", "Smithson, Peter (exact)"]),
        ("14mar84", ["Smith, John (exact)"]),
        ("1984", ["Smith, John (exact)", "Smithson, Peter (exact)"]),
        ("31.12.", ["O'Neil, Zoë (exact)"]),
        ("14 feb", ["Teller (exact)"]),
        ("3/", ["Smith, John (exact)", "Smithson, Peter (exact)"]),
        ("14.", ["Smith, John (exact)", "Teller (exact)"]),
        ("susan 3/14", []),
        ("3/14 7/2", []),
    ],
)
def test_birth_dates(db: sqlite3.Connection, typed: str, expected: list[str]) -> None:
    """A birth date, whole or in part, alone or beside a name, leaves only those born then."""
    register(db, *WAITING_ROOM)

    assert expected == found(db, typed)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("617-555-0147", ["Smith, John (prefix)"]),
        ("5550147", ["Smith, John (prefix)"]),
        ("0147", ["Smith, John (prefix)"]),
        ("147", ["Smith, John (prefix)"]),
        ("6175559900", ["Smith, John (exact)"]),
        ("9900 smith", ["Smith, John (prefix)"]),
        ("9900 susan", []),
        ("m2044", ["Smith, Susan (exact)"]),
        ("M-20", ["Smith, Susan (prefix)"]),
        ("2044", ["Smith, Susan (prefix)"]),
        ("555014", ["McDonald, Ronan (exact)", "Smith, John (prefix)"]),
    ],
)
def test_numbers(db: sqlite3.Connection, typed: str, expected: list[str]) -> None:
    """Any run of a phone's digits and the beginning of an MRN are found; an MRN typed in full comes first."""
    register(db, *WAITING_ROOM)

    assert expected == found(db, typed)


def test_year_may_be_digits(db: sqlite3.Connection) -> None:
    """1984 alone is a year and digits of a phone; beside a name the digits count where the year finds too little."""
    register(
        db,
        person("Ames, Bo", "1984-06-01"),
        person("Dunn, Cy", phones=(Phone("617 198 4000"),)),
    )

    assert [["Ames, Bo (exact)", "Dunn, Cy (prefix)"], ["Dunn, Cy (prefix)"]] == [
        found(db, "1984"),
        found(db, "dunn 1984"),
    ]


@pytest.mark.parametrize(
    "typed",
    ["smiht", "smyth", "smih", "smtih", "zmith", "smiith", "schmidt", "smitj joh", "jonh smi", "smth 3/14"],
)
def test_one_typo_or_alike_in_sound(db: sqlite3.Connection, typed: str) -> None:
    """A name with one letter wrong, missing, too many or swapped is found as similar, and so is a sound-alike."""
    register(db, person("Smith, John", "1984-03-14"), person("Abbott, Lena", "1984-03-14"))

    assert ["Smith, John (similar)"] == found(db, typed)


@pytest.mark.parametrize("typed", ["mc donald", "mc dona", "ronan mc donald"])
def test_words_typed_apart(db: sqlite3.Connection, typed: str) -> None:
    """A name written as one word is found by its pieces."""
    register(db, person("McDonald, Ronan"), person("Donald, Mark"))

    assert "McDonald, Ronan (similar)" == found(db, typed)[-1]


def test_near_spellings_only_where_needed(db: sqlite3.Connection) -> None:
    """Where three are found as typed, nobody is added for a spelling that is near."""
    register(db, *(person("Marten, A", f"1990-01-0{day}") for day in (1, 2, 3)), person("Martin, A"))
    three = found(db, "marten")
    two = found(db, "marten 1990-01-01")

    assert (["Marten, A (exact)"] * 3, ["Marten, A (exact)"]) == (three, two)


def test_short_words_have_no_near_spellings(db: sqlite3.Connection) -> None:
    """Three letters are too few to guess from: every short name is near every other."""
    register(db, person("Lee, Bo"))

    assert [] == found(db, "lea")


def test_exact_then_prefix_then_similar(db: sqlite3.Connection) -> None:
    """What was typed in full comes before what begins so, and that before what is only near, nearest first."""
    register(db, person("Carden, A"), person("Cardo, B"), person("Carders, C"), person("Carde, D"))

    assert [
        "Carde, D (exact)",
        "Carden, A (prefix)",
        "Carders, C (prefix)",
    ] == found(db, "carde")
    assert [
        "Carde, D (similar)",
        "Carden, A (similar)",
        "Carders, C (similar)",
    ] == found(db, "cardes")


def test_todays_patients_first(db: sqlite3.Connection) -> None:
    """Among the same kind those with an appointment today come first, then everybody by name without accents."""
    _, _, last, cancelled = register(
        db, person("Smith, Émile"), person("Smith, Ed"), person("Smith, Zora"), person("Smith, Yves")
    )
    book(db, last, NOW + timedelta(hours=3))
    book(db, cancelled, NOW + timedelta(hours=2), AppointmentStatus.CANCELLED)

    assert ["Zora", "Ed", "Émile", "Yves"] == [hit.patient.given for hit in find(db, "smith")]


def test_a_whole_family_name_comes_before_a_part_of_one(db: sqlite3.Connection) -> None:
    """Who is called just what was typed is meant rather than who has it as one of two names."""
    register(db, person("Demski-Jones, Mary"), person("Jones, Thomas"), person("Adams, Jones"))

    assert ["Jones, Thomas", "Adams, Jones", "Demski-Jones, Mary"] == [hit.patient.name for hit in find(db, "jones")]


def test_being_here_today_does_not_outrank_an_exact_name(db: sqlite3.Connection) -> None:
    """Who has an appointment today but only begins as typed comes after who is named so."""
    _, today = register(db, person("Smith, Ed"), person("Smithers, Al"))
    book(db, today, NOW)

    assert ["Smith, Ed (exact)", "Smithers, Al (prefix)"] == found(db, "smith")


def test_last_and_next_visit(db: sqlite3.Connection) -> None:
    """The visits either side of now are told; what was cancelled, missed or entered in error is none."""
    (patient,) = register(db, person("Smith, Ed"))
    for days in (-30, -7, 5, 60):
        book(db, patient, NOW + timedelta(days=days))
    for days, status in (
        (-1, AppointmentStatus.NOSHOW),
        (-2, AppointmentStatus.CANCELLED),
        (-3, AppointmentStatus.ENTERED_IN_ERROR),
        (1, AppointmentStatus.CANCELLED),
        (2, AppointmentStatus.ENTERED_IN_ERROR),
    ):
        book(db, patient, NOW + timedelta(days=days), status)

    (hit,) = find(db, "smith")

    assert (NOW - timedelta(days=7), NOW + timedelta(days=5)) == (hit.last_visit, hit.next_visit)


def test_no_visits(db: sqlite3.Connection) -> None:
    """Who never had an appointment has neither a last nor a next visit."""
    (patient,) = register(db, person("Smith, Ed"))

    assert (PatientHit(patient, "exact"),) == find(db, "smith ed")


def test_limit_keeps_the_best(db: sqlite3.Connection) -> None:
    """No more are given than asked for, and the best of all."""
    register(db, *(person(f"Smithson, {letter}") for letter in "ABCDE"), person("Smith, Zora"))

    assert ["Smith, Zora", "Smithson, A"] == [hit.patient.name for hit in find(db, "smith", limit=2)]


def test_entered_in_error_is_never_found(db: sqlite3.Connection) -> None:
    """A record entered in error is not found by any of its names and numbers, nor by a near spelling."""
    (patient,) = register(db, person("Smith, Ed", "1984-03-14", mrn="77001", phones=(Phone("6175550147"),)))
    save(db, replace(patient, status=PatientStatus.ENTERED_IN_ERROR))

    assert [[]] * 5 == [found(db, typed) for typed in ("smith", "smiht", "3/14", "77001", "0147")]


@pytest.mark.parametrize("status", [PatientStatus.DECEASED, PatientStatus.ARCHIVED])
def test_other_statuses_are_found(db: sqlite3.Connection, status: PatientStatus) -> None:
    """Who may not be booked is found all the same: the desk must see why."""
    register(db, person("Smith, Ed", status=status))

    assert ["Smith, Ed (exact)"] == found(db, "smith")


def test_found_under_the_present_names(db: sqlite3.Connection) -> None:
    """After a change of name, date or number the record is found by the new one only."""
    (patient,) = register(db, person("Smith, Ed", "1984-03-14", phones=(Phone("6175550147"),)))
    changed = replace(
        patient,
        family="Vega",
        birth_date=date(1985, 4, 15),
        phones=(Phone("2125559900"),),
    )
    save(db, changed)

    assert [
        [],
        [],
        [],
        [],
        ["Vega, Ed (exact)"],
        ["Vega, Ed (exact)"],
        ["Vega, Ed (exact)"],
        ["Vega, Ed (prefix)"],
    ] == [found(db, typed) for typed in ("smith", "3/14", "smith 1985", "0147", "vega", "4/15", "vega 1985", "9900")]
    assert [(1985, "ed"), (1985, "vega")] == db.execute("SELECT year, term FROM name_of_year").fetchall()


@pytest.mark.parametrize("typed", [" ".join("jo" * 22), "john " * 24, "\ufdfa" * 40, "3/14 " * 24, "a1 b2 c3 d4 " * 10])
def test_any_number_of_words_is_a_search(db: sqlite3.Connection, typed: str) -> None:
    """However many words were typed, there is an answer: SQLite joins no more than 64 tables."""
    register(db, *WAITING_ROOM)

    assert len(find(db, typed)) <= 1


def test_nothing_typed_finds_nobody(db: sqlite3.Connection) -> None:
    """An empty box, or only what cannot be read, lists nobody rather than everybody."""
    register(db, *WAITING_ROOM)

    assert [[]] * 3 == [found(db, typed) for typed in ("", "  ", "2/30")]


@pytest.mark.parametrize("typed", ["%", "_", "smi%", "' OR 1=1 --", '"smith"', "*", "smith)", "\0smith"])
def test_typed_text_is_no_pattern(db: sqlite3.Connection, typed: str) -> None:
    """Signs that mean something to SQL mean nothing here."""
    register(db, person("Abbott, Lena"))

    assert [] == found(db, typed)


words = st.text(string.ascii_lowercase, min_size=4, max_size=9)
unchanged_database = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@unchanged_database
@given(name=words, edit=st.integers(0, 3), at=st.integers(0, 9), letter=st.sampled_from(string.ascii_lowercase))
def test_every_single_typo_is_forgiven(db: sqlite3.Connection, name: str, edit: int, at: int, letter: str) -> None:
    """Whatever letter is inserted, dropped, replaced or swapped, wherever, the name is found."""
    at = min(at, len(name) - 1)
    before, here, after = name[:at], name[at], name[at + 1 :]
    typed = (
        before + letter + here + after,
        before + after,
        before + letter + after,
        before + after[:1] + here + after[1:],
    )[edit]
    assume(len(typed) >= 4)
    (patient,) = register(db, person(f"{name}, {name}"))

    assert patient.id in [hit.patient.id for hit in find(db, typed, limit=10_000)]


@unchanged_database
@given(number=st.text(string.digits, min_size=7, max_size=10), run=st.tuples(st.integers(0, 9), st.integers(3, 10)))
def test_any_run_of_digits_is_found(db: sqlite3.Connection, number: str, run: tuple[int, int]) -> None:
    """Three and more digits in a row, wherever they stand in the number, find who has it."""
    start = min(run[0], len(number) - 3)
    (patient,) = register(db, person("Smith, Ed", phones=(Phone(number),)))
    query = replace(read_query("", order=DateOrder.MDY, today=NOW.date()), digits=(number[start : start + run[1]],))
    hits = find_patients(db, replace(query, sure_digits=query.digits), now=NOW, limit=10_000)

    assert patient.id in [hit.patient.id for hit in hits]


@pytest.mark.parametrize(
    "typed",
    [
        "s",
        "smith",
        "smith j",
        "smith john maria",
        "smi 3/14",
        "smith 1984",
        "smith 3/",
        "3/14",
        "1984",
        "1984-03",
        "3/14/1984",
        "31.",
        "100001",
        "m2044",
        "0147",
        "smith 0147",
        "smiht",
        "smiht jonh",
        "smiht jo 3/14",
        "mc donald",
        "smith 3/15/1948",
        "smith 4/11",
        "pepe nunes",
        "bob garcia-lopezz",
        "garcialpoes",
        "johnsmith",
        "saint cruz",
        "0036 30 555 6677",
        "smith 447911123456",
        "smith mar 1984",
        "1eg4te5mk73",
        "smith 987654321",
        "dr john smithers jr",
        "khaled almasri",
    ],
)
def test_every_statement_goes_along_an_index(db: sqlite3.Connection, typed: str) -> None:
    """No statement of a lookup reads a whole table of patients, names or appointments, as EXPLAIN tells."""
    register(db, *WAITING_ROOM)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    find(db, typed)
    db.set_trace_callback(None)

    steps = [step for statement in statements for *_, step in db.execute(f"EXPLAIN QUERY PLAN {statement}")]
    scans = [step for step in steps if step.startswith("SCAN")]
    small = ("VIRTUAL TABLE", "SCAN CONSTANT ROW", "SCAN (subquery", "SCAN site", "SCAN met")
    assert [] == [step for step in scans if not any(one in step for one in small)]
    assert [step for step in steps if step.startswith("SEARCH")]


@pytest.mark.parametrize("typed", ["smith 1984", "smith john 1984", "1984 smi"])
def test_a_name_and_a_year_are_one_index(db: sqlite3.Connection, typed: str) -> None:
    """Who bears a name and was born in a year is told by both at once: thousands have either."""
    register(db, *WAITING_ROOM, *(person(f"Doe, {letter}", "1984-01-01") for letter in "abc"))
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    hits = find(db, typed)
    db.set_trace_callback(None)
    first = next(one for one in statements if "AS met" in one)
    steps = [step for *_, step in db.execute(f"EXPLAIN QUERY PLAN {first}")]
    assert "SEARCH name_of_year USING PRIMARY KEY (year=? AND term>? AND term<?)" in steps
    assert "Smith, John" == hits[0].patient.name


@pytest.mark.parametrize(
    "typed",
    ["s", "s m", "s m j", "s 617", "sm ma 1899", "s m 1899", "smi ma 3/", "s 14.", "617", "1312", "smiht mraten"],
)
def test_of_thousands_no_more_is_read(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """However many the words fit, SQLite takes as many steps for them as it does for half as many patients."""
    for name, most in (("planning.MANY", 5), ("planning.MANY_MORE", 10), ("statement.READ_OF_EACH", 20)):
        monkeypatch.setattr(f"storage.sqlite.lookup.{name}", most)
    for name, most in (("MANY", 5), ("MANY_BORN", 5), ("MANY_NUMBERS", 5)):
        monkeypatch.setattr(f"storage.sqlite.lookup.search.{name}", most)
    for name in ("FEW_GIVEN", "FEW_OF_A_MONTH"):
        monkeypatch.setattr(f"storage.sqlite.lookup.common_names.{name}", 10)
    steps = []
    for each in range(2):
        with writing(db) as tx:
            tx.patients.add_all(
                [
                    person(f"Smith, Mary {'abcdefghij'[at % 10]}", "1984-03-14", phones=(Phone(f"617131{at:04}"),))
                    for at in range(each * 150, each * 150 + 150)
                ]
            )
        taken: list[int] = []
        db.set_progress_handler(partial(taken.append, 50), 50)
        find(db, typed, limit=3)
        db.set_progress_handler(None, 0)
        steps.append(sum(taken))
    assert steps[1] <= 1.4 * steps[0] + 500, steps


COMMON = ("Smith", "Smart", "Small", "Martin", "Marten", "Mars", "Ma", "Al", "Alba")


@pytest.mark.parametrize(
    "typed",
    ["s", "sm", "smith", "ma", "m s", "smith ma", "ma al", "al", "smi mar", "ma 3/14", "s m 1984", "3/", "mar 1984"],
)
@pytest.mark.parametrize("read_in_a_look", [0, 8], ids=["of everybody expected", "of whom a word or date fits"])
def test_thousands_are_read_in_the_same_order(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, typed: str, read_in_a_look: int
) -> None:
    """Whoever is first of those whom a name fits is first however they are read, today's people before the others."""
    names = [(family, given) for family in COMMON for given in COMMON if family != given]
    days = ("1984-03-14", "1984-11-02", "2001-03-14")
    known = register(db, *(person(", ".join(name), days[at % 3]) for at, name in enumerate(names)))
    for at, patient in enumerate(known[::7]):
        book(db, patient, NOW + timedelta(minutes=20 * at))
    in_full = find(db, typed, limit=6)

    monkeypatch.setattr("storage.sqlite.lookup.search.MANY", 1)
    monkeypatch.setattr("storage.sqlite.lookup.search.MANY_BORN", 1)
    monkeypatch.setattr("storage.sqlite.lookup.planning.READ_IN_A_LOOK", read_in_a_look)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    in_order = find(db, typed, limit=6)
    db.set_trace_callback(None)

    assert any("patient_key_by_name" in one or "patient_key_by_born" in one for one in statements)
    assert (in_full, 6) == (in_order, len(in_order))


@pytest.mark.parametrize("typed", ["smiht", "smat", "mraten", "albba", "smalll"])
def test_thousands_of_a_near_name_are_read_in_the_same_order(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """The nearest name's first, today's people before the others, however many bear it."""
    names = [(family, given) for family in COMMON for given in COMMON if family != given]
    known = register(db, *(person(", ".join(name), "1984-03-14") for name in names))
    for at, patient in enumerate(known[::7]):
        book(db, patient, NOW + timedelta(minutes=20 * at))
    in_full = find(db, typed, limit=6)
    monkeypatch.setattr("storage.sqlite.lookup.search.MANY", 1)
    assert (in_full, True) == (find(db, typed, limit=6), bool(in_full))


@pytest.mark.parametrize(
    "typed",
    [
        *("smith ma", "ma al", "smi mar", "ma 3/14", "ma mar 1984", "al 2001", "al 14.", "617 ma", "ma 2001 617"),
        *("smiht mratin", "smithmars", "mratin alab 3/14/1984"),
    ],
)
def test_who_has_all_is_found_as_who_has_the_rarest(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """By whichever index somebody is found, they are the same people in the same order; no table is read for it."""
    names = [(family, given) for family in COMMON for given in COMMON]  # some have one name twice
    days, phones = ("1984-03-14", "1984-11-02", "2001-03-14"), (Phone("617 555 0123"),)
    for at, name in enumerate(names):
        register(db, person(", ".join(name), days[at % 3], phones=phones[: at % 2]))
    of_rarest = find(db, typed, limit=40)

    monkeypatch.setattr("storage.sqlite.lookup.planning.MANY", 0)
    monkeypatch.setattr("storage.sqlite.lookup.planning._READ_IN_A_SEEK", 10_000)
    monkeypatch.setattr("storage.sqlite.lookup.planning._READ_IN_A_NEAR_SEEK", 10_000)
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    of_all = find(db, typed, limit=40)
    db.set_trace_callback(None)

    together = [one for one in statements if "AS whole" in one]
    steps = [step for one in together for *_, step in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert together
    assert of_rarest
    assert of_rarest == of_all
    assert not [step for step in steps if step.startswith(("SCAN patient", "SCAN term", "SCAN near"))]


def test_digits_of_thousands_of_numbers(db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a run that many share so many are looked at, whole numbers first."""
    monkeypatch.setattr("storage.sqlite.lookup.search.MANY_NUMBERS", 3)
    register(db, *(person(f"Person, {chr(97 + at)}", phones=(Phone(f"617 555 01{at:02}"),)) for at in range(9)))
    register(db, person("Aaron, Whole", mrn="617"))

    assert ["Aaron, Whole (exact)", "Person, a (prefix)"] == found(db, "617")[:2]
