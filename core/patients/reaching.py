"""At which number may somebody be called about their care, and what do they ask of whoever calls or writes?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.patients.sentences import LETTERS_TO, NO_CALLS, NO_MESSAGE

if TYPE_CHECKING:
    from core.patients.model import Patient, Phone


def contact_words(patient: Patient) -> str:
    """What the patient asks of whoever reaches them, in one line; '' where they ask nothing."""
    parts = (
        patient.contact_rule,
        NO_MESSAGE if patient.no_message else "",
        LETTERS_TO.format(address=patient.mail_address) if patient.mail_address else "",
    )
    return "; ".join(part for part in parts if part)


def phone_words(phone: Phone) -> str:
    """The number, and that it is not to be called where the patient said so, or that it is none of theirs."""
    if phone.bad:
        since = f"{phone.bad_since:%-d %b %Y}" if phone.bad_since else ""
        return f"{phone.number} ({phone.bad} {since})".replace(" )", ")")
    return f"{phone.number} ({NO_CALLS})" if phone.voice is False else phone.number


def number_to_call(patient: Patient) -> str:
    """The number for a list of people to call, or that they are not to be called; '' of whom no number is known."""
    phone = patient.best_phone
    if phone is None:
        return NO_CALLS if patient.phones else ""
    return phone.number
