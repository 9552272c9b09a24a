"""C11: does somebody interpret for a patient who needs it?"""

from collections.abc import Mapping, Sequence
from datetime import time

import pytest

from core.clinic.model import Clinic, Interpreter
from core.conflict import Severity
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c11_interpreter import interpreter
from core.schedule.rules.interpreting import chosen_interpreter
from core.schedule.rules.proposal import Proposal
from core.settings.model import Policy
from core.structs import replace
from tests.core.proposing import CLINIC, ITO, LEE, SMITH, WEST, knowing, propose, taken

ORTIZ = Interpreter("ortiz", "Ortiz, Ana", ("Spanish", "Catalan"))
WEN = Interpreter("wen", "Wen, Li", ("Mandarin",), site="main")
LINE = Interpreter("line", "Language line", ("spanish", "Mandarin"), count=2)
PACO = replace(SMITH, language="Spanish", interpreter=True)


def clinic(*interpreters: Interpreter) -> Clinic:
    """The clinic with those who interpret."""
    return replace(CLINIC, interpreters={one.code: one for one in interpreters})


def with_(code: str, *hours: str) -> list[ScheduledVisit]:
    """Visits of Jones with Ito at which they interpret."""
    made = [taken(*each.split("-"), number=7 + at, provider=ITO) for at, each in enumerate(hours)]
    return [replace(one, appointment=replace(one.appointment, interpreter=code)) for one in made]


def chosen(
    known: Clinic, proposal: Proposal, others: Sequence[ScheduledVisit] = (), had: str | None = None
) -> str | None:
    """Who would interpret, by code."""
    facts = replace(knowing(clinic=known, site=proposal.site), interpreted=tuple(others))
    found = chosen_interpreter(proposal, facts, had=had)
    return found.code if found else None


@pytest.mark.parametrize(
    ("language", "needs", "interpreters", "busy", "had", "expected"),
    [
        ("Spanish", False, (ORTIZ,), {}, None, None),
        ("", False, (ORTIZ,), {}, None, None),
        ("Spanish", True, (), {}, None, None),
        ("Spanish", True, (ORTIZ,), {}, None, "ortiz"),
        ("SPANISH", True, (ORTIZ,), {}, None, "ortiz"),
        ("Spanish", True, (WEN, LINE, ORTIZ), {}, None, "line"),
        ("Spanish", True, (WEN, LINE, ORTIZ), {}, "ortiz", "ortiz"),
        ("Spanish", True, (LINE, ORTIZ), {"ortiz": ["10:00-10:20"]}, "ortiz", "line"),
        ("Spanish", True, (ORTIZ, LINE), {"ortiz": ["10:10-10:30"]}, None, "line"),
        ("Spanish", True, (ORTIZ, LINE), {"ortiz": ["9:40-10:00", "10:20-10:40"]}, None, "ortiz"),
        ("Spanish", True, (LINE,), {"line": ["10:00-10:20"]}, None, "line"),
        ("Spanish", True, (LINE,), {"line": ["10:00-10:20", "10:00-10:20"]}, None, None),
        ("Spanish", True, (LINE,), {"line": ["9:50-10:10", "10:10-10:30"]}, None, "line"),
        ("Spanish", True, (replace(ORTIZ, retired=True),), {}, None, None),
        ("Polish", True, (ORTIZ, WEN, LINE), {}, None, None),
        ("", True, (ORTIZ,), {}, None, None),
        ("Spanish", True, (replace(ORTIZ, site="west"),), {}, None, None),
        ("Mandarin", True, (WEN,), {}, None, "wen"),
    ],
)
def test_the_first_who_speaks_it_and_is_free_interprets(
    language: str,
    interpreters: tuple[Interpreter, ...],
    busy: Mapping[str, list[str]],
    had: str | None,
    expected: str | None,
    *,
    needs: bool,
) -> None:
    """Rather whoever did before; a line bears several at once, counted as equipment is."""
    others = [visit for code, hours in busy.items() for visit in with_(code, *hours)]
    proposal = propose(patient=replace(SMITH, language=language, interpreter=needs))
    assert expected == chosen(clinic(*interpreters), proposal, others, had)


def test_a_provider_who_speaks_the_language_needs_nobody() -> None:
    """And is met with nothing."""
    proposal = propose(patient=PACO, provider=replace(LEE, languages=("spanish",)))
    assert chosen(clinic(ORTIZ), proposal) is None
    assert () == interpreter(proposal, knowing(clinic=clinic(ORTIZ)), Policy())


