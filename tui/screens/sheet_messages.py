"""What does the sheet tell of messages: what keeps them from the patient's numbers, what was told and answered?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.format_when import format_when
from core.messages.model import MessageState
from core.messages.numbers import point_words
from core.messages.sentences import REASONS
from core.messages.telling import state_words
from tui.prompts.message_sentences import ANSWERED, POINT_ON_SHEET, TOLD_ON_SHEET
from tui.text.hiding import hide, typed_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Site
    from core.messages.model import Answer, ContactPoint, Message
    from core.patients.model import Patient
    from tui.text.lines import Line
    from tui.workstation import Workstation

_MOST: Final = 8


class SheetMessages(Struct, frozen=True):
    """The messages to a patient, what came in, and what is known of their numbers."""

    messages: Sequence[Message] = ()
    answers: Sequence[Answer] = ()
    points: Sequence[ContactPoint] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.messages or self.answers or self.points)


def read_messages(workstation: Workstation, patient: Patient) -> SheetMessages:
    """What there is of a patient."""
    messages, actor = workstation.desk.messages, workstation.actor
    told = [
        one.message
        for one in messages.list_all(actor, patient=patient.id)
        if one.message.status is not MessageState.SUPERSEDED
    ]
    return SheetMessages(told, messages.answers_of(actor, patient.id), messages.points_of(actor, patient))


def message_lines(told: SheetMessages, workstation: Workstation, site: Site, patient: Patient) -> Iterator[Line]:
    """Numbers that are closed first, then the newest of what was told and answered."""
    now = workstation.view.now
    for point in told.points:
        words = point_words(point)
        if words and not workstation.privacy:
            yield ((f" {POINT_ON_SHEET.format(number=point.key, what=words)}", "warn"),)
    lines = [
        (
            one.status_at,
            TOLD_ON_SHEET.format(
                when=format_when(one.status_at, site, now),
                reason=REASONS[one.reason.value],
                way=one.way.value if one.way else "",
                state=state_words(one),
            ),
        )
        for one in told.messages
    ]
    lines += [
        (
            one.at,
            ANSWERED.format(
                when=format_when(one.at, site, now), text=typed_text(workstation, one.text), came_to=one.came_to
            ),
        )
        for one in told.answers
    ]
    for _, text in sorted(lines, reverse=True)[:_MOST]:
        yield ((f" {hide(workstation, ' '.join(text.split()), (patient,))}", "panel"),)
