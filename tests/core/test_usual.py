"""What is taken for a patient where the words of a search leave it open?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from core.clinic.model import Clinic, Provider, Site, VisitType
from core.patients.model import Patient, Sex
from core.record_ref import AppointmentId, PatientId
from core.schedule.model.appointment import Appointment, AppointmentStatus, Mode
from core.schedule.slots.usual import Usual, usual_of
from core.schedule.slots.words import read_search
from core.settings.model import Policy
from core.structs import replace

if TYPE_CHECKING:
    from core.schedule.slots.words import Understood

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=UTC)
TODAY = date(2026, 11, 23)
CLINIC = Clinic(
    sites={code: Site(code, code.title(), "America/New_York") for code in ("main", "lake")},
    providers={
        "lee": Provider("lee", "Lee, Dana MD", skills=("cardio",)),
        "ito": Provider("ito", "Ito, Ken MD", skills=("derm",)),
        "kim": Provider("kim", "Kim, Al MD", skills=("cardio",)),
        "gone": Provider("gone", "Gone, Al MD", retired=True),
    },
    visit_types={
        "child": VisitType("child", "Child", 15, max_age=12),
        "new40": VisitType("new40", "New patient", 40, patients="new"),
        "fu20": VisitType("fu20", "Follow-up", 20),
        "echo": VisitType("echo", "Echo", 30, skills=("cardio",)),
    },
)
SMITH = Patient(PatientId(7), "7", "Smith", "Jo", date(1980, 1, 1), sex=Sex.FEMALE, usual_provider="LEE")


def had(*visits: tuple[str, str, int, str]) -> list[Appointment]:
    """Visits that took place, oldest first: provider, type, minutes and site."""
    return [
        Appointment(
            AppointmentId(number),
            SMITH.id,
            provider,
            site,
            None,
            kind,
            Mode.IN_PERSON,
            NOW - timedelta(days=100 - number),
            NOW - timedelta(days=100 - number) + timedelta(minutes=minutes),
            NOW,
            NOW,
            0,
            AppointmentStatus.FULFILLED,
            NOW,
            "ana",
        )
        for number, (provider, kind, minutes, site) in enumerate(visits, 1)
    ]


def usual(*visits: tuple[str, str, int, str], patient: Patient = SMITH) -> Usual:
    """What goes without saying for who had these."""
    return usual_of(CLINIC, patient, TODAY, had(*visits))


def read(words: str, taken: Usual) -> Understood:
    """What the words mean for them."""
    return read_search(words, CLINIC, now=NOW, policy=Policy(), patient=SMITH, usual=taken)


def test_the_provider_on_record() -> None:
    """However the code is spelt; nobody who is gone, and nobody who was never recorded."""
    assert "lee" == usual().provider
    assert "" == usual(patient=replace(SMITH, usual_provider="gone")).provider
    assert "" == usual(patient=replace(SMITH, usual_provider="")).provider


def test_a_follow_up_is_with_whom_and_where_the_visit_was() -> None:
    """Whoever is on record."""
    (visit,) = had(("ito", "fu20", 20, "lake"))
    taken = usual_of(CLINIC, SMITH, TODAY, had(("lee", "fu20", 20, "main")), visit)
    assert ("ito", "lake") == (taken.provider, taken.site)


def test_the_site_of_most_visits() -> None:
    """None where there was none, and none of a clinic that has one site alone."""
    assert "lake" == usual(*[("lee", "fu20", 20, "lake")] * 2, ("lee", "fu20", 20, "main")).site
    assert "" == usual().site
    alone = replace(CLINIC, sites={"main": CLINIC.sites["main"]})
    assert "" == usual_of(alone, SMITH, TODAY, had(("lee", "fu20", 20, "main"))).site


def test_the_site_on_record() -> None:
    """Before that of most visits, after that of the visit a follow-up is of; not one that there is no longer."""
    lives_near = replace(SMITH, usual_site="lake")
    before = ("lee", "fu20", 20, "main")
    assert "lake" == usual(before, patient=lives_near).site
    assert "lake" == usual(patient=lives_near).site
    assert "main" == usual(before, patient=replace(SMITH, usual_site="gone")).site
    (visit,) = had(before)
    assert "main" == usual_of(CLINIC, lives_near, TODAY, [], visit).site


def test_the_length_that_a_type_takes_them() -> None:
    """Once is no habit, and the type's own length needs no telling."""
    assert {} == usual(("lee", "fu20", 35, "main")).minutes
    assert {"fu20": 35} == usual(*[("lee", "fu20", 35, "main")] * 2, ("lee", "fu20", 20, "main")).minutes
    assert {} == usual(*[("lee", "fu20", 20, "main")] * 3).minutes


def test_the_type_fits_who_is_new_and_who_is_known() -> None:
    """By provider: whom a colleague of the same specialty knows is not new; a child is no grown-up."""
    known = usual(("kim", "fu20", 20, "main"))
    assert "fu20" == read("", known).search.visit_type
    assert "new40" == read("ito", known).search.visit_type
    assert "new40" == read("", usual()).search.visit_type
    assert "echo" == read("kim echo", known).search.visit_type
    child = usual_of(CLINIC, replace(SMITH, birth_date=date(2020, 1, 1)), TODAY, had(("lee", "fu20", 20, "main")))
    assert "child" == read("", child).search.visit_type


def test_what_goes_without_saying_is_told_and_can_be_left_out() -> None:
    """With the usual provider at the usual site; where that finds nothing, elsewhere and then with anybody."""
    taken = usual(*[("lee", "fu20", 30, "lake")] * 2)
    understood = read("", taken)
    assert "Follow-up (fu20, 30 min), as usual with Lee at Lake" == understood.echo
    assert ("lee",) == understood.search.providers
    wider = [(search.providers, search.site, echo) for search, echo in understood.wider]
    assert [
        (("lee",), "", "Follow-up (fu20, 30 min), as usual with Lee"),
        ((), "", "Follow-up (fu20, 30 min)"),
    ] == wider
    assert ((), "lake") == (read("anybody", taken).search.providers, read("anybody", taken).search.site)
    assert ("ito",) == read("ito", taken).search.providers
    assert () == read("derm", taken).search.providers
    assert 20 == read("20min", taken).search.minutes


def test_who_comes_again_does_so_on_another_day() -> None:
    """What is asked for after a visit of today is behind it, unless a day is said; a visit long ago bounds nothing."""
    (visit,) = had(("lee", "fu20", 20, "main"))
    for after, words, first in (
        (NOW, "", TODAY + timedelta(days=1)),
        (NOW, "pm", TODAY + timedelta(days=1)),
        (NOW, "today", TODAY),
        (NOW + timedelta(days=9), "", TODAY + timedelta(days=10)),
        (visit.start, "", None),
    ):
        taken = usual_of(CLINIC, SMITH, TODAY, [], replace(visit, start=after))
        assert first == read(words, taken).search.first, words


def test_who_missed_a_visit_may_come_the_same_day() -> None:
    """It did not take place: nothing is behind it."""
    (visit,) = had(("lee", "fu20", 20, "main"))
    missed = replace(visit, start=NOW, status=AppointmentStatus.NOSHOW)
    assert usual_of(CLINIC, SMITH, TODAY, [], missed).after is None
