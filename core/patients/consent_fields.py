"""How are consents typed, told and written out, and what is noted of one that changes?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import BadInput
from core.fields.model import Kind
from core.patients import sentences
from core.patients.consent import Channel, Consent, Purpose, settled
from core.structs import replace
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from core.fields.model import ReadContext
    from core.patients.model import Patient, Phone

_YES: Mapping[str, str] = {
    **dict.fromkeys(("yes", "y", "true", "1"), "care"),
    **dict.fromkeys(("no", "n", "false", "0"), "no"),
}
"""What a file or an option may say in short."""


def purposes_of(text: str) -> tuple[Purpose, ...]:
    """Care, and what else the words name."""
    words = text.split()
    return tuple(one for one in Purpose if one is Purpose.CARE or one.value in words)


def purposes_text(purposes: Sequence[Purpose]) -> str:
    """What is agreed to beside care: '', 'billing', 'news' or 'billing news'."""
    return " ".join(one.value for one in Purpose if one in purposes and one is not Purpose.CARE)


def email_consent() -> Kind[Consent]:
    """Whether the patient may be written to by e-mail, and what about."""
    words = dict(sentences.EMAIL_CONSENTS)

    def read(typed: Sequence[str], name: str, reading: ReadContext) -> Consent:
        said = clean_text(typed[0]).lower()
        word = _YES.get(said, said) or "unknown"
        if word not in words:
            sentence = sentences.NO_SUCH_CONSENT.format(typed=clean_text(typed[0]), words=", ".join(words))
            raise BadInput(sentence, field=name)
        if word in {"no", "unknown"}:
            return Consent(False if word == "no" else None)
        return Consent(given=True, purposes=purposes_of(word))

    def write(value: Consent, reading: ReadContext) -> str:
        if not value.given:
            return "unknown" if value.given is None else "no"
        return f"care {purposes_text(value.purposes)}".strip()

    def in_full(value: Consent, reading: ReadContext) -> str:
        return "" if value.given is None else words[write(value, reading)]

    return Kind(
        read,
        write=write,
        in_full=in_full,
        items=lambda value: () if value.given is None else ("yes" if value.given else "no",),
        json=consent_json,
        merge=_merged,
        shown=lambda text, reading: words.get(text, text),
        choices=lambda value, reading: sentences.EMAIL_CONSENTS,
        blank="unknown",
        words=(*words, *_YES),
        noun="an answer",
    )


def _merged(before: Consent, said: Consent) -> Consent:
    """What a file says of a consent; the evidence of what it says again stays."""
    is_same = (said.given, said.purposes) == (before.given, before.purposes)
    return before if said.given is None or is_same else said


def consent_json(consent: Consent) -> dict[str, object]:
    """Whether it was given, for what, and how, when and by whom it was noted where it was."""
    evidence = consent.evidence
    return {
        "state": consent.word,
        "purposes": [purpose.value for purpose in consent.purposes],
        "how": evidence.how if evidence else "",
        "at": evidence.at.isoformat() if evidence and evidence.at else None,
        "by": evidence.by if evidence else "",
    }


def with_evidence(after: Patient, before: Patient | None, *, at: datetime, by: str) -> Patient:
    """The record with who noted which consent, and when, of each that is another than `before`.

    A number at which nobody is reached stays one, until it is taken off the record.
    """
    known = {phone.digits: phone for phone in before.phones} if before else {}
    phones = tuple(_phone_settled(phone, known.get(phone.digits), at=at, by=by) for phone in after.phones)
    email_before = before.email_consent if before and before.email == after.email else Consent()
    email = settled(after.email_consent, email_before, Channel.EMAIL, at=at, by=by)
    return replace(after, phones=phones, email_consent=email)


def _phone_settled(phone: Phone, before: Phone | None, *, at: datetime, by: str) -> Phone:
    as_given = replace(phone, voice=True, text=None, purposes=(Purpose.CARE,), evidence=())
    settled_ones = (
        settled(phone.consent(channel), (before or as_given).consent(channel), channel, at=at, by=by)
        for channel in (Channel.VOICE, Channel.TEXT)
    )
    bad, since = (before.bad, before.bad_since) if before and not phone.bad else (phone.bad, phone.bad_since)
    evidence = tuple(one.evidence for one in settled_ones if one.evidence)
    return replace(phone, evidence=evidence, bad=bad, bad_since=since)
