"""Is an entry of the waiting list a record like any other: checked, journalled, taken back, ended by a booking?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.patients.model import PatientStatus
from core.record_ref import PatientId
from core.schedule.model.wait import Outcome, WaitEntry, WaitStatus
from storage.sqlite.doctor import examine
from tests.clinics import book, register
from tests.desk.asking import booking, scheduled_of
from tests.desk.waiting import offer, put_on, waiting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.desk import Desk
    from core.patients.model import Patient


def test_it_stands_in_the_patients_history_and_is_taken_back(desk: Desk, smith: Patient, tmp_path: Path) -> None:
    """Put on, changed, called and ended; undone one by one, and done again."""
    entry = put_on(desk, smith, window="any am")
    desk.waitlist.change("ana", entry.id, {"band": 1, "window": "pm"}, rev=entry.rev)
    desk.waitlist.contact("ana", entry.id, offer(), Outcome.LEFT_WORD, note="with her son")
    desk.waitlist.end("ana", entry.id)
    assert [] == waiting(desk)
    told = [one.sentence for one in desk.journal.entries_on("ana", smith.ref)][1:]
    assert [
        "Smith, John waits for fu20, any am.",
        "Changed days and hours, priority of the waiting of Smith, John for fu20.",
        "Left word: Smith, John about Tue 24 Nov 10:00 with Lee.",
        "Smith, John waits no longer for fu20.",
    ] == told

    for _ in range(3):
        desk.journal.undo("ana")
    (match,) = desk.waitlist.waiting("ana")
    assert (5, "any am", ()) == (match.entry.band, match.entry.window, match.contacts)
    desk.journal.undo("ana")
    assert [] == waiting(desk)
    with pytest.raises(NotFound):
        desk.waitlist.entry("ana", entry.id)
    for _ in range(3):
        desk.journal.redo("ana")
    (match,) = desk.waitlist.waiting("ana")
    assert (1, ["left-word"]) == (match.entry.band, [one.outcome.value for one in match.contacts])
    assert () == examine(tmp_path / "clinic.db")


def test_booking_whom_it_waits_for_ends_it(desk: Desk, smith: Patient) -> None:
    """The act says so, and undo lets them wait again, as long as before."""
    entry = put_on(desk, smith)
    change = desk.schedule.book("ana", booking(smith))
    assert change.sentence.endswith("Off the waiting list for fu20.")
    found, _ = desk.waitlist.entry("ana", entry.id)
    assert (WaitStatus.BOOKED, scheduled_of(change).appointment.id) == (found.status, found.appointment)
    desk.journal.undo("ana")
    again, _ = desk.waitlist.entry("ana", entry.id)
    assert (WaitStatus.WAITING, None, entry.since) == (again.status, again.appointment, again.since)
    desk.journal.redo("ana")
    assert [] == waiting(desk)


@pytest.mark.parametrize(
    ("values", "wanted", "comes"),
    [
        ({}, {"visit_type": "new40"}, (["Smith"], ".")),
        ({"providers": ("lee",)}, {"provider": "lee"}, ([], "Off the waiting list for fu20.")),
        ({"providers": ("lee",)}, {"provider": "ito"}, (["Smith"], "Still waits for fu20 with Lee.")),
        ({"providers": ("lee", "ito")}, {"provider": "ito"}, ([], "Off the waiting list for fu20.")),
        ({"earlier": True}, {}, (["Smith"], ".")),
    ],
)
def test_which_booking_ends_which_waiting(
    desk: Desk, smith: Patient, values: dict[str, Any], wanted: dict[str, Any], comes: tuple[list[str], str]
) -> None:
    """One of that type with one of those providers; who wants to come earlier still does."""
    put_on(desk, smith, **values)
    change = desk.schedule.book("ana", booking(smith, "2026-11-24T11:00", **wanted))
    still, said = comes
    assert (still, True) == (waiting(desk), change.sentence.endswith(said))


def test_who_is_booked_later_wants_to_come_earlier(desk: Desk, smith: Patient) -> None:
    """It need not be said."""
    book(desk, smith, "2026-12-01T10:00")
    assert put_on(desk, smith).earlier
    assert not put_on(desk, register(desk, "Jones")).earlier


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"visit_type": ""}, "type", "Say for which visit type"),
        ({"visit_type": "fu21"}, "", "fu21"),
        ({"providers": ("leee",)}, "", "leee"),
        ({"window": "some day"}, "window", "some is neither"),
        ({"band": 0}, "priority", "0 is no priority"),
        ({"band": 10}, "priority", "10 is no priority"),
        ({"first": date(2026, 12, 2), "last": date(2026, 12, 1)}, "latest", "before the earliest"),
        ({"last": date(2026, 11, 22)}, "latest", "over already"),
    ],
)
def test_what_cannot_be_is_refused(
    desk: Desk, smith: Patient, values: dict[str, Any], field: str, sentence: str
) -> None:
    """With the field that it is about, and nothing is kept."""
    with pytest.raises((BadInput, NotFound), match=sentence) as refused:
        desk.waitlist.put_on("ana", smith.id, {"visit_type": "fu20", **values})
    assert field == getattr(refused.value, "field", "")
    assert [] == waiting(desk)


def test_who_waits_already_waits_once(desk: Desk, smith: Patient) -> None:
    """For one type; for another there is another entry."""
    entry = put_on(desk, smith)
    with pytest.raises(BadInput, match=rf"waits for fu20 already \(entry {entry.id}\)"):
        put_on(desk, smith)
    other = put_on(desk, smith, "new40")
    with pytest.raises(BadInput, match="already"):
        desk.waitlist.change("ana", other.id, {"visit_type": "fu20"})


def test_who_may_not_be_booked_does_not_wait(desk: Desk, smith: Patient) -> None:
    """Nor does who is not there."""
    desk.patients.edit("ana", smith.id, {"status": PatientStatus.DECEASED})
    with pytest.raises(Refused, match="deceased"):
        put_on(desk, smith)
    with pytest.raises(NotFound):
        desk.waitlist.put_on("ana", PatientId(999), {"visit_type": "fu20"})


def test_a_registration_is_not_taken_back_under_who_waits(desk: Desk, smith: Patient) -> None:
    """As with whatever belongs to a patient."""
    put_on(desk, smith)
    with pytest.raises(ChangedElsewhere, match="waits for fu20"):
        desk.journal.undo("cy")


def test_two_who_change_one_entry(desk: Desk, smith: Patient) -> None:
    """The second is told who was first; and who ended it."""
    entry = put_on(desk, smith)
    desk.waitlist.change("ben", entry.id, {"band": 1}, rev=entry.rev)
    with pytest.raises(ChangedElsewhere, match="ben"):
        desk.waitlist.change("ana", entry.id, {"band": 2}, rev=entry.rev)
    assert desk.waitlist.change("ana", entry.id, {"band": 1}) is None
    desk.waitlist.end("ben", entry.id)
    acts: list[Callable[[], object]] = [
        lambda: desk.waitlist.end("ana", entry.id),
        lambda: desk.waitlist.accept("ana", entry.id, offer()),
        lambda: desk.waitlist.contact("ana", entry.id, offer(), Outcome.CALLED),
    ]
    for act in acts:
        with pytest.raises(ChangedElsewhere, match=r"waits no longer: closed .* by ben"):
            act()


def test_every_field_comes_back_as_it_was_said(desk: Desk, smith: Patient) -> None:
    """From the file too."""
    values: dict[str, Any] = {
        "providers": ("lee", "ito"),
        "window": "mon wed pm",
        "first": date(2026, 11, 30),
        "last": date(2026, 12, 24),
        "band": 3,
        "earlier": True,
        "note": "prefers Lee",
    }
    entry = put_on(desk, smith, **values)
    found, patient = desk.waitlist.entry("ana", entry.id)
    assert (smith, "ana") == (patient, found.since_by)
    assert values == {name: getattr(found, name) for name in values}
    assert isinstance(found, WaitEntry)


def test_visits_that_are_booked_as_one_end_what_each_was_waited_for(desk: Desk, smith: Patient) -> None:
    """And undo of all of them lets the patient wait again."""
    put_on(desk, smith)
    both = (booking(smith), booking(smith, "2026-11-24T14:20"))
    change = desk.schedule.book_chain("ana", both)
    assert change.sentence.endswith("Off the waiting list for fu20.")
    assert [] == waiting(desk)
    desk.journal.undo("ana")
    assert 1 == len(waiting(desk))
