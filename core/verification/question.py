"""What is a payer asked about a patient's coverage, and can it be asked at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.payer import TAX_ID
from core.coverage.model import Relation
from core.errors import BadInput
from core.exchange.x12.questions import Letterhead, Question, group_number, in_letters, member_number, named
from core.patients.model import Sex
from core.text.cleaning import digits_of
from core.verification import sentences as say

if TYPE_CHECKING:
    from datetime import date

    from core.clinic.model import Site
    from core.clinic.payer import Payer
    from core.coverage.model import Coverage
    from core.exchange.x12.questions import Named
    from core.patients.model import Patient
    from core.settings.model import EligibilitySettings

_LONGEST_PARTY: Final = 15
_TAX_DIGITS: Final = 9
_RELATIONS: Final = {Relation.SPOUSE: "01", Relation.CHILD: "19", Relation.OTHER: "34"}
"""INS02."""
_SEXES: Final = {Sex.FEMALE: "F", Sex.MALE: "M"}


def question_of(
    patient: Patient, coverage: Coverage, on: date, payer: Payer | None, site: Site, *, settings: EligibilitySettings
) -> Question:
    """The question, still without number and trace. Raises BadInput with what keeps it from being asked."""
    if payer is None or payer.retired or not in_letters(payer.payer_id):
        raise BadInput(say.NO_PAYER_ID.format(payer=payer.name if payer else coverage.payer))
    if not site.npi:
        raise BadInput(say.NO_NPI.format(site=site.name))
    told = frozenset(payer.tells)
    sex = _SEXES.get(patient.sex, "") if "sex" in told else ""
    who = named(patient.family, patient.given, born=patient.birth_date, sex=sex)
    is_own = coverage.relation is Relation.SELF
    member_id = member_number(coverage.member_id, hyphens="hyphens" in told)
    if not member_id:
        raise BadInput(say.MEMBER_ID_UNTELLABLE)
    tax_id = _tax_digits(settings) if TAX_ID in told else ""
    if TAX_ID in told and not tax_id:
        raise BadInput(say.NO_TAX_ID.format(payer=payer.name))
    return Question(
        number=0,
        trace="",
        payer=in_letters(payer.name) or in_letters(payer.code),
        payer_id=in_letters(payer.payer_id),
        clinic=in_letters(site.name) or in_letters(site.code),
        npi=site.npi,
        subscriber=who if is_own else _subscriber(coverage.subscriber),
        member_id=member_id,
        on=on if "date" in told else None,
        services=payer.services,
        dependent=None if is_own else who,
        relation=_RELATIONS.get(coverage.relation, "") if "relation" in told else "",
        group=group_number(coverage.group) if "group" in told else "",
        tax_id=tax_id,
    )


def letterhead(settings: EligibilitySettings, sender: str) -> Letterhead:
    """Between whom a file passes. Who assigns the traces is told by the tax id, else by the sender's."""
    own = in_letters(sender, _LONGEST_PARTY)
    tax_id = _tax_digits(settings)
    origin = f"1{tax_id}" if tax_id else f"9{own.replace(' ', '')[:_TAX_DIGITS]:0>{_TAX_DIGITS}}"
    receiver = in_letters(settings.receiver, _LONGEST_PARTY)
    if not own or not receiver:
        raise BadInput(say.NO_PARTY)
    return Letterhead(own, receiver, origin, settings.sender_kind, settings.receiver_kind, settings.test)


def _tax_digits(settings: EligibilitySettings) -> str:
    digits = digits_of(settings.tax_id)
    return digits if digits.isascii() and len(digits) == _TAX_DIGITS else ""


def _subscriber(typed: str) -> Named:
    """'Smith, Maria' or 'Maria Smith'."""
    family, comma, given = (part.strip() for part in typed.partition(","))
    if not comma:
        *first, family = typed.split() or [""]
        given = " ".join(first)
    return named(family, given)
