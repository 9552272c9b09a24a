"""How are the lists of a patient's record kept in a column, and read where an older program wrote them?"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from core.patients.consent import Channel, Consent, Evidence, Purpose
from core.patients.model import Alert, ContactPerson, ContactRole, Phone, PreviousName, ReachBy
from storage.codec import from_json, from_millis_or_none, to_json, to_millis_or_none
from storage.columns import Codec

_ANSWERS: Final = {True: "y", False: "n", None: ""}
_ANSWERED: Final = {word: answer for answer, word in _ANSWERS.items()}
_OLD_CALL: Final = [True, False]
"""Of a number of which an older program kept that it is called: nobody was asked about texts."""


@cache  # nearly every number has the same ones: a day of 768 appointments comes 2 ms sooner
def _purposes(kept: str) -> tuple[Purpose, ...]:
    return tuple(Purpose(word) for word in kept.split())


_NO_CONSENT: Final = Consent()


def _evidence(kept: list[Any]) -> Evidence:
    channel, how, at, by = kept
    return Evidence(Channel(channel), how, from_millis_or_none(at), by)


def _kept_evidence(evidence: Evidence) -> list[Any]:
    return [evidence.channel.value, evidence.how, to_millis_or_none(evidence.at), evidence.by]


def _kept_phone(phone: Phone) -> list[Any]:
    kept: list[Any] = [phone.number, phone.kind, _ANSWERS[phone.voice], _ANSWERS[phone.text]]
    if phone.evidence or phone.purposes != (Purpose.CARE,) or phone.bad or phone.bad_since:
        purposes = " ".join(purpose.value for purpose in phone.purposes)
        kept += [purposes, [_kept_evidence(one) for one in phone.evidence]]
    if phone.bad or phone.bad_since:
        kept += [phone.bad, phone.bad_since.isoformat() if phone.bad_since else ""]
    return kept


def _phone(kept: list[Any]) -> Phone:
    number, kind, *answers = kept
    if len(answers) == len(_OLD_CALL) and isinstance(answers[0], str):  # nearly all
        return Phone(number, kind, _ANSWERED[answers[0]], _ANSWERED[answers[1]])
    if answers[:2] == _OLD_CALL:
        return Phone(number, kind)
    if isinstance(answers[0], bool):
        return Phone(number, kind, *answers)
    voice, text, *rest = answers
    missing: list[Any] = ["care", [], "", ""]
    purposes, evidence, bad, since = [*rest, *missing[len(rest) :]]
    return Phone(
        number,
        kind,
        _ANSWERED[voice],
        _ANSWERED[text],
        _purposes(purposes),
        tuple(map(_evidence, evidence)),
        bad,
        date.fromisoformat(since) if since else None,
    )


def _consent(text: str) -> Consent:
    if not text:
        return _NO_CONSENT
    answer, purposes, evidence = from_json(text)
    return Consent(_ANSWERED[answer], _purposes(purposes), _evidence(evidence) if evidence else None)


def _kept_consent(consent: Consent) -> str:
    if consent == Consent():
        return ""
    purposes = " ".join(purpose.value for purpose in consent.purposes)
    evidence = consent.evidence
    return to_json([_ANSWERS[consent.given], purposes, _kept_evidence(evidence) if evidence else None])


REACH_BY: Final = Codec(lambda channel: channel.value, {one.value: one for one in ReachBy}.__getitem__)
"""Without the words in a guard: the column came after those of its table."""
PHONES: Final = Codec(
    lambda phones: to_json([_kept_phone(phone) for phone in phones]),
    lambda text: tuple(map(_phone, from_json(text))),
)
CONSENT: Final = Codec(_kept_consent, _consent)
PREVIOUS_NAMES: Final = Codec(
    lambda names: to_json([[one.name, one.since, one.until] if one.since or one.until else one.name for one in names]),
    lambda text: tuple(PreviousName(*([one] if isinstance(one, str) else one)) for one in from_json(text)),
)
"""A name alone is a text, as it was for every earlier program."""
ALERTS: Final = Codec(
    lambda alerts: to_json([[one.text, one.until.isoformat()] if one.until else one.text for one in alerts]),
    lambda text: tuple(
        Alert(one) if isinstance(one, str) else Alert(one[0], date.fromisoformat(one[1])) for one in from_json(text)
    ),
)
"""The same of an alert without an end."""
CONTACTS: Final = Codec(
    lambda people: to_json([[one.name, one.relation, one.phone, one.role.value] for one in people]),
    lambda text: tuple(
        ContactPerson(name, relation, phone, ContactRole(role)) for name, relation, phone, role in from_json(text)
    ),
)
