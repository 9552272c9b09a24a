"""What is shown of a case while it is open: where it stands, what is known, what was done, what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.cases.due import due_words
from core.cases.facts import told
from core.cases.kinds.book import KINDS
from core.cases.model import Act, Urgency
from core.cases.stepping import next_steps
from core.clinic.codes import today_at
from tui.prompts import case_sentences as say
from tui.text.hiding import typed_text
from tui.text.words import who_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from core.cases.kind import Fact
    from core.cases.listing import WholeCase
    from core.cases.model import CaseEvent
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MOST_EVENTS: Final = 6


def case_lines(whole: WholeCase, workstation: Workstation) -> tuple[Line, ...]:
    """The case: whose, where it stands, its facts, its newest events, and the steps with their letters."""
    return (
        *head_lines(whole, workstation),
        *_fact_lines(whole, workstation),
        *_event_lines(whole, workstation),
        *_steps(whole),
    )


def head_lines(whole: WholeCase, workstation: Workstation) -> Iterator[Line]:
    """Whose it is, what it is about, its state, when it is due and who has it."""
    case, site, view = whole.seen.case, whole.seen.site, workstation.view
    kind, patient = KINDS[case.kind], whole.seen.patient
    if patient:
        yield who_line(patient, local(view.now, site.tz).date(), privacy=workstation.privacy)
    late = case.is_late(view.now)
    when = format_when(case.state_at, site, view.now)
    state = say.CASE_STATE.format(state=case.state.replace("-", " "), when=when, who=case.state_by)
    due = case.outcome
    if case.is_open:
        due = say.CASE_DUE.format(due=due_words(case.due, site, view.now), late=say.CASE_LATE if late else "")
    urgent = say.CASE_URGENT if case.urgency is Urgency.URGENT else ""
    subject = typed_text(workstation, case.subject)
    yield ((f" {kind.label} {case.id}: {subject}{urgent}", "head"),)
    owner = say.CASE_OWNER.format(owner=case.owner) if case.owner else say.CASE_POOL.format(pool=case.pool)
    yield ((f" {state}", "panel"), (f"  {due}", "late" if late else "panel"), (f"  {owner}", "hint"))


def _fact_lines(whole: WholeCase, workstation: Workstation) -> Iterator[Line]:
    case, view = whole.seen.case, workstation.view
    today = today_at(whole.seen.site, view.now)
    facts = [
        f"{one.label}: {_fact(one, case.facts[one.name], workstation, today)}"
        for one in KINDS[case.kind].facts
        if case.facts.get(one.name)
    ]
    links = [f"{one.kind.value} {one.number or one.code}" for one in whole.links]
    units = [] if whole.units_left is None else [say.CASE_UNITS.format(left=whole.units_left)]
    text = "  ·  ".join((*facts, *units, *links))
    if text:
        yield ((f" {text}", "panel"),)


def _fact(one: Fact, value: str, workstation: Workstation, today: date) -> str:
    said = told(one, value, workstation.view.clinic, today)
    return typed_text(workstation, said) if one.kind.is_typed else said


def _event_lines(whole: WholeCase, workstation: Workstation) -> Iterator[Line]:
    """The newest first."""
    for event in reversed(whole.events[-_MOST_EVENTS:]):
        at = format_when(event.at, whole.seen.site, workstation.view.now)
        note = f": {typed_text(workstation, event.note)}" if event.note else ""
        yield ((f" {_what(event)} {at} {event.by}{note}", "hint"),)
    if len(whole.events) > _MOST_EVENTS:
        yield ((f" {say.CASE_MORE_EVENTS.format(count=len(whole.events) - _MOST_EVENTS)}", "hint"),)


def _what(event: CaseEvent) -> str:
    return event.step if event.act is Act.STEP else event.act.value


def _steps(whole: WholeCase) -> Iterator[Line]:
    """The steps that lead on, each with its letter; Enter takes the first."""
    for number, row in enumerate(next_steps(whole.seen.case)):
        key = say.CASE_ENTER.format(key=row.key) if number == 0 else f"  {row.key}      "
        yield ((f" {key}", "hint-key"), (f" {row.label}", "panel"))
