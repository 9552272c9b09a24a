"""Does a question put aside come back as it stood, or say what does not fit any more?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.errors import ClinicdeskError, NotFound, Refused
from core.schedule.requests import MoveRequest
from core.structs import replace
from core.visits.state import Verb
from tests.sessions import Sitting, a_sitting
from tui.drafts.prompt_state import Parkable, PromptState
from tui.prompts.book import BookPrompt
from tui.prompts.cancel import CancelPrompt
from tui.prompts.check_in import CheckInPrompt
from tui.prompts.command import CommandPrompt
from tui.prompts.find import CardPrompt, FindPrompt
from tui.prompts.goto import GotoPrompt
from tui.prompts.hours import HoursPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.restore import RESTORERS, restore
from tui.prompts.restore_context import RestoreContext
from tui.prompts.rooms import RoomPrompt
from tui.prompts.walk_in import WalkInPrompt
from tui.selection.place import Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from tui.prompts.prompt import Prompt

FREE = Slot("main", "lee", datetime(2026, 11, 23, 11, 30))
TAKEN = Slot("main", "lee", datetime(2026, 11, 23, 10, 40))


def _asked(sitting: Sitting) -> dict[str, Callable[[], Any]]:
    """How each question is asked, by its kind."""
    workstation, site = sitting.workstation, sitting.site
    return {
        "book": lambda: BookPrompt(workstation, site, slot=FREE),
        "book anywhere": lambda: BookPrompt(workstation, site),
        "book for": lambda: BookPrompt(workstation, site, patient=sitting.smith.patient),
        "book taken": lambda: BookPrompt(workstation, site, slot=TAKEN),
        "cancel": lambda: CancelPrompt(workstation, site, (sitting.smith, sitting.jones)),
        "card": lambda: CardPrompt(workstation, site, sitting.smith.patient),
        "check-in": lambda: CheckInPrompt(workstation, (sitting.jones,)),
        "command": lambda: CommandPrompt(workstation),
        "find": lambda: FindPrompt(workstation, site),
        "goto": lambda: GotoPrompt(workstation, site),
        "hours": lambda: HoursPrompt(workstation, FREE),
        "move": lambda: MovePrompt(workstation, site, sitting.smith),
        "walk-in": lambda: WalkInPrompt(workstation, site),
    }


def _press(prompt: Prompt, keys: Iterable[str]) -> None:
    for key in keys:
        try:
            prompt.key(key, key if len(key) == 1 else None)
        except ClinicdeskError:
            continue


def _seen(prompt: Prompt) -> tuple[object, ...]:
    """All that a person sees of it."""
    editor = prompt.editor
    line = (editor.text, editor.cursor) if editor else None
    return prompt.label, line, prompt.panel(), prompt.hint(), prompt.carries


def _again(sitting: Sitting, kept: PromptState) -> tuple[Prompt, str]:
    restored = restore(kept, RestoreContext(sitting.workstation, sitting.site))
    return restored.prompt, restored.changed


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """A clinic where nothing is booked or moved: keys that do are not among those pressed."""
    return a_sitting(tmp_path_factory.mktemp("restore"))


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """A clinic of the test's own."""
    return a_sitting(tmp_path)


KEYS = st.lists(
    st.sampled_from([*"smijones fri 10:30z/", "up", "down", "left", "backspace", "home", "shift+tab", "ctrl+u", "tab"]),
    max_size=12,
)


