"""How are a patient's phone numbers read, told, and brought by a file?"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from core.errors import BadInput
from core.fields.model import Items, Kind, Part, ReadContext
from core.patients import sentences
from core.patients.consent import Channel, Evidence
from core.patients.consent_fields import consent_json, purposes_of, purposes_text
from core.patients.dialling import doubt, in_full
from core.patients.model import Phone
from core.structs import replace
from core.text.card_numbers import clean_words, refuse_card_number, refuse_network_number
from core.text.cleaning import clean_text, require_text
from core.text.wording import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LEAST_DIGITS: Final = 3
_MOST_DIGITS: Final = 20
_MOST_ABROAD: Final = 15
"""Digits of a number with its country's code (E.164)."""
"""More are two numbers in one cell of a file."""
_LONGEST: Final = 40
_GIVEN: Final[Mapping[str, tuple[bool | None, bool | None]]] = {
    **{sentences.PHONE_CONSENT_OTHER[given]: given for given in sentences.PHONE_CONSENT_OTHER},
    "voice": (True, None),
    "voice text": (True, True),
    "voice only": (True, False),
    "text": (False, True),
    "": (False, False),
}
"""Whether somebody may be called and texted, by what stands in a form."""
_CONSENT_WORDS: Final = {given: word for word, given in _GIVEN.items()}


def phones() -> Kind[tuple[Phone, ...]]:
    """The numbers of a record, the first of which is called first."""
    return Kind(
        partial(_read, "mobile"),
        lambda value, name, reading: tuple(_clean(phone, name, reading) for phone in value),
        items=lambda value: tuple(f"{phone.number} {phone.kind}" for phone in value),
        in_full=lambda value, reading: "; ".join(map(_with_consent, value)),
        json=lambda value: [_json(phone) for phone in value],
        details=lambda value: [_consents_json(phone) for phone in value],
        merge=_merged,
        join=", ",
        listed=Items(
            (
                Part("number", longest=_LONGEST, kind=_number()),
                Part("kind", "  kind", sentences.PHONE_KIND_HELP, choices=sentences.PHONE_KINDS),
                Part("consent", "  may we", sentences.PHONE_CONSENT_HELP, choices=sentences.PHONE_CONSENTS),
                Part("purposes", "  about", sentences.PURPOSES_HELP, choices=sentences.PURPOSES),
                Part("how", "  agreed", sentences.CONSENT_HOW_HELP, choices=sentences.CONSENT_HOWS),
            ),
            lambda typed, reading: _from_parts(typed),
            lambda value, reading: [_parts(phone) for phone in value],
        ),
    )


def _number() -> Kind[tuple[Phone, ...]]:
    """What is typed as a number, and whether it can be dialled from the site."""
    return Kind(
        partial(_read, "mobile"),
        lambda value, name, reading: tuple(_clean(phone, name, reading) for phone in value),
        told=lambda text, reading: in_full(text, reading.zone),
        doubted=lambda text, reading: doubt(text, reading.zone),
    )


def phone_column(kind: str) -> Kind[tuple[Phone, ...]]:
    """Numbers of one kind, as a column of a file has them."""
    return Kind(partial(_read, kind))


def not_called() -> Kind[tuple[Phone, ...]]:
    """Numbers that are the patient's and are not to be called."""
    read = partial(_read, "other")
    return Kind(lambda texts, name, reading: tuple(replace(phone, voice=False) for phone in read(texts, name, reading)))


def joined(*several: Iterable[Phone]) -> tuple[Phone, ...]:
    """The phones of several columns; a number that stands in two is that of the first."""
    every = [phone for phones in several for phone in phones]
    return tuple({phone.digits: phone for phone in reversed(every)}.values())[::-1]


