"""The clinic's own words for messages: may they be kept, and what would they say to a patient?

What goes in the open, as texts, e-mails and voice messages do, may say day, time, place and how to answer: a field that
tells more, or the name of a visit type, a provider or a skill of the set-up, is refused with the reason.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput, NotFound
from core.journal.change import Change
from core.messages import sentences as say
from core.messages.lengths import as_sent, fits
from core.messages.model import MessageTemplate, Reason, Way
from core.messages.wording import Facts, Told, worded
from core.record_status import RecordStatus
from core.structs import replace
from core.text.card_numbers import clean_words, refuse_card_number
from core.text.cleaning import clean_text, fold
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Clinic
    from core.messages.ports import MessageContext
    from core.record_ref import AppointmentId

FIELDS: Final = ("clinic", "day", "time", "place", "phone", "link", "test")
_TOO_MUCH: Final = ("patient", "name", "reason", "type", "provider", "specialty", "skill", "birth_date", "mrn", "room")
"""Fields that somebody may think of, and that say too much."""
_OPTS_OUT: Final = re.compile(
    r"\b(?:reply|answer|text|send|responda|conteste|env[ií]e)\b\W+(?:with\W+|con\W+)?['\"]?"
    r"(cancel|quit|end|revoke|unsubscribe|opt-?out|cancelar|baja|alto)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = re.compile(r"[^\w]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_LONGEST: Final = 4_000
_LEAST_WORD: Final = 4
_LONG: Final = {
    "clinic": "M" * 24,
    "day": "Wed Nov 30",
    "time": "12:30 PM",
    "place": "1 Main St, Springfield",
    "phone": "617-555-0100",
    "link": "https://meet.example.org/" + "a" * 26,
    "test": "https://meet.example.org/test",
}


def list_own(context: MessageContext, actor: str) -> Sequence[MessageTemplate]:
    """The clinic's own words."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, _):
        return reading.messages.templates()


def keep(context: MessageContext, actor: str, wanted: MessageTemplate) -> Change:
    """Keep the words, in place of those for the same messages. Raises BadInput with all that is wrong with them."""
    with context.writing(actor, Privilege.SET_UP) as (tx, clinic):
        cleaned = _cleaned(wanted, clinic)
        problems = list(faults(cleaned, clinic))
        if problems:
            raise BadInput(say.TEMPLATE_REFUSED.format(why=" ".join(problems)), field="text")
        known = next((one for one in tx.messages.templates() if _key(one) == _key(cleaned)), None)
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="template")
        templates = tx.records(MessageTemplate)
        kept = (
            templates.save(replace(known, title=cleaned.title, text=cleaned.text)) if known else templates.add(cleaned)
        )
        sentence = say.TEMPLATE_KEPT.format(**_named(kept))
        entry = tx.journal.end(kept.ref, sentence)
    return Change(entry, sentence, (kept,))


def drop(context: MessageContext, actor: str, which: tuple[Reason, Way, str, str]) -> Change:
    """Go back to the words that are shipped, of that reason, channel, language and site. Raises NotFound."""
    with context.writing(actor, Privilege.SET_UP) as (tx, _):
        known = next((one for one in tx.messages.templates() if _key(one) == which), None)
        if known is None:
            raise NotFound(say.NO_TEMPLATE)
        tx.journal.begin(at=context.clock.now(), actor=actor, verb="template")
        dropped = tx.records(MessageTemplate).save(replace(known, status=RecordStatus.ENTERED_IN_ERROR))
        sentence = say.TEMPLATE_DROPPED.format(**_named(dropped))
        entry = tx.journal.end(dropped.ref, sentence)
    return Change(entry, sentence, (dropped,))