def test_who_interprets_at_one_site_does_not_at_another() -> None:
    """Wen is at Main Street."""
    mandarin = replace(PACO, language="Mandarin")
    assert chosen(clinic(WEN), propose(patient=mandarin, site=WEST)) is None


def said(proposal: Proposal, known: Clinic, *others: ScheduledVisit) -> list[tuple[Severity, str]]:
    """What is said of the proposal."""
    facts = replace(knowing(clinic=known), interpreted=others)
    return [(conflict.severity, conflict.message) for conflict in interpreter(proposal, facts, Policy())]


NEEDS = "Smith, John needs an interpreter"


def test_each_reason_is_told() -> None:
    """Nobody set up, no language, nobody who speaks it, all who do elsewhere, somebody who no longer does."""
    asked, known = propose(patient=PACO), clinic(ORTIZ)
    assert [(Severity.WARN, f"{NEEDS} (Spanish), and the clinic has none set up.")] == said(asked, CLINIC)
    unknown = propose(patient=replace(PACO, language=""))
    assert [(Severity.CONFIRM, f"{NEEDS}; the language is not recorded.")] == said(unknown, known)
    polish = propose(patient=replace(PACO, language="Polish"))
    assert [(Severity.CONFIRM, f"{NEEDS}; nobody interprets Polish at Main Street.")] == said(polish, known)
    busy = f"{NEEDS} (Spanish): Ortiz, Ana has Jones, Ann with Ito 9:50-10:10."
    assert [(Severity.CONFIRM, busy)] == said(asked, known, *with_("ortiz", "9:50-10:10"))
    gone = replace(asked, interpreter=replace(ORTIZ, retired=True))
    sentence = f"{NEEDS}; Ortiz, Ana does not interpret Spanish at Main Street."
    assert [(Severity.CONFIRM, sentence)] == said(gone, clinic(gone.interpreter or ORTIZ))
    assert [] == said(replace(asked, interpreter=ORTIZ), known)
    assert [] == said(propose(), known)


MORNINGS = replace(ORTIZ, days=(0, 1), begin=time(9), finish=time(12))


@pytest.mark.parametrize(
    ("hours", "start", "minutes", "is_there"),
    [
        (ORTIZ, "10:00", 20, True),
        (MORNINGS, "10:00", 20, True),
        (MORNINGS, "9:00", 20, True),
        (MORNINGS, "11:40", 20, True),
        (MORNINGS, "8:50", 20, False),
        (MORNINGS, "11:50", 20, False),
        (replace(MORNINGS, days=(0, 2)), "10:00", 20, False),
        (replace(MORNINGS, days=()), "10:00", 20, True),
        (replace(MORNINGS, begin=None, finish=None), "20:00", 20, True),
        (replace(MORNINGS, days=(4,), begin=None, finish=None), "10:00", 20, False),
        (replace(MORNINGS, begin=time(10), finish=time.min), "23:40", 19, True),
    ],
)
def test_who_interprets_is_there_all_the_time(hours: Interpreter, start: str, minutes: int, is_there: bool) -> None:  # noqa: FBT001
    """On a Tuesday; without hours at any time."""
    proposal = propose(start, minutes=minutes, patient=PACO)
    assert ("ortiz" if is_there else None) == chosen(clinic(hours), proposal)


def test_hours_are_told_and_bind_who_is_booked_already() -> None:
    """Beside what others have then."""
    later = propose("13:00", patient=PACO)
    away = f"{NEEDS} (Spanish): Ortiz, Ana is there mon tue 9:00-12:00"
    assert [(Severity.CONFIRM, f"{away}.")] == said(later, clinic(MORNINGS))
    both = f"{away}; Language line has Jones, Ann with Ito 12:50-13:10, Jones, Ann with Ito 13:00-13:20."
    line = with_("line", "12:50-13:10", "13:00-13:20")
    assert [(Severity.CONFIRM, both)] == said(later, clinic(MORNINGS, LINE), *line)
    assert [(Severity.CONFIRM, f"{away}.")] == said(replace(later, interpreter=MORNINGS), clinic(MORNINGS, LINE))


def test_everybody_who_could_is_named() -> None:
    """With all whom they have at once."""
    line = with_("line", "10:00-10:20", "10:10-10:30")
    (found,) = said(propose(patient=PACO), clinic(ORTIZ, LINE), *with_("ortiz", "10:00-10:20"), *line)
    assert found[1] == (
        f"{NEEDS} (Spanish): Ortiz, Ana has Jones, Ann with Ito 10:00-10:20;"
        " Language line has Jones, Ann with Ito 10:00-10:20, Jones, Ann with Ito 10:10-10:30."
    )
