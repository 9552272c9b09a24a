"""How do the texts of a form become a patient's record, and a record texts?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from core.calendar.birth_date import parse_birth_date
from core.calendar.date_order import DateOrder
from core.calendar.date_parts import describe_parts
from core.errors import BadInput, ClinicdeskError
from core.patients.model import PatientStatus, Phone, Sex
from core.patients.registration import read_email, read_phone, read_provider
from core.patients.requests import RecordChanges, Registration
from core.text.cleaning import clean_text, fold
from tui.prompts.sentences import FORM_BORN, FORM_DATED, FORM_PROVIDER, FORM_YES_NO

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date
    from zoneinfo import ZoneInfo

    from core.clinic.model import Clinic
    from core.patients.model import Patient
    from tui.text.lines import Span

LONGEST: Final = 120
LONGEST_NUMBER: Final = 40
LONGEST_ADDRESS: Final = 240
GROUPS: Final = (
    *("family", "given", "preferred", "previous", "birth_date", "sex", "phone", "email", "address", "language"),
    *("interpreter", "usual_provider", "mrn", "external_id", "alert", "status", "identity", "demographics"),
)
"""What is changed as one: all phones together, all alerts together."""
WHO: Final = frozenset({"family", "given", "previous", "birth_date", "phone", "email", "address", "external_id"})
"""What tells who somebody is: likely duplicates are looked for when one of these was typed."""


@dataclass(frozen=True, slots=True)
class Reader:
    """With what the texts are read: the clinic's order of dates, the day, and whom it has."""

    order: DateOrder
    today: date
    clinic: Clinic
    zone: ZoneInfo

    def born(self, text: str) -> date:
        """The birth date. Raises BadInput."""
        return parse_birth_date(text, order=self.order, today=self.today)

    def provider(self, text: str) -> str:
        """The code of a provider named by code or family name, or "". Raises NotFound or BadInput."""
        typed = fold(text)
        named = [one.code for one in self.clinic.providers.values() if typed and fold(one.family) == typed]
        return read_provider(named[0] if len(named) == 1 else text, self.clinic)

    def told(self, name: str, text: str) -> Span | None:
        """What is said of a text that can be read: the birth date in words with the age, the provider's name."""
        try:
            if name == "birth_date":
                born = self.born(text)
                age = self.today.year - born.year - ((self.today.month, self.today.day) < (born.month, born.day))
                return FORM_BORN.format(written=describe_parts(born.year, born.month, born.day), age=age), "ok"
            if name == "usual_provider" and text.strip():
                return FORM_PROVIDER.format(name=self.clinic.providers[self.provider(text)].name), "ok"
        except ClinicdeskError:
            return None
        return None

    def check(self, name: str, text: str) -> None:
        """Raise BadInput or NotFound for a text that cannot be what its field wants."""
        if name == "birth_date":
            self.born(text)
        elif name == "usual_provider":
            self.provider(text)
        elif name == "email":
            read_email(text)
        elif name.startswith("phone.") and name.endswith(".number") and text.strip():
            read_phone(Phone(text))


def texts_of(patient: Patient, order: DateOrder) -> dict[str, str]:
    """The texts that say what the record says."""
    texts = {
        "family": patient.family,
        "given": patient.given,
        "preferred": patient.preferred,
        "birth_date": order.write(patient.birth_date),
        "sex": patient.sex.value,
        "email": patient.email,
        "address": patient.address,
        "language": patient.language,
        "interpreter": "yes" if patient.interpreter else "",
        "usual_provider": patient.usual_provider,
        "mrn": patient.mrn,
        "external_id": patient.external_id,
        "status": patient.status.value,
    }
    for number, phone in enumerate(patient.phones):
        consent = " ".join(word for word, is_given in (("voice", phone.voice), ("text", phone.text)) if is_given)
        texts |= {f"phone.{number}.number": phone.number, f"phone.{number}.kind": phone.kind}
        texts[f"phone.{number}.consent"] = consent
    texts |= {f"previous.{number}": name for number, name in enumerate(patient.previous)}
    texts |= {f"alert.{number}": alert for number, alert in enumerate(patient.alerts)}
    return texts


def group_of(name: str) -> str:
    """The group a field belongs to."""
    return name.partition(".")[0]


def group(texts: Mapping[str, str], name: str) -> tuple[object, ...]:
    """What the fields of a group say, as a value that is the same when they say the same."""
    match name:
        case "phone":
            return _phones(texts)
        case "previous" | "alert":
            return _several(texts, name)
        case _:
            return (clean_text(texts.get(name, ""), limit=LONGEST_ADDRESS),)


