"""The verb that looks at a series, visit by visit, and books it whole."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from core.calendar.parse_date import parse_date
from core.calendar.parse_when import find_when
from core.calendar.recurrence import read_rule, rule_of, rule_until
from core.calendar.rule_lines import read_lines
from core.calendar.wall import local
from core.clinic.codes import pick, today_at
from core.errors import BadInput
from core.schedule.model.linked import Scope
from core.schedule.series.requests import Instead, OccurrenceState, SeriesRequest
from core.text.cleaning import clean_text
from tui.cli import sentences
from tui.cli.bookings import answer, booking_of, declare_booking
from tui.cli.json_output import occurrence_json
from tui.cli.listing import columns, moment_text
from tui.cli.readers import day_site
from tui.cli.subcommand import Answer

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping
    from datetime import date, time

    from core.calendar.recurrence import Recurrence
    from core.clinic.model import Clinic
    from core.schedule.series.requests import Occurrence
    from tui.cli.parser import Parser
    from tui.cli.subcommand import Call
    from tui.workstation import Workstation


def declare_series(parser: Parser) -> None:
    """As book, and how often; --accept books."""
    declare_booking(parser)
    parser.option("--rule", "RULE")
    parser.option("--every", "WORDS")
    parser.option("--times", "N")
    parser.option("--until", "DATE", sentences.HELP_SERIES_UNTIL)
    parser.option("--skip", "DATE", many=True)
    parser.option("--change", "DATE=WHEN", many=True)
    parser.flag("--accept")


def series(call: Call) -> Answer:
    """The grid of every visit, or with --accept the appointments: all of them or none."""
    with call.workstation() as workstation:
        request = _request(workstation, call)
        if call.typed.accept:
            return answer(workstation, workstation.desk.schedule.book_series(workstation.actor, request), Scope.ALL)
        grid = workstation.desk.schedule.series(workstation.actor, request)
    kept = [one for one in grid if one.state is not OccurrenceState.SKIPPED]
    done = sum(one.state is OccurrenceState.OK for one in kept)
    return Answer(
        sentences.SERIES_GRID.format(ok=done, count=len(kept)),
        result=[occurrence_json(one) for one in kept],
        lines=columns([_row(one) for one in grid]),
    )


def _request(workstation: Workstation, call: Call) -> SeriesRequest:
    typed, desk = call.typed, workstation.desk
    booking = booking_of(workstation, call)
    clinic, now, order = desk.clinic(), desk.now(), workstation.settings.dates.order
    site = day_site(clinic, now, site=booking.site, provider=booking.provider)
    today = today_at(site, now)
    skipped = frozenset(parse_date(day, today=today, order=order, field="skip") for day in typed.skip)
    lines = read_lines(typed.rule or "", site.tz)
    until = parse_date(typed.until, today=today, order=order, field="until") if typed.until else None
    return SeriesRequest(
        booking=booking,
        rule=_rule(typed, lines.rule, until, booking.start.replace(tzinfo=None)),
        skipped=skipped | lines.left_out,
        added=lines.added,
        instead=_changes(workstation, typed, clinic, today=today, at=booking.start.time()),
    )


def _rule(typed: Namespace, rule: str, until: date | None, first: datetime) -> Recurrence:
    """As it is written, or by --every with either --times or --until. Raises BadInput."""
    ends = [one for one in (typed.times, until) if one is not None]
    if typed.rule is not None:
        if typed.every is not None or ends:
            raise BadInput(sentences.SERIES_RULE_TWICE, field="rule")
        return read_rule(rule)
    if typed.every is None or len(ends) != 1:
        raise BadInput(sentences.SERIES_RULE_MISSING, field="rule")
    return rule_until(typed.every, until, first) if until else rule_of(typed.every, typed.times, first)


def _changes(
    workstation: Workstation, typed: Namespace, clinic: Clinic, *, today: date, at: time
) -> Mapping[date, Instead]:
    order = workstation.settings.dates.order
    found: dict[date, Instead] = {}
    for change in typed.change:
        day, equals, words = change.partition("=")
        if not (day.strip() and equals and words.strip()):
            raise BadInput(sentences.SERIES_BAD_CHANGE.format(typed=clean_text(change)), field="change")
        on = parse_date(day, today=today, order=order, field="change")
        said = find_when(words, today=today, order=order, base_date=on, base_time=at, field="change")
        start = None
        if said.when:
            start = datetime.combine(said.when.date, said.when.time or at)
            start = start if said.when.offset is None else start.replace(tzinfo=timezone(said.when.offset))
        found[on] = _coded(clinic, Instead(start), said.rest, change)
    return found


def _coded(clinic: Clinic, instead: Instead, words: str, change: str) -> Instead:
    """With the codes of a provider or room among the words. Raises BadInput for any other word."""
    provider, room = instead.provider, instead.room
    providers = {code.lower(): code for code in clinic.providers}
    rooms = {code.lower(): code for code in clinic.rooms}
    for word in words.lower().split():
        if word in providers:
            provider = pick(clinic.providers, providers[word], "provider").code
        elif word in rooms:
            room = pick(clinic.rooms, rooms[word], "room").code
        else:
            raise BadInput(sentences.SERIES_BAD_CHANGE.format(typed=clean_text(change)), field="change")
    return Instead(instead.start, provider=provider, room=room)


def _row(one: Occurrence) -> tuple[str, ...]:
    met = " ".join(f"{conflict.rule} {conflict.message}" for conflict in one.conflicts)
    fixes = sentences.SERIES_FIXES.format(fixes=", ".join(fix.words for fix in one.fixes)) if one.fixes else ""
    room = one.room.code if one.room else ""
    start = moment_text(one.start, one.site)
    day = "" if one.on == local(one.start, one.site.tz).date() else f"({one.on.day} {one.on:%b})"
    return start, day, one.provider.code, room, one.state.value, met, fixes
