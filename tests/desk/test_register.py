"""Who is registered, who is refused, and as what are they kept?"""

from datetime import date
from pathlib import Path

import pytest

from core.access.roles import RoleAuthorization
from core.conflict import Severity
from core.desk import Desk
from core.errors import BadInput, NotAllowed, NotFound
from core.patients.consent import Channel, Evidence
from core.patients.fields import new_patient
from core.patients.model import Alert, Patient, PatientStatus, Phone, PreviousName, Sex
from core.record_ref import PatientId
from core.settings.model import Policy
from core.visits.state import Verb
from storage.store import SqliteStore
from tests.clinics import NOW, FakeClock, book, register
from tests.desk.asking import refused

BORN = date(1984, 3, 14)
HOSTILE = [
    ("[/b]", "[/b]"),
    ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),  # markup is text, and is shown as text
    ("\x1b[31mRed\x1b]52;c;YQ==\x07", "[31mRed]52;c;YQ=="),
    ("Smi\u202eth", "Smith"),
    ("Smi\u200bth", "Smith"),
    ("  Smith \n\t Jones  ", "Smith Jones"),
    ("\x9bSmith", "Smith"),
    ("Zoe\u0301", "Zoé"),
    ("e" + "\u0301" * 500, "é" + "\u0301" * 4),
    ("Robert'); DROP TABLE patient;--", "Robert'); DROP TABLE patient;--"),
]
NOTHING = ["\x1b", "\u200b\u200d", "\u202e", "\x00\x07", "\u3164"]


def new(family: str = "Smith", given: str = "John", born: date = BORN, **more: object) -> Patient:
    """John Smith, born 14 March 1984, unless said otherwise."""
    return new_patient({"family": family, "given": given, "birth_date": born, "sex": Sex.MALE, **more})


def registered(desk: Desk, draft: Patient, *, anyway: bool = False) -> Patient:
    """The record that the act makes."""
    patient = desk.patients.register("ana", draft, anyway=anyway).only(Patient)
    assert patient is not None
    return patient


def test_a_patient_is_kept_as_typed(desk: Desk) -> None:
    """Every field comes back, cleaned, never title-cased."""
    draft = new(
        "van der berg",
        "ÉLODIE",
        phones=(Phone(" 617 555-0123 ", "home", voice=True, text=True),),
        mrn="A-17",
        preferred=" Ellie ",
        previous=(PreviousName("Dupont"), PreviousName("\x1b")),
        email="e@example.org",
        address="1 Main St\nSpringfield",
        language="fr",
        interpreter=True,
        usual_provider="LEE",
        alerts=(Alert("needs a ramp"),),
        external_id="X9",
    )
    kept = registered(desk, draft)
    noted = (Evidence(Channel.TEXT, "", NOW, "ana"),)
    phone = Phone("617 555-0123", "home", voice=True, text=True, evidence=noted)
    assert kept == desk.patients.by_ref("ana", "A-17")
    assert Patient(
        kept.id, "A-17", "van der berg", "ÉLODIE", BORN, Sex.MALE, "Ellie", (PreviousName("Dupont"),),
        (phone,), "e@example.org", "1 Main St Springfield", "fr",
        interpreter=True, usual_provider="lee", alerts=(Alert("needs a ramp"),), external_id="X9",
    ) == kept  # fmt: skip


def test_a_registration_is_told_with_its_number(desk: Desk) -> None:
    """A patient without an MRN is given the next free one."""
    change = desk.patients.register("ana", new())
    assert "Registered Smith, John, born 14 Mar 1984, MRN 100001." == change.sentence
    assert ("register", "ana", NOW) == (change.entry.verb, change.entry.actor, change.entry.at)
    assert "100002" == registered(desk, new("Jones")).mrn


def test_a_given_number_that_was_taken_by_hand_is_passed_over(desk: Desk) -> None:
    """The numbers that others brought with them are left to them."""
    registered(desk, new("One", mrn="100001"))
    assert "100002" == registered(desk, new("Two")).mrn


@pytest.mark.parametrize("anyway", [False, True])
def test_an_mrn_has_one_owner(desk: Desk, *, anyway: bool) -> None:
    """Compared without case, and not to be gone over."""
    registered(desk, new("Jones", "Ann", mrn="A-17"))
    refusal = refused(lambda: desk.patients.register("ana", new(mrn="a-17"), anyway=anyway))
    assert "Not registered: MRN a-17 belongs to Jones, Ann." == refusal.sentence
    assert [("DUPLICATE", Severity.HARD)] == [(one.rule, one.severity) for one in refusal.conflicts]


