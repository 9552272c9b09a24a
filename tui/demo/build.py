"""How is a demo clinic made: set up, peopled, and worked in for weeks, up to a weekday at 10:20?"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from tui.demo import caseload, post
from tui.demo.billing import Biller
from tui.demo.cashier import Cashier
from tui.demo.clinic import FIRST_ZONE, SET_UP_PLACE, set_up_text, working_days
from tui.demo.clock import SteppedClock
from tui.demo.course import Course, Step, acts_of
from tui.demo.crowd import Crowd
from tui.demo.desk_hours import DeskHours
from tui.demo.insurance import Insurer, to_ask
from tui.demo.mail import EVENING, Faxes, Mailroom
from tui.demo.office import enter_directory, furnish
from tui.demo.papers import Papers
from tui.demo.people import make_people
from tui.demo.telephone import telephone
from tui.demo.upsets import upset
from tui.demo.weeks import Weeks

if TYPE_CHECKING:
    from core.calendar.clock import Clock
    from core.desk import Desk
    from core.record_ref import AppointmentId

OPENS: Final = time(10, 20)
"""When the demo opens, at the first site: late enough for a waiting room, early enough for a day ahead."""
ACTORS: Final = ("ana", "ben", "mei")
"""Who worked at the desk in the weeks before."""
_YOUNGEST: Final = timedelta(days=4)
_MOVED_IN: Final = timedelta(days=75)
"""How long before the first day the clinic began: 2 weeks to register everybody, 7 to book ahead."""


class DemoCounts(Struct, frozen=True):
    """What was made, and `opens_at`: the aware UTC instant at which the demo's clock must start."""

    sites: int
    providers: int
    patients: int
    appointments: int
    overbooked: int
    moved: int
    cancelled: int
    arrived: int
    checked_in: int
    checked_out: int
    opens_at: datetime


def make_demo(
    desk_at: Callable[[Clock], Desk],
    *,
    now: datetime,
    patients: int = 3000,
    days: int = 15,
    seed: int = 1,
    actors: Sequence[str] = ACTORS,
    post_at: Callable[[Clock], post.Post] | None = None,
    payers_at: Callable[[Clock], Callable[[str, Sequence[AppointmentId]], None]] | None = None,
    faxes_at: Callable[[Clock], Faxes] | None = None,
) -> DemoCounts:
    """Fill an empty database with a clinic at work. The same (seed, now) makes the same clinic.

    `desk_at` gives a desk over that database that goes by the clock it is given; its settings are the defaults,
    as the weeks are laid out by those. `now` is the real time, aware; `days` counts working days, both before
    and after the day on which the demo opens. All of it is done by `actors`, so that whoever tries the demo has
    nothing to undo yet. What patients were told and answered goes over `post_at`, what payers were asked over
    `payers_at`, and mail and fax came and went over `faxes_at`; without these there was none of it. Raises what the
    desk raises; half a demo is none, so give it a file of its own.
    """
    rng = random.Random(seed)
    opens_at = opening(now)
    today = opens_at.astimezone(FIRST_ZONE).date()
    calendar = working_days(today, days)
    began = datetime.combine(calendar[0], OPENS, UTC) - _MOVED_IN
    clock = SteppedClock(began)
    desk = desk_at(clock)
    desk.set_up(actors[0], set_up_text(today, days), place=SET_UP_PLACE)
    clinic = desk.clinic()
    enter_directory(seed, desk, actors)
    people = make_people(rng, patients - 1 if patients > 1 else patients, today, born_by=began.date() - _YOUNGEST)
    crowd, hours = Crowd(rng, people, today), DeskHours(rng, opens_at)
    weeks = Weeks(rng, clinic, crowd, hours, people=patients)
    for ahead, on in enumerate(calendar, start=-days):
        crowd.keep_newcomers((days - ahead) / len(calendar))
        for site in clinic.sites:
            weeks.fill(desk.schedule.day(actors[0], site, on), ahead)
    upset(rng, weeks, clinic, hours)
    acts = acts_of(rng, weeks.visits, len(people), crowd.newcomers, began=began, opens_at=opens_at)
    insurer, cashier = Insurer(seed, desk, today), Cashier(seed, desk, today)
    course = Course(
        rng,
        desk,
        clock,
        visits=weeks.visits,
        people=people,
        actors=actors,
        insurer=insurer,
        cashier=cashier,
        papers=Papers(seed, desk),
    )
    office = post_at(clock) if post_at else None
    mailroom = Mailroom(seed, faxes_at(clock), actors, lambda: course.counts[Step.REGISTER]) if faxes_at else None
    for before, do in _earlier(office, mailroom):
        at = opens_at - before
        course.play([act for act in acts if act.at < at])
        acts = [act for act in acts if act.at >= at]
        clock.set(at)
        do()
    course.play(acts)
    clock.set(opens_at)
    if office:
        post.send(office)
        post.answer(seed, office, since=opens_at - post.EARLIER[0], now=opens_at)
        post.send(office)
    if payers_at:
        payers_at(clock)(actors[0], to_ask(desk, actors[0], today))
    telephone(seed, desk, actors)
    furnish(seed, desk, actors)
    caseload.fill(seed, desk, actors, course.counts[Step.REGISTER])
    if mailroom:
        mailroom.work()
    biller = Biller(seed, desk, actors)
    biller.bill()
    biller.estimate()
    if patients > len(people):
        course.register_again()
    done = course.counts
    return DemoCounts(
        sites=len(clinic.sites),
        providers=len(clinic.providers),
        patients=done[Step.REGISTER],
        appointments=done[Step.BOOK],
        overbooked=sum(bool(visit.overrides) for visit in weeks.visits),
        moved=done[Step.MOVE],
        cancelled=done[Step.CANCEL],
        arrived=course.arrived,
        checked_in=done[Step.CHECK_IN],
        checked_out=done[Step.CHECK_OUT],
        opens_at=opens_at,
    )


def _earlier(office: post.Post | None, mailroom: Mailroom | None) -> list[tuple[timedelta, Callable[[], None]]]:
    """What is done on the day before and in the morning, how long before the demo opens, the earliest first."""
    found: list[tuple[timedelta, Callable[[], None]]] = []
    if office:
        found += ((before, partial(post.send, office)) for before in post.EARLIER)
    if mailroom:
        found += zip(EVENING, (mailroom.send, mailroom.try_again, mailroom.try_again), strict=True)
    return sorted(found, key=itemgetter(0), reverse=True)


def opening(now: datetime) -> datetime:
    """10:20 at the first site, today if that is a weekday there, else next Monday; as a UTC instant."""
    today = now.astimezone(FIRST_ZONE).date()
    if today.weekday() > 4:
        today += timedelta(days=7 - today.weekday())
    return datetime.combine(today, OPENS, FIRST_ZONE).astimezone(UTC)
