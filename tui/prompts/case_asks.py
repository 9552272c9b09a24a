"""What does a step of a case ask for, and how is each answer read as it is typed?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from core.cases.facts import read_facts
from core.cases.kind import FactKind
from core.cases.kinds.book import KINDS
from core.cases.kinds.referral_out import REFERRAL_OUT
from core.clinic.codes import today_at
from core.directory.model import EntryKind, ReferralWay
from core.errors import BadInput
from core.text.cleaning import fold
from core.text.wording import listed, not_among
from tui.prompts import case_sentences as say
from tui.prompts.case_answers import Asked
from tui.prompts.case_documents import documents_how

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from core.cases.kind import CaseKind, Fact, Step
    from core.cases.model import Case
    from core.clinic.model import Site
    from tui.workstation import Workstation

_OUTSIDE: Final = frozenset({FactKind.PARTY, FactKind.PAYER})
_SHOWN: Final = 6
_WAYS: Final = {
    ReferralWay.FAX: "fax",
    ReferralWay.PHONE: "phone",
    ReferralWay.EMAIL: "email",
    ReferralWay.PORTAL: "portal",
    ReferralWay.MAIL: "mail",
    ReferralWay.ELECTRONIC: "direct",
}
NOTE, OUTCOME = "note", "outcome"
"""Names of answers that are no facts."""


def asked_by(row: Step, case: Case, workstation: Workstation, site: Site) -> tuple[Asked, ...]:
    """What the step wants to know: nothing where it can be taken at once.

    What it may be told besides is asked with what it wants alone.
    """
    kind = KINDS[case.kind]
    wanted = [*row.asks, *(name for name in row.needs if not case.facts.get(name))]
    further = [name for name in row.takes if name not in wanted] if wanted else []
    asked = [
        fact_asked(
            kind,
            fact,
            workstation,
            site,
            may_be_empty=name in further,
            how=documents_how(workstation, case.patient) if fact.kind is FactKind.DOCUMENTS else "",
            before=_known(fact, case) or _as_they_want(fact, case, workstation) or _by_themselves(fact, workstation),
        )
        for name in (*dict.fromkeys(wanted), *further)
        if (fact := kind.fact(name))
    ]
    if len(row.outcomes) > 1:
        how = say.STEP_WORDS.format(words=listed(row.outcomes))
        asked.append(Asked(OUTCOME, say.ASK_OUTCOME, how, read=partial(_read_outcome, row.outcomes)))
    if row.says_why:
        asked.append(Asked(NOTE, say.ASK_WHY, read=_required))
    return tuple(asked)


def facts_asked(kind: CaseKind, workstation: Workstation, site: Site) -> Iterator[Asked]:
    """What a new case of the kind wants to know."""
    for name in (*kind.begins_with, *kind.asks_first):
        fact = kind.fact(name)
        if fact:
            yield fact_asked(kind, fact, workstation, site, may_be_empty=name not in kind.begins_with)


def fact_asked(
    kind: CaseKind,
    fact: Fact,
    workstation: Workstation,
    site: Site,
    *,
    may_be_empty: bool = False,
    before: str = "",
    how: str = "",
) -> Asked:
    """A fact of the kind."""
    if not how:
        how = say.STEP_DAY if fact.kind is FactKind.DAY else say.PARTY_HOW if fact.kind in _OUTSIDE else ""
    if fact.words:
        how = say.STEP_WORDS.format(words=listed(fact.words))
    if may_be_empty:
        how = f"{how}; {say.STEP_MAY_BE_EMPTY}" if how else say.STEP_MAY_BE_EMPTY
    view = workstation.view

    def read(text: str) -> None:
        _required(text)
        today = today_at(site, view.now)
        read_facts(kind, {fact.name: text}, view.clinic, today, order=workstation.settings.dates.order)

    suggest = _suggesting(workstation, fact.kind) if fact.kind in _OUTSIDE else None
    return Asked(fact.name, fact.label[0].upper() + fact.label[1:], how, may_be_empty, read, before, suggest)


def _suggesting(workstation: Workstation, kind: FactKind) -> Callable[[str], Sequence[str]]:
    """Whom outside the words mean, also with a slip: payers alone where one is asked for."""
    index = workstation.desk.directory.index(workstation.actor)

    def named(words: str) -> Sequence[str]:
        fit = (hit.entry for hit in index.find(words))
        return [one.name for one in fit if kind is FactKind.PARTY or one.kind is EntryKind.PAYER][:_SHOWN]

    return named


def _known(fact: Fact, case: Case) -> str:
    """What is known already is proposed, where it is words: a day is said anew."""
    return case.facts.get(fact.name, "") if fact.kind is not FactKind.DAY else ""


def _as_they_want(fact: Fact, case: Case, workstation: Workstation) -> str:
    """How the one to whom the patient is sent wants referrals, as the directory says; '' where nobody knows."""
    if fact.name != "how" or case.kind != REFERRAL_OUT.name:
        return ""
    name = fold(case.facts.get("to", ""))
    entries = workstation.desk.directory.index(workstation.actor).entries
    return next((_WAYS.get(one.referrals, "") for one in entries if fold(one.name) == name), "")


def _by_themselves(fact: Fact, workstation: Workstation) -> str:
    """Who read something is the provider at the desk, where one is."""
    return workstation.own_code if fact.name == "read_by" else ""


def _required(text: str) -> None:
    if not text:
        raise BadInput(say.SAY_SOMETHING, field=NOTE)


def _read_outcome(outcomes: tuple[str, ...], text: str) -> None:
    if len([one for one in outcomes if text and one.startswith(text.lower())]) != 1:
        raise BadInput(not_among(text, outcomes, OUTCOME), field=OUTCOME)
