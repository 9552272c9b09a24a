"""Does a reason that says nothing ask for words, and do these stay with the act, however it is done?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.errors import BadInput, Refused
from core.schedule.model.visit import ScheduledVisit
from core.schedule.requests import BookingRequest
from tests.sessions import Sitting, a_sitting
from tui.prompts.cancel import CancelPrompt
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.override import OverridePrompt
from tui.prompts.prompt import STAY, Did
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext
from tui.text.words import entry_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from core.journal.change import Change
    from core.patients.model import Patient
    from tests.command_line import CommandLine

WORDS = "father died"


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """Smith at 10:20 and Jones at 10:40, with Lee."""
    return a_sitting(tmp_path)


class Doubled:
    """A booking of Jones at the time of Smith, which asks for a reason."""

    title, word = "Jones, Ann", "book"

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting
        self.patients: tuple[Patient, ...] = (sitting.jones.patient,)

    def do(self, overrides: Mapping[str, str]) -> Change:
        """Book it for these reasons."""
        request = BookingRequest(
            patient=self._sitting.jones.patient.id,
            visit_type="fu20",
            provider="lee",
            start=self._sitting.smith.appointment.start,
            overrides=overrides,
        )
        return self._sitting.workstation.desk.schedule.book("ana", request)

    def pinned(self) -> Doubled:
        """The same."""
        return self

    def texts(self) -> tuple[str, dict[str, str]]:
        """None that matter."""
        return "", {}


def struck(prompt: CancelPrompt | OverridePrompt | CheckInPrompt, *keys: str) -> None:
    """Keys after which it is still asked; what is longer than a key's name is typed."""
    for key in keys:
        for character in key if " " in key else (key,):
            assert STAY is prompt.key(character, character if len(character) == 1 else None)


def histories(sitting: Sitting, *visits: ScheduledVisit, privacy: bool = False) -> list[str]:
    """The newest entry of each, as it is shown."""
    journal = sitting.workstation.desk.journal
    return [
        "".join(
            text
            for text, _ in entry_line(
                journal.entries_on("ana", one.ref)[-1], sitting.site, one.patient, privacy=privacy
            )
        )
        for one in visits
    ]


def test_other_asks_why_before_it_cancels_one_or_a_batch(sitting: Sitting) -> None:
    """Enter opens the line, an Enter struck twice agrees to nothing, and each of them has the words in its history."""
    both = (sitting.smith, sitting.jones)
    prompt = CancelPrompt(sitting.workstation, sitting.site, both)
    struck(prompt, "t")
    assert (None, True) == (prompt.editor, prompt.choices() is not None)
    struck(prompt, "enter")
    assert (False, None) == (prompt.editor is None, prompt.choices())
    with pytest.raises(BadInput, match="Say in a few words why"):
        prompt.key("enter", None)
    struck(prompt, WORDS, "shift+tab", "s", "t", "enter", WORDS)
    assert isinstance(prompt.key("enter", None), Did)
    assert all(f"(other: {WORDS})" in told for told in histories(sitting, *both))
    assert all("(other)" in told and WORDS not in told for told in histories(sitting, *both, privacy=True))


def test_a_reason_that_says_enough_asks_nothing(sitting: Sitting) -> None:
    """It is as many keys as before."""
    prompt = CancelPrompt(sitting.workstation, sitting.site, (sitting.smith,))
    struck(prompt, "s")
    assert isinstance(prompt.key("enter", None), Did)


def test_words_are_parked_with_their_reason(sitting: Sitting) -> None:
    """As far as they were typed."""
    prompt = CancelPrompt(sitting.workstation, sitting.site, (sitting.smith,))
    struck(prompt, "t", "enter", "father di")
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    assert isinstance(again, CancelPrompt)
    assert prompt.state() == again.state()
    struck(again, "e", "d")
    assert isinstance(again.key("enter", None), Did)
    assert f"(other: {WORDS})" in histories(sitting, sitting.smith)[0]


def test_other_asks_why_before_it_goes_over_a_rule(sitting: Sitting) -> None:
    """The override keeps code and words apart, the entry has both."""
    act = Doubled(sitting)
    with pytest.raises(Refused) as refused:
        act.do({})
    prompt = OverridePrompt(sitting.workstation, refused.value.conflicts, act)
    struck(prompt, "o", "enter", WORDS)
    outcome = prompt.key("enter", None)
    assert isinstance(outcome, Did)
    (booked,) = outcome.change.all_of(ScheduledVisit)
    override = next(one for one in booked.appointment.overrides if one.rule == "C3")
    assert ("other", WORDS, f"other: {WORDS}") == (override.reason, override.words, outcome.change.entry.reason)


def test_other_asks_why_before_it_waives(sitting: Sitting) -> None:
    """The checklist tells it, also parked, and the visit keeps it."""
    prompt = CheckInPrompt(sitting.workstation, (sitting.jones,))
    struck(prompt, "w", "o", WORDS, "enter", "y")
    again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
    assert isinstance(again, CheckInPrompt)
    told = "\n".join("".join(text for text, _ in line) for line in again.panel())
    assert f"waived 10:20 by ana: Other: {WORDS}" in told
    assert isinstance(again.key("enter", None), Did)
    visit = sitting.workstation.desk.schedule.appointment("ana", sitting.jones.appointment.id).visit
    assert visit
    assert [("other", WORDS)] == [(one.reason, one.words) for one in visit.waivers]
    assert f"identity=other: {WORDS}" in histories(sitting, sitting.jones)[0]


def test_a_script_says_words_or_none(clinicdesk: CommandLine) -> None:
    """Behind the code, or as a note; none is as good as it was."""
    smith, fu20 = clinicdesk.patient(), ("--type", "fu20", "--provider", "lee")
    for number, said in enumerate((("other",), (f"other: {WORDS}",), ("other", "--note", WORDS)), 1):
        clinicdesk.json("book", "--patient", smith, *fu20, "--start", f"tom {8 + number}:30")
        cancelled = clinicdesk.json("cancel", str(number), "--reason", *said).result["cancelled"]
        entry = clinicdesk.json("history", str(number)).answer["result"][-1]
        words = WORDS if number > 1 else ""
        assert {"reason": "other", "by": "patient", "note": words} == cancelled
        assert (f"other: {words}" if words else "other") == entry["reason"]
    jones = clinicdesk.patient("Jones")
    clinicdesk.json("book", "--patient", smith, *fu20, "--start", "tom 14:30")
    clinicdesk.json("book", "--patient", jones, *fu20, "--start", "tom 14:30", "--override", f"C3=other: {WORDS}")
    day = clinicdesk.json("day", "tom").answer["result"]["appointments"]
    assert [("C3", "other", WORDS)] == [
        (one["rule"], one["reason"], one["words"]) for each in day for one in each["overrides"]
    ]
