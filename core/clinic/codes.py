"""Which record of the set-up does a code mean, which site comes first, and which provider is at the desk?"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from core.access.acting import rights_of
from core.access.roles import CLINICIAN
from core.calendar.wall import local
from core.clinic.sentences import IS_RETIRED, NO_CLINIC, NO_SUCH_CODE
from core.errors import BadInput, NotFound
from core.text.sentences import DID_YOU_MEAN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from core.clinic.model import Clinic, Provider, Room, Site, VisitType
    from core.clinic.outreach import RecallKind
    from core.clinic.payer import Payer

Coded = TypeVar("Coded", "Site", "Room", "Provider", "VisitType", "Payer", "RecallKind")


def pick(records: Mapping[str, Coded], code: str, kind: str, *, retired: bool = False) -> Coded:
    """The record with that code, compared without case. Raises NotFound with the nearest code."""
    record = records.get(code) or records.get(next((c for c in records if c.lower() == code.lower()), ""))
    if record is None:
        near = get_close_matches(code.lower(), list(records), n=1)
        guess = DID_YOU_MEAN.format(word=near[0]) if near else ""
        raise NotFound(NO_SUCH_CODE.format(kind=kind, code=code, guess=guess))
    if record.retired and not retired:
        raise BadInput(IS_RETIRED.format(kind=kind, code=code), field=kind)
    return record


def first_site(clinic: Clinic) -> Site:
    """The first site in use. Raises NotFound when no clinic is set up."""
    if not clinic.sites_in_use:
        raise NotFound(NO_CLINIC)
    return clinic.sites_in_use[0]


def today_at(site: Site, now: datetime) -> date:
    """The local date at the site."""
    return local(now, site.tz).date()


def provider_of(clinic: Clinic, actor: str) -> Provider | None:
    """The clinician whose login name is the code of a provider; None of anybody else."""
    name = rights_of(actor)
    user, provider = clinic.users.get(name), clinic.providers.get(name)
    if user is None or provider is None or user.retired or provider.retired:
        return None
    return provider if CLINICIAN in user.roles else None
