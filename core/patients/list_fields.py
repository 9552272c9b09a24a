"""How are earlier names, alerts and the people beside a patient typed and told?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.fields import kinds
from core.fields.days import day_or_open, partial_day, partial_day_words
from core.fields.listed import ItemPart, listed
from core.fields.model import Part
from core.patients import sentences
from core.patients.model import Alert, ContactPerson, ContactRole, PreviousName
from core.text.cleaning import fold

if TYPE_CHECKING:
    from core.fields.model import Kind

_LONGEST_DAY: Final = 40
_ROLE: Final = kinds.choice(tuple(ContactRole), "role", sentences.CONTACT_ROLE, blank=ContactRole.EMERGENCY)


def previous_names() -> Kind[tuple[PreviousName, ...]]:
    """Earlier names, each with when it was the patient's, as far as that is known."""
    return listed(
        PreviousName,
        (
            ItemPart("name", Part(""), kinds.text()),
            ItemPart(
                "since", Part("since", "  since", sentences.PREVIOUS_DAY_HELP, longest=_LONGEST_DAY), partial_day()
            ),
            ItemPart(
                "until", Part("until", "  until", sentences.PREVIOUS_DAY_HELP, longest=_LONGEST_DAY), partial_day()
            ),
        ),
        words=_name_words,
        key=lambda one: fold(one.name) or one.name,
        join=", ",
        has_details=True,
    )


def alerts() -> Kind[tuple[Alert, ...]]:
    """What everybody at the desk must see, and until when."""
    return listed(
        Alert,
        (
            ItemPart("text", Part(""), kinds.text()),
            ItemPart(
                "until", Part("until", "  until", sentences.ALERT_UNTIL_HELP, longest=_LONGEST_DAY), day_or_open()
            ),
        ),
        words=lambda one: (
            sentences.ALERT_UNTIL.format(text=one.text, day=f"{one.until:%-d %b %Y}") if one.until else one.text
        ),
        key=lambda one: fold(one.text) or one.text,
        has_details=True,
    )


def contact_persons() -> Kind[tuple[ContactPerson, ...]]:
    """Who is called in an emergency, who decides for the patient and who pays."""
    return listed(
        ContactPerson,
        (
            ItemPart("name", Part(""), kinds.text()),
            ItemPart("relation", Part("relation", "  is their", sentences.CONTACT_RELATION_HELP), kinds.text()),
            ItemPart("phone", Part("phone", "  phone", sentences.CONTACT_PHONE_HELP), kinds.text()),
            ItemPart("role", Part("role", "  as", sentences.CONTACT_ROLE_HELP, sentences.CONTACT_ROLES), _ROLE),
        ),
        words=_contact_words,
        key=lambda one: (fold(one.name) or one.name, one.role),
    )


def _name_words(one: PreviousName) -> str:
    template = sentences.SEPARATE_NAME_DATES[bool(one.since), bool(one.until)]
    return template.format(name=one.name, since=partial_day_words(one.since), until=partial_day_words(one.until))


def _contact_words(one: ContactPerson) -> str:
    role = dict(sentences.CONTACT_ROLES)[one.role.value]
    return ", ".join(part for part in (one.name, one.relation, one.phone, role) if part)
