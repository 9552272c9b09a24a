"""Which spellings of typed days and times come to the same words?"""

from __future__ import annotations

import re
from typing import Final

from core.text.cleaning import plain

_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_NUMBER: Final = re.compile(rf"\b({'|'.join(_NUMBERS)}) (?=(?:day|week|month|year)s?\b)")

_SPELLINGS: Final = tuple(
    (re.compile(spelling), words)
    for spelling, words in (
        # what a date says of its distance, when it is shown, and is pasted with it
        (r" \((?:today|tomorrow|yesterday|in [0-9]+ [a-z]+|[0-9]+ [a-z]+ ago)\)$", ""),
        (r" ?@ ?", " at "),
        (r",(?![0-9])|(?<![0-9]),", " "),
        (r"(?<=[a-z]{3})\.(?= |$)", ""),
        (r"(?<![a-z])([ap])\.m(?:\.|(?![a-z]))", r"\1m"),
        (r"\bthis (?=morning\b|afternoon\b)", "today "),
        (r"\b(?:in the )?morning\b", "am"),
        (r"\b(?:in the )?afternoon\b", "pm"),
        (r"\b(?:12 ?noon|midday)\b", "noon"),
        (r"\b(?:the )?day after tom(?:orrow)?\b", "+2"),
        (r"\b(?:tmrw|tmr|tmw)\b", "tom"),
        (r"\bweds\b", "wed"),
        (r"\b(?:the )+(?=[0-9])", ""),
        (r"\b([0-9]{1,2}(?:st|nd|rd|th)?) of (?=[a-z])", r"\1 "),
    )
)


def plain_words(text: str) -> str:
    """`text` in the one spelling that the readers of dates and times know.

    Made `plain`, with at for @, am and pm for morning and afternoon, digits for the number of weeks, and without
    commas between words, full stops after them, "the 14th" and "14 of march".
    """
    words = plain(text)
    for spelling, plainer in _SPELLINGS:
        words = spelling.sub(plainer, words)
    return " ".join(_NUMBER.sub(lambda found: f"{_NUMBERS[found[1]]} ", words).split())
