"""What the verbs about insurances, their cards and their verification say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

HELP_IMAGE_FILE: Final = "a new file, or - for standard output; if left out, the program of the settings shows it"
CARD_SIDES: Final = {
    (): "No card of coverage {number} of {patient}, MRN {mrn}, is kept.",
    ("front",): "The front of the card of coverage {number} of {patient}, MRN {mrn}, is kept.",
    ("back",): "The back of the card of coverage {number} of {patient}, MRN {mrn}, is kept.",
    ("front", "back"): "Both sides of the card of coverage {number} of {patient}, MRN {mrn}, are kept.",
}
CARD_BOTH_WAYS: Final = "A side is given and taken off at once. Do one of the two."
CARD_ONE_STREAM: Final = "Both sides cannot come through standard input. Keep one, then the other."
CARD_NO_SIDE: Final = "{typed!r} is no side of a card. Type front or back."
IMAGE_NO_PLACE: Final = "Send the image into a file: clinicdesk coverage image N front - >card.jpg"
IMAGE_BESIDE_JSON: Final = (
    "With --json the answer is on standard output, and no image fits beside it. Name a new file, or leave --json out."
)
IMAGE_NO_COMMAND: Final = "No program is set that shows cards. Name one as card_command under [coverage] in clinicdesk.toml, or a file: coverage image N front card.jpg"
IMAGE_WRITTEN: Final = "The {side} of the card of coverage {number}: {place}."
HELP_COVERAGE: Final = "the coverage's number"
USAGE_BAD_AMOUNT: Final = "{typed!r} is no amount for --{option}. Type it as 25 or 25.50."
USAGE_LEFT_MORE: Final = "More is left of the {what} than there is in all. Correct one of the two."
TO_VERIFY: Final = "{count} visits, {trouble} with something the matter."
COVERAGE_NOTHING_DIFFERENT: Final = "Coverage {number} says so already."
COVERAGES_LISTED: Final = "{patient}, MRN {mrn}: {count} coverages."
COVERAGES_ONE: Final = "{patient}, MRN {mrn}: one coverage."
COVERAGES_NONE: Final = "Nobody is noted to pay for {patient}, MRN {mrn}."
