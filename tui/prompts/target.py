"""Where 'lee fri 10:30' means: a provider's code or name among date and time words."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

from core.calendar.interval import Interval
from core.calendar.parse_moment import parse_moment
from core.calendar.wall import local, resolve
from core.errors import BadInput
from core.schedule.held_things import things_assessed
from core.schedule.holds.use_cases import OpenTime
from core.schedule.which_site import fold_at, wall_at
from core.structs import replace
from core.text.cleaning import fold
from tui.prompts.sentences import ONE_PROVIDER, WHICH_PROVIDER, WHICH_TIME
from tui.selection.place import Slot

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Site
    from core.schedule.requests import Assessment
    from tui.workstation import Workstation


_BESIDE_A_NAME: Final = frozenset({"with", "dr", "doctor"})


def read_target(workstation: Workstation, site: Site, text: str, *, base: Slot | None) -> Slot:
    """The slot typed; what is left out comes from `base`. Raises BadInput."""
    clinic = workstation.view.clinic
    named = {word: codes for word in text.split() if (codes := providers_named(clinic, word))}
    said_with_it = _BESIDE_A_NAME if named else frozenset()
    words = " ".join(word for word in text.split() if word not in named and fold(word) not in said_with_it)
    meant = dict.fromkeys(code for codes in named.values() for code in codes)
    if len(meant) > 1:
        raise BadInput(ONE_PROVIDER.format(providers=", ".join(meant)))
    provider = next(iter(meant), None) or (base.provider if base else None)
    if provider is None:
        raise BadInput(WHICH_PROVIDER)
    if not words:
        if base is None:
            raise BadInput(WHICH_TIME)
        return Slot(site.code, provider, base.start, is_typed=base.is_typed)
    when = parse_moment(
        words,
        today=local(workstation.view.now, site.tz).date(),
        order=workstation.settings.dates.order,
        zone=site.tz,
        base_date=base.start.date() if base else None,
        base_time=base.start.time() if base else None,
    )
    if when.time is None:
        raise BadInput(WHICH_TIME)
    start = datetime.combine(when.date, when.time)
    if when.offset is not None:
        start = local(datetime.combine(when.date, when.time, tzinfo=timezone(when.offset)), site.tz)
    return Slot(site.code, provider, start, is_typed=True)


def time_of(workstation: Workstation, slot: Slot, minutes: int | None) -> OpenTime | None:
    """So many minutes from there on, or the shortest that can be booked; None where the clocks skip it."""
    site = workstation.view.clinic.sites[slot.site]
    start = wall_at(slot.start, site)
    resolved = resolve(start, site.tz, fold=fold_at(slot.start, site, slot.start.fold))
    if resolved.skipped:
        return None
    length = timedelta(minutes=minutes or site.grid)
    return OpenTime(slot.provider, slot.site, Interval(resolved.at, resolved.at + length))


def with_besides(time: OpenTime | None, assessment: Assessment | None) -> OpenTime | None:
    """That time with when the further providers are needed, and with what else, where it is what was assessed."""
    is_same = time and assessment and (time.provider, time.span.start) == (assessment.provider.code, assessment.start)
    if not time or not assessment or not is_same:
        return time
    return replace(time, besides=assessment.besides, things=things_assessed(assessment))


def providers_named(clinic: Clinic, word: str) -> list[str]:
    """The provider whose code the word is, else everybody whose family name it is."""
    folded = fold(word)
    working = [provider for provider in clinic.providers.values() if folded.isalpha() and not provider.retired]
    by_code = [provider.code for provider in working if folded == fold(provider.code)]
    return by_code or [provider.code for provider in working if folded == fold(provider.family)]
