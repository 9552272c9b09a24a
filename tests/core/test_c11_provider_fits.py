"""C11: can the provider hold such a visit, in this way, in these sessions, in this room?"""

from datetime import time

import pytest

from core.clinic.model import Room, Session
from core.conflict import Severity
from core.schedule.model.appointment import Mode
from core.schedule.model.day import SessionSpan
from core.schedule.rules.c11_provider_fits import provider_fits
from core.schedule.rules.c11_room_kind import room_kind
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import FU20, LEE, MAIN, between, knowing, propose

NO_SKILLS: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("needs", "has", "sentence"),
    [
        ((), (), None),
        ((), ("cardio",), None),
        (("cardio",), ("cardio",), None),
        (("cardio",), ("Cardio", "echo"), None),
        (("cardio", "echo"), ("echo", "cardio"), None),
        (("cardio",), (), "fu20 needs cardio, which Lee does not have."),
        (("cardio",), ("derm",), "fu20 needs cardio, which Lee does not have."),
        (("cardio", "echo"), ("cardio",), "fu20 needs echo, which Lee does not have."),
        (("cardio", "echo"), (), "fu20 needs cardio, echo, which Lee does not have."),
    ],
)
def test_the_provider_has_every_skill(needs: tuple[str, ...], has: tuple[str, ...], sentence: str | None) -> None:
    """Upper and lower case are one."""
    proposal = propose(provider=replace(LEE, skills=has), visit_type=replace(FU20, skills=needs))
    found = provider_fits(proposal, knowing(), Policy())
    assert ([sentence] if sentence else []) == [conflict.message for conflict in found]


@pytest.mark.parametrize(
    ("modes", "mode", "sentence"),
    [
        (("in-person",), Mode.IN_PERSON, None),
        (("in-person", "telehealth"), Mode.TELEHEALTH, None),
        (("telehealth",), Mode.TELEHEALTH, None),
        (("in-person",), Mode.TELEHEALTH, "fu20 is held in-person, not telehealth."),
        (("telehealth",), Mode.IN_PERSON, "fu20 is held telehealth, not in-person."),
    ],
)
def test_a_type_is_held_in_its_modes(modes: tuple[str, ...], mode: Mode, sentence: str | None) -> None:
    """A procedure is none for the telephone."""
    proposal = replace(propose(visit_type=replace(FU20, modes=modes)), mode=mode)
    found = provider_fits(proposal, knowing(), Policy())
    assert ([sentence] if sentence else []) == [conflict.message for conflict in found]


def weekly(start: str, end: str, *types: str) -> SessionSpan:
    """A weekly session tomorrow, for those types alone if there are any."""
    session = Session(
        "lee", "main", (1,), time.fromisoformat(start.zfill(5)), time.fromisoformat(end.zfill(5)), types=types
    )
    return SessionSpan(between(start, end, MAIN), session)


@pytest.mark.parametrize(
    ("sessions", "typed", "told"),
    [
        ([weekly("9:00", "12:00")], "10:00", []),
        ([weekly("9:00", "12:00", "fu20")], "10:00", []),
        ([weekly("9:00", "12:00", "proc", "fu20")], "10:00", []),
        ([weekly("9:00", "12:00", "proc")], "10:00", ["9:00-12:00"]),
        ([weekly("9:00", "12:00", "proc")], "12:00", []),  # outside of it: C6
        ([weekly("9:00", "12:00", "proc")], "11:50", ["9:00-12:00"]),
        ([weekly("9:00", "12:00", "proc")], "8:40", []),
        ([weekly("9:00", "12:00", "proc"), weekly("9:00", "12:00")], "10:00", []),
        ([weekly("9:00", "12:00"), weekly("9:00", "12:00", "proc")], "10:00", []),
        ([weekly("9:00", "12:00", "proc"), weekly("10:00", "11:00", "fu20")], "10:00", []),
        ([weekly("9:00", "12:00", "proc"), weekly("10:00", "11:00", "fu20")], "10:40", []),
        ([weekly("9:00", "12:00", "proc"), weekly("10:00", "11:00", "fu20")], "10:50", ["9:00-12:00"]),
        ([weekly("9:00", "10:10", "fu20"), weekly("10:10", "12:00", "fu20")], "10:00", []),
        ([weekly("9:00", "10:10", "fu20"), weekly("10:10", "12:00", "proc")], "10:00", ["10:10-12:00"]),
        ([SessionSpan(between("9:00", "12:00"))], "10:00", []),  # an extra session takes everything
        ([SessionSpan(between("9:00", "12:00")), weekly("9:00", "12:00", "proc")], "10:00", []),
        ([weekly("9:00", "12:00", "proc"), weekly("9:30", "11:00", "vac")], "10:00", ["9:00-12:00", "9:30-11:00"]),
    ],
)
def test_a_session_may_take_certain_types_only(sessions: list[SessionSpan], typed: str, told: list[str]) -> None:
    """One session that takes the type is enough; back to back they may share the visit."""
    facts = knowing()
    facts = replace(facts, opening=replace(facts.opening, sessions=tuple(sessions)))
    found = provider_fits(propose(typed), facts, Policy())
    assert told == [conflict.message.split()[2] for conflict in found]


def test_the_sentence_tells_what_the_session_takes() -> None:
    """And the settings how grave it is."""
    facts = knowing()
    facts = replace(facts, opening=replace(facts.opening, sessions=(weekly("9:00", "12:00", "proc", "new40"),)))
    (found,) = provider_fits(propose(), facts, Policy(rules=RuleSettings(C11=Severity.WARN)))
    assert (Severity.WARN, "Lee's session 9:00-12:00 takes only proc, new40, not fu20.") == (
        found.severity,
        found.message,
    )


@pytest.mark.parametrize(
    ("wanted", "kind", "sentence"),
    [
        ("", "exam", None),
        ("exam", "exam", None),
        ("procedure", "procedure", None),
        ("procedure", "exam", "fu20 needs a room of kind procedure; room R1 is of kind exam."),
        ("procedure", None, None),
    ],
)
def test_a_room_is_of_the_kind_that_the_type_needs(wanted: str, kind: str | None, sentence: str | None) -> None:
    """Without any room C4 speaks."""
    room = Room("R1", "main", kind) if kind else None
    found = room_kind(propose(visit_type=replace(FU20, room_kind=wanted), room=room), knowing(), Policy())
    assert ([sentence] if sentence else []) == [conflict.message for conflict in found]