def test_a_likely_duplicate_is_shown_before_it_is_made(desk: Desk) -> None:
    """With the reasons, and what to do."""
    first = registered(desk, new("O'Neil", "Zoë", phones=(Phone("617 555 0123"),)))
    refusal = refused(lambda: desk.patients.register("ana", new("oneil", "zoe", phones=(Phone("(617) 555-0123"),))))
    why = "same name, same birth date, same phone"
    assert (
        f"Not registered: O'Neil, Zoë, born 14 Mar 1984, MRN 100001, looks like the same person: {why}."
        " Use that record, or register anyway."
    ) == refusal.sentence
    assert [("DUPLICATE", Severity.CONFIRM, (first.id,))] == [
        (one.rule, one.severity, one.patients) for one in refusal.conflicts
    ]


def test_every_likely_duplicate_is_a_conflict(desk: Desk) -> None:
    """The sentence names the first and counts the others."""
    for _ in range(3):
        registered(desk, new(), anyway=True)
    refusal = refused(lambda: desk.patients.register("ana", new()))
    assert (3, True) == (len(refusal.conflicts), " (2 more.) Use that record" in refusal.sentence)


def test_who_is_sure_registers_anyway(desk: Desk) -> None:
    """Twins of one name exist."""
    first, second = registered(desk, new()), registered(desk, new(), anyway=True)
    assert (first.id, "100002") != (second.id, first.mrn)
    assert "100002" == second.mrn


@pytest.mark.parametrize("other", [
    new(born=date(1990, 8, 2)),
    new("Jones"),
    new(given="Mary"),
])  # fmt: skip
def test_a_namesake_or_a_birthday_alone_is_no_duplicate(desk: Desk, other: Patient) -> None:
    """Name and birth date, or name and phone: one of them is not enough."""
    registered(desk, new())
    assert registered(desk, other).id


def test_a_record_entered_in_error_is_no_duplicate_of_anybody(desk: Desk) -> None:
    """A draft that was undone can be made again, without a question and with the same MRN."""
    desk.patients.register("ana", new(mrn="A-1"))
    desk.journal.undo("ana")
    assert "A-1" == registered(desk, new(mrn="A-1")).mrn


@pytest.mark.parametrize(("typed", "kept"), HOSTILE)
def test_hostile_names_are_kept_harmless(desk: Desk, typed: str, kept: str) -> None:
    """What steers a terminal is gone, what only looks dangerous is a name like any other."""
    patient = registered(desk, new(typed, "x"))
    assert kept == desk.patients.by_id("ana", patient.id).family


@pytest.mark.parametrize("typed", NOTHING)
@pytest.mark.parametrize("field", ["family", "given", "preferred", "mrn", "email", "address"])
def test_what_cleans_to_nothing_is_refused(desk: Desk, typed: str, field: str) -> None:
    """It was typed, so it was meant; silence would register another person than the desk saw."""
    fields: dict[str, object] = {"family": "Smith", "given": "John", field: typed}
    with pytest.raises(BadInput) as caught:
        desk.patients.register("ana", new(**fields))  # type: ignore[arg-type]
    assert f"The {field} is empty after removing characters that cannot be shown. Type it again." == (
        caught.value.sentence
    )
    assert field == caught.value.field
    with pytest.raises(NotFound):
        desk.patients.by_id("ana", PatientId(1))


@pytest.mark.parametrize(("family", "given", "name"), [("Suharto", "", "Suharto"), ("", "Björk", "Björk")])
def test_a_single_name_is_a_name(desk: Desk, family: str, given: str, name: str) -> None:
    """Family or given, one of them may be empty."""
    assert name == registered(desk, new(family, given)).name


@pytest.mark.parametrize(("family", "given"), [("", ""), ("  ", "\t")])
def test_no_name_at_all_is_refused(desk: Desk, family: str, given: str) -> None:
    """Somebody has to be called something."""
    with pytest.raises(BadInput, match="A patient needs a family or a given name"):
        desk.patients.register("ana", new(family, given))


def test_nobody_is_born_tomorrow(desk: Desk, clock: FakeClock) -> None:
    """Today is fine: the day is that of the first site, late in the evening too."""
    clock.set("2026-11-23T23:30")
    assert registered(desk, new(born=date(2026, 11, 23))).id
    with pytest.raises(BadInput) as caught:
        desk.patients.register("ana", new("Other", born=date(2026, 11, 24)))
    sentence = "24 Nov 2026 is still to come, so nobody was born then. Check the birth date."
    assert (sentence, "birth_date") == (caught.value.sentence, caught.value.field)


@pytest.mark.parametrize(("wrong", "field"), [
    ({"email": "nowhere"}, "email"),
    ({"phones": (Phone("call me"),)}, "phone"),
    ({"phones": (Phone("12"),)}, "phone"),
])  # fmt: skip
def test_what_cannot_be_right_is_refused_by_its_field(desk: Desk, wrong: dict[str, object], field: str) -> None:
    """An address without @, a number without digits."""
    with pytest.raises(BadInput) as caught:
        desk.patients.register("ana", new(**wrong))  # type: ignore[arg-type]
    assert field == caught.value.field


