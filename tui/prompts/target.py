"""Where 'lee fri 10:30' means: a provider's code or name among date and time words."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from core.calendar.parse_when import parse_when
from core.calendar.wall import local
from core.errors import BadInput
from core.text.cleaning import fold
from tui.prompts.sentences import WHICH_PROVIDER, WHICH_TIME
from tui.selection.place import Slot

if TYPE_CHECKING:
    from core.clinic.model import Clinic, Site
    from tui.workstation import Workstation


def read_target(workstation: Workstation, site: Site, text: str, *, base: Slot | None) -> Slot:
    """The slot typed; what is left out comes from `base`. Raises BadInput."""
    clinic = workstation.view.clinic
    named = {word: code for word in text.split() if (code := _provider(clinic, word))}
    words = " ".join(word for word in text.split() if word not in named)
    provider = next(iter(named.values()), None) or (base.provider if base else None)
    if provider is None:
        raise BadInput(WHICH_PROVIDER)
    if not words:
        if base is None:
            raise BadInput(WHICH_TIME)
        return Slot(site.code, provider, base.start, is_typed=base.is_typed)
    when = parse_when(
        words,
        today=local(workstation.view.now, site.tz).date(),
        order=workstation.settings.dates.order,
        base_date=base.start.date() if base else None,
        base_time=base.start.time() if base else None,
    )
    if when.time is None:
        raise BadInput(WHICH_TIME)
    start = datetime.combine(when.date, when.time)
    if when.offset is not None:
        start = local(datetime.combine(when.date, when.time, tzinfo=timezone(when.offset)), site.tz)
    return Slot(site.code, provider, start, is_typed=True)


def _provider(clinic: Clinic, word: str) -> str | None:
    """The provider whose code or family name the word is."""
    folded = fold(word)
    if not folded.isalpha():
        return None
    return next(
        (
            provider.code
            for provider in clinic.providers.values()
            if not provider.retired and folded in {fold(provider.code), fold(provider.family)}
        ),
        None,
    )
