"""Is a series asked for behind the visit type, shown visit by visit, and mended and booked with few keys?"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import ClinicdeskError, Refused
from core.record_ref import AppointmentId
from core.schedule.model.visit import ScheduledVisit
from core.schedule.series.chain_requests import ChainPart, ChainRequest
from core.schedule.series.requests import Instead
from core.visits.state import Verb
from tests.clinics import book, register
from tests.sessions import Sitting, a_sitting
from tui.drafts.prompt_state import PromptState
from tui.prompts.book import BookPrompt
from tui.prompts.cancel import CancelPrompt
from tui.prompts.inspect import InspectPrompt
from tui.prompts.move import MovePrompt
from tui.prompts.prompt import Did, Open
from tui.prompts.restore import restore
from tui.prompts.restore_context import RestoreContext
from tui.prompts.series import SeriesPrompt
from tui.prompts.series_texts import instead_text, read_instead
from tui.screens.day import DAY
from tui.selection.place import Slot
from tui.selection.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from tui.prompts.prompt import Outcome, Prompt

TUESDAY = Slot("main", "lee", datetime(2026, 11, 24, 10, 0))


@pytest.fixture
def sitting(tmp_path: Path) -> Sitting:
    """A clinic of the test's own."""
    return a_sitting(tmp_path)


def press(prompt: Prompt, *keys: str) -> Outcome | None:
    """Press them, and answer what the last came to."""
    outcome = None
    for key in keys:
        outcome = prompt.key(key, key if len(key) == 1 else None)
    return outcome


def text_of(prompt: Prompt) -> str:
    """Everything in its panel."""
    return "\n".join("".join(text for text, _ in line) for line in prompt.panel())


def asked(sitting: Sitting, typed: str = "fu20 weekly 6") -> SeriesPrompt:
    """The series of Jones from Tuesday on, typed behind the visit type."""
    prompt = BookPrompt(sitting.workstation, sitting.site, slot=TUESDAY)
    press(prompt, *"jones", "enter", *typed)
    opened = prompt.key("enter", None)
    assert isinstance(opened, Open)
    assert isinstance(opened.prompt, SeriesPrompt)
    return opened.prompt


def booked(outcome: Outcome | None) -> list[str]:
    """Days and times of what an outcome booked, in UTC."""
    assert isinstance(outcome, Did)
    return [f"{one.appointment.start:%m-%d %H:%M}" for one in outcome.change.all_of(ScheduledVisit)]


def test_six_visits_with_four_keys_and_text(sitting: Sitting) -> None:
    """Enter on the slot, Enter for whom, Enter for type and how often, Enter for all of it."""
    prompt = asked(sitting)
    assert "fu20 with Lee, D, weekly: 6 of 6 can be booked as they are" in text_of(prompt)
    assert ["11-24 15:00", "12-01 15:00", "12-08 15:00", "12-15 15:00", "12-22 15:00", "12-29 15:00"] == booked(
        press(prompt, "enter")
    )


def test_how_often_is_echoed_while_it_is_typed(sitting: Sitting) -> None:
    """As it was understood, or with what is missing; the type is found all the same."""
    prompt = BookPrompt(sitting.workstation, sitting.site, slot=TUESDAY)
    press(prompt, *"jones", "enter", *"new40 every 2w")
    assert "A series needs an end" in text_of(prompt)
    assert "New patient (new40, 40 min)" in text_of(prompt)
    with pytest.raises(ClinicdeskError, match="A series needs an end"):
        press(prompt, "enter")
    press(prompt, *" 3")
    assert "every 2 weeks: Enter shows every visit" in text_of(prompt)
    assert "show" in "".join(text for text, _ in prompt.hint())


