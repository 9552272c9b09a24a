"""What the verbs about messages to patients say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

MESSAGES_LISTED: Final = "{count} messages."
MESSAGES_ONE: Final = "1 message."
MESSAGES_NONE: Final = "No messages."
A_MESSAGE_STATE: Final = "a state of a message"
ANSWERS_TAKEN: Final = "{count} answers taken, {errors} files that could not be read."
ANSWERS_UNREADABLE: Final = "{place} cannot be read: {why}."
INBOX_LISTED: Final = "{count} to see to."
INBOX_NONE: Final = "Nothing came in that a person must see to."
NUMBER_OPEN: Final = "nothing keeps messages from it"
NUMBER_TOLD: Final = "{number}: {what}."
TEMPLATES_TOLD: Final = "{count} templates of the clinic's own; all other words are those shipped."
TEXT_OR_DROP: Final = "Give --text with the words, or --drop to go back to those shipped."
PREVIEWED: Final = "{letters} letters, in {language}; nothing was sent."
A_WORD: Final = "one for {field}"
HOW_SAID: Final = "how they said so; opening a number wants it"
WORDS_OF_MESSAGE: Final = "the words, with fields such as {day}, {time}, {clinic} and {phone}"
TITLE_OF_MESSAGE: Final = "the title of an e-mail or a letter"
INFO_TOLD: Final = "{count} to be known before the visit; --send has them go out."
TOPICS_SAID: Final = "bring, prepare, directions, parking, hours, languages or price; all without one"
SEND_SAID: Final = "have it go out"
