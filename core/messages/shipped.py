"""Which words does a message have where the clinic has none of its own?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.messages.model import Way
from core.messages.template_sentences import LETTERS, ON_PAPER, SEVERAL, SPOKEN, TEXTS

if TYPE_CHECKING:
    from core.messages.model import Reason


class Words(Struct, frozen=True):
    """What is said: the title of an e-mail or letter, and texts of which the first that fits is taken."""

    texts: tuple[str, ...]
    title: str = ""


LANGUAGES: Final = tuple(TEXTS)
"""Those that are shipped, each whole."""


def shipped(reason: Reason, way: Way, language: str) -> Words | None:
    """The words of that message; None where there are none in that language, or none of that reason at all."""
    if way is Way.TEXT:
        texts = TEXTS.get(language, {}).get(reason)
        return Words(texts) if texts else None
    if way is Way.VOICE:
        spoken = SPOKEN.get(language, {}).get(reason)
        return Words((spoken,)) if spoken else None
    letter = LETTERS.get(language, {}).get(reason)
    if letter and way is Way.LETTER and reason in ON_PAPER[language]:
        return Words((ON_PAPER[language][reason],), letter[0])
    return Words((letter[1],), letter[0]) if letter else None


def shipped_for_several(language: str) -> Words | None:
    """The text of a household, or of several visits of one day."""
    texts = SEVERAL.get(language)
    return Words(texts) if texts else None