def test_a_row_is_mended_with_an_arrow(sitting: Sitting) -> None:
    """Left and right go through what it could be, and the last is none."""
    book(sitting.workstation.desk, register(sitting.workstation.desk, "Park"), "2026-12-01T10:10")
    prompt = asked(sitting, "fu20 weekly 3")
    assert "2 of 3 can be booked as they are" in text_of(prompt)
    press(prompt, "down")
    assert "Lee has Park, John 10:10-10:30 (fu20)." in text_of(prompt)
    press(prompt, "right")
    assert "3 of 3 can be booked as they are" in text_of(prompt)
    press(prompt, "left", "left")
    assert "2 of 2 can be booked as they are" in text_of(prompt)
    assert ["11-24 15:00", "12-08 15:00"] == booked(press(prompt, "enter"))


def test_a_row_takes_a_time_that_is_typed(sitting: Sitting) -> None:
    """Also with somebody else and on another day; what cannot be is said, and the row stays as it was."""
    prompt = asked(sitting, "fu20 weekly 3")
    press(prompt, "down", *"ito wed 9:30")
    with pytest.raises(ClinicdeskError):
        press(prompt, *" 99:99", "enter")
    press(prompt, *["backspace"] * 6, "enter", "down", *"10:40", "enter")
    assert "Wed 25 Nov   9:30" in text_of(prompt)  # wed is the next Wednesday there is
    assert "Ito, K (1 Dec)" in text_of(prompt)
    made = press(prompt, "enter")
    assert isinstance(made, Did)
    assert ["lee", "ito", "lee"] == [one.appointment.provider for one in made.change.all_of(ScheduledVisit)]


def test_a_reason_is_asked_once(sitting: Sitting) -> None:
    """Where one leads over whatever is met; Shift+Tab goes back to the grid."""
    book(sitting.workstation.desk, register(sitting.workstation.desk, "Park"), "2026-12-01T10:10")
    prompt = asked(sitting, "fu20 weekly 3")
    press(prompt, "enter")
    assert "Reason" == prompt.label
    press(prompt, "shift+tab")
    assert "Series" == prompt.label
    made = press(prompt, "enter", "d", "enter")
    assert isinstance(made, Did)
    assert [0, 1, 0] == [len(one.appointment.overrides) for one in made.change.all_of(ScheduledVisit)]


def test_what_no_reason_leads_over_is_refused(sitting: Sitting) -> None:
    """And nothing that was chosen is lost."""
    prompt = asked(sitting, "fu20 weekly 3")
    press(prompt, "down", "left")
    book(sitting.workstation.desk, sitting.jones.patient, "2026-12-08T10:00", provider="ito")
    prompt.refresh()
    with pytest.raises(Refused, match="Tue 8 Dec 10:00: Jones, Ann already has fu20 with Ito"):
        press(prompt, "enter")
    assert "1 of 2 can be booked as they are" in text_of(prompt)


def test_somebody_was_first(sitting: Sitting) -> None:
    """What was free when it was shown and is not by now is refused, shown, and asked for anew."""
    prompt = asked(sitting, "fu20 weekly 3")
    book(sitting.workstation.desk, register(sitting.workstation.desk, "Park"), "2026-12-01T10:10")
    with pytest.raises(Refused):
        press(prompt, "enter")
    assert "2 of 3 can be booked as they are" in text_of(prompt)


def test_back_to_the_booking(sitting: Sitting) -> None:
    """As it stood, with what was typed."""
    back = press(asked(sitting), "shift+tab")
    assert isinstance(back, Open)
    assert back.prompt.editor
    assert "fu20 weekly 6" == back.prompt.editor.text


def test_leaving_books_nothing(sitting: Sitting) -> None:
    """A grid is looked at."""
    press(asked(sitting), "down", "left", "escape")
    assert 1 == len(sitting.workstation.desk.schedule.of_patient("ana", sitting.jones.patient.id))


