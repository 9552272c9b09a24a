"""What went over the demo's telephone on the morning on which it opens, and what was noted of it?"""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from core.calendar.wall import local
from core.clinic.codes import first_site
from core.contact.call_model import CallList, CallOutcome
from core.contact.model import Channel, Direction

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.desk import Desk

_CALLED: Final = 12
_DUE: Final = 10
"""Who is due again of late, or soon."""
_OUTCOMES: Final = {
    CallOutcome.YES: 5,
    CallOutcome.NO_ANSWER: 3,
    CallOutcome.LEFT_WORD: 3,
    CallOutcome.MOVE: 1,
}
_ASKED: Final = (
    "asks which papers to bring",
    "has a question about the bill",
    "wants to come earlier, if somebody cancels",
    "asks for a note for the employer",
)
_SAID: Final = (
    (Channel.PHONE, Direction.IN, "asks for the school form", "mother", 0),
    (Channel.EMAIL, Direction.OUT, "sent the way to the clinic", "", None),
    (Channel.COUNTER, Direction.IN, "new address, card not with them", "", 0),
    (Channel.LETTER, Direction.OUT, "referral sent to the specialist", "", 3),
    (Channel.PHONE, Direction.OUT, "told that the result is here", "", None),
)


def telephone(seed: int, desk: Desk, actors: Sequence[str]) -> None:
    """Some of the calls are made, some are to be made back, and what was said stands with the patients."""
    rng = random.Random(f"telephone {seed}")
    now = desk.now()
    today = local(now, first_site(desk.clinic()).tz).date()
    listed = [one for one in desk.calls.listed(actors[0], CallList.CONFIRM) if one.is_due(now)]
    for one in listed[:_CALLED]:
        (outcome,) = rng.choices(list(_OUTCOMES), list(_OUTCOMES.values()))
        desk.calls.log(rng.choice(actors), one.list, one.subject, outcome)
    others = listed[_CALLED:]
    for at, one in enumerate(others[: 2 * _DUE : 2]):
        desk.recall.set(rng.choice(actors), one.patient.id, "wound", today - timedelta(days=3 * at - 7))
    for at, (one, why) in enumerate(zip(others[::2], _ASKED, strict=False)):
        desk.calls.raise_back(
            rng.choice(actors), one.patient.id, why, due=now + timedelta(minutes=45 * at) if at else None
        )
    for one, (channel, direction, summary, who, days) in zip(others[1::2], _SAID, strict=False):
        follow_up = None if days is None else today + timedelta(days=days)
        said = {"channel": channel, "direction": direction, "summary": summary, "who": who, "follow_up": follow_up}
        desk.contact.note(rng.choice(actors), one.patient.id, said)
