"""C11: is the visit type for a patient like this one: of that age and sex?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.age import age_in_words, age_words, is_within, months_on
from core.conflict import Conflict
from core.patients.model import Sex
from core.schedule.sentences import (
    AGE_DOES_NOT_FIT,
    AGES_BETWEEN,
    AGES_FROM,
    AGES_TO,
    SEX_DOES_NOT_FIT,
    SEX_NOT_RECORDED,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import VisitType
    from core.schedule.rules.proposal import Facts, Proposal
    from core.settings.model import Policy


def patient_fits(proposal: Proposal, facts: Facts, policy: Policy) -> tuple[Conflict, ...]:
    """Age counts on the day of the visit, at the site; a sex that is not recorded fits none that is asked for."""
    sentences = (*_age(proposal), *_sex(proposal))
    return tuple(Conflict("C11", policy.rules.C11, sentence) for sentence in sentences)


def _age(proposal: Proposal) -> Iterator[str]:
    wanted, born, on = proposal.visit_type, proposal.patient.birth_date, proposal.wall.date()
    months = months_on(born, on)
    if is_within(months, wanted.min_age, wanted.max_age):
        return
    yield AGE_DOES_NOT_FIT.format(
        patient=proposal.patient.name,
        age=age_in_words(months),
        day=f"{on:%-d %b %Y}",
        type=wanted.code,
        ages=_ages(wanted),
    )


def _ages(wanted: VisitType) -> str:
    if wanted.min_age is None and wanted.max_age is not None:
        return AGES_TO.format(most=age_words(wanted.max_age))
    if wanted.max_age is None and wanted.min_age is not None:
        return AGES_FROM.format(least=age_words(wanted.min_age))
    least, most = (age_words(age) for age in (wanted.min_age, wanted.max_age) if age is not None)
    return AGES_BETWEEN.format(least=least, most=most)


def _sex(proposal: Proposal) -> Iterator[str]:
    wanted, sex = proposal.visit_type.sex, proposal.patient.sex
    if wanted in {"", sex.value}:
        return
    sentence = SEX_NOT_RECORDED if sex is Sex.UNKNOWN else SEX_DOES_NOT_FIT
    yield sentence.format(patient=proposal.patient.name, sex=sex.value, type=proposal.visit_type.code, wanted=wanted)
