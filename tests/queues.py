"""How do the tests of the queue make one? Visits of today at the clinic of `tests.clinics`, at every step."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from core.access.rights import Rights
from core.access.roles import RoleAuthorization
from core.clinic.model import Clinic
from core.desk_view import DeskView
from core.patients.model import Phone, Sex
from core.schedule.model.appointment import AppointmentStatus as Status
from core.schedule.model.visit import ScheduledVisit, VisitStep
from core.settings.model import Policy
from core.setup.set_up import whole_setup
from core.structs import replace
from tests.clinics import SETUP
from tests.days import at, visit
from tui.widgets.queue_model import Look, QueueModel
from tui.widgets.queue_order import Order

CLINIC: Final = whole_setup(SETUP, current=Clinic(), place="clinic.toml", policy=Policy())[0]
NOW: Final = at("10:20")


def queued(
    number: int,
    start: str,
    *,
    step: VisitStep | None = None,
    since: str = "",
    arrived: str = "",
    family: str = "Smith",
    given: str = "John",
    provider: str = "lee",
    visit_type: str = "fu20",
    site: str = "main",
    room: str | None = None,
    late: bool = False,
    known: bool = True,
    note: str = "",
    status: Status | None = None,
) -> ScheduledVisit:
    """A visit of today; with a `step` the patient came, at `arrived`. Who is known has nothing due."""
    at_site = CLINIC.sites[site]
    one = visit(
        number, start, code=provider, family=family, given=given, step=step, since=since, visit_type=visit_type,
        site=at_site, status=status,
    )  # fmt: skip
    patient = replace(one.patient, mrn=f"{100_000 + number}", sex=Sex.MALE, phones=(Phone(f"555-{number:04}"),))
    if known:
        patient = replace(patient, identity_verified_at=at("8:00"), demographics_confirmed_at=at("8:00"))
    seen = one.visit
    if seen is not None:
        came = at(arrived, site=at_site) if arrived else seen.arrived_at
        seen = replace(seen, arrived_at=came, late=late, room=room)
    return replace(one, patient=patient, visit=seen, appointment=replace(one.appointment, note=note))


def a_morning() -> tuple[ScheduledVisit, ...]:
    """Somebody at every step, by start; Ida is late, Nora came late, Wide has a wide name."""
    return (
        queued(1, "8:00", step=VisitStep.CHECKED_OUT, since="9:10", arrived="7:55", family="Out", given="Otto"),
        queued(2, "8:20", step=VisitStep.LEFT, since="9:00", family="Left", given="Lena", status=Status.CANCELLED),
        queued(3, "8:40", status=Status.NOSHOW, family="Never", given="Nils", provider="ito"),
        queued(4, "9:00", step=VisitStep.DEPARTED, since="10:05", arrived="8:50", family="Gone", given="Gus"),
        queued(5, "9:20", step=VisitStep.WITH_PROVIDER, since="9:50", arrived="9:10", room="R2", provider="ito"),
        queued(6, "9:40", step=VisitStep.ROOMED, since="10:00", arrived="9:30", room="R1", family="Roomer"),
        queued(7, "10:00", step=VisitStep.CHECKED_IN, since="10:10", arrived="9:55", family="山田", given="太郎"),
        queued(
            8, "10:00", step=VisitStep.ARRIVED, since="10:15", late=True, family="Haddad", given="Nora", known=False
        ),
        queued(9, "10:00", family="Doe", given="Ida", provider="ito", visit_type="new40"),
        queued(10, "10:20", family="Jones", given="Ann", note="brings her mother"),
        queued(11, "11:00", family="O'Neil-Cruz", given="Zoë", provider="ito", known=False),
    )


def seen_at(now: datetime, policy: Policy | None = None) -> DeskView:
    """The clinic as ana sees it at that instant."""
    return DeskView(CLINIC, now, policy or Policy(), Rights("ana", CLINIC.users, RoleAuthorization()))


def a_queue(
    visits: tuple[ScheduledVisit, ...],
    *,
    width: int = 80,
    policy: Policy | None = None,
    look: Look | None = None,
    order: Order = Order.TIME,
) -> QueueModel:
    """What is shown of them at 10:20, in rows of that width; the visits come in that order."""
    return QueueModel(visits, seen_at(NOW, policy), look or Look(), order).sized(width)
