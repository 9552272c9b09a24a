"""By which channel, and where, is a patient told; or why by none?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.messages.model import Line, Way, Why
from core.messages.points import point_key
from core.patients.consent import Channel, Purpose
from core.patients.model import PatientStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from core.messages.model import ContactPoint
    from core.patients.consent import Consent
    from core.patients.model import Patient
    from core.settings.messages import MessageSettings

_NOT_CALLED: Final = frozenset({PatientStatus.ARCHIVED, PatientStatus.ENTERED_IN_ERROR})
_NEAREST: Final = (
    *(Why.OPTED_OUT, Why.BAD_NUMBER, Why.CONSENT_UNKNOWN, Why.CONTACT_RULE),
    *(Why.NO_NUMBER, Why.NOT_CONFIGURED),
)
"""Of several reasons, the one that a person can do most about comes first."""


class Reached(Struct, frozen=True):
    """Where a message goes, or why it does not."""

    way: Way | None = None
    address: str = ""
    why: Why = Why.NOTHING


def reached(
    patient: Patient,
    points: Callable[[str], ContactPoint],
    settings: MessageSettings,
    *,
    purpose: Purpose = Purpose.CARE,
    but_not: Collection[tuple[Way, str]] = (),
) -> Reached:
    """The first channel, of those in use, by which the patient may be told; `but_not` are those that failed already.

    What a patient asks in words of whoever reaches them no program can keep to: then nothing goes out by itself.
    """
    if patient.status is PatientStatus.DECEASED:
        return Reached(why=Why.DECEASED)
    if patient.status in _NOT_CALLED or patient.merged_into is not None:
        return Reached(why=Why.RECORD_GONE)
    if patient.contact_rule:
        return Reached(why=Why.CONTACT_RULE)
    met: set[Why] = set()
    for way in order(patient, settings):
        if not is_configured(way, settings):
            met.add(Why.NOT_CONFIGURED)
            continue
        for address, why in _addresses(patient, way, points, purpose):
            if why is Why.NOTHING and (way, point_key(address)) not in but_not:
                return Reached(way, address)
            met.add(Why.BAD_NUMBER if why is Why.NOTHING else why)
    return Reached(why=next((why for why in _NEAREST if why in met), Why.NOT_CONFIGURED))


def order(patient: Patient, settings: MessageSettings) -> Sequence[Way]:
    """The channels, what the patient prefers first."""
    usual = [Way(word) for word in settings.ways.split()]
    preferred = [way for way in Way if way.value == patient.reach_by.value]
    return tuple(dict.fromkeys([*preferred, *usual]))


def is_configured(way: Way, settings: MessageSettings) -> bool:
    """Whether a message can leave the clinic that way."""
    ways = {
        Way.TEXT: settings.spool or settings.gateway,
        Way.VOICE: settings.spool or settings.gateway,
        Way.EMAIL: settings.server,
        Way.LETTER: settings.letter_command,
    }
    return bool(ways[way])


def _addresses(
    patient: Patient, way: Way, points: Callable[[str], ContactPoint], purpose: Purpose
) -> Iterator[tuple[str, Why]]:
    """Where the patient could be reached that way, each with what keeps it from being used."""
    if way is Way.LETTER:
        address = patient.mail_address or patient.address
        yield address, Why.NOTHING if address else Why.NO_NUMBER
        return
    if way is Way.EMAIL:
        if not patient.email:
            yield "", Why.NO_NUMBER
            return
        yield patient.email, _kept_from(patient.email_consent, points(patient.email), way, purpose)
        return
    if patient.no_message:
        yield "", Why.CONTACT_RULE
        return
    channel = Channel.TEXT if way is Way.TEXT else Channel.VOICE
    phones = [one for one in patient.phones if way is Way.VOICE or one.kind == "mobile"]
    if not phones:
        yield "", Why.NO_NUMBER
    for phone in phones:
        point = points(phone.number)
        if way is Way.TEXT and point.line is Line.LANDLINE:
            yield phone.number, Why.NO_NUMBER
        else:
            yield phone.number, _kept_from(phone.consent(channel), point, way, purpose)


def _kept_from(consent: Consent, point: ContactPoint, way: Way, purpose: Purpose) -> Why:
    if point.stop(way):
        return Why.OPTED_OUT
    if point.bad_since is not None:
        return Why.BAD_NUMBER
    if consent.given is None:
        return Why.CONSENT_UNKNOWN
    return Why.NOTHING if consent.allows(purpose) else Why.OPTED_OUT
