"""As which other words is a part of a name written, short forms and those of other languages among them?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from core.patients.family_names_abroad import family_names_beside
from core.patients.heard_names import heard_beside
from core.patients.nicknames import forms_beside
from core.patients.transliteration import variants_beside

_WRITTEN_ALIKE: Final = (("saint", "st", "sainte", "ste"), ("santa", "sta"), ("mac", "mc"))
_WRITTEN: Final[Mapping[str, frozenset[str]]] = {
    one: frozenset(alike) - {one} for alike in _WRITTEN_ALIKE for one in alike
}
_ARTICLE: Final = "ال"
_ARABIC: Final = frozenset(map(chr, range(0x0620, 0x064B)))


def other_forms(word: str) -> frozenset[str]:
    """What a folded part of a name may stand as in the record: st for saint, robert for bob, youssef for yusuf, hsu
    for xu, caoimhe for keeva.
    """
    beside = forms_beside(word) | variants_beside(word) | family_names_beside(word) | heard_beside(word)
    return beside | written_forms(word)


def written_forms(word: str) -> frozenset[str]:
    """How the same word is written too: st for saint, مصري for المصري."""
    if word[:1] in _ARABIC:
        bare = word.removeprefix(_ARTICLE)
        return frozenset({bare if bare != word else _ARTICLE + word})
    return _WRITTEN.get(word, frozenset())