def changed(mine: Mapping[str, str], base: Mapping[str, str]) -> tuple[str, ...]:
    """The groups in which two sets of texts differ."""
    return tuple(name for name in GROUPS if group(mine, name) != group(base, name))


def shown(texts: Mapping[str, str], name: str, reader: Reader) -> str:
    """A group in one line, for a comparison."""
    match name:
        case "phone":
            return ", ".join(f"{phone.number} {phone.kind}" for phone in _phones(texts))
        case "previous" | "alert":
            return "; ".join(_several(texts, name))
        case "birth_date":
            told = reader.told(name, texts.get(name, ""))
            return told[0].rstrip(".") if told else texts.get(name, "")
        case "interpreter":
            return FORM_YES_NO[texts.get(name, "")]
        case "identity" | "demographics":
            return FORM_DATED.get(texts.get(name, ""), "").format(before="")
        case _:
            return texts.get(name, "")


def registration(texts: Mapping[str, str], reader: Reader) -> Registration:
    """The new patient that the texts describe. Raises BadInput or NotFound."""
    said = _said(texts, [name for name in GROUPS if name in _READ and name not in _ONLY_EDITED], reader)
    return Registration(**said)


def changes(texts: Mapping[str, str], groups: Sequence[str], reader: Reader) -> RecordChanges:
    """What those groups change of a record; the others stay. Raises BadInput or NotFound."""
    return RecordChanges(**_said(texts, groups, reader))


def field_of_error(error: BadInput, texts: Mapping[str, str]) -> str:
    """The field of the form that the error is about, or ""."""
    if error.field == "phone":
        wrong = (name for name in texts if name.startswith("phone.") and name.endswith(".number"))
        return next(wrong, "phone.0.number")
    return error.field


def _said(texts: Mapping[str, str], groups: Sequence[str], reader: Reader) -> dict[str, Any]:
    return {_FIELDS.get(name, name): _READ[name](texts, name, reader) for name in groups}


def numbers(texts: Mapping[str, str], what: str) -> list[int]:
    """The numbers of the fields of one kind that hold something: [0, 2] of alert.0 and alert.2."""
    ends = ".number" if what == "phone" else ""
    named = (name.removeprefix(f"{what}.").removesuffix(ends) for name, text in texts.items() if text.strip())
    return sorted(int(number) for number in named if number.isdecimal())


def _phones(texts: Mapping[str, str]) -> tuple[Phone, ...]:
    phones = []
    for number in numbers(texts, "phone"):
        typed = clean_text(texts[f"phone.{number}.number"], limit=LONGEST_NUMBER)
        if typed:
            consent = texts.get(f"phone.{number}.consent", "voice").split()
            kind = texts.get(f"phone.{number}.kind", "mobile")
            phones.append(Phone(typed, kind, voice="voice" in consent, text="text" in consent))
    return tuple(phones)


def _several(texts: Mapping[str, str], what: str) -> tuple[str, ...]:
    typed = (clean_text(texts[f"{what}.{number}"]) for number in numbers(texts, what))
    return tuple(text for text in typed if text)


_FIELDS: Final[Mapping[str, str]] = {
    "phone": "phones",
    "alert": "alerts",
    "identity": "identity_verified",
    "demographics": "demographics_confirmed",
}
"""What a group is called in requests, where that is something else."""
_ONLY_EDITED: Final = frozenset({"status", "identity", "demographics"})
_READ: Final[Mapping[str, Callable[[Mapping[str, str], str, Reader], Any]]] = {
    **dict.fromkeys(
        ("family", "given", "preferred", "email", "address", "language", "mrn", "external_id"),
        lambda texts, name, _: texts.get(name, ""),
    ),
    "previous": lambda texts, name, _: _several(texts, name),
    "alert": lambda texts, name, _: _several(texts, name),
    "birth_date": lambda texts, name, reader: reader.born(texts.get(name, "")),
    "sex": lambda texts, name, _: Sex(texts.get(name) or Sex.UNKNOWN.value),
    "phone": lambda texts, _, __: _phones(texts),
    "interpreter": lambda texts, name, _: bool(texts.get(name)),
    "usual_provider": lambda texts, name, reader: reader.provider(texts.get(name, "")),
    "status": lambda texts, name, _: PatientStatus(texts.get(name, "")),
    "identity": lambda texts, name, _: texts.get(name) == "now",
    "demographics": lambda texts, name, _: texts.get(name) == "now",
}
"""How each group is read."""
