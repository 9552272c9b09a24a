"""Which verb does each state of a ledger line, a drawer and a form allow? Every pair of them, by table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.documents.forms import FormSaid
from core.errors import BadInput, ChangedElsewhere, NotFound, Refused
from core.forms.model import FormState
from core.importing.columns import ColumnMap
from core.importing.request import ImportFile
from core.till.model import LedgerLine, LineKind, Method
from core.till.payment import Payment
from core.till.question import BillingQuestion, QuestionKind
from tests.clinics import register
from tests.desk.importing import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.desk import Desk
    from core.patients.model import Patient

FORM: Final = '[[form]]\ncode = "privacy"\nname = "Privacy notice"\nmay_decline = true\n'
LINES: Final = """
                void     refund   dispute  question settle   undo
paid            ok       ok       ok       ok       missing  ok
voided          refused  refused  ok       ok       missing  ok
void            bad      refused  ok       ok       missing  ok
given-back      refused  refused  ok       ok       missing  ok
undone          refused  refused  ok       ok       missing  missing
disputed        ok       ok       bad      bad      ok       ok
settled         ok       ok       ok       ok       bad      ok
charged         bad      refused  ok       ok       missing  missing
"""
"""A line's state, and what comes of each verb: done, refused by a rule, not to be asked so, or nothing there.

Undo is that of who works at the till: what billing charged is not theirs to undo.
"""
DRAWERS: Final = """
                open     count    pay      undo
none            ok       missing  ok       missing
open            refused  ok       ok       ok
used            refused  ok       ok       ok
counted         ok       missing  ok       ok
"""
FORMS: Final = """
                signed   declined given    undo
nothing         ok       ok       ok       missing
signed          ok       ok       ok       ok
declined        ok       ok       ok       ok
given           ok       ok       ok       ok
"""


def _pairs(table: str) -> list[tuple[str, str, str]]:
    head, *rows = table.strip("\n").splitlines()
    verbs = head.split()
    return [(row.split()[0], verb, told) for row in rows for verb, told in zip(verbs, row.split()[1:], strict=True)]


def _outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except NotFound:
        return "missing"
    except Refused:
        return "refused"
    except (BadInput, ChangedElsewhere):
        return "bad"
    return "ok"


def _paid(desk: Desk, whose: Patient, kind: LineKind = LineKind.COPAY) -> int:
    return desk.till.pay("ana", Payment(whose.ref, kind, Method.CASH, 2500)).all_of(LedgerLine)[0].id


def _line_in(desk: Desk, whose: Patient, state: str) -> tuple[int, int]:
    """A line in that state, and the question about it, 0 where there is none."""
    till = desk.till
    if state == "charged":
        lines = "id,mrn,kind,amount,date\n", f"c1,{whose.mrn},charge,25.00,2026-11-02\n"
        till.import_file("sue", ImportFile("bill.csv", lines, ColumnMap()), sink=Told())
        return till.ledger("ana", whose.id).lines[0].id, 0
    line, question = _paid(desk, whose), 0
    if state in {"voided", "void"}:
        void = till.void("ana", line, "slip").all_of(LedgerLine)[0].id
        line = void if state == "void" else line
    elif state == "given-back":
        _paid(desk, whose, LineKind.REFUND)
    elif state == "undone":
        desk.journal.undo("ana")
    elif state in {"disputed", "settled"}:
        noted = till.note_question("ana", line, QuestionKind.DISPUTE, "not mine")
        question = noted.all_of(BillingQuestion)[0].id
        if state == "settled":
            till.settle("ana", question, "explained")
    return line, question


@pytest.mark.parametrize(("state", "verb", "expected"), _pairs(LINES))
def test_what_a_line_allows(desk: Desk, state: str, verb: str, expected: str) -> None:
    """And what is refused leaves the balance as it was."""
    smith = register(desk, actor="cy")
    line, question = _line_in(desk, smith, state)
    before = desk.till.ledger("ana", smith.id).balance
    refund = Payment(smith.ref, LineKind.REFUND, Method.CASH, 2500)
    acts: dict[str, Callable[[], object]] = {
        "void": lambda: desk.till.void("ana", line, "slip"),
        "refund": lambda: desk.till.pay("ana", refund),
        "dispute": lambda: desk.till.note_question("ana", line, QuestionKind.DISPUTE, "no"),
        "question": lambda: desk.till.note_question("ana", line, QuestionKind.QUESTION, "why"),
        "settle": lambda: desk.till.settle("ana", question, "told"),
        "undo": lambda: desk.journal.undo("ana"),
    }
    assert expected == _outcome(acts[verb])
    if expected != "ok" or verb in {"dispute", "question", "settle"}:
        assert before == desk.till.ledger("ana", smith.id).balance


@pytest.mark.parametrize(("state", "verb", "expected"), _pairs(DRAWERS))
def test_what_a_drawer_allows(desk: Desk, state: str, verb: str, expected: str) -> None:
    """Cash is taken also where none is open, and is told to be in none."""
    smith = register(desk, actor="cy")
    if state != "none":
        desk.till.open("ana", "main", 10000)
    if state in {"used", "counted"}:
        _paid(desk, smith)
    if state == "counted":
        desk.till.close("ana", "main", 12500)
    acts: dict[str, Callable[[], object]] = {
        "open": lambda: desk.till.open("ana", "main", 10000),
        "count": lambda: desk.till.close("ana", "main", 12500),
        "pay": lambda: _paid(desk, smith),
        "undo": lambda: desk.journal.undo("ana"),
    }
    assert expected == _outcome(acts[verb])


@pytest.mark.parametrize(("state", "verb", "expected"), _pairs(FORMS))
def test_what_a_form_allows(desk: Desk, state: str, verb: str, expected: str) -> None:
    """What was noted last counts, whatever it was; an undo brings back what was noted before."""
    desk.set_up("sue", FORM, place="forms.toml")
    smith = register(desk, actor="cy")

    def note(word: str) -> object:
        return desk.documents.note_forms("ana", smith.ref, [FormSaid("privacy", FormState(word))])

    if state != "nothing":
        note(state)
    assert expected == _outcome(lambda: desk.journal.undo("ana") if verb == "undo" else note(verb))
    notes = [one.note.state.value for one in desk.documents.forms("ana", smith.ref).found if one.note]
    assert ([verb] if verb != "undo" else []) == notes