@pytest.mark.parametrize(
    "kind", ["book", "book anywhere", "book for", "command", "find", "goto", "hours", "move", "card", "walk-in"]
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(keys=KEYS)
def test_taken_up_again_it_is_as_it_was(shared: Sitting, kind: str, keys: list[str]) -> None:
    """Whatever was typed and chosen, the question taken up again shows the same, and would be parked the same."""
    prompt = _asked(shared)[kind]()
    _press(prompt, keys)
    prompt.refresh()
    again, changed = _again(shared, prompt.state())

    assert "" == changed
    assert isinstance(again, Parkable)
    assert prompt.state() == again.state()
    assert _seen(prompt) == _seen(again)


@pytest.mark.parametrize(
    ("kind", "keys", "shows"),
    [
        ("book", ["j", "o", "enter", *"new"], "New patient (new40, 40 min)"),
        ("book", ["j", "o", "enter", "down"], ">Mon 23 Nov 10:20  Ito"),
        ("book taken", ["s", "m", "i", "enter", "enter"], "Double booking agreed"),
        ("book anywhere", ["j", "o", "enter", *"lee today 11:30"], "11:30 with Lee"),
        ("book for", [*"lee today 11:30"], "11:30 with Lee"),
        ("cancel", ["s"], "Smith, John"),
        ("check-in", ["down", "y", "w"], ">[ ] identity      Identity has not been verified yet."),
        ("check-in", ["w", "k"], ">[ ] demographics"),
        ("hours", [], "l Leave"),
        ("hours", ["l", *"fri-wed sick"], "Lee is away Fri 27 Nov - Wed 2 Dec (sick)."),
        ("hours", ["b", *"fri 9", "home"], "says when it begins"),
        ("move", [*"10:40", "enter"], "Double booking agreed"),
        ("move", [*"feb 30"], "now Mon 23 Nov 10:20 with Lee"),
        ("move", [*"+30min"], "to Mon 23 Nov 10:50 with Lee"),
        ("walk-in", ["j", "o", "enter", "down"], ">new40"),
        ("walk-in", ["j", "o", "enter", *"ito 30min"], "10:20-10:50 with Ito, K"),
        ("walk-in", ["j", "o", "enter", *"lee", "enter"], "Double booking agreed"),
    ],
)
def test_each_stage_comes_back(sitting: Sitting, kind: str, keys: list[str], shows: str) -> None:
    """The stage reached, the reason being chosen, what was verified or waived: all is there again."""
    prompt = _asked(sitting)[kind]()
    prompt.refresh()
    _press(prompt, keys)
    again, changed = _again(sitting, prompt.state())

    assert "" == changed
    assert shows in "\n".join("".join(text for text, _ in line) for line in again.panel())
    assert _seen(prompt) == _seen(again)


def test_a_carried_appointment_stays_where_it_was_carried(sitting: Sitting) -> None:
    """A move by the arrows comes back on the slot they reached."""
    prompt = MovePrompt(sitting.workstation, sitting.site, sitting.smith)
    prompt.carry(FREE)
    again, _ = _again(sitting, prompt.state())

    assert _seen(prompt) == _seen(again)
    assert "to Mon 23 Nov 11:30" in str(again.panel())


def test_rooms_come_back(sitting: Sitting) -> None:
    """A change of rooms shows who is where now."""
    desk, number = sitting.workstation.desk, sitting.smith.appointment.id
    desk.visits.do("mei", Verb.CHECK_IN, number, verified=("identity", "demographics"))
    desk.visits.do("mei", Verb.ROOM, number)
    inside = desk.schedule.appointment("mei", number)
    prompt = RoomPrompt(sitting.workstation, inside)
    again, changed = _again(sitting, prompt.state())

    assert ("", _seen(prompt)) == (changed, _seen(again))


def test_there_is_a_restorer_for_every_kind(sitting: Sitting) -> None:
    """No question can be parked that nobody can ask again."""
    kinds = {ask().state().kind for ask in _asked(sitting).values()} | {"room"}

    assert kinds <= set(RESTORERS)


def test_names_hidden_now_are_hidden_in_what_was_parked(sitting: Sitting) -> None:
    """Whether names show is the screen's matter at the time of taking up, not of parking."""
    kept = CardPrompt(sitting.workstation, sitting.site, sitting.smith.patient).state()
    sitting.workstation.state.privacy = True
    hidden = restore(kept, RestoreContext(sitting.workstation, sitting.site)).prompt

    assert "Smith" not in str(hidden.panel())


def test_a_record_changed_meanwhile_is_read_again_and_said(sitting: Sitting) -> None:
    """The move of an appointment that somebody else moved shows where it is now, and who moved it."""
    prompt = MovePrompt(sitting.workstation, sitting.site, sitting.smith)
    _press(prompt, "15:00")
    request = MoveRequest(sitting.smith.appointment.id, datetime(2026, 11, 23, 11, 30))
    sitting.workstation.desk.schedule.move("mei", request)
    again, changed = _again(sitting, prompt.state())

    assert changed.startswith("It changed meanwhile: Moved Smith, John")
    assert "now Mon 23 Nov 11:30" in str(again.panel())
    assert again.editor is not None
    assert "15:00" == again.editor.text
    _press(again, ["enter"])
    moved = sitting.workstation.desk.schedule.appointment("ana", sitting.smith.appointment.id).appointment
    assert 20 == moved.start.hour


@pytest.mark.parametrize("kind", ["move", "cancel", "check-in"])
def test_what_is_not_possible_any_more_is_refused(sitting: Sitting, kind: str) -> None:
    """A question about an appointment that is cancelled now is not asked; the state and who set it are named."""
    kept = _asked(sitting)[kind]().state()
    for scheduled in (sitting.smith, sitting.jones):
        sitting.workstation.desk.visits.do("mei", Verb.CANCEL, scheduled.appointment.id, reason="sick")

    with pytest.raises(Refused, match=r"What was parked does not fit any more: .*mei"):
        _again(sitting, kept)


def test_the_gate_with_nothing_due_any_more(sitting: Sitting) -> None:
    """Once everything was verified on the record elsewhere, taking up the gate checks nobody in."""
    later = sitting.workstation.desk.schedule.appointment("ana", sitting.jones.appointment.id)
    prompt = _asked(sitting)["check-in"]()
    _press(prompt, ["y", "y"])
    changes = {"identity_verified_at": True, "demographics_confirmed_at": True}
    sitting.workstation.desk.patients.edit("mei", later.patient.id, changes, rev=later.patient.rev)

    with pytest.raises(Refused, match="Nothing is due any more: Jones, Ann"):
        _again(sitting, prompt.state())
    assert replace(
        later, patient=sitting.workstation.desk.patients.by_id("ana", later.patient.id)
    ) == sitting.workstation.desk.schedule.appointment("ana", sitting.jones.appointment.id)


@pytest.mark.parametrize(
    ("kept", "shows"),
    [
        (
            PromptState("book", "gone lee 2026-11-23T11:30:00 0 -", {"slot": "gone lee 2026-11-23T11:30:00 0 -"}),
            "no longer in use",
        ),
        (
            PromptState("book", "main gone 2026-11-23T11:30:00 0 -", {"slot": "main gone 2026-11-23T11:30:00 0 -"}),
            "no longer in use",
        ),
    ],
)
def test_a_set_up_changed_meanwhile(sitting: Sitting, kept: PromptState, shows: str) -> None:
    """A slot that the clinic no longer has is left open again, and said."""
    again, changed = _again(sitting, kept)

    assert shows in changed
    assert again.panel()


@pytest.mark.parametrize(
    "kept",
    [
        PromptState("move", "999", {}),
        PromptState("card", "999", {}),
        PromptState("gone", "", {}),
        PromptState("move", "x", {}),
    ],
)
def test_a_record_or_question_there_is_not(sitting: Sitting, kept: PromptState) -> None:
    """What is about no record, or is a question of another version, is refused with a sentence."""
    with pytest.raises(NotFound):
        _again(sitting, kept)


@example(kind="same-person", key="", fields={})
@example(kind="same-person", key="1", fields={})
@given(
    kind=st.sampled_from(sorted(RESTORERS)),
    key=st.text(max_size=20),
    fields=st.dictionaries(
        st.sampled_from(
            [
                "patient",
                "slot",
                "carried",
                "stage",
                "words",
                "most",
                "after",
                "chosen",
                "find",
                "find.at",
                "to",
                "asking",
                "series.instead",
                "series.row",
                "scope",
                "waived",
                "verified",
                "rev",
                "hit",
            ]
        ),
        st.text(max_size=30),
    ),
)
@settings(max_examples=200, deadline=None)
def test_whatever_a_file_holds_is_asked_or_refused(
    shared: Sitting, kind: str, key: str, fields: dict[str, str]
) -> None:
    """Texts of another version, or damaged ones, make a question that can be shown, or a sentence."""
    try:
        again, _ = _again(shared, PromptState(kind, key, fields))
    except ClinicdeskError:
        return
    assert _seen(again)
