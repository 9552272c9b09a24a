"""The verb that shows a day."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.clinic.codes import pick, today_at
from core.schedule.model.day import ClosureKind
from core.schedule.opening import sites_of
from core.schedule.own_time import own_time
from tui.cli import sentences
from tui.cli.json_day import closure_word, day_json
from tui.cli.listing import columns, hours_text, moment_text, weekday_text
from tui.cli.subcommand import Answer
from tui.text.words import hours_of, whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from core.schedule.model.day import DayView, ProviderDay
    from core.schedule.model.visit import ScheduledVisit
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_day(parser: Parser) -> None:
    """[DATE] [--site S] [--provider P]."""
    parser.word("date", shown="DATE", count="*")
    parser.option("--site", "CODE")
    parser.option("--provider", "CODE")


def day(call: Call) -> Answer:
    """A site's day: who works, what closes it, who is booked."""
    with call.workstation() as workstation:
        site, on = _where_and_when(workstation, call)
        now = workstation.desk.now()
        view = workstation.desk.schedule.day(workstation.actor, site, on, provider=call.typed.provider)
        joined = workstation.desk.telehealth.joining(workstation.actor, view.appointments)
    return Answer(
        _headline(view),
        result=day_json(view, joined),
        lines=(*_people(view), *_appointments(view, now), *_closed(view), *_held(view)),
    )


def _where_and_when(workstation: Workstation, call: Call) -> tuple[str, date]:
    """The site named, else that of the provider's workstation, else the first; and the day, today if unsaid."""
    clinic, now, typed = workstation.desk.clinic(), workstation.desk.now(), call.typed
    here = pick(clinic.sites, typed.site, "site", retired=True) if typed.site else workstation.view.first_site
    order = workstation.settings.dates.order
    words = " ".join(typed.date)
    on = parse_date(words, today=today_at(here, now), order=order) if words else today_at(here, now)
    if typed.site or not typed.provider:
        return here.code, on
    provider = pick(clinic.providers, typed.provider, "provider", retired=True)
    working = sites_of(clinic, provider, on)
    return (working[0] if working else here.code), on


def _headline(view: DayView) -> str:
    count = len(view.appointments)
    template = {0: sentences.DAY_EMPTY, 1: sentences.DAY_ONE}.get(count, sentences.DAY_SOME)
    return template.format(site=view.site.name, day=weekday_text(view.on), count=count)


def _closed(view: DayView) -> Iterator[str]:
    if view.holiday:
        yield sentences.DAY_HOLIDAY.format(site=view.site.name, holiday=view.holiday.name)


def _held(view: DayView) -> tuple[str, ...]:
    return (
        columns(
            [
                (
                    hours_text(hold.span, view.site, view.on).rjust(11),
                    hold.provider,
                    sentences.DAY_HELD.format(
                        who=hold.by, until=moment_text(hold.until, view.site), number=hold.number
                    ),
                    hold.note,
                )
                for hold in view.holds
            ]
        )
        if view.holds
        else ()
    )


def _people(view: DayView) -> tuple[str, ...]:
    rows = [(one.provider.code, one.provider.name, _hours(one), _closures(one)) for one in view.providers]
    return (*columns(rows), "") if rows else ()


def _hours(day: ProviderDay) -> str:
    return ", ".join(hours_text(session.span, day.site, day.on) for session in day.sessions)


def _closures(day: ProviderDay) -> str:
    """What closes the provider's time, with the number that takes it away; whole days go without their hours."""
    said = []
    for closure in day.closures:
        hours = hours_text(closure.span, day.site, day.on)
        types = f" ({' '.join(closure.types)})" if closure.types else ""
        is_whole = hours == "0:00-24:00"
        word = closure.label if closure.kind is ClosureKind.HOLIDAY else closure_word(closure)
        number = f" [{closure.number}]" if closure.number else ""
        said.append(f"{word}{number}" if is_whole else f"{word} {hours}{types}{number}")
    return ", ".join(said)


def _appointments(view: DayView, now: datetime) -> tuple[str, ...]:
    rows = [_row(view, scheduled, now) for scheduled in view.appointments]
    return tuple(chain(columns(rows), [""])) if rows else ()


def _row(view: DayView, scheduled: ScheduledVisit, now: datetime) -> tuple[str, ...]:
    appointment = scheduled.appointment
    return (
        hours_of(scheduled, view.site).rjust(11),
        "+".join(appointment.providers),
        scheduled.patient.name,
        appointment.visit_type,
        appointment.room or "",
        own_time(appointment.start, appointment.mode, scheduled.patient, view.site).strip(),
        whereabouts(scheduled, view.site, now),
        str(appointment.id),
    )