def preview(
    context: MessageContext, actor: str, number: AppointmentId, reason: Reason, way: Way, *, text: str = ""
) -> Told:
    """What a message about that visit would say, by `text` where it is not kept yet. Raises NotFound or BadInput."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        scheduled = reading.schedule.by_id(number)
        if scheduled is None:
            raise NotFound(say.NO_VISIT.format(number=number))
        appointment, patient = scheduled.appointment, scheduled.patient
        facts = Facts(patient, clinic.sites[appointment.site], (appointment.start,), appointment.mode)
        own: Sequence[MessageTemplate] = reading.messages.templates()
        settings = context.policy.messages
        if text:
            language = settings.language
            tried = _cleaned(MessageTemplate(0, reason, way, language, "", "", text), clinic)
            problems = list(faults(tried, clinic))
            if problems:
                raise BadInput(say.TEMPLATE_REFUSED.format(why=" ".join(problems)), field="text")
            own = (tried,)
            facts = replace(facts, patient=replace(patient, language=language))
        told = worded(reason, way, facts, own, settings)
        if told is None:
            raise NotFound(say.NO_WORDS)
        return told


def faults(template: MessageTemplate, clinic: Clinic) -> Iterator[str]:
    """What is wrong with the words, a sentence each."""
    whole = f"{template.title} {template.text}"
    try:
        fields = [
            (name, form, conversion) for _, name, form, conversion in Formatter().parse(whole) if name is not None
        ]
    except ValueError:
        yield say.BAD_BRACES
        return
    for name, form, conversion in fields:
        if form or conversion:
            yield say.BAD_BRACES
        elif name in _TOO_MUCH:
            yield say.FIELD_TELLS_TOO_MUCH.format(field=name)
        elif name not in FIELDS:
            yield not_among(name, FIELDS, say.A_FIELD)
    if _OPTS_OUT.search(whole):
        yield say.ASKS_FOR_OPT_OUT.format(word=_OPTS_OUT.search(whole)[1])  # type: ignore[index]
    if template.way is not Way.LETTER:
        yield from tells_too_much(whole, clinic)
    known = all(name in FIELDS and not form and not conversion for name, form, conversion in fields)
    if template.way is Way.TEXT and known and not fits(as_sent(template.text.format(**_LONG))):
        yield say.TEXT_TOO_LONG.format(letters=len(template.text.format(**_LONG)))


def tells_too_much(text: str, clinic: Clinic) -> Iterator[str]:
    """Names of the set-up that tell why or with whom somebody comes."""
    words = f" {_folded(text)} "
    named = [
        *((one.name, say.A_VISIT_TYPE) for one in clinic.visit_types.values()),
        *((one.family, say.A_PROVIDER) for one in clinic.providers.values()),
        *((skill, say.A_SKILL) for one in clinic.providers.values() for skill in one.skills),
    ]
    for name, what in dict.fromkeys(named):
        folded = _folded(name)
        if len(folded) >= _LEAST_WORD and f" {folded} " in words:
            yield say.NAMES_TOO_MUCH.format(name=name, what=what)


def _folded(text: str) -> str:
    return " ".join(fold(word) for word in _BETWEEN.split(text) if word)


def _cleaned(template: MessageTemplate, clinic: Clinic) -> MessageTemplate:
    """The words as they are kept. Raises BadInput for a language or site that is none, and for no words at all."""
    language = template.language.strip().lower()
    if not _LANGUAGE.fullmatch(language):
        raise BadInput(say.BAD_LANGUAGE.format(typed=clean_text(template.language)), field="language")
    if template.site and template.site not in clinic.sites:
        raise BadInput(not_among(template.site, list(clinic.sites), say.A_SITE), field="site")
    lines = [clean_text(line, limit=_LONGEST) for line in template.text.replace("\\n", "\n").splitlines()]
    text = "\n".join(lines).strip()
    if not text:
        raise BadInput(say.NO_TEXT, field="text")
    refuse_card_number(text, "text")
    return replace(template, language=language, text=text[:_LONGEST], title=clean_words(template.title, "title"))


def _key(template: MessageTemplate) -> tuple[Reason, Way, str, str]:
    return template.reason, template.way, template.language, template.site


def _named(template: MessageTemplate) -> dict[str, str]:
    return {
        "reason": say.REASONS[template.reason.value],
        "way": template.way.value,
        "language": template.language,
        "site": f" at {template.site}" if template.site else "",
    }
