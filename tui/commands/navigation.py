"""Which screen, day or site does an action go to?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.errors import BadInput
from core.lazy import lazy_modules
from core.structs import replace
from tui.keys.sentences import NO_PROVIDERS
from tui.prompts.prompt import STAY, Go, Open
from tui.selection.place import Day, Place, on_schedule

if TYPE_CHECKING:
    from tui.commands.context import CommandContext
    from tui.prompts import goto, jump, jump_to_provider
    from tui.prompts.prompt import Outcome
else:  # a question is loaded when it is first asked
    goto, jump, jump_to_provider = lazy_modules("tui.prompts.goto", "tui.prompts.jump", "tui.prompts.jump_to_provider")


_SHOW_DAYS: Final = frozenset({"day", "week", "free", "month"})
"""The screens on which a day is highlighted."""


def show_day(context: CommandContext) -> Outcome:
    """The schedule, as it was left."""
    return Go(Place("day"))


def show_queue(context: CommandContext) -> Outcome:
    """The queue."""
    return Go(Place("queue"))


def show_work(context: CommandContext) -> Outcome:
    """The work."""
    return Go(Place("work"))


def show_till(context: CommandContext) -> Outcome:
    """The till."""
    return Go(Place("till"))


def show_patients(context: CommandContext) -> Outcome:
    """The patients screen, to look for somebody."""
    context.program.look_for_patient(new=False)
    return STAY


def show_free_time(context: CommandContext) -> Outcome:
    """How free everybody is in the weeks from the day shown on."""
    return Go(_at(context, "free"))


def show_week(context: CommandContext) -> Outcome:
    """The week of the provider whose column or row the cursor is in, or of the appointment highlighted.

    Raises BadInput in a clinic without providers.
    """
    if not context.workstation.view.clinic.providers:
        raise BadInput(NO_PROVIDERS)
    place, scheduled = _at(context, "week"), context.here.scheduled
    if scheduled is None:
        return Go(place)
    return Go(replace(on_schedule(scheduled, context.workstation.view.clinic), screen="week"))


def show_month(context: CommandContext) -> Outcome:
    """The month of the provider whose column or row the cursor is in."""
    return Go(_at(context, "month"))


def show_before(context: CommandContext) -> Outcome:
    """The screen before."""
    return Go(Place(""))


def ask_date(context: CommandContext) -> Outcome:
    """Ask for the date; a time is one of the column in which the cursor is."""
    provider = context.here.slot.provider if context.here.slot else ""
    return Open(
        goto.GotoPrompt(context.workstation, context.site, screen=_screen(context), on=context.on, provider=provider)
    )


def jump_to_provider_named(context: CommandContext) -> Outcome:
    """Ask for letters of a provider's name."""
    here = context.here
    providers = jump_to_provider.Providers(
        context.workstation, _screen(context), context.site, context.on, here.columns, here.slot
    )
    return Open(jump.JumpPrompt(providers))


def today(context: CommandContext) -> Outcome:
    """Today at the site, now."""
    return Go(Place(_screen(context), Day(context.site.code, local(context.now, context.site.tz).date())))


def previous_day(context: CommandContext) -> Outcome:
    """The day before, or as many back as were typed."""
    return _days_on(context, -1)


def next_day(context: CommandContext) -> Outcome:
    """The next day, or as many on as were typed."""
    return _days_on(context, 1)


def previous_week(context: CommandContext) -> Outcome:
    """A week back, or as many as were typed."""
    return _days_on(context, -7)


def next_week(context: CommandContext) -> Outcome:
    """A week on, or as many as were typed."""
    return _days_on(context, 7)


def next_site(context: CommandContext) -> Outcome:
    """The same day at the next site in use."""
    codes = [site.code for site in context.workstation.view.clinic.sites_in_use]
    at = codes.index(context.site.code) if context.site.code in codes else -1
    return Go(Place(_screen(context), Day(codes[(at + 1) % len(codes)], context.on)))


def _days_on(context: CommandContext, days: int) -> Outcome:
    on = context.on + timedelta(days=days * context.count)
    return Go(Place(_screen(context), Day(context.site.code, on)))


def _screen(context: CommandContext) -> str:
    """The one shown, if it shows days."""
    name = context.here.screen.name
    return name if name in _SHOW_DAYS else "day"


def _at(context: CommandContext, screen: str) -> Place:
    """The same day on another screen, and the same provider."""
    is_of_day = context.here.screen.name in _SHOW_DAYS
    return Place(screen, Day(context.site.code, context.on), slot=context.here.slot if is_of_day else None)
