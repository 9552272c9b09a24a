"""Who has a case, and when is it due where somebody says so?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from core.cases import sentences as say
from core.cases.due import by_the_end_of, closed_days, counted_on
from core.cases.kind import Unit
from core.clinic.codes import today_at
from core.errors import BadInput, NotFound
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from datetime import date, datetime

    from core.cases.due import Deadline
    from core.clinic.model import Clinic, Site


def read_owner(clinic: Clinic, name: str, pool: str = "") -> str:
    """The login name of who is to have it, '' for nobody and for the role whose it is then.

    Raises NotFound, or BadInput for who has left.
    """
    wanted = clean_words(name, "owner")
    if wanted.lower() == pool and wanted not in clinic.users:
        return ""
    if not wanted or not clinic.users:
        return wanted
    user = clinic.users.get(wanted)
    if user is None:
        raise NotFound(say.NOT_A_USER.format(name=wanted))
    if user.retired:
        raise BadInput(say.USER_RETIRED.format(name=wanted), field="owner")
    return wanted


def due_by(last: date, clinic: Clinic, site: Site, now: datetime) -> Deadline:
    """The deadline of what somebody says is due on that day: near the day before. Raises BadInput for a day gone by."""
    today = today_at(site, now)
    if last < today:
        raise BadInput(say.DUE_IS_PAST.format(day=f"{last:%-d %b %Y}"), field="due")
    above = counted_on(last, 2, Unit.BUSINESS_DAYS, closed_days(clinic, site))
    return by_the_end_of(last, last - timedelta(days=1), above, site)