def with_consents_of(known: tuple[Phone, ...], typed: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """The phones typed; one that is known already keeps its kind and consent."""
    by_digits = {phone.digits: phone for phone in known if phone.digits}
    return tuple(by_digits.get(phone.digits, phone) for phone in typed)


def _read(kind: str, typed: Sequence[str], name: str, reading: ReadContext) -> tuple[Phone, ...]:
    if reading.in_file:
        numbers = (each for cell in typed for each in cell.split("\n") if each.strip())
        return tuple(_clean(Phone(each, kind), name, reading) for each in numbers)
    return tuple(Phone(each, kind) for each in typed if each.strip())


def _clean(phone: Phone, name: str, reading: ReadContext) -> Phone:
    """A number with its kind and consent. Raises BadInput for one without digits."""
    is_abroad = phone.number.lstrip().startswith("+") and len(phone.digits) <= _MOST_ABROAD
    refuse = refuse_network_number if is_abroad else refuse_card_number  # numbers abroad are as long as some of cards
    refuse(phone.number, name)
    if reading.in_file:
        cleaned = replace(phone, number=require_text(phone.number, name, limit=_LONGEST))
        if not _LEAST_DIGITS <= len(cleaned.digits) <= _MOST_DIGITS:
            raise BadInput(sentences.PHONE_IN_FILE.format(value=shown(cleaned.number)), field=name)
        return cleaned
    evidence = tuple(replace(one, how=clean_words(one.how, name)) for one in phone.evidence)
    number, kind = clean_text(phone.number, limit=_LONGEST), clean_words(phone.kind, name)
    cleaned = replace(phone, number=number, kind=kind, evidence=evidence)
    if len(cleaned.digits) < _LEAST_DIGITS:
        raise BadInput(sentences.PHONE_WITHOUT_DIGITS.format(number=cleaned.number), field=name)
    return cleaned


def _from_parts(typed: Sequence[Mapping[str, str]]) -> tuple[Phone, ...]:
    found = []
    for each in typed:
        number = clean_text(each["number"], limit=_LONGEST)
        if number:
            voice, text = _GIVEN.get(each.get("consent", "voice"), (True, None))
            purposes = purposes_of(each.get("purposes", ""))
            how = each.get("how", "")
            evidence = (Evidence(Channel.VOICE, how), Evidence(Channel.TEXT, how)) if how else ()
            found.append(Phone(number, each.get("kind", "mobile"), voice, text, purposes, evidence))
    return tuple(found)


def _parts(phone: Phone) -> dict[str, str]:
    return {
        "number": phone.number,
        "kind": phone.kind,
        "consent": _CONSENT_WORDS[phone.voice, phone.text],
        "purposes": purposes_text(phone.purposes),
        "how": "",
    }


def _with_consent(phone: Phone) -> str:
    if phone.bad:
        since = f" {phone.bad_since:%-d %b %Y}" if phone.bad_since else ""
        return f"{phone.number} {phone.kind}, {phone.bad}{since}"
    more = purposes_text(phone.purposes)
    about = sentences.ABOUT.format(purposes=dict(sentences.PURPOSES)[more]) if more else ""
    word = _CONSENT_WORDS[phone.voice, phone.text]
    asked = sentences.PHONE_CONSENT_ON_SHEET.get(word, word)
    return f"{phone.number} {phone.kind}, {asked.format(about=about)}"


def _json(phone: Phone) -> dict[str, object]:
    """A number; `voice` and `text` say whether it was agreed to."""
    return {"number": phone.number, "kind": phone.kind, "voice": bool(phone.voice), "text": bool(phone.text)}


def _consents_json(phone: Phone) -> dict[str, object]:
    """What was agreed to by each channel, also that nobody was asked; why nobody is reached there, and since when."""
    asked = {channel.value: consent_json(phone.consent(channel)) for channel in (Channel.VOICE, Channel.TEXT)}
    since = phone.bad_since.isoformat() if phone.bad_since else None
    return {"number": phone.number, **asked, "bad": phone.bad or None, "bad_since": since}


def _merged(kept: tuple[Phone, ...], said: tuple[Phone, ...]) -> tuple[Phone, ...]:
    """The numbers of a record after a file named `said`, each in place of those of its kind.

    One that is known stays as it is, with its consents.
    """
    known = {phone.digits: phone for phone in kept}
    if all(phone.digits in known for phone in said):
        return kept
    kinds = {phone.kind for phone in said}
    now = {phone.digits: known.get(phone.digits, phone) for phone in said}
    others = tuple(phone for phone in kept if phone.digits not in now and phone.kind not in kinds)
    return (*now.values(), *others)
