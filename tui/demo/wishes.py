"""How do the demo's patients want to be told things, and what did they ask of whoever reaches them?"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from core.patients.consent import Channel, Consent, Evidence
from core.patients.model import ReachBy
from core.structs import replace

if TYPE_CHECKING:
    from datetime import date

    from core.patients.model import Patient

_OLD: Final = 70
_ON_THE_FORM: Final = Evidence(Channel.EMAIL, "on the intake form")
_MAILED: Final = (Consent(given=True, evidence=_ON_THE_FORM), Consent(given=False, evidence=_ON_THE_FORM), Consent())
_MAILED_SHARES: Final = (68, 7, 25)
"""Agreed, refused, never asked, in a hundred of those with an address."""
_RULES: Final = ("Ask for the patient, tell nobody else", "Only at work, 9 to 4")


def with_wishes(person: Patient, today: date) -> Patient:
    """The patient with what they agreed to by e-mail and how they are best told; the same for the same person."""
    rng = random.Random(f"wishes {person.name} {person.birth_date}")
    is_old = (today - person.birth_date).days > _OLD * 365
    consent = rng.choices(_MAILED, _MAILED_SHARES)[0] if person.email else Consent()
    wanted = {
        ReachBy.LETTER: 12 if is_old else 1,
        ReachBy.VOICE: 14 if is_old else 3,
        ReachBy.EMAIL: 22 if consent.given else 0,
        ReachBy.TEXT: 9 if any(phone.text for phone in person.phones) else 0,
    }
    (reach_by,) = rng.choices([*wanted, ReachBy.ANY], [*wanted.values(), 100 - sum(wanted.values())])
    asks = rng.random()
    return replace(
        person,
        email_consent=consent,
        reach_by=reach_by,
        no_message=asks < 0.012,
        contact_rule=rng.choice(_RULES) if asks > 0.994 else "",
    )
