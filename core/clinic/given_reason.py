"""Which reason was given, and in which words, where its code says nothing?"""

from __future__ import annotations

from typing import Final

from core.clinic.reason import GivenReason
from core.text.card_numbers import clean_words

LONGEST_WORDS: Final = 500


def read_given(typed: str) -> GivenReason:
    """A reason as it is typed: its code, and after a colon what is said with it. No code has a colon.

    Raises BadInput for a card's number in the words.
    """
    code, _, words = typed.partition(":")
    return GivenReason(code.strip(), clean_words(words, "reason", limit=LONGEST_WORDS))
