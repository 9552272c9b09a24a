"""Why a key cannot act on what is highlighted. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NOBODY_CHOSEN: Final = "Nobody is highlighted. Type a part of the name and the birth date."
NOBODY_HERE: Final = "Nobody is highlighted here. Move to somebody first, or find them with {find}."
NO_APPOINTMENT_HERE: Final = "There is no appointment here. Move to one first."
NOT_A_FREE_SLOT: Final = "There is no slot here to book. Move to a time first."
BOOKS_WHAT_LASTS: Final = "This time is over. {book} books there what lasts until later."
DIFFERENT_NEXT_STEPS: Final = "The marked visits have different next steps. Press the key of the one you mean."
NO_NEXT_STEP: Final = "There is no next step for this appointment here."
ONLY_ONE_SITE: Final = "This clinic has one site."