def test_a_short_number_is_a_number(desk: Desk) -> None:
    """Three digits may be an extension."""
    assert "123" == registered(desk, new(phones=(Phone("x123"),))).phones[0].digits


def test_the_usual_provider_is_one_of_the_clinic(desk: Desk) -> None:
    """With the nearest code, if there is one."""
    with pytest.raises(NotFound, match="Did you mean 'ito'"):
        desk.patients.register("ana", new(usual_provider="itoo"))


def test_a_long_name_is_cut_and_not_refused(desk: Desk) -> None:
    """120 characters are a name."""
    assert 120 == len(registered(desk, new("x" * 500)).family)


def test_who_looks_on_registers_nobody(desk: Desk) -> None:
    """The refusal names the act."""
    with pytest.raises(NotAllowed, match="vic may not register patients"):
        desk.patients.register("vic", new())


def test_before_a_clinic_is_set_up_nobody_is_registered(tmp_path: Path, clock: FakeClock) -> None:
    """The sentence says what to do first."""
    with SqliteStore.create(tmp_path / "empty.db") as store:
        empty = Desk(store, clock, Policy(), RoleAuthorization())
        for act in (lambda: empty.patients.register("ana", new()), lambda: empty.patients.find("ana", "smith")):
            with pytest.raises(NotFound, match="No clinic is set up yet"):
                act()


# References


def test_a_reference_is_an_mrn_or_a_row_number(desk: Desk, smith: Patient) -> None:
    """Both without regard to case."""
    other = register(desk, "Jones", mrn="AbC-1")
    assert [smith, smith, other] == [
        desk.patients.by_ref("vic", ref) for ref in (smith.mrn, f"ID:{smith.id}", " abc-1 ")
    ]


@pytest.mark.parametrize(
    "ref", ["nobody", "id:", "id:0", "id:999", "id:-1", "id:1.5", "id:\u0661", "id:" + "9" * 30, "id:" + "9" * 5000]
)
def test_a_reference_to_nobody_is_told_so(desk: Desk, smith: Patient, ref: str) -> None:
    """However long its digits are."""
    assert smith.id == 1
    with pytest.raises(NotFound, match=r"^There is no patient"):
        desk.patients.by_ref("ana", ref)


def test_no_reference_at_all_is_asked_for(desk: Desk) -> None:
    """Nothing that was typed, or nothing but blanks, is nobody's."""
    for ref in ("", "  "):
        with pytest.raises(BadInput, match=r"^Which patient\?"):
            desk.patients.by_ref("ana", ref)


def test_a_record_entered_in_error_has_no_mrn_any_more(desk: Desk) -> None:
    """It is still found by its row number."""
    patient = registered(desk, new(mrn="A-1"))
    desk.journal.undo("ana")
    with pytest.raises(NotFound):
        desk.patients.by_ref("ana", "A-1")
    assert PatientStatus.ENTERED_IN_ERROR is desk.patients.by_ref("ana", f"id:{patient.id}").status


def test_the_appointments_of_a_patient_go_as_far_as_anybody_booked(
    desk: Desk, clock: FakeClock, smith: Patient
) -> None:
    """From a year back on, in their order, also what a supervisor booked beyond the horizon, also cancelled ones."""
    far = book(desk, smith, "2036-11-24T10:00", overrides={"C10": "urgent"}, actor="sue")
    near = book(desk, smith, "2026-11-24T10:00")
    desk.visits.do("ana", Verb.CANCEL, near.appointment.id, reason="sick")
    numbers = [one.appointment.id for one in desk.schedule.of_patient("vic", smith.id)]
    assert [near.appointment.id, far.appointment.id] == numbers
    clock.set("2028-01-03T09:00")
    assert [far.appointment.id] == [one.appointment.id for one in desk.schedule.of_patient("vic", smith.id)]


@pytest.mark.parametrize("name", ["-", "...", "?!", "—", "'"])
@pytest.mark.parametrize("field", ["family", "given", "preferred"])
def test_a_name_made_of_punctuation(desk: Desk, smith: Patient, field: str, name: str) -> None:
    """It is refused, registered or changed, with what to do."""
    draft = new(**{"family": "Novak", "given": "Eva", field: name})  # type: ignore[arg-type]
    with pytest.raises(BadInput, match="is no name: it has no letter") as refusal:
        desk.patients.register("ana", draft)
    assert field == refusal.value.field
    with pytest.raises(BadInput, match="is no name: it has no letter"):
        desk.patients.edit("ana", smith.id, {field: name})
