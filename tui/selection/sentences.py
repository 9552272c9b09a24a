"""Why a key cannot act on what is highlighted. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NOTHING_HERE: Final = "Nothing is highlighted. Move to an appointment or a slot first."
NO_APPOINTMENT_HERE: Final = "There is no appointment here. Move to one first."
NOT_A_FREE_SLOT: Final = "There is no slot here to book. Move to a time first."
DIFFERENT_NEXT_STEPS: Final = "The marked visits have different next steps. Press the key of the one you mean."
NO_NEXT_STEP: Final = "There is no next step for this appointment here."
ONLY_ONE_SITE: Final = "This clinic has one site."

QUEUE_IS_TODAY: Final = "The queue is today's. {day_screen} shows the days, {goto} goes to one."
QUEUE_HAS_NO_COLUMNS: Final = "The queue has rows only. {prev_group} and {next_group} sort it another way."
ONLY_IN_THE_QUEUE: Final = "This works in the queue. {queue_screen} opens it."

NOBODY_CHOSEN: Final = "Nobody is highlighted. Type a part of the name and the birth date."
NOT_AMONG_PATIENTS: Final = "That works on the schedule: {day_screen} shows it."