KEYS = st.lists(
    st.sampled_from(["up", "down", "left", "right", "shift+tab", *"10:4 wed", "backspace", "ctrl+u"]), max_size=12
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(keys=KEYS)
def test_taken_up_again_it_is_as_it_was(shared: Sitting, keys: list[str]) -> None:
    """Whatever was chosen and typed, the series taken up again shows the same, and would be parked the same."""
    prompt = asked(shared, "fu20 weekly 4")
    for key in keys:
        prompt.key(key, key if len(key) == 1 else None)
    restored = restore(prompt.state(), RestoreContext(shared.workstation, shared.site))
    assert ("", prompt.state()) == (restored.changed, restored.prompt.state())  # type: ignore[attr-defined]
    assert (prompt.label, text_of(prompt), prompt.hint()) == (
        restored.prompt.label,
        text_of(restored.prompt),
        restored.prompt.hint(),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Sitting:
    """A clinic where nothing is booked, and one of the visits meets somebody."""
    sitting = a_sitting(tmp_path_factory.mktemp("series"))
    book(sitting.workstation.desk, register(sitting.workstation.desk, "Park"), "2026-12-01T10:10")
    return sitting


@pytest.mark.parametrize(
    "instead",
    [
        None,
        Instead(),
        Instead(datetime(2026, 12, 8, 10, 30)),
        Instead(datetime(2027, 11, 7, 1, 30), 1, "ito", "R1"),
        Instead(room=""),
    ],
)
def test_what_a_row_has_instead_is_written_down(instead: Instead | None) -> None:
    """And read again."""
    assert (date(2026, 12, 8), instead) == read_instead(f"2026-12-08={instead_text(instead)}")


@pytest.mark.parametrize("text", ["", "2026-12-08", "soon=skip", "2026-12-08=1,2", "2026-12-08=x,-,-,-"])
def test_what_nobody_wrote_is_left_out(text: str) -> None:
    """A file that was changed by hand chooses nothing."""
    assert read_instead(text) is None


def test_a_series_that_is_none_any_more(sitting: Sitting) -> None:
    """The booking comes back alone where the type that was chosen is gone."""
    kept = asked(sitting).state()
    fields = {**kept.fields, "words": "fu20"}
    restored = restore(PromptState("series", kept.key, fields), RestoreContext(sitting.workstation, sitting.site))
    assert isinstance(restored.prompt, BookPrompt)


class TestScope:
    """How many of the series are meant is asked with Tab."""

    @pytest.fixture
    def third(self, sitting: Sitting) -> ScheduledVisit:
        """The third of six."""
        made = press(asked(sitting), "enter")
        assert isinstance(made, Did)
        return made.change.all_of(ScheduledVisit)[2]

    def test_cancel(self, sitting: Sitting, third: ScheduledVisit) -> None:
        """This one, unless Tab says more; the heads name all that go."""
        prompt = CancelPrompt(sitting.workstation, sitting.site, (third,))
        assert "3 of 6: this one  this and later (4)  all of it (6)   Tab chooses" in text_of(prompt)
        press(prompt, "tab")
        assert 4 == text_of(prompt).count("Jones, Ann")
        done = press(prompt, "s", "enter")
        assert isinstance(done, Did)
        assert 4 == len(done.change.all_of(ScheduledVisit))

    def test_cancel_one(self, sitting: Sitting, third: ScheduledVisit) -> None:
        """Whoever presses no Tab cancels what is highlighted."""
        done = press(CancelPrompt(sitting.workstation, sitting.site, (third,)), "s", "enter")
        assert isinstance(done, Did)
        assert [third.ref] == [one.ref for one in done.change.all_of(ScheduledVisit)]

    def test_move(self, sitting: Sitting, third: ScheduledVisit) -> None:
        """What any of them meets is shown before Enter, and asks for one reason."""
        book(sitting.workstation.desk, register(sitting.workstation.desk, "Park"), "2026-12-23T09:30")
        prompt = MovePrompt(sitting.workstation, sitting.site, third)
        press(prompt, "tab", *"wed 9 dec 9:30")
        assert "Wed 23 Dec 9:30: Lee has Park, John 9:30-9:50 (fu20)." in text_of(prompt)
        press(prompt, "enter")
        assert "Reason" == prompt.label
        done = press(prompt, "d", "enter")
        assert isinstance(done, Did)
        assert 4 == len(done.change.all_of(ScheduledVisit))

    @pytest.mark.parametrize("kind", [CancelPrompt, MovePrompt])
    def test_parked(self, sitting: Sitting, third: ScheduledVisit, kind: type[CancelPrompt | MovePrompt]) -> None:
        """How many are meant comes back with the question."""
        asked_of = (third,) if kind is CancelPrompt else third
        prompt = kind(sitting.workstation, sitting.site, asked_of)  # type: ignore[arg-type]
        press(prompt, "tab", "tab")
        again = restore(prompt.state(), RestoreContext(sitting.workstation, sitting.site)).prompt
        assert text_of(prompt) == text_of(again)

    def test_told_in_the_details(self, sitting: Sitting, third: ScheduledVisit) -> None:
        """Which of how many it is, how often, and the others around it with what became of them."""
        sitting.workstation.desk.visits.do("ana", Verb.CANCEL, AppointmentId(third.appointment.id + 1), reason="sick")
        card = InspectPrompt(sitting.workstation, sitting.site, Selection(DAY, (third,)))
        assert "3 of 6, weekly: Tue 24 Nov 10:00, Tue 1 Dec 10:00" in text_of(card)
        assert "Tue 15 Dec 10:00 (cancelled)" in text_of(card)


def test_conflicts_of_a_row_hide_names(sitting: Sitting) -> None:
    """While names are hidden."""
    book(sitting.workstation.desk, register(sitting.workstation.desk, "Park"), "2026-12-01T10:10")
    prompt = asked(sitting, "fu20 weekly 3")
    sitting.workstation.state.privacy = True
    press(prompt, "down")
    assert "Park" not in text_of(prompt)
    assert "Jones" not in text_of(prompt)


class TestChain:
    """Of visits that were booked as one, all of it is meant first."""

    @pytest.fixture
    def second(self, sitting: Sitting) -> ScheduledVisit:
        """The second of two, with Ito after Lee."""
        desk, patient = sitting.workstation.desk, sitting.jones.patient
        parts = (ChainPart("fu20", ("lee",)), ChainPart("fu20", ("ito",)))
        wanted = ChainRequest(patient.id, parts, first=date(2026, 11, 25), last=date(2026, 11, 25))
        return desk.schedule.book_chain("ana", desk.schedule.bundles("ana", wanted)[0].bookings).all_of(ScheduledVisit)[
            1
        ]

    def test_cancel(self, sitting: Sitting, second: ScheduledVisit) -> None:
        """The question is asked, and Tab answers otherwise."""
        prompt = CancelPrompt(sitting.workstation, sitting.site, (second,))
        assert "2 of 2: this one  all of it (2)   Tab chooses" in text_of(prompt)
        assert 2 == text_of(prompt).count("Jones, Ann")
        press(prompt, "tab")
        assert 1 == text_of(prompt).count("Jones, Ann")
        press(prompt, "tab")
        done = press(prompt, "s", "enter")
        assert isinstance(done, Did)
        assert 2 == len(done.change.all_of(ScheduledVisit))

    def test_the_first(self, sitting: Sitting, second: ScheduledVisit) -> None:
        """All of it is later too, and is what is meant there as well."""
        desk = sitting.workstation.desk
        linked = desk.schedule.linked("ana", second.appointment.id)
        assert linked is not None
        prompt = MovePrompt(sitting.workstation, sitting.site, linked.visits[0])
        assert "1 of 2: this one  all of it (2)   Tab chooses" in text_of(prompt)
        done = press(prompt, *"14:00", "enter")
        assert isinstance(done, Did)
        assert 2 == len(done.change.all_of(ScheduledVisit))

    def test_move(self, sitting: Sitting, second: ScheduledVisit) -> None:
        """Both go by as much, each with its own provider."""
        done = press(MovePrompt(sitting.workstation, sitting.site, second), *"14:00", "enter")
        assert isinstance(done, Did)
        moved = [one.appointment for one in done.change.all_of(ScheduledVisit)]
        assert [("lee", 18), ("ito", 19)] == [(one.provider, one.start.hour) for one in moved]
