"""Is what was typed of a record that belongs to somebody kept for that one, and for nobody else?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.fields import kinds
from core.fields.model import Field, RecordSpec
from core.lazy import named
from tests.memos import Memo
from tests.sessions import Sitting, a_sitting
from tui.keys.registry import ACTIONS
from tui.prompts.form_of import FormOf, form_reading
from tui.prompts.record_form import RecordForm
from tui.prompts.record_port import Remark
from tui.prompts.restore import RESTORERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.errors import Refused
    from core.fields.model import Changes
    from core.journal.change import Change
    from core.patients.model import Patient
    from tui.text.lines import Line

SPEC: Final = RecordSpec("phone_memo", (Field("text", kinds.text(200), "Memo", "What it is.", "Memo"),))


class MemoPort:
    """Memos on one patient, for a form that is never saved."""

    spec = SPEC
    first = ("text",)

    def __init__(self, patient: Patient) -> None:
        self.owner = str(patient.id)

    def read(self, record: Memo) -> Memo:
        """As it is."""
        return record

    def add(self, values: Mapping[str, object], *, anyway: bool) -> Change:
        """Nothing is saved in these tests."""
        raise AssertionError(values)

    def change(self, record: Memo, changes: Changes, *, rev: int, anyway: bool) -> Change | None:
        """Nothing is saved in these tests."""
        raise AssertionError(changes)

    def title(self, texts: Mapping[str, str]) -> str:
        """Nothing."""
        return ""

    def head(self, record: Memo) -> tuple[Line, ...]:
        """Nothing."""
        return ()

    def people(self, record: Memo) -> tuple[Patient, ...]:
        """Nobody."""
        return ()

    def remark(self, texts: Mapping[str, str], record: Memo | None) -> Remark:
        """Nothing."""
        return Remark()

    def stage(self, refused: Refused, texts: Mapping[str, str], record: Memo | None) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def sitting(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """A desk with two patients."""
    return a_sitting(tmp_path_factory.mktemp("owned"))


def memo_form(sitting: Sitting, patient: Patient, typed: str = "") -> RecordForm[Memo]:
    """The form of a new memo on the patient, with what was typed."""
    reading = form_reading(sitting.workstation, sitting.site)
    form = RecordForm(sitting.workstation, MemoPort(patient), reading)
    for letter in typed:
        form.key(letter, letter)
    return form


def test_left_it_is_its_owners(sitting: Sitting) -> None:
    """Asked again of the same patient it is the same draft, also by its name on the disk; of another it is not."""
    smith, jones = sitting.smith.patient, sitting.jones.patient
    left = memo_form(sitting, smith, "calls")

    assert left.state().key == memo_form(sitting, smith).state().key != memo_form(sitting, jones).state().key
    assert ("new-phone_memo", str(smith.id)) == (left.state().kind, left.state().key)


def test_taken_up_it_holds_what_was_typed(sitting: Sitting) -> None:
    """Another process asks it again of its owner, who is named also where nothing was typed yet."""
    smith = sitting.smith.patient
    kept = memo_form(sitting, smith, "calls").state()
    again = memo_form(sitting, smith)

    again.take_up(kept)
    assert ("calls", kept) == (again.texts["text"], again.state())
    assert ("New phone memo", str(smith.id)) == (again.label, memo_form(sitting, smith).state().key)


def test_a_form_that_a_key_opens_is_asked_again() -> None:
    """The row that names a form is all that parking needs to know of it; no two forms are kept under one name."""
    forms = [named(action.form) for action in ACTIONS if action.form]
    kinds_kept = [kind for form in forms for kind in form.kinds]

    assert all(isinstance(form, FormOf) for form in forms)
    assert {"new-patient", "edit-patient"} <= set(kinds_kept) <= set(RESTORERS)
    assert len(set(kinds_kept)) == len(kinds_kept)
