"""What does a record say once another of the same person was merged into it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from core.errors import BadInput
from core.patients.consent import Channel, Consent
from core.patients.fields import PATIENT
from core.patients.model import Alert, ContactPerson, Patient, PatientStatus, Phone, PreviousName, Sex
from core.patients.sentences import TAKES_NO_FIELD, TAKES_NOT_THAT
from core.structs import replace
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Collection

_STAYS: Final = frozenset({"mrn", "status", "no_booking", "restricted"})
"""What nobody chooses: whoever wants the other number merges the other way, and the stricter flag holds."""
_LISTS: Final = frozenset({"previous", "phones", "alerts", "contacts"})
_STRICTER: Final = (
    PatientStatus.DECEASED,
    PatientStatus.ACTIVE,
    PatientStatus.ARCHIVED,
)
"""An archived record of somebody who comes is in use."""


def fields_taken(names: Collection[str]) -> frozenset[str]:
    """The names of the fields to be taken from the record that goes. Raises BadInput for one that cannot be."""
    known = {key: field.name for field in PATIENT for key in (field.name, field.key)}
    for name in names:
        if name not in known:
            choices = ", ".join(field.key for field in PATIENT if field.name not in _STAYS)
            raise BadInput(TAKES_NO_FIELD.format(field=name, fields=choices), field="take")
        if known[name] in _STAYS:
            raise BadInput(TAKES_NOT_THAT[known[name]], field="take")
    return frozenset(known[name] for name in names)


def may_be_taken(name: str) -> bool:
    """Whether somebody chooses from which record the field is."""
    return name not in _STAYS


def merged(loser: Patient, survivor: Patient, taken: Collection[str]) -> Patient:
    """`survivor` with the fields `taken` from `loser`, what only that one says, and both lists of numbers and names.

    The stricter of each two flags holds; names and MRN of the loser are kept among the earlier ones.
    """
    values = {field.name: _value(field.name, loser, survivor, taken) for field in PATIENT if field.name not in _STAYS}
    values |= _consents(loser, survivor, values["phones"], values["email"])
    status = min(loser.status, survivor.status, key=_STRICTER.index)
    flags = {name: getattr(loser, name) or getattr(survivor, name) for name in ("no_booking", "restricted")}
    former = dict.fromkeys((*survivor.former_mrns, loser.mrn, *loser.former_mrns))
    kept = replace(survivor, **values, **flags, status=status, former_mrns=tuple(former))
    return replace(kept, previous=_names_before(kept, loser, survivor))


def _value(name: str, loser: Patient, survivor: Patient, taken: Collection[str]) -> Any:  # noqa: ANN401 - of any field
    theirs, mine = getattr(loser, name), getattr(survivor, name)
    if name in taken:
        return theirs
    if name in _LISTS:
        return _together(mine, theirs)
    if name == "contact_rule":
        return "; ".join(dict.fromkeys(filter(None, (mine, theirs))))
    return theirs if mine in {"", Sex.UNKNOWN, None, False} else mine


def _consents(loser: Patient, survivor: Patient, phones: tuple[Phone, ...], email: str) -> dict[str, object]:
    """What holds of each number and of the e-mail address: what was refused on either record stays refused."""
    both = {
        phone.digits: [one for patient in (survivor, loser) for one in patient.phones if one.digits == phone.digits]
        for phone in phones
    }
    consents = [one.email_consent for one in (survivor, loser) if one.email.casefold() == email.casefold()]
    refused = [one for one in consents if one.given is False]
    asked = [one for one in consents if one.given is not None]
    return {
        "phones": tuple(_strictest(phone, both[phone.digits]) for phone in phones),
        "email_consent": (*refused, *asked, Consent())[0],
    }


def _strictest(phone: Phone, both: list[Phone]) -> Phone:
    """The number with each channel as the record has it that refused it, else the one that was asked."""
    given: dict[Channel, Consent] = {}
    for channel in (Channel.VOICE, Channel.TEXT):
        said = [one.consent(channel) for one in (phone, *both)]
        given[channel] = next((one for one in said if one.given is False), None) or next(
            (one for one in said if one.given is not None), said[0]
        )
    evidence = tuple(one.evidence for one in given.values() if one.evidence)
    return replace(phone, voice=given[Channel.VOICE].given, text=given[Channel.TEXT].given, evidence=evidence)


def _together(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both lists, what is in both once."""
    there = {_key(one) for one in mine}
    return (*mine, *(one for one in theirs if _key(one) not in there))


def _key(item: Phone | PreviousName | Alert | ContactPerson) -> object:
    match item:
        case Phone():
            return item.digits or item.number
        case Alert():
            return fold(item.text) or item.text
        case ContactPerson():
            return fold(item.name) or item.name, item.role
    return fold(item.name) or item.name


def _names_before(kept: Patient, *records: Patient) -> tuple[PreviousName, ...]:
    """The earlier names, with the family names that are no longer its own."""
    now = {fold(kept.family), ""}
    gone = (one.family for one in records if fold(one.family) not in now)
    return _together(kept.previous, tuple(PreviousName(name) for name in dict.fromkeys(gone)))
